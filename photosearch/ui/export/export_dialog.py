"""The dialog for taking photos out of the library: what is wanted, how far it is, what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from photosearch.types.exporting import ExportOutcome, ExportPlan, ExportProgress, Match
from photosearch.types.ids import PhotoId
from photosearch.ui.export.export_form import ExportForm
from photosearch.ui.export.export_result import ExportResult
from photosearch.ui.look.on_screen import Dialog

_SIZE_PX: Final = (560, 620)
_SMALLEST_PX: Final = (420, 320)
_PLAN_AFTER_MS: Final = 250


class ExportDialog(Dialog):
    """Not modal: photos can be looked for meanwhile. Closing it lets an export go on; only "Stop" ends one."""

    order_given = Signal(object)
    """An ``ExportOrder``."""
    plan_wanted = Signal(object)
    """An ``ExportOrder`` of which the dialog would like to know what it means."""
    stop_requested = Signal()
    show_in_folder_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._matches: Mapping[PhotoId, Match] = {}
        self._is_running = False
        self.form = ExportForm()
        self.told = ExportResult()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PLAN_AFTER_MS)
        self._later.timeout.connect(self._ask_for_plan)
        self._build()
        self.retranslate()
        self.setMinimumSize(*_SMALLEST_PX)
        self.resize(*_SIZE_PX)

    @property
    def is_running(self) -> bool:
        """Whether an export is under way."""
        return self._is_running

    @property
    def photos(self) -> tuple[tuple[PhotoId, ...], tuple[PhotoId, ...]]:
        """Those that are selected, and all that are shown, as the dialog knows it."""
        return self.form.photos

    def set_photos(
        self, selected: tuple[PhotoId, ...], shown: tuple[PhotoId, ...], matches: Mapping[PhotoId, Match]
    ) -> None:
        """These are selected, and all of these are shown; ``matches`` say how well they fit.

        What came of the last export stays said: photos are looked at while it is read.
        """
        self._matches = matches
        self.form.set_photos(selected, shown)
        self._export.setEnabled(self.form.is_complete)
        if self.told.outcome is None:
            self._later.start()

    def show_plan(self, plan: ExportPlan) -> None:
        """What the order that is being filled in would mean."""
        if not self._is_running:
            self.told.show_plan(plan)

    def show_error(self, error: BaseException) -> None:
        """Why an export cannot be begun, or ended."""
        self._set_running(False)
        self.told.show_error(error)

    def show_progress(self, progress: ExportProgress) -> None:
        """How far it is."""
        if self._is_running:
            self.told.show_progress(progress)

    def show_outcome(self, outcome: ExportOutcome) -> None:
        """What came of it."""
        self._set_running(False)
        self.told.show_outcome(outcome)
        self._show_in_folder.setVisible(outcome.first is not None)
        (self._show_in_folder if outcome.first is not None else self._close).setFocus()

    def retranslate(self) -> None:
        """Ask for every text again."""
        self.setWindowTitle(self.tr("Export photos"))
        self._export.setText(self.tr("Export"))
        self._export.setToolTip(self.tr("Photos are only read; no file is written over"))
        self._stop.setText(self.tr("Stop"))
        self._stop.setToolTip(self.tr("Write nothing more; what is there stays"))
        self._show_in_folder.setText(self.tr("Show in folder"))
        self._show_in_folder.setToolTip(self.tr("Show what was written in the file manager"))
        self._close.setText(self.tr("Close"))
        self._close.setToolTip(self.tr("Close (Esc)"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _build(self) -> None:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.form)
        self._export, self._stop = QPushButton(), QPushButton()
        self._show_in_folder, self._close = QPushButton(), QPushButton()
        self._export.setObjectName("Primary")
        self._export.setDefault(True)
        for button in (self._stop, self._show_in_folder, self._close):
            button.setAutoDefault(False)
        self._stop.setVisible(False)
        self._show_in_folder.setVisible(False)
        self._export.clicked.connect(self._on_export)
        self._stop.clicked.connect(self.stop_requested)
        self._show_in_folder.clicked.connect(self._on_show)
        self._close.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.addWidget(self._show_in_folder)
        buttons.addStretch(1)
        for button in (self._close, self._stop, self._export):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(area, 1)
        layout.addWidget(self.told)
        layout.addLayout(buttons)
        self.form.changed.connect(self._on_changed)

    def _set_running(self, is_running: bool) -> None:
        self._is_running = is_running
        self.form.setEnabled(not is_running)
        self._stop.setVisible(is_running)
        self._export.setVisible(not is_running)
        self._export.setEnabled(self.form.is_complete)
        if is_running:
            self._stop.setFocus()

    @Slot()
    def _on_changed(self) -> None:
        """What came of the last export stays said until something else is wanted of the form."""
        self._export.setEnabled(self.form.is_complete)
        if self._is_running:
            return
        self.told.clear()
        self._show_in_folder.setVisible(False)
        self._later.start()

    @Slot()
    def _ask_for_plan(self) -> None:
        if self.form.is_complete and self.isVisible() and not self._is_running:
            self.plan_wanted.emit(self.form.order(self._matches))

    @Slot()
    def _on_export(self) -> None:
        if self.form.is_complete and not self._is_running:
            self._later.stop()
            self._show_in_folder.setVisible(False)
            self._set_running(True)
            self.told.show_progress(ExportProgress(0, len(self.form.photo_ids)))
            self.order_given.emit(self.form.order(self._matches))

    @Slot()
    def _on_show(self) -> None:
        outcome = self.told.outcome
        if outcome is not None and outcome.first is not None:
            place: Path = outcome.first
            self.show_in_folder_requested.emit(place)
