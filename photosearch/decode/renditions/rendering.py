"""Makes one copy of a photo as it was ordered: without decoding where that will do, else from upright pixels in sRGB.

What is taken out is taken out of the bytes. Then the copy is read as any photo is, and where anything is still told
that should not be, it is made from the pixels after all.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO, Final

from PIL import Image, ImageCms

from photosearch.decode.failure import DecodeError
from photosearch.decode.photo_metadata import read_metadata
from photosearch.decode.pillow_image import DecodeLimits, OpenedImage
from photosearch.decode.pixels import shrink_long_side
from photosearch.decode.reader import open_image
from photosearch.decode.renditions import bare_gif, bare_jpeg, bare_png, bare_webp
from photosearch.decode.renditions.told_blocks import exif_block, turned_block, xmp_packet
from photosearch.decode.requests import Rendered
from photosearch.types.exporting import ExportFormat, Kept, Rendition
from photosearch.types.files import FileStamp
from photosearch.types.metadata import NOT_TOLD, FileMetadata

_XMP_TAG: Final = 700
# Nobody sees a difference to the original, at a third to a half of the bytes of 100.
_JPEG_QUALITY: Final = 92
_WEBP_QUALITY: Final = 90

_Bare = Callable[[bytes, bytes, bytes], bytes | None]
_BARE: Final[Mapping[str, _Bare]] = {
    "JPEG": bare_jpeg.without_metadata,
    "PNG": bare_png.without_metadata,
    "WEBP": bare_webp.without_metadata,
    "GIF": lambda data, _exif, _xmp: bare_gif.without_metadata(data),
    "BMP": lambda data, _exif, _xmp: data,  # it has none
}
"""Formats of which a copy without metadata is made without decoding."""
_WRITTEN_AS: Final = {"JPEG": "JPEG", "PNG": "PNG", "WEBP": "WEBP", "TIFF": "TIFF", "GIF": "PNG", "BMP": "PNG"}
"""What each format is written in where that of the original is wanted; any other becomes JPEG."""
_FORMATS: Final = {
    ExportFormat.JPEG: "JPEG",
    ExportFormat.PNG: "PNG",
    ExportFormat.WEBP: "WEBP",
    ExportFormat.TIFF: "TIFF",
}


def render(
    opened: OpenedImage, stream: BinaryIO, rendition: Rendition, path: Path | None, stamp: FileStamp | None
) -> Rendered:
    """The copy of an opened picture.

    Args:
        opened: the picture.
        stream: its file.
        rendition: how it is to be.
        path: of the photo, for what its name and the files beside it tell.
        stamp: of the file.

    Raises:
        DecodeError: it cannot be decoded, or is too large for the format.
    """
    if _keeps_pixels(opened, rendition):
        if rendition.kept is Kept.ALL:
            return Rendered(None, opened.format)
        bare = _without_decoding(opened, stream, rendition, path, stamp)
        if bare is not None:
            return Rendered(bare, opened.format)
        stream.seek(0)
    return _from_pixels(opened, rendition, path, stamp)


def _keeps_pixels(opened: OpenedImage, rendition: Rendition) -> bool:
    is_format = rendition.format is ExportFormat.ORIGINAL or _FORMATS[rendition.format] == opened.format
    longest = max(opened.width_px, opened.height_px)
    return is_format and (rendition.longest_px is None or longest <= rendition.longest_px)


def _without_decoding(
    opened: OpenedImage, stream: BinaryIO, rendition: Rendition, path: Path | None, stamp: FileStamp | None
) -> bytes | None:
    """None where it cannot be done so."""
    bare = _BARE.get(opened.format)
    if bare is None:
        return None
    told = read_metadata(opened, path, stamp).told
    exif, xmp = _blocks(told, rendition.kept, told.orientation)
    stream.seek(0)
    data = bare(stream.read(), exif, xmp)
    return data if data is not None and _is_clean(data, rendition.kept) else None


def _blocks(told: FileMetadata, kept: Kept, orientation: int | None) -> tuple[bytes, bytes]:
    if kept is Kept.NOTHING:
        return turned_block(orientation), b""
    return exif_block(told, orientation, has_place=kept is Kept.ALL), xmp_packet(told)


def _is_clean(data: bytes, kept: Kept) -> bool:
    """Whether the project's own reader finds nothing in a copy that should not be there."""
    try:
        told = read_metadata(open_image(io.BytesIO(data), DecodeLimits())).told
    except DecodeError:
        return False
    if kept is Kept.NO_LOCATION:
        return told.position is None
    return _with_orientation_only(told) == FileMetadata(orientation=told.orientation)


def _with_orientation_only(told: FileMetadata) -> FileMetadata:
    """``told`` without the dates that nobody told."""
    is_told = told.date is not None and told.date.source not in NOT_TOLD
    return told if is_told or told.date is None else FileMetadata(orientation=told.orientation)


def _from_pixels(opened: OpenedImage, rendition: Rendition, path: Path | None, stamp: FileStamp | None) -> Rendered:
    image = opened.load(short_px=None if rendition.longest_px is None else 1, long_px=rendition.longest_px)
    if rendition.longest_px is not None:
        image = shrink_long_side(image, rendition.longest_px)
    name = _FORMATS.get(rendition.format) or _WRITTEN_AS.get(opened.format, "JPEG")
    told = FileMetadata() if rendition.kept is Kept.NOTHING else read_metadata(opened, path, stamp).told
    exif, xmp = _blocks(told, rendition.kept, None)  # the pixels are upright
    return Rendered(_encoded(image, name, exif, xmp), name)


def _encoded(image: Image.Image, name: str, exif: bytes, xmp: bytes) -> bytes:
    """The file; JPEG, PNG and WebP get their blocks as those do that are not decoded."""
    out = io.BytesIO()
    profile = _srgb()
    if type(image) is not Image.Image:
        image = image.copy()  # one that came from a file would take tags of its own along
    image.info.clear()
    match name:
        case "JPEG":
            image.save(out, "JPEG", quality=_JPEG_QUALITY, subsampling=0, icc_profile=profile)
        case "WEBP":
            image.save(out, "WEBP", quality=_WEBP_QUALITY, icc_profile=profile)
        case "PNG":
            image.save(out, "PNG", icc_profile=profile)
        case _:
            tags = Image.Exif()
            tags.load(exif)
            if xmp:
                tags[_XMP_TAG] = xmp
            # Not compressed: libtiff, which would do that, cannot be given directories of EXIF.
            image.save(out, "TIFF", compression="raw", icc_profile=profile, exif=tags)
            return out.getvalue()
    data = out.getvalue()
    return _BARE[name](data, exif, xmp) or data


def _srgb() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
