"""Walks the boxes of ISO base media files (HEIF, AVIF, JPEG 2000, JPEG XL): a size, a name, then their content."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final, NamedTuple

_HEADER: Final = struct.Struct(">I4s")
_LONG_SIZE: Final = struct.Struct(">Q")


class Box(NamedTuple):
    """One box; ``start`` and ``end`` are those of its content in the data, ``end`` perhaps behind them."""

    kind: bytes
    start: int
    end: int


def boxes(data: bytes | memoryview, start: int = 0, end: int | None = None) -> Iterator[Box]:
    """The boxes that begin between ``start`` and ``end`` (all of ``data``), in their order; it stops at nonsense."""
    at, limit = start, len(data) if end is None else min(end, len(data))
    while at + _HEADER.size <= limit:
        size, kind = _HEADER.unpack_from(data, at)
        header_bytes = _HEADER.size
        if size == 1 and at + header_bytes + _LONG_SIZE.size <= limit:
            (size,) = _LONG_SIZE.unpack_from(data, at + header_bytes)
            header_bytes += _LONG_SIZE.size
        box_end = limit if size == 0 else at + size
        if box_end - at < header_bytes:
            return
        yield Box(kind, at + header_bytes, box_end)
        at = box_end


def content(data: bytes | memoryview, *path: bytes, start: int = 0, end: int | None = None) -> Box | None:
    """The first box of this path of names, each inside the one before."""
    found = next((box for box in boxes(data, start, end) if box.kind == path[0]), None)
    if found is None or len(path) == 1:
        return found
    inner = found.start + (4 if found.kind == b"meta" else 0)  # a full box: version and flags come first
    return content(data, *path[1:], start=inner, end=found.end)
