"""The ways back: through the questions that were asked, and out of what was done last."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot

from photosearch.types.question import Question
from photosearch.types.roots import LibraryRoot
from photosearch.ui.flows.library_flow import LibraryFlow
from photosearch.ui.flows.question_flow import QuestionFlow
from photosearch.ui.flows.question_history import QuestionHistory

_LOOKED_AT_MS = 1500
"""So long after the last letter somebody is looking at what was found."""
_MOST_UNDONE = 50

_Undo = Callable[[], None]


class GoingBackFlow(QObject):
    """Remembers both; what going back changes is remembered by neither."""

    def __init__(self, question: QuestionFlow, library: LibraryFlow, parent: QObject) -> None:
        super().__init__(parent)
        self._question, self._library = question, library
        self._history = QuestionHistory(question.question)
        self._asked = question.question
        self._is_typed_last = False
        self._is_going = False
        self._undos: list[_Undo] = []
        self._offered: _Undo | None = None
        """The undo that a line in the window offers."""
        self._undone: set[tuple[int, str]] = set()
        """Folders whose leaving out, or coming back, is being undone."""
        self._looked_at = QTimer(self)
        self._looked_at.setSingleShot(True)
        self._looked_at.setInterval(_LOOKED_AT_MS)
        self._looked_at.timeout.connect(self.settle)
        question.changed.connect(self._on_question_changed)
        library.folder_dropped.connect(self._on_folder_dropped)
        library.exclusions.left_out.connect(self._on_left_out)
        library.exclusions.taken_back.connect(self._on_taken_back)

    @property
    def is_typed_last(self) -> bool:
        """Whether the last thing that was done is typing words, which the field itself can take back."""
        return self._is_typed_last

    @Slot()
    def settle(self) -> None:
        """What is asked was looked at, or settled by Enter."""
        self._looked_at.stop()
        self._history.settle()

    @Slot()
    def back(self) -> None:
        """To the question before."""
        self._go(self._history.back())

    @Slot()
    def forward(self) -> None:
        """To the question after."""
        self._go(self._history.forward())

    @Slot()
    def undo(self) -> None:
        """What was done last is undone."""
        if self._undos:
            self._undos.pop()()

    @Slot()
    def undo_offered(self) -> None:
        """What a line in the window offers to undo, whatever was done since."""
        offered, self._offered = self._offered, None
        if offered is not None and offered in self._undos:
            self._undos.remove(offered)
            offered()

    # Questions

    @Slot(object, bool)
    def _on_question_changed(self, question: Question, is_typed: bool) -> None:
        before, self._asked = self._asked, question
        if self._is_going or question == before:
            return
        # Letters that follow one another are one thing to undo.
        if not (is_typed and self._is_typed_last):
            self._note(partial(self._go, before))
        self._is_typed_last = is_typed
        self._history.note(question, is_typed=is_typed)
        if is_typed:
            self._looked_at.start()

    def _go(self, question: Question | None) -> None:
        if question is None:
            return
        self._looked_at.stop()
        self._is_going, self._is_typed_last = True, False
        self._question.change(question.among(self._library.roots))
        self._is_going = False
        self._history.note(self._question.question, is_typed=False)

    # Folders

    @Slot(object)
    def _on_folder_dropped(self, root: LibraryRoot) -> None:
        self._offered = partial(self._library.take_out, root.root_id)
        self._note(self._offered)

    @Slot(object, str)
    def _on_left_out(self, root: LibraryRoot, pattern: str) -> None:
        self._note_folder(root, pattern, self._library.exclusions.take_back)

    @Slot(object, str)
    def _on_taken_back(self, root: LibraryRoot, pattern: str) -> None:
        self._note_folder(root, pattern, self._library.exclusions.leave_out)

    def _note_folder(self, root: LibraryRoot, pattern: str, undo: Callable[[int, str], None]) -> None:
        key = (int(root.root_id), pattern)
        if key in self._undone:
            self._undone.discard(key)
        else:
            self._note(partial(self._undo_folder, key, undo))

    def _undo_folder(self, key: tuple[int, str], undo: Callable[[int, str], None]) -> None:
        self._undone.add(key)
        undo(*key)

    def _note(self, undo: _Undo) -> None:
        self._undos.append(undo)
        del self._undos[:-_MOST_UNDONE]
        self._is_typed_last = False
