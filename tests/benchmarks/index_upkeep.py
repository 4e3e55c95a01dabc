"""What it costs to load, save and change an index, against moving the same bytes plainly."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np

from photosearch.index.opening import index_folder, load_index, save_index
from photosearch.index.vector_index import VectorIndex
from photosearch.store.database import Database
from tests.benchmarks.library import DIM, clustered_vectors, make_library
from tests.benchmarks.measure import Figure, by_turns, figure, milliseconds
from tests.benchmarks.plan import Plan

NAME = "index_upkeep"
_FEW = 64


def run(plan: Plan) -> list[Figure]:
    """At each library size."""
    return [found for size in plan.sizes for found in _at_size(plan, size)]


def _at_size(plan: Plan, size: int) -> list[Figure]:
    library = make_library(plan.folder, size, with_files=size <= 100_000)
    database = Database.open(library.folders.database)
    generation = database.identity
    database.close()
    folder = library.folders.indexes
    rounds = plan.rounds(6 if size >= 1_000_000 else 9)
    index, seq = load_index(folder, library.encoder_id, DIM, generation)
    (data,) = index_folder(folder, library.encoder_id).glob("*.vectors")
    content = data.read_bytes()
    copy = plan.folder / "copy"
    rows = np.frombuffer(content[-size * DIM * 2 :], dtype=np.float16).reshape(size, DIM)

    def load() -> None:
        load_index(folder, library.encoder_id, DIM, generation)

    def save() -> None:
        save_index(plan.folder / "saved", index, library.encoder_id, seq, generation)

    vectors = next(clustered_vectors(_FEW, seed=1))
    ids = np.arange(_FEW, dtype=np.int64) + size + 1
    taken_out = np.linspace(1, size, _FEW).astype(np.int64)
    was = index.vectors_of(taken_out)

    def remove() -> None:
        index.remove(taken_out)
        index.add(taken_out, was)

    def add() -> None:
        index.add(ids, vectors)

    def one(name: str, ours: Callable[[], object], what: str, baseline: Callable[[], object]) -> Figure:
        taken, plain = by_turns(ours, baseline, rounds)
        title = f"index of {size:,}: {name}"
        return figure(title, "ms", milliseconds(taken), baseline=what, against=milliseconds(plain))

    figures = [
        one("load and verify", load, "read the file", data.read_bytes),
        one("save", save, "write and sync the same bytes", lambda: _write(copy, content)),
        one(f"replace {_FEW}", add, f"numpy float16 of {_FEW} rows", lambda: vectors.astype(np.float16)),
        one(f"remove {_FEW}, add them", remove, "numpy delete of rows", lambda: np.delete(rows, taken_out - 1, axis=0)),
    ]
    copy.unlink()
    return [*figures, _add_new(index, size, rounds)]


def _add_new(index: VectorIndex, size: int, rounds: int) -> Figure:
    """New ids each time, as ingest adds them."""
    vectors = next(clustered_vectors(_FEW, seed=2))
    first = iter(range(2 * size, 4 * size, _FEW))

    def add() -> None:
        start = next(first)
        index.add(np.arange(start, start + _FEW, dtype=np.int64), vectors)

    taken, plain = by_turns(add, lambda: vectors.astype(np.float16), rounds)
    what = f"numpy float16 of {_FEW} rows"
    return figure(
        f"index of {size:,}: add {_FEW} new", "ms", milliseconds(taken), baseline=what, against=milliseconds(plain)
    )


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
