"""Sources are asked side by side, and nothing of a question goes on once it is answered or has failed."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from photosearch.decode.thumbnails import ThumbnailCache
from photosearch.decode.worker_pool import DecodePool
from photosearch.errors import ModelError, QueryImageError
from photosearch.search.searcher import Searcher
from photosearch.search.sources.source import Candidates
from photosearch.types.arrays import Int64Array
from photosearch.types.queries import ImageTerm, SearchQuery
from tests.library import Bench
from tests.photos import write_photos

NOTHING = Candidates("slow", np.empty(0, np.int64), np.empty(0, np.float32), is_complete=True)
HELD_S = 0.3


class Slow:
    """A source that takes its time, and may fail after it."""

    def __init__(self, error: Exception | None = None) -> None:
        self._error = error
        self.thread: threading.Thread | None = None
        self.is_asked = False

    def candidates(self, query: SearchQuery, allowed: Int64Array | None, limit: int) -> Candidates:
        del query, allowed, limit
        self.thread, self.is_asked = threading.current_thread(), True
        time.sleep(HELD_S)
        self.is_asked = False
        if self._error is not None:
            raise self._error
        return NOTHING


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    folder = tmp_path_factory.mktemp("bench")
    thumbnails = ThumbnailCache(folder / "thumbnails", 100_000_000)
    pool = DecodePool(workers=1, memory_limit_bytes=2_000_000_000, timeout_s=30, thumbnails=thumbnails)
    made = Bench(folder, pool)
    write_photos(made.photos, 3)
    made.scan()
    yield made
    made.close()
    pool.close()


def searcher(bench: Bench, *further: Slow) -> Searcher:
    shelf = bench.shelf
    return Searcher(shelf.encoder_id, shelf.service, shelf.index, bench.store, bench.pool, further=further)


def test_what_a_source_fails_with_is_what_the_question_fails_with(bench: Bench) -> None:
    failing = Slow(ModelError("the graphics card was taken away"))
    with pytest.raises(ModelError, match="taken away"):
        searcher(bench, Slow(), failing).search(SearchQuery(text="red"))


def test_no_source_reads_for_a_question_that_has_failed(bench: Bench, tmp_path: Path) -> None:
    slow = Slow()
    missing = SearchQuery(images=(ImageTerm(path=tmp_path / "gone.jpg"),))
    with pytest.raises(QueryImageError):
        searcher(bench, slow).search(missing)
    assert slow.thread is not None
    assert not slow.is_asked


def test_sources_beside_the_vectors_are_asked_on_threads_that_end_with_the_searcher(bench: Bench) -> None:
    first, second = Slow(), Slow()
    asking = searcher(bench, first, second)
    assert asking.search(SearchQuery(text="red")).total == 3
    asked = [first.thread, second.thread]
    assert threading.current_thread() not in asked
    assert len(set(asked)) == 2
    del asking
    for thread in asked:
        assert thread is not None
        thread.join(10)
        assert not thread.is_alive()
