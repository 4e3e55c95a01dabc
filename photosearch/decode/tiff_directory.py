"""Tells a TIFF that was cut off from one that nobody here can decode: most writers put the directory at the end."""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass
from typing import BinaryIO, Final

_HEADER_BYTES: Final = 16
_BIG_TIFF: Final = 43
_BYTES_OF_TYPE: Final = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8, 17: 8}


@dataclass(frozen=True, slots=True)
class _Layout:
    """How numbers are written: classic TIFF has offsets of 4 bytes, BigTIFF of 8."""

    order: str
    is_big: bool

    @property
    def offset(self) -> struct.Struct:
        return struct.Struct(self.order + ("Q" if self.is_big else "I"))

    @property
    def count(self) -> struct.Struct:
        return struct.Struct(self.order + ("Q" if self.is_big else "H"))

    @property
    def entry(self) -> struct.Struct:
        """Tag, type, count, and the value or where it is."""
        return struct.Struct(self.order + ("HHQQ" if self.is_big else "HHII"))


def has_whole_directory(stream: BinaryIO) -> bool:
    """Whether the first directory of a TIFF (or BigTIFF) and all that its entries point at are within the file."""
    total_bytes = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    head = stream.read(_HEADER_BYTES).ljust(_HEADER_BYTES, b"\0")
    layout = _layout_of(head)
    (at,) = layout.offset.unpack_from(head, 8 if layout.is_big else 4)
    if at == 0 or at + layout.count.size > total_bytes:
        return False
    stream.seek(at)
    (count,) = layout.count.unpack(stream.read(layout.count.size))
    entries_bytes = count * layout.entry.size
    if count == 0 or at + layout.count.size + entries_bytes > total_bytes:
        return False
    return all(_end_of(entry, layout) <= total_bytes for entry in layout.entry.iter_unpack(stream.read(entries_bytes)))


def _layout_of(head: bytes) -> _Layout:
    order = ">" if head.startswith(b"MM") else "<"
    (version,) = struct.unpack_from(order + "H", head, 2)
    return _Layout(order, version == _BIG_TIFF)


def _end_of(entry: tuple[int, int, int, int], layout: _Layout) -> int:
    """Where the values of an entry end; 0 where they fit into the entry itself."""
    _, kind, count, offset = entry
    value_bytes = count * _BYTES_OF_TYPE.get(kind, 0)
    return offset + value_bytes if value_bytes > layout.offset.size else 0
