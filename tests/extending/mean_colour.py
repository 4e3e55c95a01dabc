"""The smallest real analysis: the mean colour of a photo, kept in a table of its own beside the library."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from photosearch.decode.worker_pool import DecodedPhoto
from photosearch.ingest.analyses.analysis import Failure, Needs, Result
from photosearch.ingest.work import Work
from photosearch.paths import DataFolders
from photosearch.store.analyses import CANNOT_TAKE, Done
from photosearch.store.store import Store
from photosearch.types.arrays import Int64Array, UInt8Array
from photosearch.types.photos import PixelSpec

Colour = tuple[int, int, int] | None
"""Red, green and blue; None for a photo that is nearly black: nothing was found."""

SPEC = PixelSpec(8)
_BLACK = 8


class MeanColour:
    """An ``Analysis``. What came out is kept in a table; that a photo is done, in the library's own list."""

    name = "mean_colour"
    batch_size = 4

    def __init__(self, store: Store, file: Path, version: str = "1") -> None:
        self.version = version
        self._done = store.analyses
        self._thread = ThreadPoolExecutor(1, "mean-colour")
        self._table = sqlite3.connect(file, check_same_thread=False)
        self._table.execute(
            "CREATE TABLE IF NOT EXISTS colour (photo_id, version, colour, failure, PRIMARY KEY (photo_id, version))"
        )

    def missing(self, limit: int, after_id: int = 0) -> Int64Array:
        return self._done.missing_ids(self.name, self.version, limit, after_id)

    def request(self, work: Work) -> Needs:
        del work
        return Needs(pixel_specs=(SPEC,))

    def run(self, photos: Sequence[DecodedPhoto]) -> Future[Sequence[Colour]]:
        return self._thread.submit(self._colours, [photo.pixels[SPEC] for photo in photos])

    def keep(self, results: Sequence[Result[Colour]]) -> None:
        done: list[Done] = []
        with self._table:
            for result in results:
                assert result.photo_id is not None
                value = result.value
                failure = value.detail if isinstance(value, Failure) else None
                colour = None if isinstance(value, Failure) or value is None else str(value)
                self._table.execute(
                    "INSERT OR REPLACE INTO colour VALUES (?, ?, ?, ?)",
                    [result.photo_id, self.version, colour, failure],
                )
                found = CANNOT_TAKE if failure is not None else int(colour is not None)
                done.append(Done(result.photo_id, result.reading.photo.content_hash, found))
        # After the results: a kill between the two has the photo read once more, not forgotten.
        self._done.note_done(self.name, self.version, done)

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
