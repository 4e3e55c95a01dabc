"""What every photo of a library shows, kept up to date: told again only for photos that came, or by a new yardstick."""

from __future__ import annotations

import threading
from typing import Final

import numpy as np

from photosearch.index.vector_index import VectorIndex
from photosearch.search.judgement import Judgement
from photosearch.search.tags import MOST, NO_TAG, tags_of
from photosearch.search.yardstick import Yardstick
from photosearch.types.arrays import Int16Array, Int64Array
from photosearch.types.ids import ItemId

_AT_ONCE: Final = 1024
"""Photos: 0.9 GFLOP with 862 concepts, some 10 ms, after which somebody who searches has the cores."""


class TagTable:
    """Of one encoder over one index. Safe to use from any thread: one brings it up to date, the others wait for it."""

    def __init__(self, index: VectorIndex, judgement: Judgement) -> None:
        self._index = index
        self._judgement = judgement
        self._lock = threading.Lock()
        self._told_by: Yardstick | None = None
        self._ids: Int64Array = np.empty(0, np.int64)
        self._rows: Int16Array = np.empty((0, MOST), np.int16)

    def now(self) -> tuple[Int64Array, Int16Array]:
        """Every item [n], ascending, and the rows of the concepts that it shows [n, MOST]; none where nobody can tell.

        100,000 photos take some 2 s the first time, and again when a tenth of the library is another one.

        Raises:
            ModelError: the encoder cannot be loaded or fails.
        """
        with self._lock:
            yardstick = self._judgement.yardstick()
            if yardstick is None or not yardstick.is_sure:
                return np.empty(0, np.int64), np.empty((0, MOST), np.int16)
            if yardstick is not self._told_by:
                self._told_by, self._ids, self._rows = yardstick, self._ids[:0], self._rows[:0]
            self._follow(yardstick)
            return self._ids, self._rows

    def of(self, item_id: ItemId) -> list[int]:
        """The rows of the concepts that one item shows, best first.

        Raises:
            ModelError: the encoder cannot be loaded or fails.
        """
        yardstick = self._judgement.yardstick()
        if yardstick is None or not yardstick.is_sure:
            return []
        try:
            vectors = self._index.vectors_of(np.asarray([item_id], np.int64))
        except KeyError:  # not embedded yet, or gone
            return []
        return [row for row in tags_of(vectors, yardstick.concepts, yardstick)[0].tolist() if row != NO_TAG]

    def _follow(self, yardstick: Yardstick) -> None:
        """Drop what left and tell of what came."""
        ids = self._index.ids()
        stays = np.isin(self._ids, ids, assume_unique=True)
        came = np.setdiff1d(ids, self._ids, assume_unique=True)
        known, rows = [self._ids[stays]], [self._rows[stays]]
        for start in range(0, len(came), _AT_ONCE):
            some = came[start : start + _AT_ONCE]
            try:
                vectors = self._index.vectors_of(some)
            except KeyError:  # one left in between: they are told of the next time
                continue
            known.append(some)
            rows.append(tags_of(vectors, yardstick.concepts, yardstick))
        joined = np.concatenate(known)
        order = np.argsort(joined, kind="stable")
        self._ids, self._rows = joined[order], np.concatenate(rows)[order]
