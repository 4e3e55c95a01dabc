"""One set of decoders for all tests that add photos; a library of its own for each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from photosearch.decode.thumbnails import ThumbnailCache
from photosearch.decode.worker_pool import DecodePool
from tests.library import Bench


@pytest.fixture(scope="session")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DecodePool]:
    thumbnails = ThumbnailCache(tmp_path_factory.mktemp("thumbnails"), 100_000_000)
    made = DecodePool(workers=1, memory_limit_bytes=2_000_000_000, timeout_s=30, thumbnails=thumbnails)
    yield made
    made.close()


@pytest.fixture
def bench(tmp_path: Path, pool: DecodePool) -> Iterator[Bench]:
    made = Bench(tmp_path, pool)
    yield made
    made.close()
