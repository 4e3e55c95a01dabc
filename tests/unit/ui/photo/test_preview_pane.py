"""The preview pane."""

from __future__ import annotations

import datetime as dt
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from photosearch.errors import QueryImageError
from photosearch.types.files import ProblemReason
from photosearch.types.ids import PhotoId
from photosearch.types.metadata import (
    DateSource,
    Exposure,
    FileMetadata,
    Keyword,
    Origin,
    PhotoDate,
    Told,
    UnreadReason,
)
from photosearch.types.photos import Photo, PhotoMetadata
from photosearch.types.queries import Band, Match, Reason
from photosearch.ui.background import Background
from photosearch.ui.photo.preview_pane import PictureBox, PreviewPane
from photosearch.ui.photo.reasons_view import ReasonsView
from photosearch.words.told import further_facts, told_facts
from tests.fakes import make_photo


@pytest.fixture
def asked() -> list[int]:
    return []


@pytest.fixture
def pane(qtbot: QtBot, background: Background, asked: list[int]) -> PreviewPane:
    def load(photo: Photo, max_px: int) -> QImage:
        assert threading.current_thread() is not threading.main_thread()
        asked.append(photo.photo_id)
        if photo.photo_id == 13:
            raise QueryImageError(ProblemReason.DAMAGED, photo.path)
        image = QImage(max_px, max_px // 2, QImage.Format.Format_RGB32)
        image.fill(QColor("teal"))
        return image

    made = PreviewPane(background)
    qtbot.addWidget(made)
    made.start(load)
    made.resize(made.width(), 700)
    made.show()
    return made


def words(pane: PreviewPane) -> str:
    return "\n".join(label.text() for label in pane.findChildren(QLabel) if label.isVisible())


def test_it_shows_what_is_known(qtbot: QtBot, pane: PreviewPane, tmp_path: Path) -> None:
    pane.show_photo(make_photo(1, tmp_path), Match(Band.STRONG), None)
    qtbot.waitUntil(lambda: not pane.is_loading)
    for expected in ("IMG_00001.jpg", "Good match", "Fujifilm X-T5", "XF 23mm F1.4", "4032", str(tmp_path), "22.54"):
        assert expected in words(pane)


def test_what_is_not_known_is_left_out(qtbot: QtBot, pane: PreviewPane, tmp_path: Path) -> None:
    bare = replace(make_photo(2, tmp_path), metadata=PhotoMetadata(10, 20, "PNG"))
    pane.show_photo(bare, None, None)
    assert "Camera" not in words(pane)
    assert "Place" not in words(pane)
    qtbot.waitUntil(lambda: not pane.is_loading)


def test_it_shows_all_that_the_terminal_tells_and_who_says_it(qtbot: QtBot, pane: PreviewPane, tmp_path: Path) -> None:
    told = FileMetadata(
        camera=Told("X-T5", Origin.EXIF),
        software=Told("Darkroom 3", Origin.XMP),
        colour_space=Told("Adobe RGB", Origin.EXIF),
        subject_distance_m=Told(1.5, Origin.EXIF),
        content_identifier=Told("8F3A-LIVE", Origin.MAKER_NOTE),
        burst_id=Told("burst-1", Origin.XMP),
        unread=((Origin.IPTC, UnreadReason.DAMAGED),),
    )
    pane.show_photo(replace(make_photo(2, tmp_path), metadata=PhotoMetadata(10, 20, "PNG", told)), None, None)
    qtbot.waitUntil(lambda: not pane.is_loading)
    for fact in (*told_facts(told), *further_facts(told)):
        assert fact.title in words(pane)
        assert fact.text in words(pane)
    sources = {label.text(): label.toolTip() for label in pane.findChildren(QLabel)}
    assert sources["Camera"] == "Source: EXIF in the file"
    assert sources["X-T5"] == "Show photos taken with this camera\nSource: EXIF in the file"
    assert sources["Colour space"] == sources["Adobe RGB"]
    assert sources["Format"] == sources["Size"] == ""


def test_a_value_says_who_told_it_where_that_is_not_expected(qtbot: QtBot, pane: PreviewPane, tmp_path: Path) -> None:
    told = FileMetadata(
        date=PhotoDate(dt.datetime(2019, 8, 3, 19, 12), DateSource.NAME, is_certain=False),
        camera=Told("X-T5", Origin.EXIF),
        caption=Told("https://example.org/" + "long" * 30, Origin.XMP),
        keywords=(Keyword(("海",), Origin.XMP),),
        exposure=Told(Exposure(1.8, 1 / 250, 100), Origin.EXIF),
    )
    photo = replace(make_photo(2, tmp_path), metadata=PhotoMetadata(10, 20, "PNG", told))
    pane.show_photo(photo, None, None)
    qtbot.waitUntil(lambda: not pane.is_loading)
    shown = words(pane)
    for expected in ("Aug 3, 2019 7:12 PM (the file's name; not certain)", "X-T5\n", "f/1.8 · 1/250 s · ISO 100", "海"):
        assert expected in shown
    assert all(label.width() < pane.width() for label in pane.findChildren(QLabel) if label.isVisible())


def test_a_photo_of_which_a_part_is_missing_says_so(qtbot: QtBot, pane: PreviewPane, tmp_path: Path) -> None:
    pane.show_photo(replace(make_photo(2, tmp_path), part_reason="80 % of its height"), None, None)
    assert "only a part of the picture" in words(pane)
    qtbot.waitUntil(lambda: not pane.is_loading)


def test_the_preview_replaces_the_placeholder(qtbot: QtBot, pane: PreviewPane, tmp_path: Path) -> None:
    pane.show_photo(make_photo(1, tmp_path), None, None)
    qtbot.waitUntil(lambda: not pane.is_loading)
    picture = pane.findChild(PictureBox)
    assert isinstance(picture, PictureBox)
    assert picture.grab().toImage().pixelColor(picture.rect().center()) == QColor("teal")


def test_photos_passed_over_are_not_decoded(qtbot: QtBot, pane: PreviewPane, asked: list[int], tmp_path: Path) -> None:
    for number in range(1, 8):
        pane.show_photo(make_photo(number, tmp_path), None, None)
    qtbot.waitUntil(lambda: not pane.is_loading)
    assert asked == [7]


def test_an_unreadable_file_is_said(qtbot: QtBot, pane: PreviewPane, tmp_path: Path) -> None:
    pane.show_photo(make_photo(13, tmp_path), None, None)
    qtbot.waitUntil(lambda: not pane.is_loading)
    assert "cannot be read" in words(pane)
    pane.show_photo(make_photo(1, tmp_path), None, None)
    assert "cannot be read" not in words(pane)
    qtbot.waitUntil(lambda: not pane.is_loading)


def test_an_offline_photo_cannot_be_opened(qtbot: QtBot, pane: PreviewPane, tmp_path: Path) -> None:
    pane.show_photo(make_photo(1, tmp_path, is_online=False), None, None)
    similar, open_button = pane.findChildren(QPushButton)[:2]
    assert similar.isEnabled()
    assert not open_button.isEnabled()
    assert "not connected" in words(pane)
    qtbot.waitUntil(lambda: not pane.is_loading)


def test_its_buttons_carry_the_photo(qtbot: QtBot, pane: PreviewPane, tmp_path: Path) -> None:
    photo = make_photo(1, tmp_path)
    pane.show_photo(photo, None, None)
    similar, open_button = pane.findChildren(QPushButton)[:2]
    with qtbot.waitSignal(pane.similar_requested) as requested:
        QTest.mouseClick(similar, Qt.MouseButton.LeftButton)
    assert requested.args == [photo]
    with qtbot.waitSignal(pane.open_requested) as requested:
        QTest.mouseClick(open_button, Qt.MouseButton.LeftButton)
    assert requested.args == [photo]
    qtbot.waitUntil(lambda: not pane.is_loading)


def test_names_that_are_no_text_are_shown_somehow(qtbot: QtBot, pane: PreviewPane, tmp_path: Path) -> None:
    pane.show_photo(replace(make_photo(1, tmp_path), path=Path("/photos/caf\udce9.jpg")), None, None)
    assert "caf" in words(pane)
    qtbot.waitUntil(lambda: not pane.is_loading)


def test_why_a_photo_was_found_is_asked_once_it_is_looked_at(
    qtbot: QtBot, background: Background, tmp_path: Path
) -> None:
    asked: list[int] = []

    def why(photo_id: PhotoId) -> tuple[Reason, ...]:
        assert threading.current_thread() is not threading.main_thread()
        asked.append(photo_id)
        return (Reason(f"{photo_id}号", f"number {photo_id}", 0.5),)

    pane = PreviewPane(background)
    qtbot.addWidget(pane)
    pane.start(lambda photo, max_px: QImage(4, 4, QImage.Format.Format_RGB32), why)
    view = pane.findChild(ReasonsView)
    assert isinstance(view, ReasonsView)
    pane.show_photo(make_photo(1, tmp_path), None, None)
    qtbot.waitUntil(lambda: not pane.is_loading)
    assert view.isHidden()
    pane.show_photo(make_photo(1, tmp_path), Match(Band.STRONG), None)
    qtbot.waitUntil(lambda: "number 1" in view.accessibleName())
    for number in range(2, 6):
        pane.show_photo(make_photo(number, tmp_path), Match(Band.POSSIBLE), None)
        assert view.isHidden()
    qtbot.waitUntil(lambda: "number 5" in view.accessibleName())
    assert asked == [1, 5]
    pane.show_photo(make_photo(5, tmp_path), None, None)
    assert view.isHidden()
