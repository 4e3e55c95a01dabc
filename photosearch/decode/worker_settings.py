"""What a decoding worker is told first: apart from the worker, whose decoders the app itself has no need of."""

from __future__ import annotations

from dataclasses import dataclass

from photosearch.decode.thumbnails import ThumbnailCache


@dataclass(frozen=True, slots=True)
class WorkerSettings:
    """For as long as the worker lives."""

    thumbnails: ThumbnailCache
    memory_limit_bytes: int
    timeout_s: float
