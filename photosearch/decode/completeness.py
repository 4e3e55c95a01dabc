"""Notices a picture that lacks data, and where the data that are there end.

Broken copies and rescued disks end too early, or leave zeros (or other files' bytes) where the rest of a picture should
be. Decoders show such a picture half grey or full of noise without an error, so the formats are asked that can tell:
JPEG has an end marker, PNG has checksums, WebP, HEIF and AVIF say how long they are, and no coder of theirs ever writes
a thousand zeros in a row.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import Final, NamedTuple

from photosearch.decode.iso_boxes import boxes
from photosearch.decode.jpeg_end import never_ends

_PNG_SIGNATURE_BYTES: Final = 8
_PNG_FRAME_BYTES: Final = 12
_RIFF_HEADER_BYTES: Final = 12
_ZEROS: Final = 1024
"""More than any padding inside; what gets lost are blocks of a disk or of a transfer."""


class Gap(NamedTuple):
    """Where the known data of a picture end, and the length that it should have in all."""

    begin: int
    total_bytes: int


def gap_of(format_name: str, data: bytes) -> Gap | None:
    """What a file whose container tells its length lacks; None where it is all there, or cannot be told."""
    if format_name == "WEBP":
        total_bytes = 8 + int.from_bytes(data[4:8], "little")
        coded = _webp_images(data)
    elif format_name in ("HEIF", "AVIF"):
        # Not what else lies behind them: some phones append what is no box at all.
        needed = [box for box in boxes(data) if box.kind in (b"meta", b"mdat")]
        total_bytes = max((box.end for box in needed), default=0)
        coded = ((box.start, min(box.end, len(data))) for box in needed if box.kind == b"mdat")
    else:
        return None
    if len(data) < total_bytes:
        return Gap(len(data.rstrip(b"\0")), total_bytes)
    emptied = next((span for span in coded if _ends_in_zeros(memoryview(data)[slice(*span)])), None)
    return None if emptied is None else Gap(len(data[: emptied[1]].rstrip(b"\0")), len(data))


def lacks_data(format_name: str, data: bytes) -> bool:
    """Whether ``data``, a whole file that decoded without an error, is of a picture that is not all there."""
    if format_name == "JPEG":
        return never_ends(data)
    if format_name == "PNG":
        return broken_png_chunk(data) is not None
    return gap_of(format_name, data) is not None


def broken_png_chunk(data: bytes) -> tuple[int, int] | None:
    """Where the first image data of a PNG are (begin, end) whose checksum is wrong.

    Pillow does not look at it, and zeros are valid data to the inflater.
    """
    view = memoryview(data)
    at = _PNG_SIGNATURE_BYTES
    while at + _PNG_FRAME_BYTES <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        end = at + 8 + length
        if kind == b"IEND" or end + 4 > len(data):
            return None
        if kind == b"IDAT" and zlib.crc32(view[at + 4 : end]) != int.from_bytes(view[end : end + 4], "big"):
            return at + 8, end
        at = end + 4
    return None


def _webp_images(data: bytes) -> Iterator[tuple[int, int]]:
    at = _RIFF_HEADER_BYTES
    while at + 8 <= len(data):
        kind, length = struct.unpack_from("<4sI", data, at)
        if kind in (b"VP8 ", b"VP8L"):
            yield at + 8, min(at + 8 + length, len(data))
        at += 8 + length + (length & 1)


def _ends_in_zeros(data: memoryview) -> bool:
    return len(data) > _ZEROS and not any(data[-_ZEROS:])
