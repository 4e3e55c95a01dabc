"""One picture that Pillow (with pillow-heif) decodes: upright RGB, no larger than needed, within a memory budget."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, Final, Protocol

from PIL import ExifTags, Image, PngImagePlugin, UnidentifiedImageError

from photosearch.decode import colour, colour_code, frames, raw_profile, remains
from photosearch.decode.colour_code import ColourCode
from photosearch.decode.completeness import lacks_data
from photosearch.decode.failure import DECODER_ERRORS, DecodeError, as_decode_error
from photosearch.decode.heif_items import coding_of_shown
from photosearch.decode.jpeg_end import never_ends, with_end
from photosearch.decode.jpeg_segments import without_photoshop
from photosearch.decode.metadata.blocks import Blocks, blocks_of_picture
from photosearch.decode.metadata.box_blocks import of_jpeg_2000
from photosearch.decode.metadata.exif import orientation_in
from photosearch.decode.pixels import size_wanted
from photosearch.decode.remains import Remains
from photosearch.decode.room import Size, millions, require_room
from photosearch.types.files import ProblemReason

_HEAD_BYTES: Final = 1 << 20
"""Colour codes stand before the picture's own data; so far they are looked for."""
_HEADERS_ONLY: Final = (1, 1)
_JPEG2000_CODING: Final = re.compile(rb"\xff\x52\x00.{6}(.)", re.DOTALL)
"""The COD marker, which says of how many halvings a JPEG 2000 is made (ISO/IEC 15444-1, A.6.1)."""

# Pictures made by generators carry long texts (their recipe); Pillow's own limit of 1 MB refuses the whole picture.
_PNG_TEXT_BYTES: Final = 16 << 20

_HEIF_CODINGS: Final = frozenset({None, "hvc1", "grid", "iden", "iovl"})
"""How pictures in HEIF are coded that libheif reads, or made of others."""
FIRST_SIDEWAYS: Final = 5
TURNS: Final = {
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

    @property
    def shown_share(self) -> float | None:
        """Once it is loaded: how much of its height is there, where its file lacks data; None where it is whole."""

    def load(self, *, short_px: int | None, long_px: int | None) -> Image.Image:
        """Decode: upright RGB whose short side is at least ``short_px`` and long side at least ``long_px``.

        An original smaller than that comes as it is; with neither given, in full size. Of a damaged one comes what is
        left of it, the rest grey.

        Raises:
            DecodeError: nothing of it is left, too large for the limits, out of memory.
        """


class PillowImage:
    """An :class:`OpenedImage` that Pillow decodes; made and loaded inside :func:`pillow_rules`."""

    def __init__(self, stream: BinaryIO, name: str, limits: DecodeLimits, *, obeys_orientation: bool = True) -> None:
        self._limits = limits
        self._stream = stream
        self.format = name  # Pillow's own name for a JPEG with further pictures behind it is MPO
        self._salvage: remains.Salvage | None = None
        self._remains: Remains | None = None
        self._complaint: DecodeError | None = None
        """What the decoder said of the whole file."""
        self._reduced: Image.Image | None = None
        """The loaded picture where it was made smaller while it was decoded."""
        self.is_only_a_preview = False
        """Whether this TIFF is a camera's raw file, of which Pillow sees no more than the small picture in front."""
        self._image = self._opened()
        self._full_size = self._image.size
        self._require_room(_HEADERS_ONLY)
        # Pillow itself turns a TIFF; its size is upright already.
        self._orientation = orientation_of(self._image) if obeys_orientation and name != "TIFF" else 1
        self.width_px, self.height_px = self._full_size[:: -1 if self._orientation >= FIRST_SIDEWAYS else 1]

    @property
    def shown_share(self) -> float | None:
        """See :attr:`OpenedImage.shown_share`."""
        return None if self._remains is None else self._remains.share

    def load(self, *, short_px: int | None, long_px: int | None) -> Image.Image:
        """See :meth:`OpenedImage.load`."""
        with pillow_rules(self._limits):
            wanted = size_wanted(self._full_size, short_px, long_px)
            self._load_pixels(wanted)
            rgb = colour.shown(
                self._reduced or self._image, wanted, self._image.info.get("icc_profile"), self._colour_code()
            )
            if self._remains is not None:
                rgb = self._remains.greyed(rgb)
            turn = TURNS.get(self._orientation)
            return rgb if turn is None else rgb.transpose(turn)

    def blocks(self) -> Blocks:
        """See :meth:`OpenedImage.blocks`."""
        if self.format == "JPEG2000":
            return of_jpeg_2000(self._stream)
        return blocks_of_picture(self._image, self._stream)

    def _opened(self) -> Image.Image:
        """The picture, of what is left of the file where the whole cannot be opened."""
        try:
            image = Image.open(self._stream, formats=(self.format,))
        except DECODER_ERRORS as error:
            told = self._told_by_plugin(error)
            is_damaged = as_decode_error(told).reason is ProblemReason.DAMAGED
            if not (is_damaged and (self._is_salvaged() or self._is_relieved())):
                raise told from None
            image = Image.open(self._stream, formats=(self.format,))
        if self.format == "TIFF":
            self.is_only_a_preview = _is_raw(image)
            if not self.is_only_a_preview:
                frames.show_main_page(image)
        return image

    def _told_by_plugin(self, error: Exception) -> Exception:
        """What the plugin for the format says is wrong, where Pillow says only that no plugin wants it."""
        if not isinstance(error, UnidentifiedImageError) or self.format == "TIFF":  # a camera's may be of another kind
            return error
        if self.format == "HEIF" and (coding := coding_of_shown(self._head())) not in _HEIF_CODINGS:
            return DecodeError(ProblemReason.UNSUPPORTED, f"HEIF; {coding}")
        try:
            self._stream.seek(0)
            Image.OPEN[self.format][0](self._stream, "")
        except DECODER_ERRORS as told:
            return told
        return error

    def _load_pixels(self, wanted: tuple[int, int]) -> None:
        """Decode, a JPEG at the smallest scale of 1/2, 1/4, 1/8 that is not below ``wanted``."""
        if self.format == "JPEG":
            self._mend_end()
            self._image.draft(None, wanted)
        self._require_room(wanted)
        if self.format == "JPEG2000":
            self._image.reduce = self._levels_left_out(wanted)  # type: ignore[assignment, method-assign]  # so named there
        if self._salvage is None and self._is_loaded_whole(wanted):
            frames.show_first_frame_with_something(self._image)
            return
        self._load_what_is_left(wanted)

    def _load_what_is_left(self, wanted: tuple[int, int]) -> None:
        self._salvage = self._salvage or remains.salvage(self.format, self._data())
        self._stream = io.BytesIO(self._salvage.data)
        try:
            with remains.leniently():
                self._image = self._opened()
                self._image.draft(None, wanted)
            remains.load_what_is_there(self._image)
            self._remains = remains.rows_there(self._image, self._salvage, self.format)
        except DecodeError:
            if self._complaint is not None and not remains.is_of_missing_data(self._complaint):
                raise self._complaint from None  # nothing is missing: it is broken in another way
            raise

    def _is_loaded_whole(self, wanted: tuple[int, int]) -> bool:
        factor = self._factor(wanted)
        try:
            if self._is_in_bands(factor):
                self._reduced = _reduced_heif(self._data(), factor)
            else:
                self._image.load()
        except DECODER_ERRORS as error:
            self._complaint = as_decode_error(error)
            if self._complaint.reason is not ProblemReason.DAMAGED:
                raise
            return False
        # Only what is in memory anyway: files too large for that would have to be read once more.
        return not (isinstance(self._stream, io.BytesIO) and lacks_data(self.format, self._stream.getvalue()))

    def _is_salvaged(self) -> bool:
        """Whether a file that could not be opened may be now: its container says more than is there."""
        salvage = remains.salvage(self.format, self._data())
        if salvage.gap is None:
            return False
        self._salvage = salvage
        self._stream = io.BytesIO(salvage.data)
        return True

    def _is_relieved(self) -> bool:
        """Whether a JPEG that could not be opened may be now, without a part of its metadata."""
        relieved = without_photoshop(self._data()) if self.format == "JPEG" else None
        if relieved is None:
            return False
        self._stream = io.BytesIO(relieved)
        return True

    def _mend_end(self) -> None:
        """A JPEG that lacks its end marker and nothing else becomes whole; one that lacks more stays as it is."""
        if isinstance(self._stream, io.BytesIO) and never_ends(self._stream.getvalue()):
            require_room(self._image, self.format, Size(self._full_size, self._full_size), self._limits.memory_bytes)
            mended = with_end(self._stream.getvalue())
            if mended is not None:
                self._stream = io.BytesIO(mended)
                self._image = Image.open(self._stream, formats=(self.format,))

    def _require_room(self, wanted: tuple[int, int]) -> None:
        """Refuse what does not fit; a JPEG takes what its scale takes, once that is chosen."""
        factor = self._factor(wanted)
        result = self._image.width // factor, self._image.height // factor
        full = self._full_size
        if self.format == "JPEG2000":
            levels = self._levels_left_out(wanted)
            full = full[0] >> levels, full[1] >> levels
        size = Size(full, result, is_in_bands=self._is_in_bands(factor))
        require_room(self._image, self.format, size, self._limits.memory_bytes)

    def _factor(self, wanted: tuple[int, int]) -> int:
        return max(1, min(self._image.width // wanted[0], self._image.height // wanted[1]))

    def _levels_left_out(self, wanted: tuple[int, int]) -> int:
        """JPEG 2000 holds its picture at every half of its size: the larger ones need not be decoded."""
        found = _JPEG2000_CODING.search(self._head())
        return min(ord(found[1]) if found else 0, self._factor(wanted).bit_length() - 1)

    def _is_in_bands(self, factor: int) -> bool:
        return self.format == "HEIF" and factor > 1 and self._image.mode in ("L", "RGB")

    def _colour_code(self) -> ColourCode | None:
        """What tells the colours by number: in a PNG before its profile, in HEIF and AVIF where there is none."""
        if self.format == "PNG":
            return colour_code.in_png(self._head())
        if self.format in ("HEIF", "AVIF") and not self._image.info.get("icc_profile"):
            return colour_code.in_boxes(self._head())
        return None

    def _head(self) -> bytes:
        """All of a file in memory, of others what stands before the picture."""
        if isinstance(self._stream, io.BytesIO):
            return self._stream.getvalue()
        self._stream.seek(0)
        return self._stream.read(_HEAD_BYTES)

    def _data(self) -> bytes:
        """The whole file.

        Raises:
            DecodeError: it does not fit into memory beside a picture.
        """
        if isinstance(self._stream, io.BytesIO):
            return self._stream.getvalue()
        if self._stream.seek(0, io.SEEK_END) > self._limits.memory_bytes // 4:
            raise DecodeError(ProblemReason.DAMAGED, "too large to look for what is left of it")
        self._stream.seek(0)
        return self._stream.read()


@contextmanager
def pillow_rules(limits: DecodeLimits) -> Iterator[None]:
    """Pillow's own limits follow ours, its warnings reach nobody, and all its errors become a :class:`DecodeError`."""
    pixels_before, text_before = Image.MAX_IMAGE_PIXELS, PngImagePlugin.MAX_TEXT_CHUNK
    Image.MAX_IMAGE_PIXELS = max(1, limits.memory_bytes)  # no mode takes less than a byte for a pixel
    PngImagePlugin.MAX_TEXT_CHUNK = _PNG_TEXT_BYTES
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield
    except DecodeError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise DecodeError(ProblemReason.TOO_LARGE, _bomb_detail(error)) from error
    except DECODER_ERRORS as error:
        raise as_decode_error(error) from error
    finally:
        Image.MAX_IMAGE_PIXELS, PngImagePlugin.MAX_TEXT_CHUNK = pixels_before, text_before


def _bomb_detail(error: Exception | Warning) -> str:
    """Pillow tells the number of pixels only in its own words."""
    found = re.search(r"\d+", str(error))
    return millions(int(found.group())) if found else ""


def _reduced_heif(data: bytes, factor: int) -> Image.Image:
    from photosearch.decode import heif  # its library is loaded when the first HEIC comes

    return heif.reduced(data, factor)


def _is_raw(image: Image.Image) -> bool:
    tags = getattr(image, "tag_v2", {})
    is_reduced = isinstance(kind := tags.get(_NEW_SUBFILE_TYPE), int) and bool(kind & 1)
    is_sensor = tags.get(_PHOTOMETRIC) in _SENSOR_PHOTOMETRICS
    return DNG_VERSION_TAG in tags or is_sensor or (is_reduced and _SUB_IFDS in tags)


def _exif_of(image: Image.Image) -> Image.Exif:
    """The EXIF block; nothing where it is garbage: that never costs the picture."""
    try:
        exif = image.getexif()
        if not exif and (block := raw_profile.exif_in(image.info)):
            exif.load(block)
    except DECODER_ERRORS:
        return Image.Exif()
    return exif


def orientation_of(image: Image.Image) -> int:
    """How an opened picture has to be turned, from 1 to 8 as EXIF counts; 1 where nothing tells."""
    block = image.info.get("exif")
    if isinstance(block, bytes) and (told := orientation_in(block)) is not None:
        return told
    value = _exif_of(image).get(ExifTags.Base.Orientation)  # Pillow also looks into XMP and behind a PNG's pixels
    return value if isinstance(value, int) and 1 <= value <= 8 else 1
