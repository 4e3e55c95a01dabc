"""Which panes there is room for."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from photosearch.ui.window.window_panes import WindowPanes


class Parts:
    """A window with a sidebar and a preview."""

    def __init__(self, qtbot: QtBot, width_px: int) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.sidebar, self.preview = QWidget(), QWidget()
        self.panes = WindowPanes(self.window, self.sidebar, QWidget(), self.preview)
        QVBoxLayout(self.window).addWidget(self.panes.splitter)
        self.window.resize(width_px, 500)
        self.window.show()
        self.panes.set_has_photo(True)

    @property
    def shown(self) -> tuple[bool, bool]:
        return self.sidebar.isVisible(), self.preview.isVisible()


@pytest.mark.parametrize(("width_px", "shown"), [(640, (False, False)), (900, (True, False)), (1320, (True, True))])
def test_photos_come_first(qtbot: QtBot, width_px: int, shown: tuple[bool, bool]) -> None:
    assert Parts(qtbot, width_px).shown == shown


def test_without_a_photo_there_is_no_preview(qtbot: QtBot) -> None:
    parts = Parts(qtbot, 1320)
    parts.panes.set_has_photo(False)
    assert parts.shown == (True, False)


def test_in_a_narrow_window_the_preview_takes_the_sidebars_room(qtbot: QtBot) -> None:
    parts = Parts(qtbot, 900)
    parts.panes.toggle_preview()
    assert parts.shown == (False, True)
    parts.panes.toggle_sidebar()
    assert parts.shown == (True, True)
    parts.panes.toggle_preview()
    assert parts.shown == (True, False)


def test_a_pane_is_as_wide_as_it_was_made_in_windows_of_any_width(qtbot: QtBot) -> None:
    parts = Parts(qtbot, 1320)
    parts.panes.restore(sidebar_px=300, preview_px=340, sidebar="auto", preview="auto")
    assert (parts.sidebar.width(), parts.preview.width()) == (300, 340)
    for width_px in (1500, 1100):
        parts.window.resize(width_px, 500)
        parts.panes.fit()
        assert (parts.sidebar.width(), parts.preview.width()) == (300, 340)


def test_what_was_chosen_is_told_and_holds_again(qtbot: QtBot) -> None:
    parts, again = Parts(qtbot, 1320), Parts(qtbot, 1320)
    with qtbot.waitSignal(parts.panes.chosen) as told:
        parts.panes.toggle_sidebar()
    assert told.args == [{"sidebar": "hidden"}]
    again.panes.restore(sidebar_px=216, preview_px=296, sidebar="hidden", preview="auto")
    assert again.shown == parts.shown == (False, True)
