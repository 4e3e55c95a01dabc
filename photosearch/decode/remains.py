"""What is left of a damaged picture: as much as any common viewer shows, the rest of it grey.

JPEG gets an end, PNG loses the zeros in its data, and what tells its length (WebP, HEIF, AVIF) gets as many
zeros as are missing: their decoders then make something of all of it. Which rows of that are the picture is told by
decoding once more with noise in the place of the zeros: it must not matter. Other decoders leave empty what they lack.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import numpy as np
from PIL import Image, ImageChops, ImageFile

from photosearch.decode import interlaced, jpeg_end
from photosearch.decode.completeness import Gap, broken_png_chunk, gap_of
from photosearch.decode.failure import DECODER_ERRORS, DecodeError
from photosearch.types.arrays import UInt8Array
from photosearch.types.files import NOTHING_LEFT, ProblemReason

LEAST_SHARE: Final = 0.03
"""Less of a picture than this is nothing that a person would recognise, nor an encoder."""
_ZEROS: Final = bytes(1024)
_NOISE: Final = bytes((number * 89 + 41) % 251 for number in range(251))
_MOST_ADDED_BYTES: Final = 256 << 20
_NEARLY_ALL: Final = 1 - 1e-6
"""Some pixels of the last rows are missing: no whole row of any picture."""
_SAME_LEVELS: Final = 3
"""Filters of the codecs reach a little beyond what they are told: so far apart rows may be and still be the picture."""
_MISSING: Final = re.compile(r"truncated|too early|end of file|not enough|broken PNG|data stream|EOF", re.IGNORECASE)
_TILE_PX: Final = 32
"""No tile is smaller."""
_ROWS_AT_ONCE: Final = 256
_JPEG_GREY: Final = 128
_FROM_BELOW: Final = frozenset({"BMP", "DIB", "TGA"})
GREY: Final = (128, 128, 128)
"""What stands in the place of what is missing."""
_GREYS: Final = (*GREY, 255)


@dataclass(frozen=True, slots=True)
class Remains:
    """Which rows of a picture are there, as shares of its height; of all of it where every row came, but coarsely."""

    first: float = 0.0
    last: float = 1.0

    @property
    def share(self) -> float:
        """How much of the height is there, 0 to 1."""
        return self.last - self.first

    def greyed(self, image: Image.Image) -> Image.Image:
        """``image`` (RGB, not turned yet) with grey in the place of the rows that are not there."""
        top, bottom = round(self.first * image.height), round(self.last * image.height)
        if (top, bottom) == (0, image.height):
            return image
        greyed = image.copy()
        greyed.paste(GREY, (0, 0, image.width, top))
        greyed.paste(GREY, (0, bottom, image.width, image.height))
        return greyed


@dataclass(frozen=True, slots=True)
class Salvage:
    """A file that was made decodable, and how it can be found out what of its pixels came from it."""

    data: bytes
    gap: Gap | None = None

    def with_noise(self) -> bytes | None:
        """The same with noise in the place of the zeros that were added; None where none were."""
        if self.gap is None:
            return None
        missing = self.gap.total_bytes - self.gap.begin
        noise = (_NOISE * (missing // len(_NOISE) + 1))[:missing]
        return self.data[: self.gap.begin] + noise


def salvage(format_name: str, data: bytes) -> Salvage:
    """Make a decoder take ``data``, which lack something.

    Raises:
        DecodeError: nothing of the picture itself is there.
    """
    if format_name == "JPEG":
        came = jpeg_end.what_came(data) if jpeg_end.never_ends(data) or b"\xff\xda" not in data else data
        if came is None:
            raise nothing_left()
        return Salvage(came)
    if format_name == "PNG":
        if b"IDAT" not in data:
            raise nothing_left()
        return Salvage(_without_zeros(data))
    gap = gap_of(format_name, data)
    if gap is None:
        return Salvage(data)
    missing = gap.total_bytes - gap.begin
    if gap.begin < LEAST_SHARE * gap.total_bytes or missing > _MOST_ADDED_BYTES:
        raise nothing_left()
    return Salvage(data[: gap.begin] + bytes(missing), gap)


def is_of_missing_data(error: DecodeError) -> bool:
    """Whether a decoder complained that the data end, or go on as others: the traces of a cut and of overwriting."""
    return error.detail == NOTHING_LEFT or _MISSING.search(error.detail) is not None


def nothing_left() -> DecodeError:
    """What to raise where a file ended before its picture began."""
    return DecodeError(ProblemReason.DAMAGED, NOTHING_LEFT)


@contextmanager
def leniently() -> Iterator[None]:
    """Have Pillow's decoders give what they have when data are missing."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def load_what_is_there(image: Image.Image) -> None:
    """Load an opened picture as far as it goes.

    Raises:
        DecodeError: nothing came.
    """
    passes = interlaced.passes_of(image)
    try:
        with leniently():
            image.load()
    except DECODER_ERRORS:
        # libtiff complains after it has written what it could.
        if getattr(image, "_im", None) is None or getattr(image, "tile", None):
            raise nothing_left() from None
    interlaced.fill(image, passes)


def rows_there(image: Image.Image, saved: Salvage, format_name: str) -> Remains:
    """Which rows of the loaded ``image``, made of ``saved``, are the picture.

    Raises:
        DecodeError: so few that it is none.
    """
    remains = _without_empty_rows(image, format_name)
    if format_name == "HEIF":
        _grey_missing_tiles(image)
    if saved.gap is not None:
        alike = _rows_alike(image, saved.with_noise(), format_name)
        known = saved.gap.begin / saved.gap.total_bytes if alike is None else alike
        remains = Remains(remains.first, min(remains.last, known))
    if remains.share < LEAST_SHARE:
        raise nothing_left()
    return remains if _comes_coarsely(image) else Remains(remains.first, min(remains.last, _NEARLY_ALL))


def _comes_coarsely(image: Image.Image) -> bool:
    """Whether all rows may be there although data are missing, and not just nearly all."""
    return bool(image.format == "GIF" or image.info.get("progressive") or image.info.get("interlace"))


def _without_zeros(data: bytes) -> bytes:
    """A PNG up to the first run of zeros in the data whose checksum is wrong: the inflater would take them for data."""
    broken = broken_png_chunk(data)
    if broken is None:
        return data.rstrip(b"\0")
    zeros = data.find(_ZEROS, *broken)
    return data if zeros < 0 else data[:zeros]


def _grey_missing_tiles(image: Image.Image) -> None:
    """Have grey wherever the decoder left out a tile (all of one colour), also in a row of which some tiles came."""
    corner = np.asarray(image.crop((image.width - _TILE_PX, image.height - _TILE_PX, image.width, image.height)))
    missing = corner[-1, -1]
    if (corner != missing).any():
        return
    for top, bottom in _bands(image.height):
        band = np.asarray(image.crop((0, top, image.width, bottom)))
        is_missing = (band == missing).reshape(*band.shape[:2], -1).all(axis=2)
        image.paste(_GREYS[: len(image.getbands())], (0, top), Image.fromarray(is_missing))


def _rows_alike(image: Image.Image, noisy: bytes | None, format_name: str) -> float | None:
    """The share of rows, from the first on, that are the same with noise; None where that cannot be decoded."""
    if noisy is None:
        return None
    try:
        with Image.open(io.BytesIO(noisy), formats=(format_name,)) as other:
            other.load()
            for top, bottom in _bands(image.height):
                box = (0, top, image.width, bottom)
                differences = np.asarray(ImageChops.difference(image.crop(box), other.crop(box)))
                unlike = np.flatnonzero(differences.reshape(bottom - top, -1).mean(axis=1) > _SAME_LEVELS)
                if unlike.size:
                    return (top + int(unlike[0])) / image.height
    except DECODER_ERRORS:
        return None
    return 1.0


def _without_empty_rows(image: Image.Image, format_name: str) -> Remains:
    """All rows but the empty ones where a decoder comes last: at the bottom, or at the top of what begins below."""
    bands = _bands(image.height)
    for top, bottom in bands if format_name in _FROM_BELOW else reversed(bands):
        is_empty = _empty_rows(np.asarray(image.crop((0, top, image.width, bottom))), format_name)
        there = np.flatnonzero(~is_empty)
        if there.size and format_name in _FROM_BELOW:
            return Remains((top + int(there[0])) / image.height, 1.0)
        if there.size:
            return Remains(0.0, (top + int(there[-1]) + 1) / image.height)
    return Remains(0.0, 0.0)


def _empty_rows(pixels: UInt8Array, format_name: str) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which rows a decoder may have left empty: grey in JPEG, of one colour in HEIF (without tiles), else zeros."""
    rows = pixels.reshape(len(pixels), -1)
    if format_name == "JPEG":
        return np.asarray((rows == _JPEG_GREY).all(axis=1))
    if format_name in ("HEIF", "AVIF"):
        return np.asarray((pixels == pixels[:, :1]).reshape(len(pixels), -1).all(axis=1))
    return np.asarray(~rows.any(axis=1))


def _bands(height: int) -> list[tuple[int, int]]:
    """(first row, row behind the last) of some rows at a time."""
    return [(top, min(top + _ROWS_AT_ONCE, height)) for top in range(0, height, _ROWS_AT_ONCE)]
