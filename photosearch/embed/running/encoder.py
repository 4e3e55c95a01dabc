"""What an encoder is: the protocol that both implementations keep, and the ways in which encoding can fail."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from photosearch.errors import ModelError
from photosearch.types.arrays import Float32Array, UInt8Array
from photosearch.types.ids import EncoderId
from photosearch.types.photos import PixelSpec


class EncoderFailedError(ModelError):
    """The encoder gave no usable embedding for this input."""

    code = "encoder_failed"


class EncoderOutOfMemoryError(EncoderFailedError):
    """Not even one image fits into the device's memory."""

    code = "encoder_out_of_memory"


class EncoderClosedError(ModelError):
    """The encoder, or the service that owns it, was closed."""

    code = "encoder_closed"


class Encoder(Protocol):
    """Turns images and texts into unit vectors of one space.

    ``encode_images``, ``shrink`` and ``close`` belong to one thread. Another one may call ``encode_texts``
    meanwhile, though not beside ``close``. The properties and ``unknown_words`` may be used from any thread, and stay
    usable after ``close``.
    """

    @property
    def name(self) -> str:
        """What a person calls it, such as ``starter`` or ``ViT-B-16``."""
        ...

    @property
    def encoder_id(self) -> EncoderId:
        """Changes whenever an embedding would."""
        ...

    @property
    def dim(self) -> int:
        """Length of an embedding."""
        ...

    @property
    def pixel_spec(self) -> PixelSpec:
        """The square that ``encode_images`` wants."""
        ...

    @property
    def device(self) -> str:
        """Where it runs: ``cpu``, ``cuda``, ``xpu`` or ``mps``."""
        ...

    @property
    def match_floor(self) -> float | None:
        """Text-to-image cosine below which hits are merely the nearest; None where nobody measured it."""
        ...

    @property
    def preferred_batch(self) -> int:
        """Images per call beyond which nothing is gained; shrinks when the device's memory proves too small."""
        ...

    @property
    def parallel_images(self) -> int:
        """Images that take hardly longer together than one alone: a piece of a batch is at least these."""
        ...

    def encode_images(self, pixels: UInt8Array) -> Float32Array:
        """Embed uint8 RGB squares, shape [n, size_px, size_px, 3], as unit float32 [n, dim].

        Raises:
            EncoderFailedError: no usable embedding came out.
        """
        ...

    def encode_texts(self, texts: Sequence[str]) -> Float32Array:
        """Embed texts of any length (see ``long_texts``) as unit float32 [n, dim].

        Raises:
            EncoderFailedError: no usable embedding came out.
        """
        ...

    def unknown_words(self, text: str) -> tuple[str, ...]:
        """The words of ``text`` that mean nothing to this encoder, in their order."""
        ...

    def shrink(self) -> None:
        """Give back what memory can be had again quickly, such as what only images need; the next image takes it."""
        ...

    def close(self) -> None:
        """Give the memory back. Calling it again does nothing."""
        ...


def unit_rows(vectors: NDArray[np.floating]) -> Float32Array:
    """Scale each row of [n, dim] to length 1, as float32.

    Raises:
        EncoderFailedError: a row is zero or not finite: it must never reach the store.
    """
    rows = vectors.astype(np.float32)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    if not (np.isfinite(lengths).all() and (lengths > 0).all()):
        raise EncoderFailedError("the model gave an embedding that is zero or not finite")
    return np.asarray(rows / lengths, dtype=np.float32)


def check_pixels(pixels: UInt8Array, spec: PixelSpec) -> None:
    """Stop a caller's mistake before it becomes a wrong embedding.

    Raises:
        ValueError: not uint8 [n, size_px, size_px, 3].
    """
    if pixels.dtype != np.uint8 or pixels.ndim != 4 or pixels.shape[1:] != (spec.size_px, spec.size_px, 3):
        raise ValueError(f"pixels are {pixels.dtype} {pixels.shape}, not uint8 [n, {spec.size_px}, {spec.size_px}, 3]")
