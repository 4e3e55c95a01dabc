"""Which page stands in the middle of the window."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from photosearch.errors import ModelError, QueryImageError, StoreError
from photosearch.types.files import ProblemReason
from photosearch.types.ids import RootId
from photosearch.types.progress import IngestPhase, IngestProgress
from photosearch.types.queries import Filters, SearchQuery, SearchResult
from photosearch.types.roots import LibraryRoot
from photosearch.ui.window.pages import State
from photosearch.ui.window.window_state import Situation, page_for

ROOT = LibraryRoot(RootId(1), Path("/photos"), "volume", "photos", is_online=True)
BUSY = IngestProgress(IngestPhase.ADDING, 1, 10)
IDLE = IngestProgress(IngestPhase.IDLE)


def answer(count: int, query: SearchQuery | None = None) -> SearchResult:
    return SearchResult(query or SearchQuery(), np.arange(count, dtype=np.int64), None, None, 1.0)


OPEN = Situation(is_open=True, roots=(ROOT,), photo_count=10, progress=IDLE, result=answer(10))
WORDS = SearchQuery(text="cat")
FILTERED = SearchQuery(filters=Filters(formats=frozenset({"JPEG"})))


@pytest.mark.parametrize(
    ("now", "page"),
    [
        (Situation(), State.STARTING),
        (Situation(open_error=StoreError()), State.ENGINE_FAILED),
        (Situation(is_open=True), State.STARTING),
        (Situation(is_open=True, roots=()), State.FIRST_RUN),
        (replace(OPEN, result=None), State.STARTING),
        (OPEN, None),
        (replace(OPEN, photo_count=0, result=answer(0)), State.NOTHING_YET),
        (replace(OPEN, photo_count=None, result=answer(0)), State.STARTING),
        (replace(OPEN, photo_count=0, progress=BUSY, result=answer(0)), State.INDEXING),
        (replace(OPEN, photo_count=0, result=answer(0, WORDS)), State.NOTHING_YET),
        (replace(OPEN, progress=BUSY), None),
        (replace(OPEN, result=answer(0, WORDS)), State.NO_MATCH),
        (replace(OPEN, result=answer(0, FILTERED)), State.NO_MATCH_IN_FILTERS),
        (replace(OPEN, search_error=ModelError()), State.MODEL_FAILED),
        (
            replace(OPEN, search_error=QueryImageError(ProblemReason.DAMAGED, None)),
            State.SEARCH_FAILED,
        ),
    ],
)
def test_the_page_fits_the_situation(now: Situation, page: State | None) -> None:
    assert page_for(now) is page
