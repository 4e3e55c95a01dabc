"""A row of the sidebar: its name for a screen reader, its look when chosen."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from photosearch.ui.library.sidebar_row import SidebarRow


def test_its_accessible_name_says_name_and_count(qtbot: QtBot) -> None:
    row = SidebarRow("photos")
    qtbot.addWidget(row)
    row.set_text("Cats & dogs")
    row.set_count(8412)
    assert row.accessibleName() == "Cats & dogs 8,412"
    row.set_note("Offline")
    assert row.accessibleName() == "Cats & dogs Offline"


def test_an_ampersand_is_no_shortcut(qtbot: QtBot) -> None:
    row = SidebarRow("photos")
    qtbot.addWidget(row)
    row.set_text("A&B")
    assert row.shortcut().isEmpty()


def test_chosen_online_and_offline_rows_look_different(qtbot: QtBot) -> None:
    row = SidebarRow("folder")
    qtbot.addWidget(row)
    row.resize(200, 32)
    row.set_text("照片")
    looks = [row.grab().toImage()]
    row.set_online(True)
    looks.append(row.grab().toImage())
    row.set_online(False)
    looks.append(row.grab().toImage())
    row.setChecked(True)
    looks.append(row.grab().toImage())
    assert all(one != other for position, one in enumerate(looks) for other in looks[position + 1 :])
