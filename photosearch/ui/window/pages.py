"""What stands in place of the grid when there is nothing to show: why, and the one next step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from photosearch.types.progress import IngestPhase, IngestProgress
from photosearch.types.understood import Chip, Lacking
from photosearch.ui.desktop.dropped import dropped_folder
from photosearch.ui.look.icon_label import IconLabel
from photosearch.ui.look.plain_text import plain_label, plain_tip
from photosearch.ui.look.theme import font
from photosearch.ui.look.wrapping_label import WrappingLabel
from photosearch.words.hits import (
    filtered_out_text,
    no_photos_text,
    none_alike_text,
    nothing_asked_text,
    nothing_found_text,
)
from photosearch.words.progress import progress_text
from photosearch.words.understood import meaning_text

_TEXT_WIDTH_PX = 440
_ICON_PX = 56
_LOW_PX = 420
_STEPS = 1000

Label = TypeVar("Label", bound=QLabel)


class State(StrEnum):
    """Why there are no photos to show."""

    STARTING = "starting"
    FIRST_RUN = "first_run"
    NOTHING_YET = "nothing_yet"
    INDEXING = "indexing"
    NO_FIT = "no_fit"
    """There are photos, but none fits the words."""
    NONE_ALIKE = "none_alike"
    """There are photos, but none is like the picture."""
    NOTHING_ASKED = "nothing_asked"
    """There are photos, but the words are signs only."""
    NO_MATCH = "no_match"
    NO_MATCH_IN_FILTERS = "no_match_in_filters"
    OFFLINE = "offline"
    ENGINE_FAILED = "engine_failed"
    MODEL_DOWNLOADING = "model_downloading"
    MODEL_FAILED = "model_failed"
    SEARCH_FAILED = "search_failed"


_NARROWED = frozenset({State.NO_FIT, State.NO_MATCH, State.NO_MATCH_IN_FILTERS})
_MOST_LOOSENED = 4


@dataclass(frozen=True, slots=True)
class _Words:
    """One state in words: icon, title, text, the next step and what it emits."""

    icon: str
    title: str
    text: str
    step: str = ""
    signal: str = ""


class StatePage(QWidget):
    """One state at a time, in the middle of the window."""

    add_folder_requested = Signal()
    folder_dropped = Signal(object)
    clear_requested = Signal()
    nearest_requested = Signal()
    clear_filters_requested = Signal()
    loosen_requested = Signal(object)
    """A part of the sentence that is to narrow the photos no longer."""
    retry_requested = Signal()
    models_requested = Signal()
    problems_requested = Signal()
    library_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = State.STARTING
        self._detail = ""
        self._asked = ""
        self._unwanted: Sequence[str] = ()
        self._chips: tuple[Chip, ...] = ()
        self._progress = IngestProgress(IngestPhase.IDLE)
        self.setAcceptDrops(True)
        self._build()
        self.retranslate()

    @property
    def state(self) -> State:
        """The state shown."""
        return self._state

    def set_state(self, state: State, detail: str = "", *, asked: str = "", unwanted: Sequence[str] = ()) -> None:
        """Show ``state``; ``detail`` is the sentence of the error; nothing fits ``asked`` without ``unwanted``."""
        self._state = state
        self._detail = detail
        self._asked, self._unwanted = asked, unwanted
        self.retranslate()

    def set_chips(self, chips: tuple[Chip, ...]) -> None:
        """Offer to leave these parts of the sentence away where nothing is found."""
        if chips != self._chips:
            self._chips = chips
            self._fill_loosening()

    def set_progress(self, progress: IngestProgress) -> None:
        """Tell how far the photos are while ``INDEXING``."""
        self._progress = progress
        self._show_progress()

    def retranslate(self) -> None:
        """Ask for every text again."""
        words = self._words()
        self._icon.set_icon(words.icon)
        self._title.setText(words.title)
        self._text.setText(words.text)
        self._text.setVisible(bool(words.text))
        self._detail_label.setText(self._detail)
        self._detail_label.setVisible(bool(self._detail))
        self._step.setText(words.step)
        self._step.setAccessibleName(words.step)
        self._step.setVisible(bool(words.step))
        self._hint.setText(self.tr("or drop a folder here") if self._state is State.FIRST_RUN else "")
        self._hint.setVisible(self._state is State.FIRST_RUN)
        self._privacy.setText(self.tr("Everything stays on this computer. Your photos are never changed."))
        self._privacy.setVisible(self._state is State.FIRST_RUN)
        self.setAccessibleName(words.title)
        self._fill_loosening()
        self._show_progress()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the words have the room."""
        is_low = self.height() < _LOW_PX
        side_px, above_px = (16, 8) if is_low else (40, 36)
        self._column.setContentsMargins(side_px, above_px, side_px, above_px)
        self._column.setSpacing(8 if is_low else 12)
        super().resizeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A folder may be dropped; pictures are for the window."""
        if dropped_folder(event.mimeData()) is not None:
            event.acceptProposedAction()
            self._set_active(True)
        else:
            event.ignore()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """It went away again."""
        self._set_active(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the folder."""
        self._set_active(False)
        folder = dropped_folder(event.mimeData())
        if folder is not None:
            event.acceptProposedAction()
            self.folder_dropped.emit(folder)

    def _build(self) -> None:
        self._icon, self._title = IconLabel("photos", _ICON_PX), _shaped(WrappingLabel(), "Title")
        self._title.setFont(font("title"))
        self._text, self._detail_label = _label("Muted"), _label("Muted")
        self._step, self._hint, self._privacy = QPushButton(), _label("Muted"), _label("Muted")
        self._step.setObjectName("Primary")
        self._step.clicked.connect(self._on_step)
        for small in (self._hint, self._privacy, self._detail_label):
            small.setFont(font("small"))
        self._loosening = QWidget()
        self._loosening_column = QVBoxLayout(self._loosening)
        self._loosening_column.setContentsMargins(0, 0, 0, 0)
        self._loosening_column.setSpacing(4)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(_TEXT_WIDTH_PX // 2)
        self._zone = QFrame()
        self._column = QVBoxLayout(self._zone)
        texts = (self._icon, self._title, self._text, self._detail_label, self._bar)
        for widget in (*texts, self._loosening, self._step, self._hint):
            self._column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self._zone)
        line.addStretch(1)
        outer.addLayout(line)
        outer.addSpacing(12)
        outer.addWidget(self._privacy, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)

    def _fill_loosening(self) -> None:
        """A button for each part of the sentence; the fewer hold, the more is found."""
        while (item := self._loosening_column.takeAt(0)) is not None:
            if (button := item.widget()) is not None:
                button.hide()
                button.deleteLater()
        chips = self._chips if self._state in _NARROWED else ()
        for chip in chips[:_MOST_LOOSENED]:
            is_unwanted = isinstance(chip.meaning, Lacking)
            offer = self.tr('Search with "%1" too') if is_unwanted else self.tr('Search without "%1"')
            button = QPushButton(offer.replace("%1", chip.text.replace("&", "&&")))
            button.setObjectName("Quiet")
            button.setToolTip(plain_tip(meaning_text(chip.meaning)))
            button.clicked.connect(partial(self._on_loosened, chip))
            self._loosening_column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        self._loosening.setVisible(bool(chips))

    def _on_loosened(self, chip: Chip, _is_checked: bool = False) -> None:
        self.loosen_requested.emit(chip)

    def _set_active(self, is_active: bool) -> None:
        self._zone.setProperty("active", is_active)
        self._zone.style().polish(self._zone)

    def _show_progress(self) -> None:
        is_shown = self._state in (State.INDEXING, State.STARTING, State.MODEL_DOWNLOADING)
        self._bar.setVisible(is_shown)
        self._zone.setObjectName("DropZone" if self._state is State.FIRST_RUN else "")
        self._zone.style().polish(self._zone)
        total = self._progress.total if self._state is State.INDEXING else 0
        self._bar.setRange(0, _STEPS if total else 0)
        self._bar.setValue(round(_STEPS * min(self._progress.done / total, 1)) if total else 0)
        if self._state is State.INDEXING and self._progress.phase is not IngestPhase.IDLE:
            self._detail_label.setText(progress_text(self._progress))
            self._detail_label.show()

    def _on_step(self) -> None:
        name = self._words().signal
        if name:
            getattr(self, name).emit()

    def _words(self) -> _Words:
        return self._library_words() or self._search_words() or self._trouble_words()

    def _library_words(self) -> _Words | None:
        if self._state is State.STARTING:
            return _Words("photos", self.tr("Opening your library…"), "")
        if self._state is State.FIRST_RUN:
            text = self.tr("Choose a folder with photos. Then say what you are looking for.")
            return _Words("app", self.tr("Find photos by what's in them"), text, self.tr("Choose a folder…"), _ADD)
        if self._state is State.NOTHING_YET:
            text = no_photos_text()
            return _Words("photos", self.tr("No photos yet"), text, self.tr("Add another folder…"), _ADD)
        if self._state is State.INDEXING:
            text = self.tr("The first ones appear in a moment. You can search while the rest is being added.")
            return _Words("photos", self.tr("Getting to know your photos"), text)
        return None

    def _search_words(self) -> _Words | None:
        if self._state in (State.NO_FIT, State.NONE_ALIKE):
            nothing = nothing_found_text(self._asked, self._unwanted)
            title = nothing if self._state is State.NO_FIT else none_alike_text()
            text = self.tr("Try fewer or other words, or drop a similar picture on the window.")
            step = self.tr("Show the nearest anyway")
            return _Words("search", title, text if self._state is State.NO_FIT else "", step, "nearest_requested")
        if self._state is State.NOTHING_ASKED:
            text = self.tr("Signs alone say nothing. Type words or an emoji, or drop a picture on the window.")
            return _Words("search", nothing_asked_text(), text, self.tr("Show all photos"), "clear_requested")
        if self._state is State.NO_MATCH:
            text = self.tr("Try fewer or other words, or drop a similar picture on the window.")
            return _Words("search", self.tr("Nothing found"), text, self.tr("Show all photos"), "clear_requested")
        if self._state is State.NO_MATCH_IN_FILTERS:
            text = filtered_out_text()
            step = self.tr("Remove the filters")
            return _Words("filter", self.tr("Nothing found here"), text, step, "clear_filters_requested")
        if self._state is State.SEARCH_FAILED:
            return _Words("warning", self.tr("The search failed"), "", self.tr("Try again"), "retry_requested")
        if self._state is State.OFFLINE:
            text = self.tr("Connect the drive to see these photos. They stay in the library until you remove them.")
            step = self.tr("Watched folders…")
            return _Words("offline", self.tr("This folder is offline"), text, step, "library_requested")
        return None

    def _trouble_words(self) -> _Words:
        if self._state is State.MODEL_DOWNLOADING:
            text = self.tr("You can go on searching with the present model meanwhile.")
            return _Words("download", self.tr("Downloading the model"), text, self.tr("Show progress"), _MODELS)
        if self._state is State.MODEL_FAILED:
            text = self.tr("Photos can be browsed, but not searched by their content.")
            return _Words("model", self.tr("The model does not work"), text, self.tr("Choose a model…"), _MODELS)
        text = self.tr("Your photos are safe: photosearch only ever reads them.")
        return _Words("warning", self.tr("The library cannot be opened"), text, self.tr("Try again"), "retry_requested")


_ADD = "add_folder_requested"
_MODELS = "models_requested"


def _label(name: str) -> QLabel:
    label = plain_label()
    label.setWordWrap(True)
    return _shaped(label, name)


def _shaped(label: Label, name: str) -> Label:
    label.setObjectName(name)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setFixedWidth(_TEXT_WIDTH_PX)
    return label
