"""The full-screen viewer."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from photosearch.errors import QueryImageError
from photosearch.types.files import ProblemReason
from photosearch.types.photos import Photo
from photosearch.ui.background import Background
from photosearch.ui.grid.hits import Hits
from photosearch.ui.grid.results_model import ResultsModel
from photosearch.ui.grid.thumbnail_loader import ThumbnailLoader
from photosearch.ui.look.theme import apply_theme
from photosearch.ui.photo.film_strip import FilmStrip
from photosearch.ui.photo.photo_facts import PhotoFacts
from photosearch.ui.photo.slideshow import Slideshow
from photosearch.ui.photo.viewer import Viewer
from photosearch.ui.photo.viewer_images import FULL_PX, ViewerImages
from photosearch.ui.photo.viewer_info import ViewerInfo
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
def hits(background: Background, tmp_path: Path) -> ResultsModel:
    model = ResultsModel(background, background)
    model.start(lambda photo_ids: [make_photo(photo_id, tmp_path) for photo_id in photo_ids])
    model.set_hits(Hits(np.arange(1, 11, dtype=np.int64)))
    return model


@pytest.fixture
def viewer(qtbot: QtBot, background: Background, loader: Loader, hits: ResultsModel) -> Viewer:
    made = Viewer(hits, ThumbnailLoader(background, background), background)
    qtbot.addWidget(made)
    made.start(loader)
    made.resize(800, 600)
    made.show()
    made.show_row(0)
    qtbot.waitUntil(lambda: made.is_loaded)
    return made


def middle_is_teal(viewer: Viewer) -> bool:
    canvas = viewer.canvas
    return canvas.grab().toImage().pixelColor(canvas.rect().center()) == QColor("teal")


def button(viewer: Viewer, name: str) -> QToolButton:
    (found,) = [found for found in viewer.findChildren(QToolButton) if found.accessibleName() == name]
    return found


def click(viewer: Viewer, name: str) -> None:
    QTest.mouseClick(button(viewer, name), Qt.MouseButton.LeftButton)


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
    for _ in range(4):
        QTest.keyClick(viewer, Qt.Key.Key_Plus)
    qtbot.waitUntil(lambda: max(max_px for _, max_px in loader.asked) > 4000)
    assert len([max_px for photo_id, max_px in loader.asked if photo_id == 1]) == 2
    QTest.keyClick(viewer, Qt.Key.Key_1)
    assert viewer.canvas.percent == 100
    QTest.keyClick(viewer, Qt.Key.Key_0)
    assert viewer.canvas.zoom == 1.0
    QTest.keyClick(viewer, Qt.Key.Key_Minus)
    assert viewer.canvas.zoom == 1.0


def test_the_mouse_alone_can_do_everything(qtbot: QtBot, viewer: Viewer) -> None:
    click(viewer, "Next photo")
    assert viewer.row == 1
    click(viewer, "Previous photo")
    assert viewer.row == 0
    assert not button(viewer, "Previous photo").isVisible()
    whole = viewer.canvas.percent
    click(viewer, "Larger")
    assert viewer.canvas.percent > whole
    click(viewer, "Actual size")
    assert viewer.canvas.percent == 100
    assert "100%" in [label.text() for label in viewer.findChildren(QLabel)]
    click(viewer, "Whole photo")
    click(viewer, "Turn right")
    click(viewer, "Turn right")
    click(viewer, "Turn left")
    assert viewer.canvas.degrees == 90
    with qtbot.waitSignal(viewer.closed):
        click(viewer, "Back to the photos")
    assert not viewer.isVisible()


def test_the_details_are_told_of_the_photo_shown(qtbot: QtBot, viewer: Viewer) -> None:
    click(viewer, "Details")
    shown = viewer.findChild(PhotoFacts)
    assert isinstance(shown, PhotoFacts)
    assert shown.isVisible()
    assert "IMG_00001.jpg" in [label.text() for label in viewer.findChildren(QLabel)]
    QTest.keyClick(viewer, Qt.Key.Key_Right)
    assert "IMG_00002.jpg" in [label.text() for label in viewer.findChildren(QLabel)]
    assert "Fujifilm X-T5" in [label.text() for label in shown.findChildren(QLabel)]
    QTest.keyClick(viewer, Qt.Key.Key_I)
    assert not shown.isVisible()


def test_it_asks_for_similar_ones_and_leaves(qtbot: QtBot, viewer: Viewer) -> None:
    with qtbot.waitSignal(viewer.similar_requested) as asked:
        QTest.keyClick(viewer, Qt.Key.Key_S)
    assert asked.args[0].photo_id == 1
    assert not viewer.isVisible()


def test_it_copies_what_is_shown(qtbot: QtBot, viewer: Viewer) -> None:
    with qtbot.waitSignal(viewer.copy_requested) as asked:
        QTest.keySequence(viewer, "Ctrl+C")
    assert asked.args[0].photo_id == 1


def test_escape_takes_one_thing_at_a_time(qtbot: QtBot, viewer: Viewer) -> None:
    QTest.keyClick(viewer, Qt.Key.Key_Plus)
    QTest.keyClick(viewer, Qt.Key.Key_F5)
    before = viewer.is_slideshow
    QTest.keyClick(viewer, Qt.Key.Key_Escape)
    assert (before, viewer.is_slideshow) == (True, False)
    assert viewer.canvas.zoom > 1
    QTest.keyClick(viewer, Qt.Key.Key_Escape)
    assert viewer.canvas.zoom == 1
    assert viewer.isVisible()
    QTest.keyClick(viewer, Qt.Key.Key_Escape)
    assert not viewer.isVisible()


def test_a_slideshow_goes_on_and_hides_the_controls_until_the_mouse_moves(qtbot: QtBot, viewer: Viewer) -> None:
    QTest.keyClick(viewer, Qt.Key.Key_F5)
    show = viewer.findChild(Slideshow)
    assert isinstance(show, Slideshow)
    (idle,) = viewer.findChildren(QTimer, options=Qt.FindChildOption.FindDirectChildrenOnly)
    idle.timeout.emit()
    assert not button(viewer, "Stop the slideshow").isVisible()
    show.next_due.emit()
    assert viewer.row == 1
    viewer.show_row(9)
    show.next_due.emit()
    assert viewer.row == 0
    QTest.mouseMove(viewer.canvas, QPoint(100, 100))
    QTest.mouseMove(viewer.canvas, QPoint(120, 120))
    qtbot.waitUntil(button(viewer, "Stop the slideshow").isVisible)
    click(viewer, "Stop the slideshow")
    assert not viewer.is_slideshow


def test_the_strip_goes_to_a_neighbour(qtbot: QtBot, viewer: Viewer) -> None:
    strip = viewer.findChild(FilmStrip)
    assert isinstance(strip, FilmStrip)
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip.rect().center() + QPoint(120, 0))
    assert viewer.row == 2
    assert strip.accessibleName() == "IMG_00003.jpg · 3 of 10"


def test_it_stays_at_its_photo_when_others_come_or_go(viewer: Viewer, hits: ResultsModel) -> None:
    viewer.show_row(4)
    hits.remove([1, 2])
    assert viewer.row == 2
    hits.set_hits(Hits(np.asarray([9, 5, 7], np.int64)))
    assert viewer.row == 1
    hits.remove([5])
    QTest.keyClick(viewer, Qt.Key.Key_Left)
    assert viewer.row == 0
    hits.remove([9, 7])
    assert not viewer.isVisible()


def test_it_tells_what_is_told_of_the_photo_by_now(
    qtbot: QtBot, viewer: Viewer, hits: ResultsModel, loader: Loader, tmp_path: Path
) -> None:
    click(viewer, "Details")
    asked = list(loader.asked)
    hits.start(lambda photo_ids: [renamed(make_photo(photo_id, tmp_path)) for photo_id in photo_ids])
    hits.doubt_records()
    qtbot.waitUntil(lambda: "other.jpg" in [label.text() for label in viewer.findChildren(QLabel)])
    assert loader.asked == asked


def renamed(photo: Photo) -> Photo:
    return replace(photo, path=photo.path.with_name("other.jpg"))


def test_a_photo_that_cannot_be_read_is_said(qtbot: QtBot, viewer: Viewer, loader: Loader) -> None:
    loader.broken = {5}
    viewer.show_row(4)
    qtbot.waitUntil(lambda: bool(viewer.canvas.error_text))
    assert not middle_is_teal(viewer)
    viewer.show_row(7)
    assert viewer.canvas.error_text == ""
    qtbot.waitUntil(lambda: viewer.is_loaded)


def test_what_fails_late_is_not_said_of_the_next_photo(qtbot: QtBot, viewer: Viewer, loader: Loader) -> None:
    loader.broken_when_enlarged = {1}
    viewer.canvas.zoom_by(2.0)
    qtbot.waitUntil(lambda: (1, FULL_PX) in loader.asked)
    viewer.show_next()
    qtbot.waitUntil(lambda: viewer.is_loaded)
    images = viewer.findChild(ViewerImages)
    assert images is not None
    with qtbot.waitSignal(images.failed):
        loader.may_enlarge.set()
    assert viewer.canvas.error_text == ""


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_F, Qt.Key.Key_Space])
def test_it_is_left(qtbot: QtBot, viewer: Viewer, key: Qt.Key) -> None:
    with qtbot.waitSignal(viewer.closed):
        QTest.keyClick(viewer, key)
    assert not viewer.isVisible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_details_are_light_words_on_dark_in_both_themes(viewer: Viewer, qapp: QApplication, theme: str) -> None:
    apply_theme(qapp, theme)
    viewer.toggle_info()
    (info,) = viewer.findChildren(ViewerInfo)
    shown = info.grab().toImage()
    lightness = [shown.pixelColor(x, y).lightness() for x in range(0, shown.width(), 2) for y in range(shown.height())]
    assert shown.pixelColor(2, shown.height() - 2).lightness() < 64
    assert max(lightness) > 192
    assert sum(value > 128 for value in lightness) < len(lightness) / 4
