"""The way of a query: from the search field through the engine into the grid; the newest one wins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from photosearch.types.arrays import Int64Array
from photosearch.types.ids import PhotoId
from photosearch.types.queries import Reason, SearchQuery, SearchResult
from photosearch.ui.background import Background
from photosearch.ui.grid.hits import hits_of
from photosearch.ui.grid.results_model import ResultsModel

if TYPE_CHECKING:
    from photosearch.engine.parts import Asking

_REFRESH_PAUSE_MS = 1000
_MOST_RECENT = 500


class SearchFlow(QObject):
    """Asks, and fills the model with what fits. A refresh never moves what is shown: it takes out and appends only."""

    answered = Signal(object)
    failed = Signal(object)

    def __init__(self, model: ResultsModel, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._background = background
        self._asking: Asking | None = None
        self._query: SearchQuery | None = None
        self._result: SearchResult | None = None
        self._shows_nearest = False
        self._is_recent = False
        self._is_waiting = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_REFRESH_PAUSE_MS)
        self._later.timeout.connect(self._refresh)

    def start(self, asking: Asking) -> None:
        """Begin answering; a query asked before is answered now."""
        self._asking = asking
        if self._query is not None:
            self.ask(self._query, is_recent=self._is_recent)

    @property
    def query(self) -> SearchQuery | None:
        """What was asked last."""
        return self._query

    @property
    def is_waiting(self) -> bool:
        """Whether an answer is on its way."""
        return self._is_waiting

    @property
    def shows_nearest(self) -> bool:
        """Whether photos are shown that do not fit, because somebody wanted to see the nearest anyway."""
        return self._shows_nearest

    @Slot()
    def show_nearest(self) -> None:
        """Show what was found although it does not fit."""
        if self._result is not None:
            self._shows_nearest = True
            self._on_answered(self._result)

    def ask(self, query: SearchQuery, *, is_recent: bool = False) -> None:
        """Search; whatever was asked before is not answered any more. ``is_recent``: the newest additions first."""
        is_other_order = self._query is not None and replace(self._query, sort=query.sort) == query
        self._shows_nearest = self._shows_nearest and is_other_order
        self._query, self._is_recent = query, is_recent
        self._later.stop()
        if self._asking is not None and query.has_terms:
            self._asking.make_way()
        self._run(self._on_answered)

    def why(self, photo_id: PhotoId) -> tuple[Reason, ...]:
        """Why this photo was found. Blocking: for the background."""
        asking, query = self._asking, self._query
        return () if asking is None or query is None or not query.has_terms else asking.why(photo_id)

    def expect(self, query: SearchQuery) -> None:
        """It is being typed: what can be done before it is asked is done."""
        if self._asking is not None and query.has_terms:
            self._asking.expect(query)

    def refresh_later(self) -> None:
        """The library changed: bring what is shown up to date, at most once a second."""
        if not self._later.isActive():
            self._later.start()

    def _refresh(self) -> None:
        """A ranked list stays as it was asked for: photos that came since are found by the next search."""
        is_ranked = self._query is not None and self._query.has_terms and len(self._model.photo_ids) > 0
        if not is_ranked and not self._is_waiting:
            self._run(self._on_refreshed)

    def _run(self, on_done: Callable[[SearchResult], None]) -> None:
        if self._asking is None or self._query is None:
            return
        self._is_waiting = True
        work = partial(_search, self._asking, self._query, self._is_recent)
        self._background.run_newest("search", work, on_done, self._on_failed)

    def _on_answered(self, result: SearchResult) -> None:
        self._is_waiting = False
        self._result = result
        self._model.set_hits(hits_of(result, has_far=self._shows_nearest))
        self.answered.emit(result)

    def _on_refreshed(self, result: SearchResult) -> None:
        """Rows that left go, new photos come at the end."""
        shown = self._model.photo_ids
        if not len(shown):
            self._on_answered(result)
            return
        self._is_waiting = False
        self._model.remove(shown[~np.isin(shown, result.photo_ids)].tolist())
        self._model.append(result.photo_ids[~np.isin(result.photo_ids, shown)])
        self.answered.emit(result)

    def _on_failed(self, error: BaseException) -> None:
        self._is_waiting = False
        self.failed.emit(error)


def _search(asking: Asking, query: SearchQuery, is_recent: bool) -> SearchResult:
    result = asking.search(query)
    return _newest_additions(result) if is_recent and not query.has_terms else result


def _newest_additions(result: SearchResult) -> SearchResult:
    """Ids grow as photos are added: the largest ones came last. They stay in the order that was asked for."""
    ids = result.photo_ids
    newest: Int64Array = ids[np.isin(ids, np.sort(ids)[-_MOST_RECENT:])]
    return replace(result, photo_ids=newest, strong=len(newest), total=len(newest))
