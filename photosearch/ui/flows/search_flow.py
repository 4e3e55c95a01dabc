"""The way of a query: from the search field through the engine into the grid; the newest one wins."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from photosearch.types.agreements import Agreement
from photosearch.types.arrays import Int64Array
from photosearch.types.ids import PhotoId
from photosearch.types.queries import Reason, SearchQuery, SearchResult
from photosearch.types.texts import TextMatch
from photosearch.ui.background import Background
from photosearch.ui.grid.hits import hits_of
from photosearch.ui.grid.results_model import ResultsModel

if TYPE_CHECKING:
    from photosearch.engine.parts import Asking

_log = logging.getLogger(__name__)

_MOST_RECENT = 500


class SearchFlow(QObject):
    """Asks, and fills the model with what fits. While the library changes the answer follows.

    It is asked again whenever somebody looked at the library, and both are shown together, so that their counts agree.
    What is new is shown at once where nobody is at work with the photos shown; otherwise it is announced, and comes
    when it is wanted.
    """

    answered = Signal(object)
    failed = Signal(object)
    news_changed = Signal(int)
    """So many photos that are not shown yet would be in the answer by now."""
    unread_changed = Signal(object)
    """The ``SearchResult`` that is shown still, with the number of photos by now whose colours are not read."""

    def __init__(
        self,
        model: ResultsModel,
        background: Background,
        parent: QObject | None = None,
        *,
        may_move: Callable[[], bool] = lambda: True,
        prepare: Callable[[Int64Array], None] = lambda _photo_ids: None,
    ) -> None:
        """``may_move`` says whether photos may change places now without being in anybody's way.

        ``prepare`` gets in the background what showing these photos needs, before they are shown.
        """
        super().__init__(parent)
        self._prepare = prepare
        self._may_move = may_move
        self._news = 0
        self._model = model
        self._background = background
        self._asking: Asking | None = None
        self._query: SearchQuery | None = None
        self._result: SearchResult | None = None
        self._shows_nearest = False
        self._is_recent = False
        self._is_waiting = False
        self._is_doubted = False
        self._is_refresh_due = False
        self._beside: Callable[[float], None] | None = None

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

    @Slot()
    def show_news(self) -> None:
        """Show what is in the answer by now."""
        if self._news:
            self._run(self._follow, self._on_not_refreshed)

    def ask(self, query: SearchQuery, *, is_recent: bool = False) -> None:
        """Search; whatever was asked before is not answered any more. ``is_recent``: the newest additions first."""
        is_other_order = (
            self._query is not None
            and replace(self._query, sort=query.sort, half_life_days=query.half_life_days) == query
        )
        self._shows_nearest = self._shows_nearest and is_other_order
        self._query, self._is_recent = query, is_recent
        self._show_beside(0.0)
        self._tell_news(0)
        if self._asking is not None and query.has_terms:
            self._asking.make_way()
        self._run(self._on_answered, self._on_failed)

    def why(self, photo_id: PhotoId) -> tuple[Reason | TextMatch | Agreement, ...]:
        """Why this photo was found: what it is called, what it has of what was asked, and what it shows. Blocking: for
        the background.
        """
        asking, query = self._asking, self._query
        if asking is None or query is None or not query.has_terms:
            return ()
        said = asking.said(query, [photo_id]).get(photo_id, ())
        agreed = asking.agreements(query, [photo_id]).get(photo_id, ())
        return (*said, *agreed, *asking.why(photo_id))

    def expect(self, query: SearchQuery) -> None:
        """It is being typed: what can be done before it is asked is done."""
        if self._asking is not None and query.has_terms:
            self._asking.expect(query)

    def doubt(self) -> None:
        """The library changed: the answer may be another one by now."""
        self._is_doubted = True

    def refresh(self, show_beside: Callable[[float], None]) -> None:
        """Bring the answer up to date if the library changed, and have what else is known of it shown beside that.

        ``show_beside`` is called in the same turn of the event loop in which the photos shown change, with the seconds
        that the answer took. It is called at once where no answer is due, and where one is under way that somebody
        asked for: that may take long, and may have been worked out before the change.
        """
        if not self._is_doubted or self._asking is None or self._query is None:
            show_beside(0.0)
        elif not self._is_waiting:
            self._beside = show_beside
            self._run(self._on_refreshed, self._on_not_refreshed)
        else:
            self._is_refresh_due = True
            if self._beside is None:
                show_beside(0.0)
            else:
                self._beside = show_beside

    def _run(self, on_done: Callable[[SearchResult], None], on_failed: Callable[[BaseException], None]) -> None:
        if self._asking is None or self._query is None:
            return
        self._is_waiting, self._is_doubted = True, False
        work = partial(_search, self._asking, self._query, self._is_recent, self._prepare)
        self._background.run_newest("search", work, on_done, on_failed)

    def _on_answered(self, result: SearchResult) -> None:
        self._is_waiting = False
        self._result = result
        self._model.set_hits(hits_of(result, has_far=self._shows_nearest))
        self.answered.emit(result)
        self._end_turn(result.took_ms / 1000)

    def _on_refreshed(self, result: SearchResult) -> None:
        if self._may_move():
            self._follow(result)
            return
        self._is_waiting = False
        wanted = hits_of(result, has_far=self._shows_nearest).photo_ids
        self._tell_news(int(np.count_nonzero(~np.isin(wanted, self._model.photo_ids))))
        if self._result is not None and self._result.unread != result.unread:
            # No photo moves by it: what was said of them is not to stay when it holds no longer.
            self._result = replace(self._result, unread=result.unread)
            self.unread_changed.emit(self._result)
        self._end_turn(result.took_ms / 1000)

    def _follow(self, result: SearchResult) -> None:
        """The photos shown become those of ``result``, in its order."""
        self._is_waiting = False
        self._result = result
        self._model.merge(hits_of(result, has_far=self._shows_nearest))
        self._tell_news(0)
        self.answered.emit(result)
        self._end_turn(result.took_ms / 1000)

    def _end_turn(self, took_s: float) -> None:
        """Show what was to be shown beside this answer; one that was doubted while it was worked out is asked again."""
        self._show_beside(took_s)
        is_due, self._is_refresh_due = self._is_refresh_due, False
        if is_due and self._is_doubted and not self._is_waiting:
            self._run(self._on_refreshed, self._on_not_refreshed)

    def _show_beside(self, took_s: float) -> None:
        show, self._beside = self._beside, None
        if show is not None:
            show(took_s)

    def _tell_news(self, count: int) -> None:
        if count != self._news:
            self._news = count
            self.news_changed.emit(count)

    def _on_failed(self, error: BaseException) -> None:
        self._is_waiting = False
        self.failed.emit(error)
        self._end_turn(0.0)

    def _on_not_refreshed(self, error: BaseException) -> None:
        """What is shown is as good as it was."""
        _log.warning("the answer could not be brought up to date: %s", error)
        self._is_waiting = False
        self._end_turn(0.0)


def _search(asking: Asking, query: SearchQuery, is_recent: bool, prepare: Callable[[Int64Array], None]) -> SearchResult:
    result = asking.search(query)
    result = _newest_additions(result) if is_recent and not query.has_terms else result
    prepare(result.photo_ids)
    return result


def _newest_additions(result: SearchResult) -> SearchResult:
    """Ids grow as photos are added: the largest ones came last. They stay in the order that was asked for."""
    ids = result.photo_ids
    newest: Int64Array = ids[np.isin(ids, np.sort(ids)[-_MOST_RECENT:])]
    return replace(result, photo_ids=newest, strong=len(newest), total=len(newest))
