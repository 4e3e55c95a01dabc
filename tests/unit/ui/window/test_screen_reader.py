"""What a screen reader is told: the photos one by one, and a name and a role for whatever can be used."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from photosearch.ui.look.translation import Translation
from photosearch.ui.window.main_window import MainWindow
from tests.fakes import FakeEngine
from tests.unit.ui.scenes import SCENES, Stage

_Name = QAccessible.Text.Name


def told(widget: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def usable(one: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """All that can have the keyboard, below and including ``one``; of a long list its first items."""
    if one.state().invisible:
        return
    if one.state().focusable:
        yield one
    for number in range(min(one.childCount(), 50)):
        child = one.child(number)
        if child is not None:
            yield from usable(child)


def test_each_photo_is_an_item_of_a_list(window: MainWindow) -> None:
    photos = told(window.gallery.view)
    assert photos.role() is QAccessible.Role.List
    assert photos.text(_Name) == "Photos found"
    assert photos.childCount() == 300
    fourth = photos.child(3)
    assert fourth.role() is QAccessible.Role.ListItem
    assert fourth.text(_Name) == "IMG_00004.jpg, Aug 2, 2024 3:12 PM"


def test_an_item_says_whether_it_is_selected(window: MainWindow) -> None:
    view = window.gallery.view
    photos = told(view)
    assert not photos.child(3).state().selected
    view.show_row(3)
    assert photos.child(3).state().selected
    assert photos.child(3).state().selectable
    assert not photos.child(2).state().selected


def test_an_item_says_how_well_it_fits_and_whether_its_drive_is_away(qtbot: QtBot, window: MainWindow) -> None:
    window.search_bar.set_text("cat")
    qtbot.waitUntil(lambda: window.is_settled)
    photos = told(window.gallery.view)
    names = [photos.child(row).text(_Name) for row in range(60)]
    assert all(", Good match" in name for name in names)
    away = [name for name in names if name.endswith(", offline")]
    assert away
    assert all(int(name[4:9]) % 17 == 0 for name in away)


def test_an_item_is_where_its_photo_is(window: MainWindow) -> None:
    view = window.gallery.view
    photos = told(view)
    cell = view.visualRect(view.model().index(5, 0))
    place = QRect(view.viewport().mapToGlobal(cell.topLeft()), cell.size())
    assert photos.child(5).rect() == place
    found = photos.childAt(place.center().x(), place.center().y())
    assert found is not None
    assert found.text(_Name) == photos.child(5).text(_Name)
    assert not view.viewport().rect().contains(QPoint(0, 10**6))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("scene", ["found", "viewer", "settings", "models", "library", "export", "problems", "dates"])
def test_whatever_can_be_used_has_a_name(
    qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine, translation: Translation, scene: str, language: str
) -> None:
    translation.use(language)
    shown = SCENES[scene](Stage(window, fake_engine, qtbot))
    found = list(usable(told(shown)))
    assert found
    unnamed = [one for one in found if not one.text(_Name).strip() and one.object() is not shown]
    assert not unnamed, [(one.role(), one.object()) for one in unnamed]
    for one in found:
        said = "".join(one.text(kind) for kind in (_Name, QAccessible.Text.Description, QAccessible.Text.Value))
        assert not [letter for letter in said if unicodedata.category(letter) == "Cf"], said
    shown.close()
