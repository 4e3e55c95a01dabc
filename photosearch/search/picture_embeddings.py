"""The embeddings of pictures that are searched with: decoded once, to be shown and to be embedded, kept for a while."""

from __future__ import annotations

import contextlib
import threading
from collections import OrderedDict
from concurrent.futures import Future
from pathlib import Path
from typing import Final

import numpy as np

from photosearch.decode.worker_pool import DecodedPhoto, DecodeFailure, DecodePool, DecodeRequest
from photosearch.embed.running.service import EncoderService
from photosearch.errors import QueryImageError
from photosearch.types.arrays import Float32Array, UInt8Array
from photosearch.types.files import FileStamp, ProblemReason

_CAPACITY = 32
_SOME_PICTURE: Final = b"GIF89a\1\0\1\0\x80\0\0\x80\x80\x80\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;"
"""The smallest there is: one grey pixel."""

_Key = tuple[int, int] | tuple[Path, FileStamp]
"""Hash and length of the picture's own bytes, which are not kept: they may be many megabytes. Or its file as it is now:
one that changed is another picture.
"""


class PictureEmbeddings:
    """The last few pictures, what was used longest ago goes first. Safe to use from any thread."""

    def __init__(self, service: EncoderService, pool: DecodePool) -> None:
        self._service = service
        self._pool = pool
        self._lock = threading.Lock()
        self._begun: OrderedDict[_Key, Future[Float32Array]] = OrderedDict()

    def expect(self) -> None:
        """One will be searched with in a moment, perhaps: a decoder is started and the encoder's image part loaded.

        Blocks only until the encoder was loaded for the first time.

        Raises:
            ModelError: the encoder cannot be loaded.
        """
        spec = self._service.pixel_spec
        self._pool.submit(self._request(_SOME_PICTURE), is_urgent=True)
        self._service.encode_images(np.zeros((1, spec.size_px, spec.size_px, 3), np.uint8), is_query=True)

    def look_at(self, picture: Path | bytes, max_px: int) -> UInt8Array:
        """What will be searched with: upright uint8 RGB [height, width, 3], its longest side at most ``max_px``.

        The same decoding serves the embedding, which begins at once.

        Raises:
            QueryImageError: it cannot be read.
            ModelError: the encoder cannot be loaded.
        """
        decoded = self._begin(picture, max_px)[0]
        if decoded.preview is None:
            raise QueryImageError(ProblemReason.UNSUPPORTED, _path_of(picture))
        return decoded.preview

    def of(self, picture: Path | bytes) -> Float32Array:
        """The embedding [dim] of a picture.

        Raises:
            QueryImageError: it cannot be read.
            ModelError: the encoder failed; the next one who asks tries again.
        """
        key = _key_of(picture)
        with self._lock:
            begun = self._begun.get(key) if key is not None else None
            if begun is not None and key is not None:
                self._begun.move_to_end(key)
        if begun is None or (begun.done() and begun.exception() is not None):
            begun = self._begin(picture, None)[1]
        vector: Float32Array = begun.result()[0]
        return vector

    def _begin(self, picture: Path | bytes, max_px: int | None) -> tuple[DecodedPhoto, Future[Float32Array]]:
        """Decode it now, and begin to embed it."""
        key = _key_of(picture)
        spec = self._service.pixel_spec
        decoded = self._pool.submit(self._request(picture, max_px), is_urgent=True).result()
        if isinstance(decoded, DecodeFailure):
            raise QueryImageError(decoded.reason, _path_of(picture), decoded.detail)
        answer = self._service.encode_images(decoded.pixels[spec][np.newaxis], is_query=True)
        if key is not None:
            with self._lock:
                self._begun[key] = answer
                while len(self._begun) > _CAPACITY:
                    self._begun.popitem(last=False)
        return decoded, answer

    def _request(self, picture: Path | bytes, preview_px: int | None = None) -> DecodeRequest:
        return DecodeRequest(
            path=_path_of(picture),
            data=picture if isinstance(picture, bytes) else None,
            pixel_specs=(self._service.pixel_spec,),
            preview_px=preview_px,
            wants_hash=False,
            wants_metadata=False,
        )


def _key_of(picture: Path | bytes) -> _Key | None:
    """None for a file that cannot be looked at: the decoding will say why."""
    if isinstance(picture, bytes):
        return hash(picture), len(picture)
    with contextlib.suppress(OSError, ValueError):
        status = picture.stat()
        return picture, FileStamp(status.st_size, status.st_mtime_ns)
    return None


def _path_of(picture: Path | bytes) -> Path | None:
    return picture if isinstance(picture, Path) else None
