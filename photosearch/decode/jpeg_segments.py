"""The segments before a JPEG's pixels: markers, their lengths and what they hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

_START_OF_SCAN: Final = 0xDA
_PHOTOSHOP: Final = 0xED


class Segment(NamedTuple):
    """One segment; ``start`` and ``end`` are where its marker begins and where it ends in the file."""

    marker: int
    start: int
    end: int


def segments(data: bytes) -> Iterator[Segment]:
    """Those before the first scan, as far as they make sense."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != _START_OF_SCAN:
        if data[at + 1] == 0xFF:  # a fill byte
            at += 1
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        yield Segment(data[at + 1], at, end)
        at = end


def without_photoshop(data: bytes) -> bytes | None:
    """``data`` without Photoshop's segments, which Pillow takes for the end of the picture where they are damaged.

    Returns:
        None where there are none.
    """
    found = [segment for segment in segments(data) if segment.marker == _PHOTOSHOP]
    for segment in reversed(found):
        data = data[: segment.start] + data[segment.end :]
    return data if found else None
