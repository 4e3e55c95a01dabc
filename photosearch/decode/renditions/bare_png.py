"""A PNG without metadata, its pixels and its animation unchanged byte for byte."""

from __future__ import annotations

import struct
import zlib
from typing import Final

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_HEAD: Final = struct.Struct(">I4s")
_CHECK_BYTES: Final = 4
_SHOWN: Final = frozenset(
    {
        *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP"),
        *(b"mDCV", b"cLLI", b"bKGD", b"hIST", b"pHYs", b"sPLT", b"acTL", b"fcTL", b"fdAT"),
    }
)
"""Chunks that decide what is seen (PNG specification, third edition, 11); all others tell something else."""
_XMP_KEYWORD: Final = b"XML:com.adobe.xmp\0\0\0\0\0"


def without_metadata(data: bytes, exif: bytes = b"", xmp: bytes = b"") -> bytes | None:
    """``data``, a PNG, with these blocks in place of all its metadata; None where it is not built as a PNG should be.

    Args:
        data: the file.
        exif: an EXIF block without a prefix; empty for none.
        xmp: an XMP packet; empty for none.
    """
    if not data.startswith(_SIGNATURE):
        return None
    kept: list[bytes] = [_SIGNATURE]
    at = len(_SIGNATURE)
    while at + _HEAD.size + _CHECK_BYTES <= len(data):
        size, kind = _HEAD.unpack_from(data, at)
        end = at + _HEAD.size + size + _CHECK_BYTES
        if end > len(data):
            return None
        if kind in _SHOWN:
            kept.append(data[at:end])
        if kind == b"IHDR":
            kept += [
                *([_chunk(b"eXIf", exif)] if exif else []),
                *([_chunk(b"iTXt", _XMP_KEYWORD + xmp)] if xmp else []),
            ]
        if kind == b"IEND":
            return b"".join(kept)
        at = end
    return None


def _chunk(kind: bytes, content: bytes) -> bytes:
    return _HEAD.pack(len(content), kind) + content + zlib.crc32(kind + content).to_bytes(4, "big")
