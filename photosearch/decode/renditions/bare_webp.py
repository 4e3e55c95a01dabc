"""A WebP without metadata, its pixels and its animation unchanged byte for byte."""

from __future__ import annotations

import struct
from typing import Final

_HEAD: Final = struct.Struct("<4sI")
_SHOWN: Final = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_HAS_EXIF: Final = 0x08
_HAS_XMP: Final = 0x04
_EXTENDED: Final = b"VP8X"


def without_metadata(data: bytes, exif: bytes = b"", xmp: bytes = b"") -> bytes | None:
    """``data``, a WebP, with these blocks in place of all its metadata; None where it is not built as a WebP should be.

    A simple file has no room for metadata and none to lose: it stays as it is, without the blocks.

    Args:
        data: the file.
        exif: an EXIF block without a prefix; empty for none.
        xmp: an XMP packet; empty for none.
    """
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        return None
    end = 8 + int.from_bytes(data[4:8], "little")
    chunks = _chunks(data, end) if end <= len(data) else []
    if not chunks:
        return None
    kept = [chunk for chunk in chunks if chunk[0] in _SHOWN]
    if kept and kept[0][0] == _EXTENDED and kept[0][1]:
        flags = kept[0][1][0] & ~(_HAS_EXIF | _HAS_XMP) | (_HAS_EXIF if exif else 0) | (_HAS_XMP if xmp else 0)
        kept[0] = (_EXTENDED, bytes((flags,)) + kept[0][1][1:])
        kept += [*([(b"EXIF", exif)] if exif else []), *([(b"XMP ", xmp)] if xmp else [])]
    body = b"WEBP" + b"".join(
        _HEAD.pack(kind, len(content)) + content + b"\0" * (len(content) % 2) for kind, content in kept
    )
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _chunks(data: bytes, end: int) -> list[tuple[bytes, bytes]]:
    """Every chunk; none where one of them leads beyond the file."""
    found: list[tuple[bytes, bytes]] = []
    at = 12
    while at + _HEAD.size <= end:
        kind, size = _HEAD.unpack_from(data, at)
        at += _HEAD.size
        if at + size > end:
            return []
        found.append((kind, data[at : at + size]))
        at += size + size % 2
    return found
