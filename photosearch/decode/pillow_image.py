"""One picture that Pillow (with pillow-heif) decodes: upright RGB, no larger than needed, within a memory budget."""

from __future__ import annotations

import io
import math
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, Final, Protocol

from PIL import ExifTags, Image, PngImagePlugin

from photosearch.decode import colour, raw_profile
from photosearch.decode.completeness import lacks_data
from photosearch.decode.failure import DECODER_ERRORS, DecodeError, as_decode_error
from photosearch.decode.jpeg_end import never_ends, with_end
from photosearch.decode.metadata.blocks import Blocks, blocks_of_picture
from photosearch.types.files import ProblemReason

# Peak bytes for each pixel that is decoded: Pillow's 4, a flattened copy, the resampled copies and the codec's own.
_BYTES_PER_DECODED_PIXEL: Final = 16
# Besides, whatever the scale: libjpeg keeps all coefficients of a progressive JPEG; of a baseline one it keeps rows,
# and the 2 only bound the time that a picture of many gigapixels would take.
_BYTES_PER_PROGRESSIVE_PIXEL: Final = 6
_BYTES_PER_BASELINE_PIXEL: Final = 2
_SMALLEST_JPEG_SCALE: Final = 8

# Pictures made by generators carry long texts (their recipe); Pillow's own limit of 1 MB refuses the whole picture.
_PNG_TEXT_BYTES: Final = 16 << 20

_FIRST_SIDEWAYS: Final = 5
_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
DNG_VERSION_TAG: Final = 50706
_NEW_SUBFILE_TYPE: Final = 254
_SUB_IFDS: Final = 330
_PHOTOMETRIC: Final = 262
_SENSOR_PHOTOMETRICS: Final = frozenset({32803, 34892})


@dataclass(frozen=True, slots=True)
class DecodeLimits:
    """What one picture may cost."""

    memory_bytes: int = 2_000_000_000


class OpenedImage(Protocol):
    """A picture whose header was read; sizes are those of the whole picture, upright."""

    format: str
    width_px: int
    height_px: int

    def blocks(self) -> Blocks:
        """Where its metadata stands; complete only once it is loaded, since a PNG may have some behind its pixels."""

    def load(self, *, short_px: int | None, long_px: int | None) -> Image.Image:
        """Decode: upright RGB whose short side is at least ``short_px`` and long side at least ``long_px``.

        An original smaller than that comes as it is; with neither given, in full size.

        Raises:
            DecodeError: damaged, too large for the limits, out of memory.
        """


class PillowImage:
    """An :class:`OpenedImage` that Pillow decodes; made and loaded inside :func:`pillow_rules`."""

    def __init__(self, stream: BinaryIO, name: str, limits: DecodeLimits, *, obeys_orientation: bool = True) -> None:
        self._limits = limits
        self._stream = stream
        self._image = Image.open(stream, formats=(name,))
        self._full_size = self._image.size
        self.format = name  # Pillow's own name for a JPEG with further pictures behind it is MPO
        self._require_room(_SMALLEST_JPEG_SCALE if name == "JPEG" else 1)
        # Pillow itself turns a TIFF; its size is upright already.
        self._orientation = _orientation_of(_exif_of(self._image)) if obeys_orientation and name != "TIFF" else 1
        self.width_px, self.height_px = self._full_size[:: -1 if self._orientation >= _FIRST_SIDEWAYS else 1]

    def load(self, *, short_px: int | None, long_px: int | None) -> Image.Image:
        """See :meth:`OpenedImage.load`."""
        with pillow_rules(self._limits):
            wanted = _size_wanted(self._full_size, short_px, long_px)
            self._load_pixels(wanted)
            flat = colour.flatten(self._image)
            factor = min(flat.width // wanted[0], flat.height // wanted[1])
            if factor >= 2:
                flat = flat.reduce(factor)
            rgb = colour.to_srgb(flat, self._image.info.get("icc_profile"))
            turn = _TURNS.get(self._orientation)
            return rgb if turn is None else rgb.transpose(turn)

    def blocks(self) -> Blocks:
        """See :meth:`OpenedImage.blocks`."""
        return blocks_of_picture(self._image, self._stream)

    @property
    def is_only_a_preview(self) -> bool:
        """Whether this TIFF is a camera's raw file, of which Pillow sees no more than the small picture in front."""
        if self.format != "TIFF":
            return False
        tags = getattr(self._image, "tag_v2", {})
        is_reduced = isinstance(kind := tags.get(_NEW_SUBFILE_TYPE), int) and bool(kind & 1)
        is_sensor = tags.get(_PHOTOMETRIC) in _SENSOR_PHOTOMETRICS
        return DNG_VERSION_TAG in tags or is_sensor or (is_reduced and _SUB_IFDS in tags)

    def _load_pixels(self, wanted: tuple[int, int]) -> None:
        """Decode, a JPEG at the smallest scale of 1/2, 1/4, 1/8 that is not below ``wanted``."""
        if self.format == "JPEG":
            self._mend_end()
            self._image.draft(None, wanted)
            self._require_room(max(1, self._full_size[0] // max(1, self._image.width)))
        self._image.load()
        # Only what is in memory anyway: files too large for that would have to be read once more.
        if isinstance(self._stream, io.BytesIO) and lacks_data(self.format, self._stream.getvalue()):
            raise DecodeError(ProblemReason.DAMAGED, "a part of the picture was overwritten")

    def _mend_end(self) -> None:
        """A JPEG that lacks its end marker and nothing else becomes whole; one that lacks more stays as it is."""
        if isinstance(self._stream, io.BytesIO) and never_ends(self._stream.getvalue()):
            self._require_room(1)
            mended = with_end(self._stream.getvalue())
            if mended is not None:
                self._stream = io.BytesIO(mended)
                self._image = Image.open(self._stream, formats=(self.format,))

    def _require_room(self, scale: int) -> None:
        """Refuse by the header alone what cannot be decoded (at 1/``scale``) within the memory limit."""
        width, height = self._full_size
        held = 0
        if self.format == "JPEG":
            is_progressive = "progressive" in self._image.info
            held = _BYTES_PER_PROGRESSIVE_PIXEL if is_progressive else _BYTES_PER_BASELINE_PIXEL
        needed_bytes = width * height * held + width * height // scale**2 * _BYTES_PER_DECODED_PIXEL
        if needed_bytes > self._limits.memory_bytes:
            fits = self._limits.memory_bytes // (held + _BYTES_PER_DECODED_PIXEL // scale**2)
            raise DecodeError(ProblemReason.TOO_LARGE, f"{width} x {height} pixels; {_millions(fits)} fit")


@contextmanager
def pillow_rules(limits: DecodeLimits) -> Iterator[None]:
    """Pillow's own limits follow ours, its warnings reach nobody, and all its errors become a :class:`DecodeError`."""
    pixels_before, text_before = Image.MAX_IMAGE_PIXELS, PngImagePlugin.MAX_TEXT_CHUNK
    Image.MAX_IMAGE_PIXELS = max(1, limits.memory_bytes // _BYTES_PER_BASELINE_PIXEL)
    PngImagePlugin.MAX_TEXT_CHUNK = _PNG_TEXT_BYTES
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield
    except DecodeError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise DecodeError(ProblemReason.TOO_LARGE, _bomb_detail(error, limits)) from error
    except DECODER_ERRORS as error:
        raise as_decode_error(error) from error
    finally:
        Image.MAX_IMAGE_PIXELS, PngImagePlugin.MAX_TEXT_CHUNK = pixels_before, text_before


def _bomb_detail(error: Exception | Warning, limits: DecodeLimits) -> str:
    """Pillow tells the number of pixels only in its own words."""
    fits = f"{_millions(limits.memory_bytes // _BYTES_PER_DECODED_PIXEL)} fit"
    found = re.search(r"\d+", str(error))
    return f"{_millions(int(found.group()))}; {fits}" if found else fits


def _millions(pixels: int) -> str:
    return f"{pixels / 1e6:,.0f} million pixels"


def _size_wanted(size: tuple[int, int], short_px: int | None, long_px: int | None) -> tuple[int, int]:
    """The smallest size of the same shape, not above the full one, that has both sides long enough."""
    needed = [wanted / side for wanted, side in ((short_px, min(size)), (long_px, max(size))) if wanted is not None]
    factor = min(1.0, max(needed, default=1.0))
    return max(1, math.ceil(size[0] * factor)), max(1, math.ceil(size[1] * factor))


def _exif_of(image: Image.Image) -> Image.Exif:
    """The EXIF block; nothing where it is garbage: that never costs the picture."""
    try:
        exif = image.getexif()
        if not exif and (block := raw_profile.exif_in(image.info)):
            exif.load(block)
    except DECODER_ERRORS:
        return Image.Exif()
    return exif


def _orientation_of(exif: Image.Exif) -> int:
    value = exif.get(ExifTags.Base.Orientation)
    return value if isinstance(value, int) and 1 <= value <= 8 else 1
