"""What Apple's phones note about pictures that belong together.

The numbers of its tags are those of ExifTool's documentation (Image::ExifTool::Apple), which nobody else gives.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Final

from photosearch.decode.metadata.directory import Directory
from photosearch.decode.metadata.encodings import one_line

_APPLE: Final = b"Apple iOS\0"
_ORDERS: Final = {b"MM": ">", b"II": "<"}
_ORDER_AT: Final = 12
_DIRECTORY_AT: Final = 14
_BURST_ID: Final = 0x000B
_CONTENT_IDENTIFIER: Final = 0x0011


@dataclass(frozen=True, slots=True)
class AppleNote:
    """Names that pictures share."""

    content_identifier: str | None = None
    """Of a Live Photo: its film has the same."""
    burst_id: str | None = None


def read_apple(note: bytes) -> AppleNote:
    """The names in an Apple note; none in that of another maker. Offsets in it count from its own beginning."""
    order = _ORDERS.get(note[_ORDER_AT:_DIRECTORY_AT])
    if not note.startswith(_APPLE) or order is None:
        return AppleNote()
    tags = Directory(io.BytesIO(note), order)
    tags.load(_DIRECTORY_AT)
    return AppleNote(
        content_identifier=one_line(tags.text(_CONTENT_IDENTIFIER).decode("latin-1")),
        burst_id=one_line(tags.text(_BURST_ID).decode("latin-1")),
    )
