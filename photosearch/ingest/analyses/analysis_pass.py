"""The one pass: reads the photos of the library for whatever analyses they lack, a chunk at a time."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from functools import partial, reduce
from typing import Any

import numpy as np

from photosearch.errors import StoreError
from photosearch.ingest.analyses.analysis import Analysis
from photosearch.ingest.root_scan import ScanTools
from photosearch.ingest.work import EMBEDDING, Work
from photosearch.shelves.shelf import Shelf
from photosearch.shelves.untried import untried
from photosearch.types.arrays import Int64Array
from photosearch.types.ids import PhotoId
from photosearch.types.photos import Photo
from photosearch.types.progress import IngestPhase

_log = logging.getLogger(__name__)

_CHUNK = 256
_ALL = 1 << 31
_NO_IDS: Int64Array = np.empty(0, np.int64)


class AnalysisPass:
    """One way through all photos by id, for embedding under one encoder and the analyses beside.

    What cannot be read now is left for the next pass. Where an analysis had no room for some, the way begins again.
    """

    def __init__(self, tools: ScanTools, shelf: Shelf) -> None:
        self._tools = tools
        self._store = tools.store
        self._shelf = shelf
        self._after = 0
        self._has_left_out = False
        self._rest: dict[str, Int64Array] = {}
        """By the name of an analysis, all that it still lacks, once that was less than a chunk: to look for more in a
        large library takes half a second, and others may lack all of it.
        """
        self.failures: dict[str, Exception] = {}
        """Why an analysis beside embedding was set aside, by its name: the next pass tries it again."""

    def begin(self, phase: IngestPhase) -> None:
        """Tell how much there is to do, as ``phase`` where photos lack their embedding, else as reading."""
        missing = self._missing(_ALL, 0)
        if count := _union(missing).size:
            self._tools.meter.begin(phase if missing[EMBEDDING].size else IngestPhase.READING)
            self._tools.meter.expect(count)

    def next_chunk(self) -> bool:
        """Read the next few hundred; False when the end is reached.

        Raises:
            StoreError: nothing can be written.
            ModelError: the encoder fails for everything.
        """
        missing = self._missing(_CHUNK, self._after)
        if self._rest and not _union(missing).size:
            # What came meanwhile.
            self._rest.clear()
            missing = self._missing(_CHUNK, self._after)
        # Each told of its first few hundred, so the first few hundred of all are told of completely.
        ids = _union(missing)[:_CHUNK]
        if not ids.size:
            return self._begin_again()
        photos = self._store.photos.get([PhotoId(int(photo_id)) for photo_id in ids])
        pipeline = self._tools.pipeline(self._shelf, self._analyses)
        pipeline.run(self._works(photos, missing))
        self._has_left_out = self._has_left_out or pipeline.has_left_out
        self.failures.update(pipeline.failures)
        self._after = int(ids[-1])
        return True

    @property
    def _analyses(self) -> tuple[Analysis[Any], ...]:
        return tuple(analysis for analysis in self._tools.analyses if analysis.name not in self.failures)

    def _missing(self, limit: int, after_id: int) -> dict[str, Int64Array]:
        """By the name of the analysis, the ids that lack it."""
        of_encoder = partial(self._store.embeddings.missing_ids, self._shelf.encoder_id)
        missing = {EMBEDDING: self._next_missing(EMBEDDING, of_encoder, limit, after_id)}
        for analysis in self._analyses:
            try:
                missing[analysis.name] = self._next_missing(analysis.name, analysis.missing, limit, after_id)
            except StoreError:
                raise
            except Exception as error:  # noqa: BLE001 - an analysis' boundary: the others and embedding go on
                _log.warning("%s is left for now: %s", analysis.name, error)
                self.failures[analysis.name] = error
        return missing

    def _next_missing(
        self, name: str, missing: Callable[[int, int], Int64Array], limit: int, after_id: int
    ) -> Int64Array:
        rest = self._rest.get(name)
        if rest is not None:
            return rest[rest > after_id]
        ids = missing(limit, after_id)
        if limit == _CHUNK and ids.size < limit:
            self._rest[name] = ids
        return ids

    def _begin_again(self) -> bool:
        if not self._has_left_out:
            return False
        self._after, self._has_left_out = 0, False
        self._rest.clear()
        self._tools.meter.expect(_union(self._missing(_ALL, 0)).size)
        return True

    def _works(self, photos: dict[PhotoId, Photo], missing: dict[str, Int64Array]) -> Iterator[Work]:
        """Files that failed already are left alone until they change."""
        paths = {root.root_id: root.path for root in self._store.libraries.all()}
        lacking = {name: frozenset(ids.tolist()) for name, ids in missing.items()}
        for photo in untried(self._store, photos.values()):
            if photo.root_id in paths:
                yield Work(
                    photo.root_id,
                    paths[photo.root_id],
                    photo.relative_path,
                    photo.stamp,
                    photo.photo_id,
                    lacks=frozenset(name for name, ids in lacking.items() if photo.photo_id in ids),
                )


def _union(missing: dict[str, Int64Array]) -> Int64Array:
    return reduce(np.union1d, missing.values(), _NO_IDS)
