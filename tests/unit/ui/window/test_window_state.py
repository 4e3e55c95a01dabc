"""Which page stands in the middle of the window."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from photosearch.errors import ModelError, QueryImageError, StoreError
from photosearch.types.files import ProblemReason
from photosearch.types.ids import PhotoId, RootId
from photosearch.types.progress import IngestPhase, IngestProgress
from photosearch.types.queries import Filters, ImageTerm, SearchQuery, SearchResult
from photosearch.types.roots import LibraryRoot
from photosearch.ui.window.pages import State
from photosearch.ui.window.window_state import Situation, page_for

ROOT = LibraryRoot(RootId(1), Path("/photos"), "volume", "photos", is_online=True)
BUSY = IngestProgress(IngestPhase.ADDING, 1, 10)
IDLE = IngestProgress(IngestPhase.IDLE)


def answer(count: int, query: SearchQuery | None = None) -> SearchResult:
    return SearchResult(query or SearchQuery(), np.arange(count, dtype=np.int64), None, None, 1.0)


def ranked(query: SearchQuery, bands: str) -> SearchResult:
    """Photos 0, 1, 2 ... in these bands."""
    count = len(bands)
    return SearchResult(
        query,
        np.arange(count, dtype=np.int64),
        np.linspace(1, 0, count, dtype=np.float32),
        None,
        1.0,
        bands=np.array([int(band) for band in bands], np.uint8),
        strong=bands.count("2"),
        possible=bands.count("1"),
        total=count,
    )


PICTURE = SearchQuery(images=(ImageTerm(path=Path("/elsewhere/a.jpg")),))
PHOTO = SearchQuery(images=(ImageTerm(photo_id=PhotoId(0)),))
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
        (replace(OPEN, result=answer(10, SearchQuery(text="。，！"))), State.NOTHING_ASKED),
        (replace(OPEN, photo_count=0, result=answer(0, SearchQuery(text="。"))), State.NOTHING_YET),
        (replace(OPEN, result=ranked(WORDS, "22100")), None),
        (replace(OPEN, result=ranked(WORDS, "1000")), None),
        (replace(OPEN, result=ranked(WORDS, "000")), State.NO_FIT),
        (replace(OPEN, result=ranked(WORDS, "000"), shows_nearest=True), None),
        (replace(OPEN, result=ranked(replace(FILTERED, text="cat"), "000")), State.NO_FIT),
        (replace(OPEN, result=ranked(PICTURE, "000")), State.NONE_ALIKE),
        (replace(OPEN, result=ranked(PHOTO, "200")), State.NONE_ALIKE),
        (replace(OPEN, result=ranked(PHOTO, "200"), shows_nearest=True), None),
        (replace(OPEN, result=ranked(PHOTO, "210")), None),
        (replace(OPEN, result=ranked(replace(PHOTO, text="cat"), "200")), None),
        (replace(OPEN, result=ranked(PICTURE, "200")), None),
        (replace(OPEN, result=ranked(SearchQuery(not_texts=("cat",)), "00")), State.NO_FIT),
        (replace(OPEN, search_error=ModelError()), State.MODEL_FAILED),
        (
            replace(OPEN, search_error=QueryImageError(ProblemReason.DAMAGED, None)),
            State.SEARCH_FAILED,
        ),
    ],
)
def test_the_page_fits_the_situation(now: Situation, page: State | None) -> None:
    assert page_for(now) is page
