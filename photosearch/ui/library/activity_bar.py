"""The 28 px line at the bottom, shown only while something is done in the background or went wrong there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QToolButton, QWidget

from photosearch.events import OptimisationChanged
from photosearch.types.progress import IngestPhase, IngestProgress
from photosearch.ui.look.elided_label import ElidedLabel
from photosearch.ui.look.plain_text import plain_tip
from photosearch.ui.look.theme import font, icon
from photosearch.words.optimisation import optimisation_text
from photosearch.words.progress import hint_text, progress_text
from photosearch.words.quantities import problem_files_text

_HEIGHT_PX = 28
_BAR_WIDTH_PX = 120
_WITH_BAR_FROM_PX = 760
_STEPS = 1000


class ActivityBar(QWidget):
    """Phase, how far, how fast, how long; pause and resume; problems; details."""

    pause_requested = Signal()
    resume_requested = Signal()
    details_requested = Signal()
    problems_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ActivityBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(max(_HEIGHT_PX, self.fontMetrics().height() + 8))
        self._progress = IngestProgress(IngestPhase.IDLE)
        self._failure = ""
        self._optimisation: OptimisationChanged | None = None
        self._build()
        self.retranslate()
        self.hide()

    def set_progress(self, progress: IngestProgress) -> None:
        """Show ``progress``; work that goes on again takes a failure away, and idleness hides the bar."""
        if progress.phase is not IngestPhase.IDLE and not progress.is_paused and progress.done != self._progress.done:
            self._failure = ""
        self._progress = progress
        self._show()

    def set_optimisation(self, event: OptimisationChanged) -> None:
        """Show how far the optimising of a model is, while nothing else is to be said; its end takes that away."""
        self._optimisation = event
        self._show()

    def show_failure(self, text: str) -> None:
        """Show a sentence until the work goes on; an empty one takes it away."""
        self._failure = text
        self._show()

    def retranslate(self) -> None:
        """Ask for every text again."""
        self.setAccessibleName(self.tr("Background work"))
        self._details.setText(self.tr("Details"))
        self._details.setToolTip(self.tr("Watched folders and what is done in them (Ctrl+L)"))
        self._problems.setToolTip(self.tr("Files that could not be used, or only in part, and why"))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the words have the room."""
        self._bar.setFixedWidth(_BAR_WIDTH_PX if self.width() >= _WITH_BAR_FROM_PX else 0)
        super().resizeEvent(event)

    def _build(self) -> None:
        self._text = ElidedLabel()
        self._text.setFont(font("small"))
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._problems = _link_button()
        self._problems.clicked.connect(self.problems_requested)
        self._pause = QToolButton()
        self._pause.setObjectName("Flat")
        self._pause.clicked.connect(self._on_pause_clicked)
        self._details = _link_button()
        self._details.clicked.connect(self.details_requested)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 8, 0)
        layout.setSpacing(8)
        layout.addWidget(self._bar)
        layout.addWidget(self._text, 1)
        for widget in (self._problems, self._pause, self._details):
            layout.addWidget(widget)

    def _show(self) -> None:
        progress = self._progress
        is_busy = progress.phase is not IngestPhase.IDLE
        is_said = bool(self._failure) or is_busy or progress.is_paused
        optimising = optimisation_text(self._optimisation) if self._optimisation and not is_said else ""
        self._text.setText(self._failure or optimising or progress_text(progress))
        more = "" if self._failure else hint_text(progress) or progress.current
        self._text.setToolTip(plain_tip(f"{self._text.text()}\n{more}".strip()))
        self._text.setObjectName("Danger" if self._failure else "")
        self._text.style().polish(self._text)
        self._bar.setVisible(bool(is_busy or optimising) and not self._failure)
        self._bar.setRange(0, _STEPS if progress.total else 0)
        self._bar.setValue(round(_STEPS * min(progress.done / progress.total, 1)) if progress.total else 0)
        self._bar.setAccessibleName(optimising or progress_text(progress))
        self._problems.setText(problem_files_text(progress.problems))
        self._problems.setVisible(progress.problems > 0)
        self._pause.setVisible(is_busy or progress.is_paused)
        self._show_pause(progress.is_paused)
        self.setVisible(is_said or bool(optimising))

    def _show_pause(self, is_paused: bool) -> None:
        name = self.tr("Resume adding photos") if is_paused else self.tr("Pause adding photos")
        self._pause.setIcon(icon("play" if is_paused else "pause"))
        self._pause.setAccessibleName(name)
        self._pause.setToolTip(self.tr("{name} (Ctrl+P)").format(name=name))

    def _on_pause_clicked(self) -> None:
        if self._progress.is_paused:
            self.resume_requested.emit()
        else:
            self.pause_requested.emit()


def _link_button() -> QPushButton:
    button = QPushButton()
    button.setObjectName("Quiet")
    button.setFont(font("small"))
    return button
