"""What a key or a button of the mouse means wherever the keyboard is: typing, stepping back, going through searches."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from photosearch.types.queries import Filters
from photosearch.ui.flows.going_back_flow import GoingBackFlow
from photosearch.ui.flows.question_flow import QuestionFlow
from photosearch.ui.grid.results_view import ResultsView
from photosearch.ui.photo.photo_actions import PhotoActions
from photosearch.ui.search.filter_chips import chips
from photosearch.ui.search.search_bar import SearchBar


class WindowKeys(QObject):
    """Made once by the window, after its parts."""

    def __init__(
        self,
        window: QWidget,
        search_bar: SearchBar,
        view: ResultsView,
        actions: PhotoActions,
        question: QuestionFlow,
        going_back: GoingBackFlow,
    ) -> None:
        super().__init__(window)
        self._window, self._search_bar, self._view = window, search_bar, view
        self._actions, self._question, self._going_back = actions, question, going_back
        self._field = search_bar.line_edit
        for keys, call in (
            ("Alt+Left", going_back.back),
            ("Alt+Right", going_back.forward),
            ("Ctrl+Z", going_back.undo),
        ):
            QShortcut(QKeySequence(keys), window).activated.connect(call)
        search_bar.committed.connect(going_back.settle)
        view.typed.connect(self._type)
        self._field.textChanged.connect(self._on_text_changed)
        window.installEventFilter(self)
        # After the search bar's own filter, so this one is asked first.
        self._field.installEventFilter(self)

    def close(self) -> None:
        """The window closes: no event of it is looked at while its Python half is taken apart before the other."""
        self._window.removeEventFilter(self)
        self._field.removeEventFilter(self)

    @Slot()
    def step_back(self) -> None:
        """One thing at a time: what is selected, the chips from the last to the first, the words, the folder."""
        if self._search_bar.suggesting.close():
            return
        is_in_field = self._field.hasFocus()
        if not is_in_field and self._view.selectionModel().hasSelection():
            self._view.clearSelection()
            return
        shown = self._search_bar.chips
        folder = _folder_labels(self._question)
        others = [chip for chip in shown if chip.label not in folder and chip.is_taken_alone]
        if others:
            others[-1].taken.emit()
        elif self._field.text():
            self._search_bar.set_text("")
        elif shown:
            shown[-1].taken.emit()
        if not is_in_field:
            self._view.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the field that are the window's, and buttons of the mouse that nobody else took."""
        if watched is self._field and isinstance(event, QKeyEvent):
            return self._on_field_key(event)
        if watched is self._window and event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            return self._on_button(event.button())
        return super().eventFilter(watched, event)

    def _on_field_key(self, event: QKeyEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            self.step_back()
            return True
        if event.type() != QEvent.Type.ShortcutOverride:
            return False
        is_undo = event.matches(QKeySequence.StandardKey.Undo)
        if is_undo and not (self._going_back.is_typed_last and self._field.isUndoAvailable()):
            event.ignore()  # what was done last was not typed: the field has nothing of it to take back
            return True
        return False

    def _on_button(self, button: Qt.MouseButton) -> bool:
        if button is Qt.MouseButton.BackButton:
            self._going_back.back()
        elif button is Qt.MouseButton.ForwardButton:
            self._going_back.forward()
        else:
            return False
        return True

    @Slot(object)
    def _type(self, event: QKeyEvent) -> None:
        """A letter that was typed into the photos belongs to the search field, and so do those after it."""
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._field.end(False)
        QApplication.sendEvent(self._field, event)

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        self._actions.set_letters(are_commands=not text)


def _folder_labels(question: QuestionFlow) -> frozenset[str]:
    """What stands on the chip of the folder that is looked at."""
    filters = question.question.filters
    folder = replace(Filters(), root_ids=filters.root_ids, folder=filters.folder)
    return frozenset(label for _, label in chips(folder, question.roots))
