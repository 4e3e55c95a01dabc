"""A place that no photo is known to be from: photos that do not say where they were taken may be from there."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from photosearch.engine.engine import Engine
from photosearch.paths import DataFolders
from photosearch.settings import Settings, SettingsOwner
from photosearch.types.chip_filters import filters_of
from photosearch.types.ids import PhotoId
from photosearch.types.queries import SearchQuery, SearchResult
from tests.photos import PHOTOS

KYOTO = ((35.0, 0.0, 41.0), (135.0, 46.0, 0.0))


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """Coffee in Kyoto; a temple, a cat and a moon that say nothing."""
    folder = tmp_path / "pictures"
    folder.mkdir()
    for name in ("temple", "cat", "moon"):
        shutil.copy(PHOTOS / f"{name}.jpg", folder)
    with Image.open(PHOTOS / "coffee.jpg") as image:
        exif = image.getexif()
        exif.get_ifd(0x8825).update({1: "N", 2: KYOTO[0], 3: "E", 4: KYOTO[1]})
        image.save(folder / "coffee.jpg", exif=exif)
    home = tmp_path / "home"
    folders = DataFolders(home / "data", home / "cache", home / "models", home / "logs")
    folders.create()
    settings = SettingsOwner(folders.settings, Settings(decode_workers=1))
    engine = Engine.open(folders, settings)
    engine.library.add_root(folder)
    engine.start(is_watching=False)
    assert engine.work.wait_until_idle(60)
    yield engine
    engine.close()
    settings.close()


@pytest.fixture
def ask(engine: Engine) -> Callable[[str], SearchResult]:
    def asked(sentence: str) -> SearchResult:
        understood = engine.asking.understand(sentence)
        filters = filters_of(understood.chips)
        return engine.asking.search(SearchQuery(understood.words, filters=filters, every_match=True, limit=50))

    return asked


def fitting(engine: Engine, result: SearchResult) -> list[str]:
    ids = result.photo_ids if result.bands is None else result.photo_ids[result.bands > 0]
    return [photo.path.stem for photo in engine.library.photos([PhotoId(one) for one in ids.tolist()])]


def test_what_is_from_there_is_found_and_nothing_else(engine: Engine, ask: Callable[[str], SearchResult]) -> None:
    for sentence in ("coffee in Kyoto", "在京都喝咖啡", "京都"):
        result = ask(sentence)
        assert fitting(engine, result) == ["coffee"], sentence
        assert not result.is_unplaced


def test_what_does_not_say_where_it_was_taken_may_be_from_there(
    engine: Engine, ask: Callable[[str], SearchResult]
) -> None:
    for sentence in ("temple in Beijing", "北京的寺庙"):
        result = ask(sentence)
        assert fitting(engine, result) == ["temple"], sentence
        assert (result.is_unplaced, result.strong, result.possible) == (True, 0, 1)
        assert not any(area.or_unplaced for area in result.query.filters.areas)


def test_a_place_alone_brings_nothing_that_may_be_from_anywhere(
    engine: Engine, ask: Callable[[str], SearchResult]
) -> None:
    result = ask("北京")
    assert fitting(engine, result) == []
    assert not result.is_unplaced


def test_what_is_from_elsewhere_is_not_from_there(engine: Engine, ask: Callable[[str], SearchResult]) -> None:
    result = ask("coffee in Beijing")
    assert fitting(engine, result) == []
    assert not result.is_unplaced
