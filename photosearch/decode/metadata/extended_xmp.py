"""Puts XMP together that had no room in one segment of a JPEG (XMP specification part 3, 1.1.3.1)."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Final

from photosearch.decode.metadata.xml_tree import XML_BYTES
from photosearch.types.metadata import UnreadReason

HAS_EXTENDED: Final = "{http://ns.adobe.com/xmp/note/}HasExtendedXMP"
"""The property of the packet that names its extension."""

_GUID_BYTES: Final = 32
_HEAD: Final = struct.Struct(f">{_GUID_BYTES}sII")


def joined(segments: Sequence[bytes], guid: str) -> tuple[bytes, UnreadReason | None]:
    """The extension called ``guid``, or why there is none: it is not all there, or larger than anybody's.

    Args:
        segments: each the name, the length of the whole, where in it this part begins, and the part.
    """
    wanted = guid.strip().encode("latin-1", "replace")
    parts: dict[int, bytes] = {}
    total = 0
    for segment in segments:
        if len(segment) < _HEAD.size:
            continue
        name, total_bytes, at = _HEAD.unpack_from(segment)
        if name.upper() == wanted.upper():
            parts[at] = segment[_HEAD.size :]
            total = total_bytes
    if total > XML_BYTES:
        return b"", UnreadReason.TOO_LARGE
    reached = 0
    for at in sorted(parts):
        if at != reached:
            return b"", UnreadReason.DAMAGED
        reached += len(parts[at])
    if reached != total:
        return b"", UnreadReason.DAMAGED
    return b"".join(parts[at] for at in sorted(parts)), None
