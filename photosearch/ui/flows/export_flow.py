"""The way of photos out of the library: from what the grid shows into the dialog, and through the engine."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from photosearch.types.exporting import ExportOrder, ExportOutcome, ExportPlan, ExportProgress, Match
from photosearch.types.ids import PhotoId
from photosearch.types.queries import Band, SearchResult
from photosearch.ui.background import Background
from photosearch.ui.desktop.file_manager import show_in_folder
from photosearch.ui.grid.results_model import ResultsModel
from photosearch.ui.grid.results_view import ResultsView
from photosearch.words.exporting import outcome_lines

if TYPE_CHECKING:
    from photosearch.engine.parts import Exporting
    from photosearch.ui.export.export_dialog import ExportDialog

_PLAN: Final = "export-plan"
_PROGRESS: Final = "export-progress"


class ExportFlow(QObject):
    """Makes the dialog when it is first asked for. One export at a time; the window's end stops it."""

    message = Signal(str)
    """What came of an export whose dialog was closed meanwhile."""

    def __init__(self, background: Background, model: ResultsModel, view: ResultsView, window: QWidget) -> None:
        super().__init__(window)
        self._background = background
        self._model, self._view = model, view
        self._window = window
        self._exporting: Exporting | None = None
        self._dialog: ExportDialog | None = None
        self._result: SearchResult | None = None
        self._stop = threading.Event()

    def start(self, exporting: Exporting) -> None:
        """Begin exporting."""
        self._exporting = exporting

    def close(self) -> None:
        """Stop what is under way; nothing half-written is left."""
        self._stop.set()

    @Slot(object)
    def set_result(self, result: SearchResult) -> None:
        """This is what the grid shows now: a list tells how well each photo fits."""
        self._result = result

    @Slot()
    def show(self) -> None:
        """Open the dialog for what is selected, or for all that is shown."""
        if self._dialog is None:
            from photosearch.ui.export.export_dialog import ExportDialog

            self._dialog = ExportDialog(self._window)
            self._dialog.order_given.connect(self._on_order)
            self._dialog.plan_wanted.connect(self._on_plan_wanted)
            self._dialog.stop_requested.connect(self.close)
            self._dialog.show_in_folder_requested.connect(show_in_folder)
        if not self._dialog.is_running:
            self._dialog.set_photos(*self._photos(), self._matches())
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()

    @Slot()
    def follow_selection(self) -> None:
        """Other photos are selected: an open dialog follows."""
        dialog = self._dialog
        if dialog is not None and dialog.isVisible() and not dialog.is_running:
            selected, shown = self._photos()
            if (selected, shown) != dialog.photos:
                dialog.set_photos(selected, shown, self._matches())

    def _photos(self) -> tuple[tuple[PhotoId, ...], tuple[PhotoId, ...]]:
        """Those that are selected, and all that are shown."""
        ids = self._model.photo_ids
        selected = ids[np.asarray(self._view.selected_rows, np.int64)]
        return _photo_ids(selected.tolist()), _photo_ids(ids.tolist())

    def _matches(self) -> dict[PhotoId, Match]:
        result = self._result
        if result is None or result.scores is None or result.bands is None:
            return {}
        found = zip(result.photo_ids.tolist(), result.scores.tolist(), result.bands.tolist(), strict=True)
        return {PhotoId(photo_id): Match(score, Band(band).word) for photo_id, score, band in found}

    @Slot(object)
    def _on_plan_wanted(self, order: ExportOrder) -> None:
        if self._exporting is not None:
            work = partial(self._exporting.plan, order)
            self._background.run_newest(_PLAN, work, self._on_planned, self._on_not_planned)

    @Slot(object)
    def _on_order(self, order: ExportOrder) -> None:
        if self._exporting is not None:
            self._background.forget(_PLAN)
            self._stop = threading.Event()
            work = partial(self._exporting.carry_out, order, self._tell_progress, self._stop.is_set)
            self._background.run(work, self._on_ended, self._on_failed)

    def _tell_progress(self, progress: ExportProgress) -> None:
        """On the exporting thread."""
        self._background.post_paced(_PROGRESS, partial(self._on_progress, progress))

    def _on_progress(self, progress: ExportProgress) -> None:
        if self._dialog is not None:
            self._dialog.show_progress(progress)

    def _on_planned(self, plan: ExportPlan) -> None:
        if self._dialog is not None:
            self._dialog.show_plan(plan)

    def _on_not_planned(self, error: BaseException) -> None:
        if self._dialog is not None and not self._dialog.is_running:
            self._dialog.show_error(error)

    def _on_ended(self, outcome: ExportOutcome) -> None:
        if self._dialog is not None:
            self._dialog.show_outcome(outcome)
            if not self._dialog.isVisible():
                self.message.emit(next(outcome_lines(outcome), ""))

    def _on_failed(self, error: BaseException) -> None:
        if self._dialog is not None:
            self._dialog.show_error(error)


def _photo_ids(ids: list[int]) -> tuple[PhotoId, ...]:
    return tuple(map(PhotoId, ids))
