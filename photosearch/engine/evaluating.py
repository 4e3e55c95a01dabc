"""Measures an encoder on photos whose captions or right answers are known; no library is opened for it."""

from __future__ import annotations

import contextlib
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path

import numpy as np

from photosearch.decode.thumbnails import ThumbnailCache
from photosearch.decode.worker_pool import DecodedPhoto, DecodeFailure, DecodePool, DecodeRequest
from photosearch.embed.models import catalogue
from photosearch.embed.running.encoder import Encoder
from photosearch.errors import QueryImageError
from photosearch.paths import DataFolders
from photosearch.resources import resource
from photosearch.search.evaluation import EvaluationReport, PairSet, load_pairs, run_evaluation
from photosearch.settings import Settings
from photosearch.types.arrays import Float32Array
from photosearch.types.photos import PixelSpec

__all__ = ["EvaluationReport", "evaluate"]

_PHOTOS_AHEAD = 64


def evaluate(
    pairs: Path, encoder_name: str, folders: DataFolders, settings: Settings, on_progress: Callable[[int, int], None]
) -> EvaluationReport:
    """Measure the encoder of that name, or the one in use where it is empty, on the rows of the file ``pairs``.

    Raises:
        EvaluationInputError: the file cannot be used.
        QueryImageError: a photo cannot be read.
        ModelError: the encoder cannot be loaded or fails.
    """
    loaded = load_pairs(pairs)
    with _opened_encoder(encoder_name, folders, settings) as encoder:
        return _measured(loaded, encoder, folders, settings, on_progress)


@contextlib.contextmanager
def _opened_encoder(name: str, folders: DataFolders, settings: Settings) -> Iterator[Encoder]:
    bundled = resource("models")
    chosen = name or settings.encoder or catalogue.default_encoder_name(folders.models, bundled)
    encoder = catalogue.open_encoder(
        chosen, models_folder=folders.models, bundled=bundled, device=settings.device, threads=0
    )
    try:
        yield encoder
    finally:
        encoder.close()


def _measured(
    pairs: PairSet,
    encoder: Encoder,
    folders: DataFolders,
    settings: Settings,
    on_progress: Callable[[int, int], None],
) -> EvaluationReport:
    pool = DecodePool(
        workers=settings.decode_workers or DecodePool.default_workers(),
        memory_limit_bytes=settings.decode_memory_bytes,
        timeout_s=settings.decode_timeout_s,
        thumbnails=ThumbnailCache(folders.thumbnails, settings.thumbnail_cache_bytes),
    )
    try:
        return run_evaluation(
            pairs,
            encoder=encoder.encoder_id,
            encode_images=_PicturesAhead(pool, encoder, pairs.files).encode,
            encode_texts=encoder.encode_texts,
            on_progress=on_progress,
        )
    finally:
        pool.close()


class _PicturesAhead:
    """Decodes the photos in their order some way ahead of the encoder."""

    def __init__(self, pool: DecodePool, encoder: Encoder, files: Sequence[Path]) -> None:
        self._pool = pool
        self._encoder = encoder
        self._waiting = deque(files)
        self._decoding: deque[Future[DecodedPhoto | DecodeFailure]] = deque()

    def encode(self, paths: Sequence[Path]) -> Float32Array:
        """Unit embeddings [n, dim] of the next files."""
        pixels = []
        spec = self._encoder.pixel_spec
        for file in paths:
            self._fill(spec)
            photo = self._decoding.popleft().result()
            if isinstance(photo, DecodeFailure):
                raise QueryImageError(photo.reason, file, photo.detail)
            pixels.append(photo.pixels[spec])
        return self._encoder.encode_images(np.stack(pixels))

    def _fill(self, spec: PixelSpec) -> None:
        while self._waiting and len(self._decoding) < _PHOTOS_AHEAD:
            request = DecodeRequest(
                path=self._waiting.popleft(), pixel_specs=(spec,), wants_hash=False, wants_metadata=False
            )
            self._decoding.append(self._pool.submit(request))
