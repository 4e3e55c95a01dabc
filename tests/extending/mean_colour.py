"""The smallest real analysis: the mean colour of a photo, kept in a table of its own beside the library."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import numpy as np

from photosearch.decode.worker_pool import DecodedPhoto
from photosearch.ingest.analyses.analysis import Failure, Needs, Result
from photosearch.ingest.work import Work
from photosearch.paths import DataFolders
from photosearch.store.store import Store
from photosearch.types import Int64Array, PixelSpec, UInt8Array

Colour = tuple[int, int, int] | None
"""Red, green and blue; None for a photo that is nearly black: nothing was found."""

SPEC = PixelSpec(8)
_BLACK = 8


class MeanColour:
    """An ``Analysis``. Its done-list is the table: one row per photo, version and content."""

    name = "mean_colour"
    batch_size = 4

    def __init__(self, store: Store, file: Path, version: str = "1") -> None:
        self.version = version
        self._store = store
        self._thread = ThreadPoolExecutor(1, "mean-colour")
        self._table = sqlite3.connect(file, check_same_thread=False)
        self._table.execute(
            "CREATE TABLE IF NOT EXISTS colour (photo_id, version, content_hash, colour, failure,"
            " PRIMARY KEY (photo_id, version))"
        )

    def missing(self, limit: int, after_id: int = 0) -> Int64Array:
        done = dict(self._table.execute("SELECT photo_id, content_hash FROM colour WHERE version = ?", [self.version]))
        photos = self._store.photos.get(self._store.photos.ids().tolist())
        lacking = [i for i, photo in photos.items() if photo.is_online and done.get(i) != photo.content_hash]
        return np.asarray([i for i in sorted(lacking) if i > after_id][:limit], dtype=np.int64)

    def request(self, work: Work) -> Needs:
        del work
        return Needs(pixel_specs=(SPEC,))

    def run(self, photos: Sequence[DecodedPhoto]) -> Future[Sequence[Colour]]:
        return self._thread.submit(self._colours, [photo.pixels[SPEC] for photo in photos])

    def keep(self, results: Sequence[Result[Colour]]) -> None:
        with self._table:
            for result in results:
                assert result.photo_id is not None
                value = result.value
                failure = value.detail if isinstance(value, Failure) else None
                colour = None if isinstance(value, Failure) or value is None else str(value)
                row = (result.photo_id, self.version, result.reading.photo.content_hash, colour, failure)
                self._table.execute("INSERT OR REPLACE INTO colour VALUES (?, ?, ?, ?, ?)", row)

    def close(self) -> None:
        self._thread.shutdown()
        self._table.close()

    def kept(self) -> dict[int, tuple[str | None, str | None]]:
        """Photo id -> colour, failure."""
        query = "SELECT photo_id, colour, failure FROM colour WHERE version = ?"
        return {row[0]: (row[1], row[2]) for row in self._table.execute(query, [self.version])}

    def _colours(self, pictures: list[UInt8Array]) -> Sequence[Colour]:
        return [_mean(pixels) for pixels in pictures]


def _mean(pixels: UInt8Array) -> Colour:
    red, green, blue = (int(value) for value in pixels.reshape(-1, 3).mean(axis=0))
    return (red, green, blue) if max(red, green, blue) >= _BLACK else None


def mean_colour(store: Store, folders: DataFolders) -> MeanColour:
    """As ``beside_embedding.ANALYSES`` takes it."""
    return MeanColour(store, folders.data / "colours.db")
