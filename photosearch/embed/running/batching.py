"""How many images go to the encoder at once: small enough for memory, and for a query not to wait."""

from __future__ import annotations

import logging
from collections.abc import Callable

import numpy as np

from photosearch.embed.running.encoder import EncoderOutOfMemoryError
from photosearch.types.arrays import Float32Array, UInt8Array

_log = logging.getLogger(__name__)


class MemoryBackOff:
    """Runs batches that fit: halves the limit whenever memory runs out, and remembers it."""

    def __init__(self, limit: int) -> None:
        self.limit = limit

    def run(self, encode: Callable[[UInt8Array], Float32Array], pixels: UInt8Array) -> Float32Array:
        """Embed all of ``pixels`` [n, ...] by calls of at most ``limit`` rows, in order.

        Raises:
            EncoderOutOfMemoryError: a single row does not fit.
        """
        parts: list[Float32Array] = []
        start = 0
        while start < len(pixels):
            rows = pixels[start : start + self.limit]
            try:
                parts.append(encode(rows))
            except EncoderOutOfMemoryError:
                if len(rows) == 1:
                    raise
                self.limit = len(rows) // 2
                _log.warning("out of memory with %d images at once, going on with %d", len(rows), self.limit)
            else:
                start += len(rows)
        return np.concatenate(parts)


class MicroBatch:
    """Finds the batch size whose run takes about ``target_s``, from the times measured so far.

    It starts at one image, at most doubles after each run that was well below the target, and shrinks at once after one
    above it, so that a slow encoder is never given more than one image too many for long. An encoder that works on
    several images side by side never gets fewer than these.
    """

    def __init__(self, target_s: float) -> None:
        self._target_s = target_s
        self.size = 1

    def record(self, rows: int, took_s: float, *, limit: int, least: int = 1) -> None:
        """Learn that ``rows`` images took ``took_s``; ``size`` is at least ``least`` and never exceeds ``limit``."""
        if took_s > self._target_s:
            self.size = max(1, min(self.size, int(rows * self._target_s / took_s)))
        elif rows >= self.size and took_s < self._target_s / 2:
            self.size *= 2
        self.size = max(1, min(max(self.size, least), limit))
