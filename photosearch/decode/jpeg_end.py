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
_RESTART_INTERVAL: Final = 0xDD
_FIRST_RESTART: Final = 0xD0
_RESTARTS: Final = 8
_END_OF_IMAGE: Final = b"\xff\xd9"
_START_OF_FRAME: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_STAND_ALONE: Final = frozenset({0x01, *range(0xD0, 0xD9)})
_NEXT_MARKER: Final = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")  # in coded data: no stuffed byte, no restart
_ANY_MARKER: Final = re.compile(rb"\xff[^\x00\xff]")
_COEFFICIENTS: Final = 64
_JUNK_BYTES: Final = 64
"""So much may stand in the place of the marker. Were it more, pixels could have been made of it."""
_NOISE: Final = bytes((number * 89 + 41) % 251 for number in range(_JUNK_BYTES))
_OTHER_DATA: Final = _NOISE + b"".join(bytes((0xFF, _FIRST_RESTART + number)) + _NOISE for number in range(_RESTARTS))
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
    end = _end_of_coded_data(data)
    if end is None:
        return None
    without_zeros = data[:end].rstrip(b"\0")
    # A 255 is half a marker, or with a zero behind it the last byte of the pixels, which may be a zero as well.
    has_zeros = len(without_zeros) < end
    for kept in (without_zeros.rstrip(b"\xff"), *([without_zeros + b"\0"] if has_zeros else [])):
        if _has_every_pixel(kept):
            return kept + _END_OF_IMAGE
    return None


def what_came(data: bytes) -> bytes | None:
    """The JPEG ``data``, which never ends, with an end behind what is there of it; None where its picture never began.

    A decoder makes grey (128) of the pixels that are missing, as of zeros it would make streaks.
    """
    first_scan = next((at for marker, at, _ in _segments(data) if marker == _START_OF_SCAN), None)
    if first_scan is None:
        return None
    end = _end_of_coded_data(data) or len(data)
    return data[:end].rstrip(b"\0").rstrip(b"\xff") + _END_OF_IMAGE


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


def _end_of_coded_data(data: bytes) -> int | None:
    """Where the last scan that is needed ends: at a marker, as no decoder looks behind one, or with the data.

    None where scans are missing, which leaves no gap: some coefficient has not come to its last bit.
    """
    left: set[tuple[int, int]] | None = None
    has_restarts = False
    for marker, at, payload in _segments(data):
        if marker in _START_OF_FRAME and left is None:
            left = {(component, number) for component in payload[6::3] for number in range(_COEFFICIENTS)}
        elif marker == _RESTART_INTERVAL:
            has_restarts = any(payload[:2])
        elif marker == _START_OF_SCAN and left is not None and len(payload) >= 4:
            first, last, bits = payload[-3:]
            if bits & 0x0F == 0:
                left.difference_update((c, number) for c in payload[1:-3:2] for number in range(first, last + 1))
            if not left:
                return _end_of_scan(data, at + 4 + len(payload), has_restarts=has_restarts)
    return None


def _end_of_scan(data: bytes, start: int, *, has_restarts: bool) -> int:
    """Where the first marker is that does not belong into coded data; restart markers do, in their order."""
    for count, found in enumerate(_ANY_MARKER.finditer(data, start)):
        if not has_restarts or data[found.start() + 1] != _FIRST_RESTART + count % _RESTARTS:
            return found.start()
    return len(data)


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
