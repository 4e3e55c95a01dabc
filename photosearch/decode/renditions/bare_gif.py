"""A GIF without comments and notes of programs, its pictures unchanged byte for byte."""

from __future__ import annotations

from typing import Final

_HEADER_BYTES: Final = 13
_EXTENSION, _PICTURE, _TRAILER = 0x21, 0x2C, 0x3B
_COMMENT, _APPLICATION = 0xFE, 0xFF
_SHOWN: Final = (b"\x0bNETSCAPE2.0", b"\x0bANIMEXTS1.0", b"\x0bICCRGBG1012")
"""Applications' notes that decide what is seen: how often it is repeated, and in which colours."""


def without_metadata(data: bytes) -> bytes | None:
    """``data``, a GIF, without metadata; None where it is not built as a GIF should be."""
    if len(data) < _HEADER_BYTES or not data.startswith((b"GIF87a", b"GIF89a")):
        return None
    at = _HEADER_BYTES + _table_bytes(data[10])
    kept = [data[:at]]
    while at < len(data):
        kind = data[at]
        if kind == _TRAILER:
            return b"".join([*kept, bytes((_TRAILER,))])
        end = _end_of(data, at)
        if end is None:
            return None
        if not _tells(data, at):
            kept.append(data[at:end])
        at = end
    return None


def _tells(data: bytes, at: int) -> bool:
    """Whether a block tells something instead of showing it."""
    if data[at] != _EXTENSION:
        return False
    return data[at + 1] == _COMMENT or (data[at + 1] == _APPLICATION and not data.startswith(_SHOWN, at + 2))


def _end_of(data: bytes, at: int) -> int | None:
    """Behind the block at ``at``; None where it is none, or has no end."""
    if data[at] == _EXTENSION:
        start = at + 2
    elif data[at] == _PICTURE and at + 9 < len(data):
        start = at + 10 + _table_bytes(data[at + 9]) + 1  # the table of colours and the size of codes
    else:
        return None
    while start < len(data):  # parts of up to 255 bytes, up to an empty one
        if data[start] == 0:
            return start + 1
        start += 1 + data[start]
    return None


def _table_bytes(flags: int) -> int:
    """The size of the table of colours that these flags announce."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0
