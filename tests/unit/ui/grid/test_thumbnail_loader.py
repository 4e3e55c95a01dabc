"""Thumbnails: newest first, stale ones dropped, memory bounded."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from photosearch.types.photos import Photo
from photosearch.ui.background import Background
from photosearch.ui.grid import thumbnail_loader
from photosearch.ui.grid.thumbnail_loader import ThumbnailLoader
from tests.fakes import make_photo

MakeLoader = Callable[..., ThumbnailLoader]


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    path = tmp_path / "thumbnail.png"
    image.save(str(path))
    return path


@pytest.fixture
def make_loader(background: Background) -> Iterator[MakeLoader]:
    made: list[ThumbnailLoader] = []

    def make(thumbnail: Callable[[Photo], Path | None], cache_bytes: int = 1_000_000) -> ThumbnailLoader:
        loader = ThumbnailLoader(background, background, cache_bytes=cache_bytes)
        loader.set_size(20, 4.0, 1.0)
        loader.start(thumbnail)
        made.append(loader)
        return loader

    yield make
    for loader in made:
        loader.close()


def test_a_thumbnail_comes_by_itself(qtbot: QtBot, make_loader: MakeLoader, picture: Path, tmp_path: Path) -> None:
    loader = make_loader(lambda _photo: picture)
    photo = make_photo(1, tmp_path)
    with qtbot.waitSignal(loader.thumbnails_loaded):
        assert loader.pixmap(photo) is None
    pixmap = loader.pixmap(photo)
    assert pixmap is not None
    assert (pixmap.width(), pixmap.height()) == (20, 20)
    assert loader.is_idle


def test_the_first_of_the_newest_repaint_is_loaded_first(
    qtbot: QtBot, make_loader: MakeLoader, picture: Path, tmp_path: Path
) -> None:
    begun: list[int] = []
    gate = threading.Event()

    def thumbnail(photo: Photo) -> Path:
        begun.append(photo.photo_id)
        gate.wait(5)
        return picture

    loader = make_loader(thumbnail)
    workers = thumbnail_loader._WORKERS
    for number in range(1, workers + 1):  # keeps every worker busy
        loader.pixmap(make_photo(number, tmp_path))
    qtbot.waitUntil(lambda: len(begun) == workers)
    for number in range(10, 15):
        loader.pixmap(make_photo(number, tmp_path))
    qtbot.wait(30)
    for number in range(20, 25):
        loader.pixmap(make_photo(number, tmp_path))
    qtbot.wait(30)
    gate.set()
    qtbot.waitUntil(lambda: loader.is_idle)
    # The workers note their beginnings one after the other: all but one of them may be a place or two late.
    next_five = set(begun[workers : workers + 5])
    assert len({20, 21, 22, 23, 24} & next_five) >= 3
    assert 20 in next_five
    assert set(begun[:workers]) == set(range(1, workers + 1))


def test_wishes_that_were_scrolled_away_are_dropped(
    qtbot: QtBot, make_loader: MakeLoader, picture: Path, tmp_path: Path
) -> None:
    loaded: list[int] = []
    gate = threading.Event()

    def thumbnail(photo: Photo) -> Path:
        gate.wait(5)
        loaded.append(photo.photo_id)
        return picture

    loader = make_loader(thumbnail)
    for number in range(2000):
        loader.pixmap(make_photo(number, tmp_path))
    qtbot.wait(30)
    gate.set()
    qtbot.waitUntil(lambda: loader.is_idle)
    assert len(loaded) <= 403


def test_other_results_drop_what_waits(qtbot: QtBot, make_loader: MakeLoader, picture: Path, tmp_path: Path) -> None:
    loaded: list[int] = []
    gate = threading.Event()

    def thumbnail(photo: Photo) -> Path:
        gate.wait(5)
        loaded.append(photo.photo_id)
        return picture

    loader = make_loader(thumbnail)
    for number in range(50):
        loader.pixmap(make_photo(number, tmp_path))
    qtbot.wait(30)
    loader.drop_wishes()
    gate.set()
    qtbot.waitUntil(lambda: loader.is_idle)
    assert len(loaded) <= 3


def test_memory_is_bounded(qtbot: QtBot, make_loader: MakeLoader, picture: Path, tmp_path: Path) -> None:
    loader = make_loader(lambda _photo: picture, cache_bytes=10 * 20 * 20 * 4)
    for number in range(40):
        loader.pixmap(make_photo(number, tmp_path))
    qtbot.waitUntil(lambda: loader.is_idle)
    assert 0 < loader.used_bytes <= 10 * 20 * 20 * 4


def test_another_size_stands_in_until_the_right_one_is_there(
    qtbot: QtBot, make_loader: MakeLoader, picture: Path, tmp_path: Path
) -> None:
    loader = make_loader(lambda _photo: picture)
    photo = make_photo(1, tmp_path)
    with qtbot.waitSignal(loader.thumbnails_loaded):
        loader.pixmap(photo)
    loader.set_size(30, 4.0, 1.0)
    with qtbot.waitSignal(loader.thumbnails_loaded):
        stand_in = loader.pixmap(photo)
        assert stand_in is not None
        assert stand_in.width() == 20
    exact = loader.pixmap(photo)
    assert exact is not None
    assert exact.width() == 30


@pytest.mark.logs("no thumbnail of photo 2")
def test_what_cannot_be_made_is_not_tried_over_and_over(
    qtbot: QtBot, make_loader: MakeLoader, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    tried: list[int] = []

    def thumbnail(photo: Photo) -> Path | None:
        tried.append(photo.photo_id)
        if photo.photo_id == 2:
            raise OSError("gone")
        return None

    loader = make_loader(thumbnail)
    photos = [make_photo(1, tmp_path), make_photo(2, tmp_path)]
    for _ in range(3):
        assert [loader.pixmap(photo) for photo in photos] == [None, None]
        qtbot.waitUntil(lambda: loader.is_idle)
    assert sorted(tried) == [1, 2]
    assert all(loader.is_failed(photo) for photo in photos)
    assert "no thumbnail of photo 2" in caplog.text
    loader.drop_wishes()
    assert not loader.is_failed(photos[0])
