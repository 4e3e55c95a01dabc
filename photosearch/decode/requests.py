"""What is asked of a decoding worker and what comes back: plain values that travel between processes."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from photosearch.types.arrays import UInt8Array
from photosearch.types.exporting import Rendition
from photosearch.types.files import FileStamp, ProblemReason
from photosearch.types.photos import MovingPicture, PhotoMetadata, PixelSpec


@dataclass(frozen=True, slots=True)
class DecodeRequest:
    """One picture, and what is wanted of it. Everything wanted comes from one reading and one decoding."""

    path: Path | None = None
    data: bytes | None = field(default=None, repr=False)
    """Encoded picture; exactly one of ``path`` and ``data`` is given."""
    pixel_specs: tuple[PixelSpec, ...] = ()
    """The squares that are wanted, one for each reader of pixels, such as an encoder."""
    wants_thumbnail: bool = False
    """Write it into the cache, unless it is there; implies the hash."""
    preview_px: int | None = None
    """Longest side of an upright preview; None: none wanted."""
    moving_px: int | None = None
    """Longest side of all frames, where the picture moves. Nothing else is read then."""
    wants_hash: bool = True
    wants_metadata: bool = True
    rendition: Rendition | None = None
    """A copy to give away is wanted, as this says."""
    hash_only: bool = False
    """Only read and hash, decode nothing: the cheap way to recognise a moved file."""

    def __post_init__(self) -> None:
        if (self.path is None) == (self.data is None):
            raise ValueError("a decode request has exactly one of path and data")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A copy of a photo, to be written into a file."""

    data: bytes | None = field(repr=False)
    """Encoded; None where the file itself, copied byte for byte, is what was ordered."""
    format: str
    """Upper-case name of its format, such as ``JPEG``."""


@dataclass(frozen=True, slots=True)
class DecodedPhoto:
    """What came out; a field that was not asked for is None."""

    content_hash: bytes | None = None
    metadata: PhotoMetadata | None = None
    pixels: dict[PixelSpec, UInt8Array] = field(default_factory=dict)
    """uint8 [size_px, size_px, 3] RGB for each square that was asked for."""
    preview: UInt8Array | None = None
    """uint8 [height, width, 3] RGB, upright."""
    moving: MovingPicture | None = None
    """All frames; None where nothing moves."""
    stamp: FileStamp | None = None
    """Of the open file, the same before and after reading; None for ``data``."""
    part_reason: str | None = None
    """Why only a part of the picture is there, in the words of a problem's detail; None: it is whole.

    Known only where pixels were asked for.
    """
    pixel_hash: bytes | None = None
    """Of what is seen, see ``decode.pixel_hash``; None where it would take a decoding that nobody asked for."""
    rendered: Rendered | None = None


@dataclass(frozen=True, slots=True)
class DecodeFailure:
    """Why a picture cannot be used. A value, not an exception: one bad file is ordinary."""

    reason: ProblemReason
    detail: str = ""
    stamp: FileStamp | None = None
    """Of the file that failed, where it could be opened: it is not tried again until this changes."""
