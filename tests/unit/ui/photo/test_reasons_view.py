"""Why a photo was found, in words over bars."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from photosearch.types.agreements import ColourFound, DateFound, PlaceFound
from photosearch.types.colours import Colour, Palette
from photosearch.types.places import NamedKind, NamedPlace
from photosearch.types.queries import Reason
from photosearch.types.texts import Field, TextMatch
from photosearch.ui.look.theme import colours
from photosearch.ui.look.translation import Translation
from photosearch.ui.photo.reasons_view import ReasonsView

REASONS = (Reason("猫", "cat", 1.0), Reason("室内", "indoors", 0.5), Reason("沙发", "sofa", 0.0))
WIDTH_PX = 264


@pytest.fixture
def view(qtbot: QtBot) -> ReasonsView:
    made = ReasonsView()
    qtbot.addWidget(made)
    made.resize(WIDTH_PX, 100)
    return made


def accent_share(view: ReasonsView) -> float:
    """Which part of the picture is in the accent colour."""
    picture: QImage = view.grab().toImage()
    shades = [picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height())]
    return shades.count(colours().accent) / len(shades)


def test_without_reasons_it_takes_no_room(view: ReasonsView) -> None:
    assert view.isHidden()
    view.show_reasons(REASONS)
    assert not view.isHidden()
    view.show_reasons(())
    assert view.isHidden()


def test_the_things_are_named_in_the_language_of_the_window(
    qtbot: QtBot, view: ReasonsView, translation: Translation
) -> None:
    view.show_reasons(REASONS)
    assert view.accessibleName() == "Why this photo? cat · indoors · sofa"
    translation.use("zh")
    qtbot.waitUntil(lambda: view.accessibleName() == "为什么是这张？ 猫 · 室内 · 沙发")
    assert not any(sign.isdigit() for sign in view.accessibleName())


def test_what_was_asked_for_and_holds_has_a_line_each(
    qtbot: QtBot, view: ReasonsView, translation: Translation
) -> None:
    erhai = NamedPlace(1, NamedKind.LAKE, "洱海", "Erhai Lake", "CN", "29", 25.77, 100.19, 22.0)
    found = (ColourFound(Colour.BLUE, 0.617), PlaceFound(erhai), DateFound(dt.date(2024, 8, 3)))
    view.show_reasons(found)
    height = view.heightForWidth(WIDTH_PX)
    told = "colour: blue, 62% of the picture · place: Erhai Lake · date: Aug 3, 2024"
    assert view.accessibleName() == f"Why this photo? {told}"
    translation.use("zh")
    qtbot.waitUntil(
        lambda: view.accessibleName() == "为什么是这张？ 颜色：蓝色，占画面的 62% · 地点：洱海 · 日期：2024年8月3日"
    )
    view.show_reasons((ColourFound(Palette.MONOCHROME, 1.0),))
    assert view.accessibleName() == "为什么是这张？ 颜色：黑白"
    assert view.heightForWidth(WIDTH_PX) < height


def test_a_better_fit_has_a_longer_bar(view: ReasonsView) -> None:
    shares = []
    for fit in (0.1, 0.5, 1.0):
        view.show_reasons((Reason("一辆红色的摩托车", "a red motorcycle", fit),))
        shares.append(accent_share(view))
    assert 0 < shares[0] < shares[1] < shares[2]


def test_what_has_no_room_goes_to_the_next_line_and_long_names_are_cut(view: ReasonsView) -> None:
    view.show_reasons(REASONS)
    one_line = view.heightForWidth(WIDTH_PX)
    many = tuple(Reason("很长的名字" * 9, "a name as long as a street in Llanfairpwllgwyngyll", 0.5) for _ in range(4))
    view.show_reasons(many)
    assert view.heightForWidth(WIDTH_PX) > one_line
    assert view.heightForWidth(120) > view.heightForWidth(WIDTH_PX)


def test_texts_that_say_so_stand_above_the_things_each_in_a_line(
    qtbot: QtBot, view: ReasonsView, translation: Translation
) -> None:
    view.show_reasons(REASONS)
    without = view.heightForWidth(WIDTH_PX)
    matches = (
        TextMatch(Field.FILE_NAME, "IMG_巴黎铁塔.jpg"),
        TextMatch(Field.CAPTION, "the <b>Eiffel</b>\ntower " * 9),
    )
    view.show_reasons((*matches, *REASONS))
    assert view.heightForWidth(WIDTH_PX) > without
    assert view.accessibleName().startswith("Why this photo? file name: IMG_巴黎铁塔.jpg · caption: the <b>Eiffel</b> ")
    assert view.accessibleName().endswith("cat · indoors · sofa")
    assert "&lt;b&gt;" in view.toolTip()
    translation.use("zh")
    qtbot.waitUntil(lambda: "文件名：IMG_巴黎铁塔.jpg · 说明：the" in view.accessibleName())


def test_a_text_alone_is_reason_enough(view: ReasonsView) -> None:
    view.show_reasons((TextMatch(Field.CAMERA, "Canon EOS R6"),))
    assert not view.isHidden()
    assert view.accessibleName() == "Why this photo? camera: Canon EOS R6"
    before = view.grab().toImage()
    view.show_reasons((TextMatch(Field.CAMERA, "Nikon"),))
    assert view.grab().toImage() != before
