"""How an encoder's cosines are judged in its library: the concepts it sees, and the yardstick kept up to date."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Final

import numpy as np

from photosearch.embed.running.service import EncoderService
from photosearch.index.vector_index import VectorIndex
from photosearch.search.concepts import (
    SeenConcepts,
    bundled_concepts,
    forget_other_wordings,
    keep,
    kept,
    read_kept,
    see,
)
from photosearch.search.yardstick import SAMPLE, Yardstick, measure
from photosearch.types.arrays import Float32Array, Int64Array
from photosearch.types.ids import EncoderId

_STALE_FROM: Final = 0.1
"""A library of which this share came or left since it was measured is measured again: 10 ms."""


class Judgement:
    """Of one encoder over one index. Safe to use from any thread."""

    def __init__(
        self, encoder_id: EncoderId, service: EncoderService, index: VectorIndex, folder: Path | None = None
    ) -> None:
        """``folder`` is where what an encoder sees is kept; None: nowhere."""
        self._encoder_id = encoder_id
        self._service = service
        self._index = index
        self._folder = folder
        self._lock = threading.Lock()
        self._seen: SeenConcepts | None = None
        self._yardstick: Yardstick | None = None
        self._measured = (0, -1)
        """How many ids there were at that time, and the last one."""

    @property
    def is_ready(self) -> bool:
        """Whether ``seen`` answers at once."""
        return self._seen is not None

    def seen(self) -> SeenConcepts:
        """The concepts as this encoder sees them: read, or asked for once (``concepts.see`` says how long that takes).

        Raises:
            ModelError: the encoder cannot be loaded or fails.
        """
        with self._lock:
            if self._seen is None:
                self._seen = self._read_or_see()
            return self._seen

    def yardstick(self) -> Yardstick | None:
        """The yardstick of the library as it is now; None while it is empty.

        Raises:
            ModelError: the encoder cannot be loaded or fails.
        """
        seen = self.seen()
        with self._lock:
            ids = self._index.ids()
            if _changes(*self._measured, ids) > _STALE_FROM * self._measured[0]:
                sample = self._sample()
                self._yardstick = _measured(sample, seen) if len(sample) else None
                self._measured = (len(ids), int(ids[-1])) if len(sample) and len(ids) else (0, -1)
            return self._yardstick

    def _read_or_see(self) -> SeenConcepts:
        concepts = bundled_concepts()
        path = kept(self._folder, self._encoder_id, concepts) if self._folder is not None else None
        seen = read_kept(path) if path is not None else None
        if seen is None:
            seen = see(concepts, lambda texts: self._service.encode_text(texts).result(), self._picture_vector)
            if path is not None:
                keep(path, seen)
                forget_other_wordings(path.parent, self._encoder_id, concepts)
        return seen

    def _picture_vector(self, path: Path) -> Float32Array:
        """Of a picture that comes with the app: no stranger's, so that no process of its own need decode it."""
        # Pillow takes a tenth of a second to load, and is needed here once for each encoder.
        from photosearch.decode.pillow_image import DecodeLimits
        from photosearch.decode.pixels import fit
        from photosearch.decode.reader import decode

        spec = self._service.pixel_spec
        image = decode(path, min_side_px=spec.size_px, limits=DecodeLimits())
        vector: Float32Array = self._service.encode_images(fit(image, spec)[None], is_query=True).result()[0]
        return vector

    def _sample(self) -> Float32Array:
        ids = self._index.ids()
        chosen = ids[np.unique(np.linspace(0, max(len(ids) - 1, 0), SAMPLE).astype(np.int64))] if len(ids) else ids
        try:
            return self._index.vectors_of(chosen)
        except KeyError:  # a photo left in between: ask again
            return self._sample()


def _changes(count: int, last: int, now: Int64Array) -> int:
    """About how many came or left since there were ``count`` ids up to ``last``: new photos have larger ones."""
    stayed = int(np.searchsorted(now, last, side="right"))
    return len(now) - stayed + abs(count - stayed)


def _measured(sample: Float32Array, seen: SeenConcepts) -> Yardstick:
    return measure(sample, seen.vectors, strangers=seen.likeness, is_sure=seen.is_meaningful)
