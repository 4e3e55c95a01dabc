"""Everything that the window can look like, brought about in the real window as a person would bring it about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QHoverEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QTabWidget, QToolButton, QToolTip, QTreeWidget, QWidget
from pytestqt.qtbot import QtBot

from photosearch.events import ProblemsChanged, ProgressChanged
from photosearch.types.files import ProblemReason
from photosearch.types.photos import Orientation
from photosearch.types.progress import IngestPhase, IngestProgress
from photosearch.types.queries import Bars, Filters
from photosearch.ui.library.folder_questions import RemovalQuestion
from photosearch.ui.look.popup import Popup
from photosearch.ui.settings.settings_dialog import SettingsDialog
from photosearch.ui.window.drop_overlay import DropOverlay
from photosearch.ui.window.main_window import MainWindow
from photosearch.ui.window.pages import State
from tests.fakes import FakeEngine

T = TypeVar("T", bound=QWidget)


@dataclass(frozen=True, slots=True)
class Stage:
    """A window over an engine with photos, some of which are away."""

    window: MainWindow
    engine: FakeEngine
    qtbot: QtBot

    def settle(self) -> None:
        """Wait until all that is visible has come."""
        self.qtbot.waitUntil(lambda: self.window.is_settled, timeout=10_000)
        QApplication.processEvents()

    def opened(self, kind: type[T]) -> T:
        """The other window of this kind that is open."""
        self.qtbot.waitUntil(lambda: bool(self._open(kind)), timeout=10_000)
        self.settle()
        return self._open(kind)[-1]

    def _open(self, kind: type[T]) -> list[T]:
        found = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind)]
        return [widget for widget in found if widget.isVisible() and widget is not self.window]

    def presses(self, keys: str) -> None:
        """In the window."""
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        QTest.keySequence(self.window, keys)

    def search(self, text: str) -> None:
        """For words, of which some photos fit, some may fit and most do not."""
        self.engine.asking.bars = Bars(0.35, 0.3)
        self.window.search_bar.set_text(text)
        self.settle()


def _browse(stage: Stage) -> QWidget:
    stage.window.gallery.view.focus_first()
    stage.settle()
    return stage.window


def _found(stage: Stage) -> QWidget:
    """Chips of every kind, a cell under the mouse, several photos selected, why one was found, and news."""
    stage.window.question.narrow(Filters(orientation=Orientation.LANDSCAPE))
    stage.search("海边 last summer -人群")
    view = stage.window.gallery.view
    view.focus_first()
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    stage.window.gallery.news.set_count(12)
    # The event alone: the mouse itself would stay there for windows that are opened later.
    place = QPointF(view.visualRect(view.model().index(3, 0)).center())
    QApplication.sendEvent(view.viewport(), QHoverEvent(QEvent.Type.HoverMove, place, place, place))
    stage.settle()
    return stage.window


def _busy(stage: Stage) -> QWidget:
    progress = IngestProgress(IngestPhase.ADDING, 1204, 8412, 3, 21.0, 371.0, current="IMG_1.jpg")
    stage.engine.events.publish(ProgressChanged(progress))
    stage.qtbot.waitUntil(stage.window.activity_bar.isVisible)
    return stage.window


def _page(state: State) -> Callable[[Stage], QWidget]:
    def shown(stage: Stage) -> QWidget:
        page = stage.window.gallery.page
        page.set_state(state, "The file is damaged." if state.value.endswith("failed") else "", asked="西湖断桥残雪")
        stage.window.gallery._stack.setCurrentWidget(page)
        return stage.window

    return shown


def _warned(stage: Stage) -> QWidget:
    notes = stage.window.gallery.notes
    notes.banner.show_unknown_words(["鸬鹚"])
    notes.offline.show_offline(["移动硬盘"])
    notes.danger.show_text("Others can write here too.", is_warning=True)
    return stage.window


def _offered(stage: Stage) -> QWidget:
    stage.window.gallery.notes.show_fetch_offer("upload.wikimedia.org")
    return stage.window


def _dragged(stage: Stage) -> QWidget:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(Path(__file__).parent))])
    middle = stage.window.rect().center()
    copy, left, no_key = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(stage.window, QDragEnterEvent(middle, copy, data, left, no_key))
    return stage.window.findChildren(DropOverlay)[0]


def _viewer(stage: Stage) -> QWidget:
    stage.search("cat")
    stage.window.gallery.view.focus_first()
    stage.window.viewer.show_row(2)
    stage.window.viewer.resize(stage.window.size())
    stage.window.viewer.show()
    stage.window.viewer.toggle_info()
    stage.window.viewer.show_message("IMG_1.jpg")
    stage.qtbot.waitUntil(lambda: stage.window.viewer.is_loaded)
    stage.settle()
    return stage.window.viewer


def _settings(tab: int) -> Callable[[Stage], QWidget]:
    def shown(stage: Stage) -> QWidget:
        stage.presses("Ctrl+,")
        dialog = stage.opened(SettingsDialog)
        dialog.findChildren(QTabWidget)[0].setCurrentIndex(tab)
        stage.settle()
        return dialog

    return shown


def _dialog(keys: str) -> Callable[[Stage], QWidget]:
    def shown(stage: Stage) -> QWidget:
        stage.presses(keys)
        return stage.opened(QDialog)

    return shown


def _export(stage: Stage) -> QWidget:
    stage.presses("Ctrl+Shift+E")
    dialog = stage.opened(QDialog)
    stage.window.export._dialog.form.sheet.setChecked(True)  # type: ignore[union-attr]
    stage.window.export._dialog.form.list.setChecked(True)  # type: ignore[union-attr]
    stage.settle()
    return dialog


def _problems(stage: Stage) -> QWidget:
    stage.engine.library.add_problem("旅行.cr2", ProblemReason.DAMAGED)
    stage.engine.library.add_problem("party.jpg", ProblemReason.TOO_LARGE)
    stage.engine.events.publish(ProblemsChanged(2))
    stage.window.library.problems.show()
    dialog = stage.opened(QDialog)
    (tree,) = dialog.findChildren(QTreeWidget)
    QTest.keyClick(tree, Qt.Key.Key_Down)
    QTest.keyClick(tree, Qt.Key.Key_Down)
    stage.settle()
    return dialog


def _removal(stage: Stage) -> QWidget:
    question = RemovalQuestion(stage.engine.library.roots()[0], stage.window)
    question.show()
    return question


def _popup(number: int) -> Callable[[Stage], QWidget]:
    def shown(stage: Stage) -> QWidget:
        stage.window.gallery.filter_row.findChildren(QToolButton, "Filter")[number].click()
        return stage.opened(Popup)

    return shown


def _menu(number: int) -> Callable[[Stage], QWidget]:
    def shown(stage: Stage) -> QWidget:
        menu = stage.window.gallery.filter_row.findChildren(QToolButton, "Filter")[number].menu()
        menu.popup(stage.window.mapToGlobal(QPoint(100, 100)))
        menu.setActiveAction(menu.actions()[-1])
        return menu

    return shown


def _photo_menu(stage: Stage) -> QWidget:
    stage.window.gallery.view.focus_first()
    stage.window.actions_on_photos.popup(stage.window.mapToGlobal(QPoint(100, 100)))
    return stage.opened(QMenu)


def _tip(stage: Stage) -> QWidget:
    QToolTip.showText(stage.window.mapToGlobal(QPoint(50, 50)), "IMG_2031.jpg", stage.window)
    return stage.opened(type(next(w for w in QApplication.topLevelWidgets() if w.inherits("QTipLabel"))))


SCENES: dict[str, Callable[[Stage], QWidget]] = {
    "browse": _browse,
    "found": _found,
    "busy": _busy,
    "warned": _warned,
    "offered": _offered,
    "dragged": _dragged,
    "viewer": _viewer,
    "settings": _settings(0),
    "models": _settings(1),
    "background": _settings(2),
    "about": _settings(3),
    "library": _dialog("Ctrl+L"),
    "keys": _dialog("F1"),
    "export": _export,
    "problems": _problems,
    "removal": _removal,
    "dates": _popup(0),
    "folders": _popup(1),
    "formats": _menu(2),
    "orders": _menu(4),
    "photo_menu": _photo_menu,
    "tip": _tip,
    **{f"page_{state.value}": _page(state) for state in State},
}
