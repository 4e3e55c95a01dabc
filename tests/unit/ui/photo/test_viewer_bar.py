"""The bar above a photo that fills the screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from photosearch.ui.look.elided_label import ElidedLabel
from photosearch.ui.look.translation import Translation
from photosearch.ui.photo.viewer_bar import ViewerBar, place_text


@pytest.fixture
def bar(qtbot: QtBot) -> ViewerBar:
    made = ViewerBar()
    qtbot.addWidget(made)
    made.resize(1200, 48)
    made.show()
    return made


def texts(bar: ViewerBar) -> list[str]:
    return [label.text() for label in bar.findChildren(QLabel)]


def test_it_names_the_photo_and_its_place() -> None:
    assert place_text("IMG_1.jpg", 0, 1200) == "IMG_1.jpg · 1 of 1,200"


def test_a_name_that_looks_like_a_mark_stays_itself() -> None:
    assert place_text("100%2 %3.jpg", 4, 10).startswith("100%2 %3.jpg ")


def test_it_is_said_in_chinese_too(translation: Translation) -> None:
    translation.use("zh")
    assert "IMG_1.jpg" in place_text("IMG_1.jpg", 0, 12)
    assert "of" not in place_text("IMG_1.jpg", 0, 12)


def test_every_button_has_a_name_and_says_its_key(bar: ViewerBar) -> None:
    buttons = bar.findChildren(QToolButton)
    assert len(buttons) == 11
    assert len({button.accessibleName() for button in buttons}) == len(buttons)
    assert [button for button in buttons if not button.toolTip().endswith(")")] == []


def test_it_says_the_zoom_and_a_long_name_leaves_room_for_it(bar: ViewerBar) -> None:
    bar.show_photo("a name " * 60, 2, 9)
    bar.show_zoom(63)
    assert "63%" in texts(bar)
    bar.resize(640, 48)
    right = [button.geometry().right() for button in bar.findChildren(QToolButton)]
    assert max(right) < 640
    assert bar.minimumSizeHint().width() <= 640


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_place_among_the_photos_is_seen_however_long_the_name(
    bar: ViewerBar, translation: Translation, language: str
) -> None:
    translation.use(language)
    (title,) = bar.findChildren(ElidedLabel)
    bar.show_photo("a-long-name-of-a-photo-" * 4 + ".jpg", 2, 84)
    bar.resize(1000, 48)
    assert title.painted.startswith("a-")
    assert title.painted.endswith(title.text()[title.text().index(" · ") :])
    title.resize(60, 20)
    assert title.painted == "3/84"
    assert title.text().startswith("a-long-name")


def test_a_slideshow_can_be_stopped_where_it_was_begun(qtbot: QtBot, bar: ViewerBar) -> None:
    (button,) = [button for button in bar.findChildren(QToolButton) if button.accessibleName() == "Slideshow"]
    with qtbot.waitSignal(bar.slideshow_clicked):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    bar.show_slideshow(True)
    assert button.accessibleName() == "Stop the slideshow"
