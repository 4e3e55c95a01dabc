"""The watch over a worker's memory, where the kernel keeps none."""

from __future__ import annotations

import queue
import threading

from photosearch.decode.memory_limit import OUT_OF_MEMORY_EXIT, MemoryWatch

PATIENCE_S = 30.0


def test_outgrowing_the_limit_while_at_work_ends_the_process() -> None:
    sizes = iter([100, 250])
    ended: queue.SimpleQueue[int] = queue.SimpleQueue()
    watch = MemoryWatch(100, resident_bytes=lambda: next(sizes), end=ended.put)
    watch.begin()
    assert ended.get(timeout=PATIENCE_S) == OUT_OF_MEMORY_EXIT


def test_growing_within_the_limit_is_allowed_and_counts_from_the_start() -> None:
    sizes = iter([100, 200, 201])
    ended: queue.SimpleQueue[int] = queue.SimpleQueue()
    watch = MemoryWatch(100, resident_bytes=lambda: next(sizes), end=ended.put)
    watch.begin()
    assert ended.get(timeout=PATIENCE_S) == OUT_OF_MEMORY_EXIT
    assert next(sizes, None) is None


def test_an_idle_worker_is_not_looked_at() -> None:
    looked = threading.Event()
    is_first = iter([True])

    def resident_bytes() -> int:
        if not next(is_first, False):
            looked.set()
        return 0

    watch = MemoryWatch(1, resident_bytes=resident_bytes)
    assert not looked.wait(0.3)
    watch.begin()
    assert looked.wait(PATIENCE_S)
    watch.done()
