"""Opens untrusted picture bytes with whatever decodes them; the content says which, never the suffix."""

from __future__ import annotations

import io
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import BinaryIO

from PIL import Image, UnidentifiedImageError

from photosearch.decode.failure import DecodeError, as_decode_error
from photosearch.decode.pillow_image import DecodeLimits, OpenedImage, PillowImage, pillow_rules
from photosearch.decode.regular_file import open_regular
from photosearch.decode.tiff_directory import has_whole_directory
from photosearch.types import file_starts
from photosearch.types.files import NOTHING_LEFT, ProblemReason
from photosearch.types.formats import DECODABLE, RAW_FORMATS


def decode(source: Path | bytes, *, min_side_px: int | None, limits: DecodeLimits) -> Image.Image:
    """Decode a file or encoded bytes to an upright RGB image with a short side of at least ``min_side_px``.

    Raises:
        DecodeError: the file or the picture cannot be used, and why.
    """
    if isinstance(source, bytes):
        return open_image(io.BytesIO(source), limits).load(short_px=min_side_px, long_px=None)
    with open_regular(source) as file:
        return open_image(file, limits).load(short_px=min_side_px, long_px=None)


def format_of(stream: BinaryIO) -> str:
    """The format at the beginning of ``stream``, which is read a little and set back to its start.

    Raises:
        DecodeError: empty, not a picture, or not a format that is decoded here.
    """
    head = stream.read(file_starts.HEAD_BYTES)
    stream.seek(0)
    if not head:
        raise DecodeError(ProblemReason.EMPTY)
    name = file_starts.sniff(head)
    if name is None:
        raise DecodeError(ProblemReason.NOT_AN_IMAGE)
    if name not in DECODABLE:
        raise DecodeError(ProblemReason.UNSUPPORTED, name)
    return name


def open_image(stream: BinaryIO, limits: DecodeLimits) -> OpenedImage:
    """Read the header of a picture; ``stream`` must stay open until it is loaded.

    Raises:
        DecodeError: as :func:`format_of`, and too large or damaged.
    """
    name = format_of(stream)
    with pillow_rules(limits):
        if name in RAW_FORMATS:
            return _open_raw(stream, name, limits)
        if name == "JXL":
            return _open_jxl(stream, limits)
        return _open_photoshop(stream, limits) if name == "PSD" else _open_pillow(stream, name, limits)


def _open_pillow(stream: BinaryIO, name: str, limits: DecodeLimits) -> OpenedImage:
    if name == "HEIF":
        _register_heif()
    try:
        opened = PillowImage(stream, name, limits)
    except UnidentifiedImageError:
        if name != "TIFF":
            raise
        if not has_whole_directory(stream):
            raise DecodeError(ProblemReason.DAMAGED, NOTHING_LEFT) from None
        # Raw files of many makers begin like a TIFF that Pillow cannot make sense of.
        stream.seek(0)
        try:
            return _open_raw(stream, "RAW", limits)
        except DecodeError as error:
            if error.reason is not ProblemReason.UNSUPPORTED:
                raise
            return _open_deep_tiff(stream, limits)
    except (DecodeError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        if name == "TIFF" and as_decode_error(error).reason is ProblemReason.TOO_LARGE:
            with suppress(DecodeError):  # a strip at a time it may be small enough
                return _open_deep_tiff(stream, limits)
        raise
    if opened.is_only_a_preview:
        stream.seek(0)
        return _open_raw(stream, "RAW", limits)
    return opened


def _open_raw(stream: BinaryIO, name: str, limits: DecodeLimits) -> OpenedImage:
    from photosearch.decode.raw import RawImage  # LibRaw is loaded when the first raw file comes

    return RawImage(stream, name, limits)


def _open_deep_tiff(stream: BinaryIO, limits: DecodeLimits) -> OpenedImage:
    from photosearch.decode.deep_tiff import DeepTiffImage

    return DeepTiffImage(stream, limits)


def _open_photoshop(stream: BinaryIO, limits: DecodeLimits) -> OpenedImage:
    from photosearch.decode.photoshop import PhotoshopImage

    return PhotoshopImage(stream, "PSD", limits)


def _open_jxl(stream: BinaryIO, limits: DecodeLimits) -> OpenedImage:
    try:
        from photosearch.decode.jpeg_xl import JxlImage  # its library is loaded when the first such file comes
    except ImportError:  # none is published for Linux on ARM
        raise DecodeError(ProblemReason.UNSUPPORTED, "JXL") from None
    return JxlImage(stream, "JXL", limits)


@cache
def _register_heif() -> None:
    from photosearch.decode import heif  # its library is loaded when the first HEIC comes

    heif.register()
