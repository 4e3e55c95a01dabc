"""Decides what stands in the middle of the window: the grid, or a page that says why there is none (pure)."""

from __future__ import annotations

from dataclasses import dataclass

from photosearch.errors import ModelError
from photosearch.types.progress import IngestPhase, IngestProgress
from photosearch.types.queries import Found, SearchResult
from photosearch.types.roots import LibraryRoot
from photosearch.ui.window.pages import State


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known at the moment."""

    is_open: bool = False
    """The engine is there."""
    open_error: BaseException | None = None
    roots: tuple[LibraryRoot, ...] | None = None
    """None: not known yet."""
    photo_count: int | None = None
    progress: IngestProgress | None = None
    result: SearchResult | None = None
    search_error: BaseException | None = None
    shows_nearest: bool = False
    """Photos that do not fit are to be seen too."""


def page_for(now: Situation) -> State | None:
    """The page to show, or None for the grid."""
    if now.open_error is not None:
        return State.ENGINE_FAILED
    if not now.is_open or now.roots is None:
        return State.STARTING
    if not now.roots:
        return State.FIRST_RUN
    if now.search_error is not None:
        return State.MODEL_FAILED if isinstance(now.search_error, ModelError) else State.SEARCH_FAILED
    if now.result is None:
        return State.STARTING
    if not len(now.result.photo_ids):
        return _page_without_hits(now, now.result)
    if now.result.query.says_nothing:
        return State.NOTHING_ASKED
    return None if now.shows_nearest else _page_without_match(now.result)


def _page_without_match(result: SearchResult) -> State | None:
    """There are photos, but does one of them fit? Where one browses all do."""
    if result.bands is None:
        return None
    is_by_picture = bool(result.query.images) and not result.query.text.strip()
    if result.is_only_itself or (result.found is Found.NOTHING and is_by_picture):
        return State.NONE_ALIKE
    return State.NO_FIT if result.found is Found.NOTHING else None


def _page_without_hits(now: Situation, result: SearchResult) -> State:
    is_busy = now.progress is not None and now.progress.phase is not IngestPhase.IDLE
    if now.photo_count == 0:
        return State.INDEXING if is_busy else State.NOTHING_YET
    if now.photo_count is None:
        return State.STARTING
    if not result.query.filters.is_empty:
        return State.NO_MATCH_IN_FILTERS
    return State.NO_MATCH
