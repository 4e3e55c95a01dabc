"""What the head of a JPEG XL says of its colours (ISO/IEC 18181-1, annexes D and E): its decoder does not hand it on.

Only as much of the bits is read as stands before that: sizes, orientation, depth, and the channels beside the colours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from photosearch.decode.colour_code import ColourCode
from photosearch.decode.iso_boxes import boxes

CODESTREAM: Final = b"\xff\x0a"
CONTAINER: Final = b"\0\0\0\x0cJXL \r\n\x87\n"
_PART_NUMBER_BYTES: Final = 4
SRGB: Final = ColourCode(1, 13)
_CUSTOM: Final = 2
_GREY, _XYB = 1, 2
_D65: Final = 1
_P3, _DISPLAY_P3 = 11, 12
_LINEAR, _GAMMA_22 = 8, 4
_ALPHA, _SPOT, _CFA = 0, 2, 5
_LINEAR_GAMMA: Final = 0.9
_MOST_CHANNELS: Final = 64

_Choice = tuple[int, int]
"""(bits, offset) of one of the four forms of a number: so many bits, and what is added to them."""
_SIZES: Final[tuple[_Choice, ...]] = ((9, 1), (13, 1), (18, 1), (30, 1))
_ENUM: Final[tuple[_Choice, ...]] = ((0, 0), (0, 1), (4, 2), (6, 18))
_CHROMATICITY: Final[tuple[_Choice, ...]] = ((19, 0), (19, 524288), (20, 1048576), (21, 2097152))


@dataclass(frozen=True, slots=True)
class JxlColours:
    """How the decoded values are to be taken."""

    code: ColourCode | None
    """None: by the profile that is in the file."""
    is_xyb: bool
    """Coded in its own space of colours: then it is decoded to sRGB where the file has a profile."""


def colours_of(data: bytes) -> JxlColours:
    """The colours of a JPEG XL, bare or in its container; sRGB where that cannot be read."""
    start = _codestream_start(data)
    try:
        return _Head(data[start + len(CODESTREAM) : start + 4096]).colours()
    except (IndexError, ValueError):
        return JxlColours(SRGB, is_xyb=True)


def _codestream_start(data: bytes) -> int:
    if not data.startswith(CONTAINER):
        return 0
    for box in boxes(data):
        if box.kind == b"jxlc":
            return box.start
        if box.kind == b"jxlp":
            return box.start + _PART_NUMBER_BYTES
    return 0


class _Head:
    """Reads bits, the lowest of a byte first."""

    def __init__(self, data: bytes) -> None:
        self._bits = int.from_bytes(data, "little")
        self._left = 8 * len(data)

    def _u(self, count: int) -> int:
        if count > self._left:
            raise ValueError("the head ends too early")
        value = self._bits & ((1 << count) - 1)
        self._bits >>= count
        self._left -= count
        return value

    def _flag(self) -> bool:
        return bool(self._u(1))

    def _number(self, choices: tuple[_Choice, ...]) -> int:
        bits, offset = choices[self._u(2)]
        return self._u(bits) + offset

    def colours(self) -> JxlColours:
        """See :func:`colours_of`."""
        self._size()
        if self._flag():  # everything as it mostly is
            return JxlColours(SRGB, is_xyb=True)
        if self._flag():
            self._rarities()
        self._depth()
        self._flag()
        for _ in range(min(self._number(((0, 0), (0, 1), (4, 2), (12, 1))), _MOST_CHANNELS)):
            self._extra_channel()
        is_xyb = self._flag()
        return JxlColours(self._encoding(), is_xyb)

    def _size(self) -> None:
        is_small = self._flag()
        self._side(is_small=is_small)
        if self._u(3) == 0:
            self._side(is_small=is_small)

    def _side(self, *, is_small: bool) -> None:
        if is_small:
            self._u(5)
        else:
            self._number(_SIZES)

    def _rarities(self) -> None:
        """Orientation, a size to be shown in, a preview, an animation."""
        self._u(3)
        if self._flag():
            self._size()
        if self._flag():
            self._preview()
        if self._flag():
            self._number(((0, 100), (0, 1000), (10, 1), (30, 1)))
            self._number(((0, 1), (0, 1001), (8, 1), (10, 1)))
            self._number(((0, 0), (3, 0), (16, 0), (32, 0)))
            self._flag()

    def _preview(self) -> None:
        is_in_eights = self._flag()
        choices = ((0, 16), (0, 32), (5, 1), (9, 33)) if is_in_eights else ((6, 1), (8, 65), (10, 321), (12, 1345))
        self._number(choices)
        if self._u(3) == 0:
            self._number(choices)

    def _depth(self) -> None:
        if self._flag():
            self._number(((0, 32), (0, 16), (0, 24), (6, 1)))
            self._u(4)
        else:
            self._number(((0, 8), (0, 10), (0, 12), (6, 1)))

    def _extra_channel(self) -> None:
        if self._flag():
            return  # ordinary alpha
        kind = self._number(_ENUM)
        self._depth()
        self._number(((0, 0), (0, 3), (0, 4), (3, 1)))
        for _ in range(self._number(((0, 0), (4, 0), (5, 16), (10, 48)))):
            self._u(8)
        if kind == _ALPHA:
            self._flag()
        elif kind == _SPOT:
            self._u(4 * 16)
        elif kind == _CFA:
            self._number(((0, 1), (2, 0), (4, 3), (8, 19)))

    def _encoding(self) -> ColourCode | None:
        if self._flag():
            return SRGB
        has_profile = self._flag()
        space = self._number(_ENUM)
        if has_profile:
            return None
        white = _D65
        if space != _XYB:
            white = self._number(_ENUM)
            self._custom_chromaticities(1 if white == _CUSTOM else 0)
        primaries = 1
        if space not in (_GREY, _XYB):
            primaries = self._number(_ENUM)
            self._custom_chromaticities(3 if primaries == _CUSTOM else 0)
        if primaries == _P3 and white == _D65:
            primaries = _DISPLAY_P3
        return ColourCode(primaries, self._transfer())

    def _custom_chromaticities(self, count: int) -> None:
        for _ in range(2 * count):
            self._number(_CHROMATICITY)

    def _transfer(self) -> int:
        if self._flag():
            return _LINEAR if self._u(24) / 1e7 > _LINEAR_GAMMA else _GAMMA_22
        return self._number(_ENUM)
