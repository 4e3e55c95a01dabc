"""Carries out one request inside a worker: read once, hash, decode once, and derive everything that is wanted."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from typing import BinaryIO, Final

from PIL import Image

from photosearch.decode.content_hash import hash_bytes, hash_stream
from photosearch.decode.failure import DecodeError, as_decode_error, open_error
from photosearch.decode.moving import read_moving
from photosearch.decode.photo_metadata import read_metadata
from photosearch.decode.pillow_image import DecodeLimits
from photosearch.decode.pixel_hash import hash_coded, hash_decoded
from photosearch.decode.pixels import as_array, fit, shrink_long_side
from photosearch.decode.reader import format_of, open_image
from photosearch.decode.regular_file import open_regular, stamp_of
from photosearch.decode.requests import DecodedPhoto, DecodeFailure, DecodeRequest
from photosearch.decode.thumbnails import THUMBNAIL_SHORT_PX, ThumbnailCache
from photosearch.types.arrays import UInt8Array
from photosearch.types.files import COARSE, FileStamp, ProblemReason
from photosearch.types.photos import PhotoMetadata, PixelSpec

_IN_MEMORY_BYTES: Final = 64 << 20
"""Up to here a file is read once and both hashed and decoded from memory; beyond, read twice."""
_ENCODER_ROOM: Final = 1.4
"""A JPEG is decoded at a scale that leaves this times the encoder's side. With the starter (260 px) a 12-megapixel one
comes at 1/8, 378 px high: embedding cosine .998 to .999 to the exact path (min .9973) against .9997 at 1/4, in 7 ms
less. A frame tighter by 1 % moves the embedding ten times as far (.96 to .99), another resampling filter twice."""


def perform(request: DecodeRequest, thumbnails: ThumbnailCache, limits: DecodeLimits) -> DecodedPhoto | DecodeFailure:
    """Do what ``request`` asks; whatever is wrong with the file comes back as a value."""
    if request.data is not None:
        return _perform_on(io.BytesIO(request.data), None, request, thumbnails, limits)
    assert request.path is not None
    try:
        with open_regular(request.path) as file:
            return _perform_on(file, stamp_of(file), request, thumbnails, limits)
    except DecodeError as error:
        return DecodeFailure(error.reason, error.detail)


def _perform_on(
    file: BinaryIO, stamp: FileStamp | None, request: DecodeRequest, thumbnails: ThumbnailCache, limits: DecodeLimits
) -> DecodedPhoto | DecodeFailure:
    try:
        photo = _read_and_derive(file, stamp, request, thumbnails, limits)
    except DecodeError as error:
        photo = DecodeFailure(error.reason, error.detail, stamp)
    except Exception as error:  # noqa: BLE001 - the boundary of the process: any decoder's failure is the file's problem
        as_known = as_decode_error(error)
        photo = DecodeFailure(as_known.reason, as_known.detail, stamp)
    if stamp is not None and stamp_of(file) != stamp:
        # Neither good nor bad news about a file that was being written counts: the next scan sees the finished one.
        return DecodeFailure(ProblemReason.VANISHED, "changed while it was read", stamp)
    return photo


def _read_and_derive(
    file: BinaryIO, stamp: FileStamp | None, request: DecodeRequest, thumbnails: ThumbnailCache, limits: DecodeLimits
) -> DecodedPhoto | DecodeFailure:
    if request.moving_px is not None:
        return DecodedPhoto(moving=read_moving(_buffered(file), limits, request.moving_px), stamp=stamp)
    wants_hash = request.wants_hash or request.wants_thumbnail or request.hash_only
    try:
        if not request.hash_only:
            format_of(file)  # gigabytes of something else need not be hashed to be refused
        content_hash, stream = _hash_and_rewind(file, stamp, wants_hash=wants_hash, is_hash_only=request.hash_only)
    except OSError as error:
        raise open_error(error) from error
    if request.hash_only:
        return DecodedPhoto(content_hash=content_hash, stamp=stamp)
    return _derive(stream, content_hash, stamp, request, thumbnails, limits)


def _hash_and_rewind(
    file: BinaryIO, stamp: FileStamp | None, *, wants_hash: bool, is_hash_only: bool
) -> tuple[bytes | None, BinaryIO]:
    """The hash, and a stream at its start that is in memory where that is cheap."""
    if is_hash_only or (stamp is not None and stamp.size_bytes > _IN_MEMORY_BYTES):
        content_hash = hash_stream(file) if wants_hash else None
        file.seek(0)
        return content_hash, _buffered(file)
    data = file.read()
    return hash_bytes(data) if wants_hash else None, io.BytesIO(data)


def _buffered(file: BinaryIO) -> BinaryIO:
    """The same open file with a buffer. Closing the buffer, as the end of its life does, leaves the file open."""
    if not isinstance(file, io.FileIO):
        return file
    return io.BufferedReader(io.FileIO(file.fileno(), closefd=False))


def _derive(
    stream: BinaryIO,
    content_hash: bytes | None,
    stamp: FileStamp | None,
    request: DecodeRequest,
    thumbnails: ThumbnailCache,
    limits: DecodeLimits,
) -> DecodedPhoto:
    opened = open_image(stream, limits)
    needs_thumbnail = request.wants_thumbnail and content_hash is not None and not thumbnails.has(content_hash)
    pixels: dict[PixelSpec, UInt8Array] = {}
    preview = None
    image: Image.Image | None = None
    if request.pixel_specs or request.preview_px is not None or needs_thumbnail:
        image = opened.load(short_px=_short_px(request.pixel_specs, needs_thumbnail), long_px=request.preview_px)
        pixels = {spec: fit(image, spec) for spec in request.pixel_specs}
        preview = as_array(shrink_long_side(image, request.preview_px)) if request.preview_px is not None else None
        if needs_thumbnail and content_hash is not None:
            thumbnails.write(content_hash, image)
    metadata = read_metadata(opened, request.path, stamp) if request.wants_metadata else None
    pixel_hash = None if metadata is None else _pixel_hash(stream, metadata, image if pixels else None)
    rendered = None
    if request.rendition is not None:
        from photosearch.decode.renditions.rendering import render  # most workers never make a copy

        rendered = render(opened, stream, request.rendition, request.path, stamp)
    return DecodedPhoto(
        content_hash,
        metadata,
        pixels,
        preview,
        stamp=stamp,
        part_reason=_part_reason(opened.shown_share),
        pixel_hash=pixel_hash,
        rendered=rendered,
    )


def _pixel_hash(stream: BinaryIO, metadata: PhotoMetadata, image: Image.Image | None) -> bytes | None:
    coded = hash_coded(stream, metadata.format, metadata.told.orientation or 1)
    return hash_decoded(image) if coded is None and image is not None else coded


def _part_reason(shown_share: float | None) -> str | None:
    if shown_share is None:
        return None
    return COARSE if shown_share == 1 else f"{min(round(100 * shown_share), 99)} % of its height"


def _short_px(specs: Sequence[PixelSpec], needs_thumbnail: bool) -> int:
    """The least short side that serves all of them; 1 where only a preview's long side counts."""
    largest_px = max((spec.size_px for spec in specs), default=0)
    return max(math.ceil(_ENCODER_ROOM * largest_px), THUMBNAIL_SHORT_PX if needs_thumbnail else 1)
