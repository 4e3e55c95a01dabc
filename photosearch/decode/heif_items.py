"""Which item of a HEIF or AVIF is the one it shows, how that is coded, and what belongs to it (ISO/IEC 23008-12)."""

from __future__ import annotations

import struct
from typing import Final

from photosearch.decode.iso_boxes import Box, boxes, content

_COUNT_BYTES: Final = 4


def shown_item(data: bytes) -> int | None:
    """The number of the item that is shown (``pitm``)."""
    box = content(data, b"meta", b"pitm")
    if box is None or box.end > len(data) or box.end - box.start < 6:
        return None
    return int.from_bytes(data[box.start + 4 : box.start + (8 if data[box.start] else 6)], "big")


def coding_of_shown(data: bytes) -> str | None:
    """The four letters that say how the shown item is coded (``infe``), such as ``hvc1``, ``grid`` or ``unci``."""
    wanted = shown_item(data)
    items = content(data, b"meta", b"iinf")
    if items is None:
        return None
    count_bytes = _COUNT_BYTES + (4 if items.start < len(data) and data[items.start] else 2)
    for box in boxes(data, items.start + count_bytes, items.end):
        if box.kind == b"infe" and box.start < len(data) and data[box.start] >= 2:
            number_bytes = 4 if data[box.start] > 2 else 2
            at = box.start + 4
            if int.from_bytes(data[at : at + number_bytes], "big") == wanted:
                coding = data[at + number_bytes + 2 : at + number_bytes + 6]
                return coding.decode("ascii", "replace")
    return None


def properties_of_shown(data: bytes) -> list[Box]:
    """The properties (``ipco``) that belong to the shown item (``ipma``), in their order."""
    item = shown_item(data)
    every = content(data, b"meta", b"iprp", b"ipco")
    uses = content(data, b"meta", b"iprp", b"ipma")
    if item is None or every is None or uses is None:
        return []
    try:
        numbers = _numbers(data, item, uses)
    except (struct.error, IndexError):
        return []
    found = list(boxes(data, every.start, every.end))
    return [found[number - 1] for number in numbers if 0 < number <= len(found)]


def _numbers(data: bytes, item: int, uses: Box) -> list[int]:
    version, flags = data[uses.start], data[uses.start + 3]
    (count,) = struct.unpack_from(">I", data, uses.start + 4)
    at = uses.start + 8
    item_format = ">I" if version >= 1 else ">H"
    number_bytes = 2 if flags & 1 else 1
    mask = (1 << (8 * number_bytes - 1)) - 1  # the highest bit says that a reader must know it
    for _ in range(min(count, (uses.end - at) // 3)):
        (one,) = struct.unpack_from(item_format, data, at)
        at += struct.calcsize(item_format)
        numbers = data[at + 1 : at + 1 + number_bytes * data[at]]
        at += 1 + len(numbers)
        if one == item:
            every = range(0, len(numbers), number_bytes)
            return [int.from_bytes(numbers[k : k + number_bytes], "big") & mask for k in every]
    return []
