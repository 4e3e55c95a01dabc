"""Photos are exported through the real window and engine, by keyboard and by mouse, in both languages."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QFileDialog, QLineEdit, QMenu, QPushButton

from tests.e2e.window.conftest import KnownLibrary
from tests.e2e.window.person import Person


def dialog_of(person: Person) -> QDialog:
    name = person.reads("Export photos", "导出照片")
    person.waits_until(lambda: any(one.windowTitle() == name and one.isVisible() for one in QApplication.allWidgets()))
    (dialog,) = (one for one in QApplication.topLevelWidgets() if one.windowTitle() == name and one.isVisible())
    assert isinstance(dialog, QDialog)
    assert not dialog.isModal()
    return dialog


def test_by_keyboard_a_search_is_copied(person: Person, known_library: KnownLibrary, tmp_path: Path) -> None:
    person.types(person.reads("a cat", "猫"))
    person.waits_for_first("cat.jpg")
    shown = person.sees_photos()
    QTest.keySequence(person.window, "Ctrl+Shift+E")
    dialog = dialog_of(person)
    out = tmp_path / "导出"
    (folder,) = (field for field in dialog.findChildren(QLineEdit) if field.accessibleName() in ("Folder", "文件夹"))
    for _ in range(3):
        if dialog.focusWidget() is not folder:
            QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is folder
    QTest.keySequence(folder, "Ctrl+A")
    folder.insert(str(out))
    QTest.keyClick(folder, Qt.Key.Key_Return)
    person.waits_until(lambda: person.sees_button(person.reads("Show in folder", "在文件夹中显示")))
    assert sorted(path.name for path in out.iterdir()) == sorted(shown)
    assert (out / "cat.jpg").read_bytes() == (known_library.photos / "cat.jpg").read_bytes()
    # The focus is on what comes next, and Esc steps back.
    next_one = dialog.focusWidget()
    assert isinstance(next_one, QPushButton)
    assert next_one.text() == person.reads("Show in folder", "在文件夹中显示")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_by_mouse_a_selection_is_made_smaller_with_a_sheet_and_a_list(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person.types(person.reads("a cat", "猫"))
    person.waits_for_first("cat.jpg")
    grid = person.grid
    place = grid.visualRect(grid.model().index(0, 0)).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    choose_from_menu(person, place, person.reads("Export…", "导出…"))
    dialog = dialog_of(person)
    (tmp_path / "out").mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_arguments: str(tmp_path / "out"))
    person.clicks(person.reads("Choose…", "选择…"))
    person.sets(person.reads("Size", "大小"), person.reads("At most 800 pixels", "长边不超过 800 像素"))
    person.sets(person.reads("Format", "格式"), "PNG")
    for text in (
        person.reads("Make a contact sheet", "制作照片索引页"),
        person.reads("Write a list with what is known of each photo", "写一份清单，列出每张照片的已知信息"),
    ):
        (box,) = (box for box in dialog.findChildren(QCheckBox) if box.text() == text)
        box.click()
    person.clicks(person.reads("Export", "导出"))
    person.waits_until(lambda: person.sees_button(person.reads("Show in folder", "在文件夹中显示")))
    sheet, listed = person.reads("Contact sheet.pdf", "照片索引页.pdf"), person.reads("Photo list.csv", "照片清单.csv")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(["cat.png", sheet, listed])
    with Image.open(tmp_path / "out" / "cat.png") as image:
        assert image.format == "PNG"
    text = (tmp_path / "out" / listed).read_text(encoding="utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert Path(row["copy"]).name == "cat.png"
    assert row["match"] in ("strong", "possible")
    assert float(row["score"]) > 0


def choose_from_menu(person: Person, place: QPoint, entry: str) -> None:
    """The entry of the context menu of a photo."""
    person.grid.customContextMenuRequested.emit(place)
    menus = [menu for menu in QApplication.topLevelWidgets() if isinstance(menu, QMenu) and menu.isVisible()]
    actions = [action for menu in menus for action in menu.actions() if action.text() == entry]
    assert len(actions) == 1
    actions[0].trigger()
    for menu in menus:
        menu.close()
