"""Gives a JPEG its end marker back where nothing else is missing: every other program shows such a picture whole.

Copies that lost their last bytes, or have zeros or junk there, decode like any other once the marker stands where it
belongs. Whether pixels are missing too, only the decoder knows: a decoder that has all it needs does not care what
follows, one that lacks data makes pixels of it. So what it makes of the data must be the same with noise behind them.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from typing import Final

from PIL import Image

from photosearch.decode.failure import DECODER_ERRORS

_START_OF_SCAN: Final = 0xDA
_END_OF_IMAGE: Final = b"\xff\xd9"
_START_OF_FRAME: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_STAND_ALONE: Final = frozenset({0x01, *range(0xD0, 0xD9)})
_NEXT_MARKER: Final = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")  # in coded data: no stuffed byte, no restart
_COEFFICIENTS: Final = 64
_JUNK_BYTES: Final = 64
"""So much may stand in the place of the marker. Were it more, pixels could have been made of it."""
_NOISE: Final = bytes((number * 89 + 41) % 251 for number in range(_JUNK_BYTES))
_OTHER_DATA: Final = _NOISE + b"".join(bytes((0xFF, restart)) + _NOISE for restart in range(0xD0, 0xD8))
"""Where restart markers are used, a decoder goes on only at the one that is next."""
_ROWS_AT_ONCE: Final = 64


def never_ends(data: bytes) -> bool:
    """Whether a JPEG has no end marker after its first scan; coded data cannot hold one by chance.

    The search begins behind the headers, as the small preview in there has an end of its own; what follows the end
    (a second picture, a phone's film) is nobody's business.
    """
    first_scan = next((at for marker, at, _ in _segments(data) if marker == _START_OF_SCAN), None)
    return first_scan is not None and data.rfind(_END_OF_IMAGE, first_scan) < 0  # from the back: nearly always there


def with_end(data: bytes) -> bytes | None:
    """The JPEG ``data``, which never ends, with its end; None where some of its pixels are missing as well.

    Decodes its full size up to six times. Raises nothing for what the data are.
    """
    without_zeros = data.rstrip(b"\0")
    if not _has_every_scan(data):
        return None
    # A 255 is half a marker, or with a zero behind it the last byte of the pixels, which may be a zero as well.
    for kept in dict.fromkeys((without_zeros.rstrip(b"\xff"), data[: len(without_zeros) + 1])):
        if _has_every_pixel(kept):
            return kept + _END_OF_IMAGE
    return None


def _has_every_pixel(data: bytes) -> bool:
    shown = _pixels(data)
    if shown is None or shown != _pixels(data + _OTHER_DATA):
        return False
    # Far more behind the pixels than a marker's place: then what looks like the last ones may be another file's bytes.
    return shown != _pixels(data[:-_JUNK_BYTES] + _OTHER_DATA)


def _segments(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """(marker, where it begins, what it says) of each segment, skipping the coded data between them."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # a fill byte
            at += 1
        elif marker in _STAND_ALONE:
            at += 2
        else:
            end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
            yield marker, at, data[at + 4 : end]
            if marker == _START_OF_SCAN:
                found = _NEXT_MARKER.search(data, end)
                if found is None:
                    return
                end = found.start()
            at = end


def _has_every_scan(data: bytes) -> bool:
    """Whether each coefficient of each component has come to its last bit: scans that are not there leave no gap."""
    left: set[tuple[int, int]] | None = None
    for marker, _, payload in _segments(data):
        if marker in _START_OF_FRAME and left is None:
            left = {(component, number) for component in payload[6::3] for number in range(_COEFFICIENTS)}
        elif marker == _START_OF_SCAN and left is not None and len(payload) >= 4:
            first, last, bits = payload[-3:]
            if bits & 0x0F == 0:
                components = payload[1:-3:2]
                left.difference_update((c, number) for c in components for number in range(first, last + 1))
    return left is not None and not left


def _pixels(data: bytes) -> bytes | None:
    """A digest of what ``data`` and an end show, None where that cannot be decoded."""
    digest = hashlib.blake2b()
    try:
        with Image.open(io.BytesIO(data + _END_OF_IMAGE), formats=("JPEG",)) as image:
            image.load()
            width, height = image.size
            for top in range(0, height, _ROWS_AT_ONCE):
                digest.update(image.crop((0, top, width, min(top + _ROWS_AT_ONCE, height))).tobytes())
    except DECODER_ERRORS:
        return None
    return digest.digest()
