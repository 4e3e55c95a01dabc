"""Looks at the colours of photos, so that a search can ask for them."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final

from photosearch.decode.colouring import SIDE_PX, colouring_of
from photosearch.decode.worker_pool import DecodedPhoto
from photosearch.ingest.analyses.analysis import Failure, Needs, Result
from photosearch.ingest.work import Work
from photosearch.paths import DataFolders
from photosearch.store.colours import COLOURS, Coloured
from photosearch.store.store import Store
from photosearch.types.arrays import Int64Array, UInt8Array
from photosearch.types.colours import Colouring
from photosearch.types.photos import PixelSpec

_SPEC: Final = PixelSpec(SIDE_PX)
_BATCH: Final = 32
"""Photos a transaction: most of its time is the disk's."""


class Colours:
    """An ``Analysis`` of a small picture of each photo: half a millisecond, no model."""

    name = COLOURS
    version = "1"
    batch_size = _BATCH

    def __init__(self, store: Store) -> None:
        self._store = store
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="colours")

    def missing(self, limit: int, after_id: int = 0) -> Int64Array:
        """Photos whose colours nobody has looked at."""
        return self._store.analyses.missing_ids(self.name, self.version, limit, after_id)

    def request(self, work: Work) -> Needs:
        """A small square."""
        del work
        return Needs(pixel_specs=(_SPEC,))

    def run(self, photos: Sequence[DecodedPhoto]) -> Future[Sequence[Colouring]]:
        """On a thread of its own."""
        return self._thread.submit(_colourings, [photo.pixels[_SPEC] for photo in photos])

    def keep(self, results: Sequence[Result[Colouring]]) -> None:
        """Store them."""
        found = [
            Coloured(
                result.photo_id,
                result.reading.photo.content_hash,
                None if isinstance(result.value, Failure) else result.value,
            )
            for result in results
            if result.photo_id is not None
        ]
        self._store.colours.keep(self.version, found)

    def close(self) -> None:
        """End the thread."""
        self._thread.shutdown(cancel_futures=True)


def colours(store: Store, folders: DataFolders) -> Colours:
    """As ``beside_embedding.ANALYSES`` takes it."""
    del folders
    return Colours(store)


def _colourings(pictures: Sequence[UInt8Array]) -> Sequence[Colouring]:
    return [colouring_of(pixels) for pixels in pictures]
