"""The full-screen viewer."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from photosearch.errors import QueryImageError
from photosearch.types.files import ProblemReason
from photosearch.types.photos import Photo
from photosearch.ui.background import Background
from photosearch.ui.grid.hits import Hits
from photosearch.ui.grid.results_model import ResultsModel
from photosearch.ui.grid.thumbnail_loader import ThumbnailLoader
from photosearch.ui.photo.viewer import Viewer
from photosearch.ui.photo.viewer_images import FULL_PX, ViewerImages
from tests.fakes import make_photo


class Loader:
    """Makes plain pictures and remembers what was asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, int]] = []
        self.broken: set[int] = set()
        self.broken_when_enlarged: set[int] = set()
        self.may_enlarge = threading.Event()
        self.lock = threading.Lock()

    def __call__(self, photo: Photo, max_px: int) -> QImage:
        with self.lock:
            self.asked.append((photo.photo_id, max_px))
        if photo.photo_id in self.broken:
            raise QueryImageError(ProblemReason.DAMAGED, photo.path)
        if max_px == FULL_PX and photo.photo_id in self.broken_when_enlarged:
            self.may_enlarge.wait(10)
            raise QueryImageError(ProblemReason.DAMAGED, photo.path)
        image = QImage(400, 300, QImage.Format.Format_RGB32)
        image.fill(QColor("teal"))
        return image


@pytest.fixture
def loader() -> Loader:
    return Loader()


@pytest.fixture
def viewer(qtbot: QtBot, background: Background, loader: Loader, tmp_path: Path) -> Viewer:
    model = ResultsModel(background, background)
    model.start(lambda photo_ids: [make_photo(photo_id, tmp_path) for photo_id in photo_ids])
    model.set_hits(Hits(np.arange(1, 11, dtype=np.int64)))
    made = Viewer(model, ThumbnailLoader(background, background), background)
    qtbot.addWidget(made)
    made.start(loader)
    made.resize(800, 600)
    made.show()
    made.show_row(0)
    qtbot.waitUntil(lambda: made.is_loaded)
    return made


def middle_is_teal(viewer: Viewer) -> bool:
    return viewer.grab().toImage().pixelColor(400, 300) == QColor("teal")


def test_it_shows_the_photo_and_fetches_the_next(qtbot: QtBot, viewer: Viewer, loader: Loader) -> None:
    assert middle_is_teal(viewer)
    qtbot.waitUntil(lambda: 2 in {photo_id for photo_id, _ in loader.asked})


def test_arrows_go_on_and_stop_at_the_ends(qtbot: QtBot, viewer: Viewer) -> None:
    QTest.keyClick(viewer, Qt.Key.Key_Left)
    assert viewer.row == 0
    with qtbot.waitSignal(viewer.row_shown) as shown:
        QTest.keyClick(viewer, Qt.Key.Key_Right)
    assert shown.args == [1]
    for _ in range(20):
        QTest.keyClick(viewer, Qt.Key.Key_Right)
    assert viewer.row == 9
    qtbot.waitUntil(lambda: viewer.is_loaded)
    assert middle_is_teal(viewer)


def test_zoom_asks_for_more_pixels_once_and_goes_back(qtbot: QtBot, viewer: Viewer, loader: Loader) -> None:
    viewer.zoom_by(2.0, QPointF(100, 100))
    viewer.zoom_by(2.0)
    assert viewer.zoom == 4.0
    qtbot.waitUntil(lambda: max(max_px for _, max_px in loader.asked) > 4000)
    assert len([max_px for photo_id, max_px in loader.asked if photo_id == 1]) == 2
    viewer.zoom_by(100)
    assert viewer.zoom == 8.0
    QTest.keyClick(viewer, Qt.Key.Key_0)
    assert viewer.zoom == 1.0
    QTest.keyClick(viewer, Qt.Key.Key_Minus)
    assert viewer.zoom == 1.0


def test_the_next_photo_is_whole_again(qtbot: QtBot, viewer: Viewer) -> None:
    viewer.zoom_by(3.0)
    viewer.show_next()
    assert viewer.zoom == 1.0


def test_dragging_moves_an_enlarged_photo_within_its_edges(qtbot: QtBot, viewer: Viewer) -> None:
    viewer.zoom_by(4.0)
    QTest.mousePress(viewer, Qt.MouseButton.LeftButton, pos=viewer.rect().center())
    QTest.mouseMove(viewer, viewer.rect().center() * 0)
    QTest.mouseRelease(viewer, Qt.MouseButton.LeftButton)
    assert middle_is_teal(viewer)


def test_a_photo_that_cannot_be_read_is_said(qtbot: QtBot, viewer: Viewer, loader: Loader) -> None:
    loader.broken = {5}
    viewer.show_row(4)
    qtbot.waitUntil(lambda: bool(viewer.error_text))
    assert not middle_is_teal(viewer)
    viewer.show_row(7)
    assert viewer.error_text == ""
    qtbot.waitUntil(lambda: viewer.is_loaded)


def test_what_fails_late_is_not_said_of_the_next_photo(qtbot: QtBot, viewer: Viewer, loader: Loader) -> None:
    loader.broken_when_enlarged = {1}
    viewer.zoom_by(2.0)
    qtbot.waitUntil(lambda: (1, FULL_PX) in loader.asked)
    viewer.show_next()
    qtbot.waitUntil(lambda: viewer.is_loaded)
    images = viewer.findChild(ViewerImages)
    assert images is not None
    with qtbot.waitSignal(images.failed):
        loader.may_enlarge.set()
    assert viewer.error_text == ""


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_F, Qt.Key.Key_Space])
def test_it_is_left(qtbot: QtBot, viewer: Viewer, key: Qt.Key) -> None:
    with qtbot.waitSignal(viewer.closed):
        QTest.keyClick(viewer, key)
    assert not viewer.isVisible()
