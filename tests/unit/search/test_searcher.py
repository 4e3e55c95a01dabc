"""Words, pictures and filters become ranked hits over a real encoder and index."""

from __future__ import annotations

import datetime as dt
import gc
import io
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from functools import cached_property
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from photosearch.decode.thumbnails import ThumbnailCache
from photosearch.decode.worker_pool import DecodedPhoto, DecodeFailure, DecodePool, DecodeRequest
from photosearch.embed.running.service import EncoderService
from photosearch.errors import QueryImageError, UserError
from photosearch.search.searcher import Searcher
from photosearch.types.arrays import Float32Array, UInt8Array
from photosearch.types.files import ProblemReason
from photosearch.types.ids import PhotoId
from photosearch.types.photos import Orientation
from photosearch.types.queries import Filters, Found, ImageTerm, SearchQuery, SearchResult, Sort
from tests.library import Bench

COLOURS = {"red": (250, 20, 20), "green": (20, 250, 20), "blue": (20, 20, 250), "dark": (8, 8, 8)}


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SeenRequests]:
    thumbnails = ThumbnailCache(tmp_path_factory.mktemp("thumbnails"), 100_000_000)
    made = SeenRequests(workers=1, memory_limit_bytes=2_000_000_000, timeout_s=30, thumbnails=thumbnails)
    yield made
    made.close()


class CountingTexts(EncoderService):
    """The service of a bench's encoder, noting which texts reach it."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(lambda: bench.encoder, idle_release_s=None)
        self.texts: list[str] = []
        self.pictures: list[tuple[int, ...]] = []
        self.start()

    def encode_text(self, texts: Sequence[str]) -> Future[Float32Array]:
        self.texts.extend(texts)
        return super().encode_text(texts)

    def encode_images(self, pixels: UInt8Array, *, is_query: bool = False) -> Future[Float32Array]:
        assert is_query
        self.pictures.append(pixels.shape)
        return super().encode_images(pixels, is_query=is_query)


class SeenRequests(DecodePool):
    """Keeps the answers."""

    def submit(self, request: DecodeRequest, *, is_urgent: bool = False) -> Future[DecodedPhoto | DecodeFailure]:
        answer = super().submit(request, is_urgent=is_urgent)
        self.answers.append(answer)
        return answer

    @cached_property
    def answers(self) -> list[Future[DecodedPhoto | DecodeFailure]]:
        return []


class Asked:
    """A searcher over photos of plain colours."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        for number, (name, colour) in enumerate(COLOURS.items()):
            self.paint(name, colour, size=(80, 40) if name == "blue" else (40, 80), day=number + 1)
        bench.scan()
        self.service = CountingTexts(bench)
        self.searcher = Searcher(bench.shelf.encoder_id, self.service, bench.shelf.index, bench.store, bench.pool)
        self.searcher.get_ready()
        self.service.texts.clear()
        self.service.pictures.clear()

    def paint(self, name: str, colour: tuple[int, int, int], *, size: tuple[int, int], day: int) -> Path:
        path = self.bench.photos / f"folder_{name}" / f"{name}.png"
        path.parent.mkdir()
        Image.new("RGB", size, colour).save(path)
        noon_s = dt.datetime(2024, 5, day, 12).timestamp()
        os.utime(path, (noon_s, noon_s))
        return path

    def path(self, name: str) -> Path:
        return self.bench.photos / f"folder_{name}" / f"{name}.png"

    def id(self, name: str) -> PhotoId:
        return self.bench.known()[f"folder_{name}/{name}.png"]

    def names(self, result: SearchResult) -> list[str]:
        names = {photo_id: Path(path).stem for path, photo_id in self.bench.known().items()}
        return [names[PhotoId(photo_id)] for photo_id in result.photo_ids.tolist()]

    def __call__(self, query: SearchQuery) -> list[str]:
        return self.names(self.searcher.search(query))


@pytest.fixture
def ask(tmp_path: Path, pool: DecodePool) -> Iterator[Asked]:
    bench = Bench(tmp_path, pool)
    made = Asked(bench)
    yield made
    made.service.close()
    bench.close()


@pytest.mark.parametrize(("text", "best"), [("red", "red"), ("蓝", "blue"), ("  green ", "green"), ("dark", "dark")])
def test_words_find_what_they_name(ask: Asked, text: str, best: str) -> None:
    result = ask.searcher.search(SearchQuery(text=text))
    assert ask.names(result)[0] == best
    assert result.scores is not None
    assert np.all(np.diff(result.scores) <= 0)
    assert (result.total, len(result.photo_ids)) == (4, 4)
    assert result.encoder_id == ask.bench.shelf.encoder_id
    assert result.took_ms > 0


def test_a_picture_finds_itself_by_path_bytes_and_id(ask: Asked) -> None:
    data = ask.path("green").read_bytes()
    for term in (ImageTerm(path=ask.path("green")), ImageTerm(data=data), ImageTerm(photo_id=ask.id("green"))):
        result = ask.searcher.search(SearchQuery(images=(term,), limit=1))
        assert ask.names(result) == ["green"]
        assert result.scores is not None
        assert result.scores[0] == pytest.approx(1.0, abs=1e-3)
        assert result.found is Found.STRONG


def test_weights_decide_between_words_and_picture(ask: Asked) -> None:
    red = ImageTerm(path=ask.path("red"))
    assert ask(SearchQuery(text="blue", text_weight=0.1, images=(red,), limit=1)) == ["red"]
    assert ask(SearchQuery(text="blue", text_weight=5.0, images=(red,), limit=1)) == ["blue"]
    light = ImageTerm(path=ask.path("green"), weight=0.1)
    assert ask(SearchQuery(images=(red, light), limit=1)) == ["red"]


def test_unwanted_words_and_pictures_push_down(ask: Asked) -> None:
    unwanted = ask(SearchQuery(text="red", not_texts=("dark", " ")))
    assert unwanted[0] == "red"
    assert unwanted[-1] == "dark"
    assert ask(SearchQuery(not_texts=("red",)))[-1] == "red"
    like_red = ImageTerm(path=ask.path("red"))
    assert ask(SearchQuery(text="red", not_images=(like_red,), limit=3))[0] != "red"


def test_filters_restrict(ask: Asked) -> None:
    def only(filters: Filters) -> list[str]:
        return sorted(ask(SearchQuery(text="red", filters=filters)))

    assert only(Filters(folder=ask.path("green").parent)) == ["green"]
    assert only(Filters(folder=ask.bench.photos)) == ["blue", "dark", "green", "red"]
    assert only(Filters(folder=ask.bench.folder / "elsewhere")) == []
    assert only(Filters(folder=ask.bench.folder)) == ["blue", "dark", "green", "red"]
    assert only(Filters(orientation=Orientation.LANDSCAPE)) == ["blue"]
    assert only(Filters(formats=frozenset({"JPEG"}))) == []
    assert only(Filters(taken_from=dt.date(2024, 5, 2), taken_until=dt.date(2024, 5, 3))) == ["blue", "green"]
    result = ask.searcher.search(SearchQuery(text="red", filters=Filters(orientation=Orientation.PORTRAIT)))
    assert result.total == 3


def test_hits_in_order_of_date(ask: Asked) -> None:
    assert ask(SearchQuery(text="red", sort=Sort.OLDEST)) == list(COLOURS)
    assert ask(SearchQuery(text="red", sort=Sort.NEWEST)) == list(reversed(COLOURS))


def test_the_oldest_match_is_in_however_many_others_match_better(ask: Asked) -> None:
    assert ask(SearchQuery(text="blue", sort=Sort.OLDEST, limit=1)) == [next(iter(COLOURS))]
    assert ask(SearchQuery(text="blue", sort=Sort.NEWEST, limit=2)) == list(reversed(COLOURS))[:2]


def test_without_terms_it_lists_by_date(ask: Asked) -> None:
    result = ask.searcher.search(SearchQuery(not_texts=(" ",), limit=0))
    assert ask.names(result) == list(reversed(COLOURS))
    assert (result.scores, result.encoder_id, result.total) == (None, None, 4)
    first = ask.searcher.search(SearchQuery(sort=Sort.OLDEST, limit=2))
    assert ask.names(first) == ["red", "green"]
    assert (first.strong, first.total) == (4, 4)


def test_a_limit_of_none_is_everything(ask: Asked) -> None:
    assert len(ask(SearchQuery(text="red", limit=0))) == 4
    assert len(ask(SearchQuery(text="red", not_texts=("blue",), limit=2))) == 2


def test_words_are_embedded_once(ask: Asked) -> None:
    for _ in range(3):
        ask(SearchQuery(text="red", not_texts=("blue", "blue")))
    assert sorted(ask.service.texts) == ["blue", "red"]


def test_for_a_picture_that_is_expected_a_decoder_and_the_encoder_are_made_ready(
    ask: Asked, pool: SeenRequests
) -> None:
    pool.answers.clear()
    ask.searcher.expect_picture()
    assert isinstance(pool.answers[-1].result(60), DecodedPhoto)
    assert len(ask.service.pictures) == 1
    assert ask(SearchQuery(images=(ImageTerm(path=ask.path("red")),), limit=1)) == ["red"]
    assert ask.service.pictures[0] == ask.service.pictures[1]


def test_a_picture_is_decoded_once_to_be_shown_and_to_be_searched_with(ask: Asked, pool: SeenRequests) -> None:
    for picture in (ask.path("red"), ask.path("green").read_bytes()):
        pool.answers.clear()
        shown = ask.searcher.look_at(picture, 20)
        assert max(shown.shape[:2]) == 20
        term = ImageTerm(path=picture) if isinstance(picture, Path) else ImageTerm(data=picture)
        found = ask(SearchQuery(images=(term,), limit=1))
        assert found == ask(SearchQuery(images=(term,), not_texts=("blue",), limit=1))
        assert len(pool.answers) == 1
    assert len(ask.service.pictures) == 2


def test_the_bytes_of_pictures_that_were_searched_with_are_not_kept(ask: Asked) -> None:
    picture = bytes(bytearray(ask.path("green").read_bytes()))
    before = sys.getrefcount(picture)
    ask.searcher.look_at(picture, 20)
    assert ask(SearchQuery(images=(ImageTerm(data=picture),), limit=1)) == ["green"]
    for _ in range(4):
        # Each decoder still has its last request in hand.
        ask.searcher.look_at(ask.path("red"), 20)
    gc.collect()
    assert sys.getrefcount(picture) == before


def test_a_file_that_changed_since_it_was_looked_at_is_decoded_again(ask: Asked) -> None:
    path = ask.bench.photos.parent / "query.png"
    path.write_bytes(ask.path("red").read_bytes())
    ask.searcher.look_at(path, 20)
    assert ask(SearchQuery(images=(ImageTerm(path=path),), limit=1)) == ["red"]
    path.write_bytes(ask.path("green").read_bytes())
    os.utime(path, (1, 1))
    assert ask(SearchQuery(images=(ImageTerm(path=path),), limit=1)) == ["green"]


def test_a_picture_that_cannot_be_looked_at_says_why(ask: Asked, tmp_path: Path) -> None:
    for picture, reason in ((b"no picture", ProblemReason.NOT_AN_IMAGE), (tmp_path / "none", ProblemReason.VANISHED)):
        with pytest.raises(QueryImageError) as caught:
            ask.searcher.look_at(picture, 20)
        assert caught.value.reason is reason


def test_words_that_were_expected_are_embedded_by_then(ask: Asked) -> None:
    query = SearchQuery(text=" red ", not_texts=("blue",))
    ask.searcher.expect(query)
    assert ask.service.texts == ["red", "blue"]
    ask(query)
    assert ask.service.texts == ["red", "blue"]


def test_words_that_the_encoder_does_not_know_are_said(ask: Asked) -> None:
    result = ask.searcher.search(SearchQuery(text="red zebra", not_texts=("zebra", "quark")))
    assert result.unknown_words == ("zebra", "quark")
    assert ask.searcher.search(SearchQuery(text="red")).unknown_words == ()


@pytest.mark.parametrize("text", ["quark", "Quark quark", "quark's", "ｑｕａｒｋ", "quàrk!"])
def test_words_that_mean_nothing_count_for_nothing_beside_others(ask: Asked, text: str) -> None:
    alone, picture = SearchQuery(text="red"), SearchQuery(images=(ImageTerm(path=ask.path("green")),))
    for query, unknown in (
        (alone, SearchQuery(text="red", not_texts=(text,))),
        (picture, SearchQuery(text=text, images=picture.images)),
        (SearchQuery(not_texts=("red",)), SearchQuery(not_texts=("red", text))),
    ):
        wanted, said = ask.searcher.search(query), ask.searcher.search(unknown)
        assert "quark" in said.unknown_words
        assert said.scores is not None
        assert wanted.scores is not None
        assert said.photo_ids.tolist() == wanted.photo_ids.tolist()
        assert np.allclose(said.scores, wanted.scores, atol=1e-6)


def test_an_emoji_is_asked_by_its_name_and_told(ask: Asked) -> None:
    result = ask.searcher.search(SearchQuery(text="red 🐱", not_texts=("🐶", "…")))
    assert ask.service.texts == ["red cat", "狗"]
    assert [(name.emoji, name.english) for name in result.emojis] == [("🐱", "cat"), ("🐶", "dog")]
    assert ask.searcher.search(SearchQuery(text="red")).emojis == ()


def test_signs_alone_are_asked_of_no_encoder(ask: Asked) -> None:
    result = ask.searcher.search(SearchQuery(text="。，！"))
    assert ask.service.texts == []
    assert (result.scores, result.query.says_nothing) == (None, True)


def test_words_are_folded_before_they_are_asked_or_judged(ask: Asked) -> None:
    result = ask.searcher.search(SearchQuery(text="ｒｅｄ 貓", not_texts=("滑雪場",)))
    assert ask.service.texts == ["red 猫", "滑雪场"]
    assert result.unknown_words == ("猫", "滑", "雪", "场")
    assert result.query.text == "ｒｅｄ 貓"


def test_an_encoder_with_one_floor_tells_what_is_possible_from_what_is_merely_near(
    ask: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ask.searcher.search(SearchQuery(text="red")).found is Found.POSSIBLE  # nobody can tell
    monkeypatch.setattr(type(ask.bench.encoder), "match_floor", 0.9)
    result = ask.searcher.search(SearchQuery(text="red"))
    assert (result.found, result.strong, result.possible, len(result.photo_ids)) == (Found.POSSIBLE, 0, 1, 4)
    monkeypatch.setattr(type(ask.bench.encoder), "match_floor", 2.0)
    assert ask.searcher.search(SearchQuery(text="red")).found is Found.NOTHING
    assert ask.searcher.search(SearchQuery(images=(ImageTerm(path=ask.path("red")),))).found is Found.STRONG


@pytest.mark.parametrize(
    ("name", "reason"),
    [("none.jpg", ProblemReason.VANISHED), ("text.jpg", ProblemReason.NOT_AN_IMAGE), ("", ProblemReason.IS_A_FOLDER)],
)
def test_a_picture_that_cannot_be_read_is_said(ask: Asked, name: str, reason: ProblemReason) -> None:
    (ask.bench.folder / "text.jpg").write_text("hello", encoding="utf-8")
    with pytest.raises(QueryImageError) as caught:
        ask(SearchQuery(images=(ImageTerm(path=ask.bench.folder / name),)))
    assert caught.value.reason is reason
    assert caught.value.path == ask.bench.folder / name


def test_bytes_that_are_no_picture_are_said(ask: Asked) -> None:
    with pytest.raises(QueryImageError):
        ask(SearchQuery(images=(ImageTerm(data=b"nothing"),)))


def test_a_photo_outside_the_index_is_read_from_its_file(ask: Asked) -> None:
    photo_id = ask.id("green")
    ask.bench.shelf.index.remove(np.asarray([photo_id], dtype=np.int64))
    result = ask.searcher.search(SearchQuery(images=(ImageTerm(photo_id=photo_id),), limit=0))
    assert "green" not in ask.names(result)
    assert len(result.photo_ids) == 3


def test_a_photo_that_nobody_knows_is_said(ask: Asked) -> None:
    with pytest.raises(QueryImageError) as caught:
        ask(SearchQuery(images=(ImageTerm(photo_id=PhotoId(999)),)))
    assert caught.value.reason is ProblemReason.VANISHED


def test_terms_that_cancel_out_are_said(ask: Asked) -> None:
    with pytest.raises(UserError):
        ask(SearchQuery(text="red", text_weight=0.0))


def test_an_empty_library_has_no_hits(ask: Asked) -> None:
    ask.bench.store.libraries.remove(ask.bench.root.root_id)
    ask.bench.shelf.index.remove(ask.bench.shelf.index.ids())
    for query in (
        SearchQuery(),
        SearchQuery(text="red"),
        SearchQuery(text="red", not_texts=("blue",), limit=0),
        SearchQuery(not_texts=("blue",)),
        SearchQuery(text="red", sort=Sort.NEWEST),
        SearchQuery(text="red", filters=Filters(orientation=Orientation.SQUARE)),
    ):
        assert len(ask.searcher.search(query).photo_ids) == 0


def test_a_large_picture_in_memory_can_be_searched_with(ask: Asked) -> None:
    stream = io.BytesIO()
    Image.new("RGB", (1500, 1000), COLOURS["blue"]).save(stream, "PNG")
    assert ask(SearchQuery(images=(ImageTerm(data=stream.getvalue()),), limit=1)) == ["blue"]
