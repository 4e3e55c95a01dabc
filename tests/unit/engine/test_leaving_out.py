"""Two processes that leave something out at the same moment."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from photosearch.engine.engine import Engine
from photosearch.paths import DataFolders
from tests.library import open_engine


@pytest.fixture
def engines(folders: DataFolders) -> Iterator[tuple[Engine, Engine]]:
    made = open_engine(folders), open_engine(folders)
    yield made
    for engine in made:
        engine.close()


def test_neither_undoes_what_the_other_left_out(engines: tuple[Engine, Engine], tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    root = engines[0].library.add_root(tmp_path / "photos")
    gate = threading.Barrier(2)

    def leave_out(engine: Engine, name: str) -> None:
        gate.wait()
        for number in range(10):
            engine.library.exclude(root.root_id, f"/{name}{number}/")
            if number % 2:
                engine.library.take_back(root.root_id, f"/{name}{number}/")

    threads = [
        threading.Thread(target=leave_out, args=(engine, name)) for engine, name in zip(engines, "ab", strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (now,) = engines[0].library.roots()
    assert sorted(now.exclusions) == [f"/{name}{number}/" for name in "ab" for number in range(0, 10, 2)]
    assert [pattern for pattern in now.exclusions if "a" in pattern] == [f"/a{number}/" for number in range(0, 10, 2)]
