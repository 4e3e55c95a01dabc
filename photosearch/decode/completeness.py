"""Notices a picture that lacks data though its file is long enough and its decoder is content.

Broken copies and rescued disks leave zeros (or other files' bytes) where the rest of a picture should be. Decoders show
such a picture half grey or full of noise without an error, so the formats are asked that can tell: JPEG has an end
marker, PNG has checksums, and HEVC (in HEIF) never holds three zeros in a row.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import Final

from photosearch.decode.jpeg_end import never_ends

_PNG_SIGNATURE_BYTES: Final = 8
_PNG_FRAME_BYTES: Final = 12
_BOX_HEADER_BYTES: Final = 8
_LONG_BOX_HEADER_BYTES: Final = 16
_ZEROS: Final = 1024
"""More than any padding inside; what gets lost are blocks of a disk or of a transfer."""


def lacks_data(format_name: str, data: bytes) -> bool:
    """Whether ``data``, a whole file that decoded without an error, is of a picture that is not all there."""
    if format_name == "JPEG":
        return never_ends(data)
    if format_name == "PNG":
        return _has_wrong_checksum(memoryview(data))
    return format_name == "HEIF" and any(_ends_in_zeros(memoryview(data)[start:end]) for start, end in _media(data))


def _has_wrong_checksum(data: memoryview) -> bool:
    """Pillow does not look at the checksums of a PNG's image data, and zeros are valid data to the inflater."""
    at = _PNG_SIGNATURE_BYTES
    while at + _PNG_FRAME_BYTES <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        end = at + 8 + length
        if kind == b"IEND" or end + 4 > len(data):
            return False
        if kind == b"IDAT" and zlib.crc32(data[at + 4 : end]) != int.from_bytes(data[end : end + 4], "big"):
            return True
        at = end + 4
    return False


def _media(data: bytes) -> Iterator[tuple[int, int]]:
    """Where the coded data (``mdat``) of an ISO base media file are."""
    at = 0
    while at + _BOX_HEADER_BYTES <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        header_bytes = _BOX_HEADER_BYTES
        if size == 1 and at + _LONG_BOX_HEADER_BYTES <= len(data):
            (size,) = struct.unpack_from(">Q", data, at + _BOX_HEADER_BYTES)
            header_bytes = _LONG_BOX_HEADER_BYTES
        end = len(data) if size == 0 else min(at + size, len(data))
        if end - at < header_bytes:
            return
        if kind == b"mdat":
            yield at + header_bytes, end
        at = end


def _ends_in_zeros(data: memoryview) -> bool:
    return len(data) > _ZEROS and not any(data[-_ZEROS:])
