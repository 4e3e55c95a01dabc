"""A person at the window: sees what it shows, hears what it is called, and has a keyboard, a mouse and a folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QSplitter,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from photosearch.app import Desktop
from photosearch.ui.grid.results_view import ResultsView
from photosearch.ui.search.chips import UnderstoodChip

PATIENCE_MS = 60_000

T = TypeVar("T", bound=QWidget)


class Person:
    """Finds everything by the words it bears, in the language the window speaks."""

    def __init__(self, desktop: Desktop, qtbot: QtBot, language: str) -> None:
        self._desktop = desktop
        self._qtbot = qtbot
        self.language = language

    @property
    def window(self) -> QWidget:
        """The main window."""
        return self._desktop.window

    def reads(self, english: str, chinese: str) -> str:
        """What the window calls something."""
        return {"en": english, "zh": chinese}[self.language]

    def waits_until(self, is_so: Callable[[], bool]) -> None:
        """Look until it is so."""
        self._qtbot.waitUntil(is_so, timeout=PATIENCE_MS)

    # What is seen

    def sees_photos(self) -> list[str]:
        """The names of the photos in the grid, as their tips say them; empty while there is no grid."""
        grid = self.grid
        if not grid.isVisible():
            return []
        model = grid.model()
        names = [model.index(row, 0).data(Qt.ItemDataRole.ToolTipRole) for row in range(model.rowCount())]
        return [name or "" for name in names]

    def waits_for_photos(self, is_right: Callable[[list[str]], bool]) -> None:
        """Until the grid shows what was waited for."""

        def are_right() -> None:
            assert self._desktop.window.is_settled
            assert is_right(self.sees_photos()), self.sees_photos()

        self._qtbot.waitUntil(are_right, timeout=PATIENCE_MS)

    def waits_for_first(self, name: str) -> None:
        """Until this photo is the first in the grid."""
        self.waits_for_photos(lambda names: names[:1] == [name])

    def has_read(self, text: str) -> bool:
        """Whether some visible label says ``text``."""
        return any(text in label.text() for label in self._visible(QLabel))

    def hears(self, text: str) -> bool:
        """Whether a screen reader says ``text`` of something visible."""
        return any(text in widget.accessibleName() for widget in self._visible(QWidget))

    def sees_lines(self) -> list[str]:
        """The lines across the grid, above photos that may fit or are merely the nearest."""
        grid = self.grid
        assert isinstance(grid, ResultsView)
        return [title for title, _ in grid.title_rects()] if grid.isVisible() else []

    def sees_chips(self) -> list[str]:
        """The parts of the sentence that were understood, in the search field."""
        return [chip.label for chip in self._visible(UnderstoodChip)]

    def sees_button(self, name: str) -> bool:
        """Whether a button that is called so can be pressed."""
        return bool(self._buttons(name))

    @property
    def viewer(self) -> QWidget | None:
        """The window with one photo on black, None when there is none."""
        name = self.reads("Photo, full screen", "全屏照片")
        return next((w for w in QApplication.topLevelWidgets() if w.accessibleName() == name and w.isVisible()), None)

    @property
    def chosen_photo(self) -> str:
        """The name of the current photo in the grid."""
        name: str = self.grid.currentIndex().data(Qt.ItemDataRole.ToolTipRole)
        return name

    @property
    def grid(self) -> QListView:
        """The photos found."""
        (grid,) = self.window.findChildren(QListView, "ResultsView")
        return grid

    @property
    def field(self) -> QLineEdit:
        """Where one types."""
        (field,) = (e for e in self._visible(QLineEdit) if e.accessibleName() == self.reads("Search", "搜索"))
        return field

    # What is done

    def types(self, words: str) -> None:
        """Write ``words`` in place of what is in the search field, with Enter."""
        QTest.keySequence(self.window, "Ctrl+F")
        # Chinese comes from an input method, whole.
        event = QInputMethodEvent()
        event.setCommitString(words)
        QApplication.sendEvent(self.field, event)
        QTest.keyClick(self.field, Qt.Key.Key_Return)

    def clears(self) -> None:
        """Esc goes back to all photos."""
        QTest.keyClick(self.field, Qt.Key.Key_Escape)

    def presses(self, key: Qt.Key, widget: QWidget | None = None) -> None:
        """One key, in the grid if not said otherwise."""
        QTest.keyClick(widget or self.grid, key)

    def clicks(self, name: str) -> None:
        """The button that is called so, once it can be pressed."""
        self.waits_until(lambda: bool(self._buttons(name)))
        QTest.mouseClick(self._buttons(name)[0], Qt.MouseButton.LeftButton)

    def chooses(self, button: str, entry: str) -> None:
        """An entry from the menu of a button."""
        self.waits_until(lambda: bool(self._buttons(button)))
        (found,) = self._buttons(button)
        assert isinstance(found, QToolButton)
        actions: list[QAction] = [a for a in found.menu().actions() if a.text().partition("\t")[0] == entry]
        assert len(actions) == 1, [action.text() for action in found.menu().actions()]
        actions[0].trigger()

    def sees_entries(self) -> list[str]:
        """What the open list of choices offers."""
        (listed,) = self._visible(QListWidget)
        return [listed.item(row).text() for row in range(listed.count())]

    def picks(self, entry: str) -> None:
        """An entry of the open list of choices."""
        (listed,) = self._visible(QListWidget)
        listed.setCurrentRow([text.strip() for text in self.sees_entries()].index(entry))
        QTest.keyClick(listed, Qt.Key.Key_Return)

    def opens_row(self, name: str) -> None:
        """What is below a row of the sidebar, by the key."""
        QTest.keyClick(self._buttons(name)[0], Qt.Key.Key_Right)

    def drags_edge(self, number: int, by_px: int) -> None:
        """The edge between two panes, counted from the left."""
        (splitter,) = self.window.findChildren(QSplitter)
        handle = splitter.handle(number)
        middle = handle.rect().center()
        QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=middle)
        QTest.mouseMove(handle, middle + QPoint(by_px, 0))
        QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=middle + QPoint(by_px, 0))

    def leaves(self) -> None:
        """Close the window, and the program with it."""
        self._desktop.window.close()
        self._desktop.close()

    def sets(self, label: str, value: str) -> None:
        """Choose ``value`` in the list of choices that is called ``label``."""
        (combo,) = (combo for combo in self._visible(QComboBox) if combo.accessibleName() == label)
        combo.setFocus()
        combo.setCurrentIndex(combo.findText(value))

    def opens_folder(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Ctrl+O, and this folder in the system's dialog."""
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_arguments: str(folder))
        QTest.keySequence(self.window, "Ctrl+O")

    def drops(self, file: Path) -> None:
        """Drag a file over the middle of the window and let go."""
        self._drops(QUrl.fromLocalFile(str(file)))

    def drops_address(self, url: str) -> None:
        """The same with an address from a browser."""
        self._drops(QUrl(url))

    def _drops(self, url: QUrl) -> None:
        data = QMimeData()
        data.setUrls([url])
        copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        middle, no_key = self.window.rect().center(), Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(self.window, QDragEnterEvent(middle, copy, data, left, no_key))
        QApplication.sendEvent(self.window, QDropEvent(QPointF(middle), copy, data, left, no_key))

    def _buttons(self, name: str) -> list[QAbstractButton]:
        buttons = [button for button in self._visible(QAbstractButton) if button.isEnabled()]
        return [button for button in buttons if name in (button.accessibleName(), button.text())]

    def _visible(self, kind: type[T]) -> list[T]:
        return [widget for widget in QApplication.allWidgets() if isinstance(widget, kind) and widget.isVisible()]
