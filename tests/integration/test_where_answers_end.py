"""Where answers end: with the encoder of the app, with a random Chinese-CLIP, and in libraries of all sizes."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from photosearch.decode.pillow_image import DecodeLimits
from photosearch.decode.pixels import fit
from photosearch.decode.reader import decode
from photosearch.decode.thumbnails import ThumbnailCache
from photosearch.decode.worker_pool import DecodePool
from photosearch.embed.running.chinese_clip import ChineseClipEncoder
from photosearch.embed.running.encoder import Encoder
from photosearch.embed.running.packaged import PackagedEncoder
from photosearch.embed.running.service import EncoderService
from photosearch.index.opening import new_index
from photosearch.resources import resource
from photosearch.search.searcher import Searcher
from photosearch.store.database import Database
from photosearch.store.store import Store
from photosearch.types.ids import EncoderId
from photosearch.types.queries import Band, Found, ImageTerm, SearchQuery, SearchResult
from tests.checkpoints import TINY_VIT, random_state, tiny_model, write_state

PICTURES = ("astronaut", "brick", "cat", "coffee", "coins", "galaxies", "gravel", "moon", "motorcycle", "rocket")
CAT = PICTURES.index("cat")


class Library:
    """Photos, by number, under one encoder; as many as are wanted, the pictures of the app first."""

    def __init__(self, folder: Path, pool: DecodePool, encoder: Encoder) -> None:
        self.folder = folder
        self.encoder = encoder
        self.service = EncoderService(lambda: encoder, idle_release_s=None)
        self.service.start()
        self.index = new_index(encoder.dim)
        self.store = Store.of(Database.open(folder / "library.db"))
        self.searcher = Searcher(encoder.encoder_id, self.service, self.index, self.store, pool, kept=folder / "kept")

    def add(self, names: Sequence[str]) -> None:
        spec = self.encoder.pixel_spec
        images = [
            decode(resource("calibration", f"{name}.jpg"), min_side_px=spec.size_px, limits=DecodeLimits())
            for name in names
        ]
        vectors = self.encoder.encode_images(np.stack([fit(image, spec) for image in images]))
        first = len(self.index)
        self.index.add(np.arange(first, first + len(names), dtype=np.int64), vectors)

    def add_more_of(self, row: int, count: int, *, unlike: float) -> None:
        """Photos that differ a little from one that is in."""
        generator = np.random.default_rng(row)
        noise = generator.normal(size=(count, self.encoder.dim)) / self.encoder.dim**0.5
        vectors = self.index.vectors_of(np.asarray([row])) + unlike * noise
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        first = len(self.index)
        self.index.add(np.arange(first, first + count, dtype=np.int64), vectors.astype(np.float32))

    def ask(self, text: str = "", **asked: object) -> SearchResult:
        return self.searcher.search(SearchQuery(text=text, every_match=True, **asked))  # type: ignore[arg-type]

    def close(self) -> None:
        self.service.close()
        self.store.database.close()


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DecodePool]:
    thumbnails = ThumbnailCache(tmp_path_factory.mktemp("thumbnails"), 1_000_000)
    made = DecodePool(workers=1, memory_limit_bytes=2_000_000_000, timeout_s=30, thumbnails=thumbnails)
    yield made
    made.close()


@pytest.fixture
def starter() -> Encoder:
    return PackagedEncoder(resource("models", "starter"), threads=1)


@pytest.fixture
def library_of(tmp_path: Path, pool: DecodePool) -> Iterator[Callable[[Encoder], Library]]:
    made: list[Library] = []

    def make(encoder: Encoder) -> Library:
        made.append(Library(tmp_path / str(len(made)), pool, encoder))
        return made[-1]

    (tmp_path / "0").mkdir()
    yield make
    for library in made:
        library.close()


def shown(result: SearchResult, least: Band = Band.POSSIBLE) -> list[int]:
    assert result.bands is not None
    return [int(photo) for photo, band in zip(result.photo_ids, result.bands, strict=True) if band >= least]


@pytest.mark.parametrize(
    "text", ["猫", "a cat", "猫 cat", "一只猫的照片", "photos of cats", "貓", "一隻貓的圖片", "ＣＡＴ"]
)
def test_a_cat_is_found_however_it_is_asked_for(
    library_of: Callable[[Encoder], Library], starter: Encoder, text: str
) -> None:
    library = library_of(starter)
    library.add(PICTURES)
    result = library.ask(text)
    assert shown(result, Band.STRONG) == [CAT]
    assert result.found is Found.STRONG
    assert result.query.text == text
    assert result.unknown_words == ()


@pytest.mark.parametrize("text", ["香蕉", "a bathtub", "婚礼", "spaghetti", "长颈鹿"])
def test_what_is_not_there_is_not_found(library_of: Callable[[Encoder], Library], starter: Encoder, text: str) -> None:
    library = library_of(starter)
    library.add(PICTURES)
    assert library.ask(text).found is Found.NOTHING


@pytest.mark.parametrize("strangers", [60, 1_000, 100_000])
def test_bars_stay_where_they_are_in_a_large_library(
    library_of: Callable[[Encoder], Library], starter: Encoder, strangers: int
) -> None:
    library = library_of(starter)
    library.add(PICTURES)
    for row in range(len(PICTURES)):
        if row != CAT:
            library.add_more_of(row, strangers // (len(PICTURES) - 1), unlike=0.8)
    assert shown(library.ask("猫"), Band.STRONG) == [CAT]
    assert library.ask("香蕉").found is Found.NOTHING


def test_in_a_library_of_cats_a_cat_is_all_of_them_and_a_dog_none(
    library_of: Callable[[Encoder], Library], starter: Encoder
) -> None:
    library = library_of(starter)
    library.add(["cat"])
    library.add_more_of(0, 299, unlike=0.8)
    assert library.ask("猫").strong == 300
    assert library.ask("飞机").found is Found.NOTHING


def test_a_library_of_one_photo(library_of: Callable[[Encoder], Library], starter: Encoder) -> None:
    library = library_of(starter)
    library.add(["cat"])
    assert shown(library.ask("cat"), Band.STRONG) == [0]
    assert library.ask("飞机").found is Found.NOTHING
    assert shown(library.ask(images=(ImageTerm(path=resource("calibration", "cat.jpg")),)), Band.STRONG) == [0]
    assert library.ask(images=(ImageTerm(path=resource("calibration", "gravel.jpg")),)).found is Found.NOTHING


def test_an_empty_library_has_no_answers_and_the_first_photo_is_one(
    library_of: Callable[[Encoder], Library], starter: Encoder
) -> None:
    library = library_of(starter)
    assert library.ask("猫").found is Found.NOTHING
    assert len(library.ask("猫").photo_ids) == 0
    library.add(["cat"])
    assert library.ask("猫").strong == 1
    library.index.remove(np.asarray([0]))
    assert library.ask("猫").found is Found.NOTHING


def test_what_was_seen_of_the_concepts_is_there_the_next_time(
    library_of: Callable[[Encoder], Library], starter: Encoder
) -> None:
    library = library_of(starter)
    library.add(PICTURES)
    library.searcher.get_ready()
    (kept,) = (library.folder / "kept").iterdir()
    assert kept.stat().st_size < 1_000_000
    assert str(starter.encoder_id) in kept.name


def test_words_beside_a_picture_and_unwanted_ones_have_bars_too(
    library_of: Callable[[Encoder], Library], starter: Encoder
) -> None:
    library = library_of(starter)
    library.add(PICTURES)
    cat = ImageTerm(path=resource("calibration", "cat.jpg"))
    assert shown(library.ask("猫", images=(cat,)), Band.STRONG) == [CAT]
    assert CAT not in shown(library.ask("", not_texts=("猫",)))
    assert CAT not in shown(library.ask("", not_texts=("貓",)))
    assert len(shown(library.ask("", not_texts=("猫",)))) == len(PICTURES) - 1


def test_an_encoder_that_means_nothing_is_never_sure(library_of: Callable[[Encoder], Library], tmp_path: Path) -> None:
    checkpoint = write_state(tmp_path / "tiny.pt", random_state(TINY_VIT))
    importlib.import_module("photosearch.embed.running.chinese_clip")
    encoder = ChineseClipEncoder(
        checkpoint, tiny_model(), encoder_id=EncoderId("tiny"), device="cpu", threads=1, architecture=TINY_VIT
    )
    library = library_of(encoder)
    library.add(PICTURES)
    result = library.ask("猫")
    assert result.found is Found.POSSIBLE
    assert (result.strong, result.possible) == (0, len(PICTURES))
    assert library.searcher.why(result.photo_ids[0]) == ()
    same = library.ask(images=(ImageTerm(path=resource("calibration", "cat.jpg")),))
    assert shown(same, Band.STRONG)[:1] == [CAT]
