"""A JPEG without metadata, its coded picture unchanged byte for byte."""

from __future__ import annotations

import re
from typing import Final

from photosearch.decode.jpeg_segments import Segment

_START: Final = b"\xff\xd8"
_END: Final = b"\xff\xd9"
_END_OF_IMAGE: Final = 0xD9
_START_OF_SCAN: Final = 0xDA
_COMMENT: Final = 0xFE
_APP0: Final = 0xE0
_APP1: Final = 0xE1
_APP2: Final = 0xE2
_APP14: Final = 0xEE
_PRIVATE: Final = frozenset({*range(_APP0, _APP0 + 16), _COMMENT})
_KEPT: Final = {_APP0: b"JFIF\0", _APP2: b"ICC_PROFILE\0", _APP14: b"Adobe"}
"""What those begin with that a decoder needs: density, colour profile, colour transform."""
_STAND_ALONE: Final = frozenset({0x01, *range(0xD0, 0xD8)})
_NEXT_MARKER: Final = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")  # in coded data: no stuffed byte, no restart
_SEGMENT_BYTES: Final = 65533
_EXIF: Final = b"Exif\0\0"
_XMP: Final = b"http://ns.adobe.com/xap/1.0/\0"


def without_metadata(data: bytes, exif: bytes = b"", xmp: bytes = b"") -> bytes | None:
    """``data`` with these blocks in place of all its metadata, and without what follows its first picture.

    Further pictures, films and notes of phones stand there, with metadata of their own.

    Args:
        data: a JPEG.
        exif: an EXIF block without its prefix; empty for none.
        xmp: an XMP packet; empty for none.

    Returns:
        None where it is not built as a JPEG should be, or the blocks do not fit into one.
    """
    blocks = [*([_EXIF + exif] if exif else []), *([_XMP + xmp] if xmp else [])]
    parts = _parts(data)
    if parts is None or any(len(block) > _SEGMENT_BYTES for block in blocks):
        return None
    kept = [data[part.start : part.end] for part in parts if _is_kept(data, part)]
    # JFIF wants to stand first.
    first = 1 if kept and kept[0][1] == _APP0 else 0
    return b"".join([_START, *kept[:first], *map(_segment, blocks), *kept[first:], _END])


def _parts(data: bytes) -> list[Segment] | None:
    """The segments up to the end of the first picture, a scan with its coded data; None where it has no end."""
    found: list[Segment] = []
    at = len(_START)
    while data.startswith(_START) and at + 4 <= len(data) + 2 and data[at : at + 1] == b"\xff":
        marker = data[at + 1] if at + 1 < len(data) else 0
        if marker == 0xFF:  # a fill byte
            at += 1
            continue
        if marker == _END_OF_IMAGE:
            return found
        end = _end_of(data, marker, at)
        if end is None:
            return None
        found.append(Segment(marker, at, end))
        at = end
    return None


def _end_of(data: bytes, marker: int, at: int) -> int | None:
    if marker in _STAND_ALONE:
        return at + 2
    size = int.from_bytes(data[at + 2 : at + 4], "big")
    end = at + 2 + size
    if size < 2 or end > len(data):
        return None
    if marker != _START_OF_SCAN:
        return end
    following = _NEXT_MARKER.search(data, end)
    return None if following is None else following.start()


def _is_kept(data: bytes, part: Segment) -> bool:
    if part.marker not in _PRIVATE:
        return True
    beginning = _KEPT.get(part.marker)
    return beginning is not None and data.startswith(beginning, part.start + 4)


def _segment(block: bytes) -> bytes:
    return bytes((0xFF, _APP1)) + (len(block) + 2).to_bytes(2, "big") + block
