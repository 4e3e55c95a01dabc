"""Reads a directory of tags as EXIF and TIFF have it (TIFF 6.0, section 2; BigTIFF): each entry by itself.

A broken entry costs its own value and no other, unlike in Pillow's reader, which stops there; text stays bytes, since
"ASCII" may hold anything. Only what is asked for is read, nothing recursive is followed, so that no loop can hold it.
"""

from __future__ import annotations

import math
import struct
from functools import cached_property
from typing import BinaryIO, Final

VALUE_BYTES: Final = 8 << 20
"""A value above this size is not read: the largest that is asked for is an XMP packet."""
_ENTRIES: Final = 0xFFFF
_BIG_TIFF: Final = 43
_PREFIX: Final = b"Exif\0\0"
_HEADER_BYTES: Final = 16

# By type: the letter of ``struct`` and the bytes of one value. Rationals are two numbers.
_KINDS: Final = {
    kind: letters
    for letters, kinds in {
        "s": (2, 7, 129),
        "B": (1,),
        "b": (6,),
        "H": (3,),
        "h": (8,),
        "I": (4, 13),
        "i": (9,),
        "Q": (16, 18),
        "q": (17,),
        "f": (11,),
        "d": (12,),
        "II": (5,),
        "ii": (10,),
    }.items()
    for kind in kinds
}
_BYTES_OF_KIND: Final = {kind: struct.calcsize("=" + letters) for kind, letters in _KINDS.items()}
_RATIONAL_KINDS: Final = frozenset({5, 10})
_NUMBERS: Final = 16
"""So many numbers of one value are looked at; no tag that is read here has more."""

_EXIF_POINTER: Final = 34665
_GPS_POINTER: Final = 34853
_INTEROPERABILITY_POINTER: Final = 40965


class Directory:
    """The entries of one directory by tag; values are read when they are asked for and never raise."""

    def __init__(self, stream: BinaryIO, order: str, *, is_big: bool = False) -> None:
        self._stream = stream
        self._order = order
        self._is_big = is_big
        self._entries: dict[int, tuple[int, int, bytes]] = {}

    def __contains__(self, tag: int) -> bool:
        return tag in self._entries

    def load(self, at: int) -> None:
        """Read the directory that begins at byte ``at``; of a tag that stands twice the first counts."""
        count_format = self._order + ("Q" if self._is_big else "H")
        entry = struct.Struct(self._order + ("HHQ8s" if self._is_big else "HHI4s"))
        head = self._read(at, struct.calcsize(count_format))
        if len(head) < struct.calcsize(count_format):
            return
        count = min(struct.unpack(count_format, head)[0], _ENTRIES)
        table = self._read(at + len(head), count * entry.size)
        for tag, kind, values, field in entry.iter_unpack(table[: len(table) // entry.size * entry.size]):
            if kind in _KINDS and tag not in self._entries:
                self._entries[tag] = (kind, values, field)

    def nested(self, pointer_tag: int) -> Directory:
        """The directory that an entry points at; empty where there is none."""
        found = Directory(self._stream, self._order, is_big=self._is_big)
        at = self.number(pointer_tag)
        if at is not None and at > 0:
            found.load(int(at))
        return found

    def data(self, tag: int) -> bytes:
        """The bytes of a value, empty where there is none or it lies outside the file."""
        entry = self._entries.get(tag)
        if entry is None:
            return b""
        kind, count, field = entry
        size = count * _BYTES_OF_KIND[kind]
        if size <= len(field):
            return field[:size]
        if size > VALUE_BYTES:
            return b""
        (at,) = struct.unpack(self._order + ("Q" if self._is_big else "I"), field)
        return self._read(at, size)

    def block(self, tag: int) -> bytes:
        """The bytes of a value that has a reader of its own; of a larger one a byte above the limit, which shows it."""
        entry = self._entries.get(tag)
        if entry is None or entry[1] * _BYTES_OF_KIND[entry[0]] <= VALUE_BYTES:
            return self.data(tag)
        (at,) = struct.unpack(self._order + ("Q" if self._is_big else "I"), entry[2])
        return self._read(at, VALUE_BYTES + 1)

    def text(self, tag: int) -> bytes:
        """The bytes of a text up to its first NUL; empty where the value is of another kind."""
        entry = self._entries.get(tag)
        return self.data(tag).split(b"\0", 1)[0] if entry is not None and _KINDS[entry[0]] in "sB" else b""

    def numbers(self, tag: int) -> tuple[float, ...]:
        """The numbers of a value; a fraction over 0 is infinite, 0/0 is not a number (NaN)."""
        entry = self._entries.get(tag)
        if entry is None or _KINDS[entry[0]] == "s":
            return ()
        kind = entry[0]
        data = self.data(tag)
        count = min(len(data) // _BYTES_OF_KIND[kind], _NUMBERS)
        values = struct.unpack(
            f"{self._order}{count * len(_KINDS[kind])}{_KINDS[kind][0]}", data[: count * _BYTES_OF_KIND[kind]]
        )
        if kind not in _RATIONAL_KINDS:
            return values
        return tuple(_quotient(*pair) for pair in zip(values[::2], values[1::2], strict=True))

    def number(self, tag: int) -> float | None:
        """The first number of a value; None where there is none."""
        numbers = self.numbers(tag)
        return numbers[0] if numbers and not math.isnan(numbers[0]) else None

    def _read(self, at: int, size: int) -> bytes:
        try:
            self._stream.seek(at)
            return self._stream.read(size)
        except (OSError, ValueError, OverflowError):
            return b""


class ExifDirectories:
    """The directories of an EXIF block or of a TIFF file that tell of a photo."""

    def __init__(self, main: Directory, exif: Directory | None = None, gps: Directory | None = None) -> None:
        self.main = main
        self._exif = exif
        self._gps = gps

    @cached_property
    def exif(self) -> Directory:
        """How it was taken; empty where there is none."""
        return self.main.nested(_EXIF_POINTER) if self._exif is None else self._exif

    @cached_property
    def gps(self) -> Directory:
        """Where it was taken; empty where there is none."""
        return self.main.nested(_GPS_POINTER) if self._gps is None else self._gps

    @property
    def interoperability(self) -> Directory:
        """Names the rules that the file follows, and with them a colour space."""
        return self.exif.nested(_INTEROPERABILITY_POINTER)

    def holding(self, tag: int) -> Directory:
        """Where a tag stands: in the EXIF directory, else in the main one, where some programs put it."""
        return self.exif if tag in self.exif else self.main


def open_exif(stream: BinaryIO) -> ExifDirectories | None:
    """The directories of what begins like a TIFF, as an EXIF block and most raw files do.

    Returns:
        None where it does not begin like one.
    """
    stream.seek(0)
    main = directory_at(stream, stream.read(_HEADER_BYTES))
    return None if main is None else ExifDirectories(main)


def directory_at(stream: BinaryIO, header: bytes) -> Directory | None:
    """The first directory of a stream with this TIFF header. Some makers write a version number of their own there."""
    order = {b"II": "<", b"MM": ">"}.get(header[:2])
    if order is None or len(header) < _HEADER_BYTES // 2:
        return None
    (version,) = struct.unpack_from(order + "H", header, 2)
    is_big = version == _BIG_TIFF and len(header) == _HEADER_BYTES
    directory = Directory(stream, order, is_big=is_big)
    (at,) = struct.unpack_from(order + ("Q" if is_big else "I"), header, 8 if is_big else 4)
    directory.load(at)
    return directory


def without_prefix(block: bytes) -> bytes:
    """An EXIF block from its TIFF header on; some programs write the prefix of a JPEG segment twice, or in a PNG."""
    while block.startswith(_PREFIX):
        block = block[len(_PREFIX) :]
    return block


def _quotient(numerator: int, denominator: int) -> float:
    if denominator:
        return numerator / denominator
    return math.inf if numerator else math.nan
