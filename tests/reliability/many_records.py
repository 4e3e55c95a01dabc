"""Adds very many synthetic photos to a library, from the store to a search, and looks for a step that gets slower."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator

import numpy as np
import psutil

from photosearch.engine.engine import Engine
from photosearch.paths import data_folders
from photosearch.scan import volumes
from photosearch.settings import SettingsOwner
from photosearch.shelves.catch_up import save_index
from photosearch.store.database import Database
from photosearch.store.embeddings import save_batch
from photosearch.store.records import EmbeddedPhoto, NewPhoto
from photosearch.store.store import Store
from photosearch.types.arrays import Float32Array
from photosearch.types.files import FileStamp
from photosearch.types.ids import RootId
from photosearch.types.photos import PhotoMetadata
from photosearch.types.queries import SearchQuery
from tests.packages import DIM, write_colour_package
from tests.reliability.hazard import Hazard, Outcome, Trial

_BATCH = 500
_PARTS = 10
_SLOWER = 2.0
"""The last tenth may take at most so many times as long as the second: noise, not a quadratic step, which takes 5."""
_QUICK_RECORDS = 5_000


def add_many(trial: Trial) -> Outcome:
    """``trial.records`` photos, a tenth at a time; then the library is opened and searched."""
    records = _QUICK_RECORDS if trial.is_quick else trial.records
    write_colour_package(trial.home / "models" / "starter", name="starter")
    took_s: list[float] = []
    memory_mb = [_memory_mb()]
    part = records // _PARTS
    engine = Engine.open(data_folders(), SettingsOwner.read(data_folders().settings))
    store = Store.of(Database.open(data_folders().database))
    try:
        shelf = engine.shelves.answering
        root = store.libraries.add(trial.folder / "photos", volumes.identify(trial.folder), "photos")
        for number in range(_PARTS):
            begin_s = time.perf_counter()
            for batch, vectors in _batches(root.root_id, number * part, part, trial.seed):
                saved = save_batch(store.database, shelf.encoder_id, batch)
                shelf.index.add(np.asarray([one.photo_id for one in saved], dtype=np.int64), vectors)
            took_s.append(time.perf_counter() - begin_s)
            memory_mb.append(_memory_mb())
        save_index(data_folders().indexes, shelf.index, shelf.encoder_id, store)
    finally:
        store.database.close()
        engine.close()
    opening_s, wrong = _opened_again(part * _PARTS)
    if not trial.is_quick and took_s[-1] > _SLOWER * took_s[1]:
        wrong.append(f"a tenth takes {took_s[-1]:.1f} s at last, {took_s[1]:.1f} s at first")
    scale = 100_000 / part
    later_mb = (memory_mb[-1] - memory_mb[_PARTS // 2]) / (_PARTS - _PARTS // 2)
    notes = (
        f"100,000 take {took_s[1] * scale:.1f} s at first, {statistics.median(took_s) * scale:.1f} s (median), "
        f"{took_s[-1] * scale:.1f} s at last, and {later_mb * scale:.0f} MB more memory each",
        f"opened, browsed and searched in {opening_s:.2f} s",
    )
    return Outcome(part * _PARTS, tuple(wrong), notes)


def _batches(root_id: RootId, first: int, count: int, seed: int) -> Iterator[tuple[list[EmbeddedPhoto], Float32Array]]:
    numbers = np.random.default_rng((seed, first))
    for start in range(first, first + count, _BATCH):
        size = min(_BATCH, first + count - start)
        vectors = numbers.standard_normal((size, DIM), dtype=np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        photos = [_photo(root_id, number) for number in range(start, start + size)]
        yield [EmbeddedPhoto(photo, vector) for photo, vector in zip(photos, vectors, strict=True)], vectors


def _photo(root_id: RootId, number: int) -> NewPhoto:
    stamp = FileStamp(10_000 + number, 1_500_000_000_000_000_000 + number * 1_000_000_000)
    name = f"{number // 1000:04}/IMG_{number:07}.jpg"
    return NewPhoto(root_id, name, stamp, number.to_bytes(16, "big"), PhotoMetadata(640, 480, "JPEG"))


def _opened_again(count: int) -> tuple[float, list[str]]:
    """How long opening, browsing and one search take, and whether all are found."""
    begin_s = time.perf_counter()
    engine = Engine.open(data_folders(), SettingsOwner.read(data_folders().settings))
    try:
        browsed = len(engine.asking.search(SearchQuery(limit=0)).photo_ids)
        found = len(engine.asking.search(SearchQuery(text="red", limit=0)).photo_ids)
        known = (browsed, found, len(engine.shelves.answering.index))
    finally:
        engine.close()
    took_s = time.perf_counter() - begin_s
    return took_s, [] if known == (count,) * 3 else [f"browsed, found, indexed: {known} of {count}"]


def _memory_mb() -> float:
    return psutil.Process().memory_info().rss / 1e6


HAZARDS = (Hazard("very-many-records", add_many, limit_s=3600, is_in_gate=False),)
