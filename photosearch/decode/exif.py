"""Picks what is worth keeping out of EXIF and XMP: when, with what, where and how many stars; garbage becomes None."""

from __future__ import annotations

import datetime as dt
import math
import re
import warnings
from typing import Final

from PIL import ExifTags, Image

from photosearch.decode.failure import DECODER_ERRORS
from photosearch.decode.pillow_image import OpenedImage
from photosearch.types.photos import PhotoMetadata

_TEXT_CHARACTERS: Final = 120
_MAX_OFFSET_MIN: Final = 14 * 60
_EARLIEST_YEAR: Final = 1826  # the oldest photograph there is
_RATING_TAG: Final = 0x4746

# Each time with the fraction of a second and the offset that belong to it, best first.
_TIME_TAGS: Final = (
    (ExifTags.Base.DateTimeOriginal, ExifTags.Base.SubsecTimeOriginal, ExifTags.Base.OffsetTimeOriginal),
    (ExifTags.Base.DateTimeDigitized, ExifTags.Base.SubsecTimeDigitized, ExifTags.Base.OffsetTimeDigitized),
    (ExifTags.Base.DateTime, ExifTags.Base.SubsecTime, ExifTags.Base.OffsetTime),
)
_TIME = re.compile(r"(\d{4})[:\-/.](\d{1,2})[:\-/.](\d{1,2})[ T](\d{1,2}):(\d{1,2})(?::(\d{1,2}))?")
_OFFSET = re.compile(r"([+-])(\d{1,2}):?(\d{2})$")
_XMP_RATING = re.compile(rb"xmp:Rating\s*(?:=\s*[\"']|>)\s*(-?\d+)")

Tags = dict[int, object]


def read_metadata(opened: OpenedImage) -> PhotoMetadata:
    """What is known of an opened picture beside its pixels. Never raises for what a file says."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of each entry that it cannot make sense of
        main = _entries(opened.exif)
        tags = main | _nested(opened.exif, ExifTags.IFD.Exif)
        place = _nested(opened.exif, ExifTags.IFD.GPSInfo)
    taken_at, taken_offset_min = parse_taken(tags)
    latitude_deg, longitude_deg = parse_position(place)
    return PhotoMetadata(
        width_px=opened.width_px,
        height_px=opened.height_px,
        format=opened.format,
        taken_at=taken_at,
        taken_offset_min=taken_offset_min,
        camera=_camera(_text(tags.get(ExifTags.Base.Make)), _text(tags.get(ExifTags.Base.Model))),
        lens=_text(tags.get(ExifTags.Base.LensModel)),
        latitude_deg=latitude_deg,
        longitude_deg=longitude_deg,
        rating=_rating(main.get(_RATING_TAG), opened.xmp),
    )


def parse_taken(tags: Tags) -> tuple[dt.datetime | None, int | None]:
    """The naive local time from the first tag that makes sense, and minutes east of UTC where the camera wrote them."""
    for time_tag, fraction_tag, offset_tag in _TIME_TAGS:
        taken_at = _time(_text(tags.get(time_tag)), _text(tags.get(fraction_tag)))
        if taken_at is not None:
            return taken_at, _offset_min(_text(tags.get(offset_tag)))
    return None, None


def parse_position(place: Tags) -> tuple[float | None, float | None]:
    """Latitude and longitude in degrees, both or neither; exactly 0, 0 is what cameras write without a fix."""
    latitude = _degrees(place.get(ExifTags.GPS.GPSLatitude), place.get(ExifTags.GPS.GPSLatitudeRef), "S", 90.0)
    longitude = _degrees(place.get(ExifTags.GPS.GPSLongitude), place.get(ExifTags.GPS.GPSLongitudeRef), "W", 180.0)
    if latitude is None or longitude is None or (latitude == 0.0 and longitude == 0.0):
        return None, None
    return latitude, longitude


def _entries(exif: Image.Exif) -> Tags:
    try:
        return dict(exif)
    except DECODER_ERRORS:
        return {}


def _nested(exif: Image.Exif, ifd: ExifTags.IFD) -> Tags:
    """A directory inside EXIF; its offset may point anywhere, even at itself."""
    try:
        return dict(exif.get_ifd(ifd))
    except DECODER_ERRORS:
        return {}


def _text(value: object) -> str | None:
    """Printable, trimmed text up to the first NUL."""
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if not isinstance(value, str):
        return None
    kept = "".join(character for character in value.split("\0", 1)[0] if character.isprintable())
    return " ".join(kept.split())[:_TEXT_CHARACTERS] or None


def _time(text: str | None, fraction: str | None) -> dt.datetime | None:
    found = _TIME.match(text or "")
    if found is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
    digits = re.match(r"\d{1,6}", fraction or "")
    microsecond = int(digits.group().ljust(6, "0")) if digits else 0
    try:
        taken_at = dt.datetime(year, month, day, hour, minute, min(second, 59), microsecond)  # 60: a leap second
    except ValueError:
        return None
    return taken_at if year >= _EARLIEST_YEAR else None


def _offset_min(text: str | None) -> int | None:
    if text == "Z":
        return 0
    found = _OFFSET.match(text or "")
    if found is None:
        return None
    minutes = int(found[2]) * 60 + int(found[3])
    if minutes > _MAX_OFFSET_MIN:
        return None
    return -minutes if found[1] == "-" else minutes


def _camera(make: str | None, model: str | None) -> str | None:
    """Maker and model without saying the maker twice ("NIKON CORPORATION" + "NIKON D750")."""
    if make is None or model is None:
        return model or make
    if make.split()[0].casefold() in model.casefold():
        return model
    return f"{make} {model}"[:_TEXT_CHARACTERS]


def _degrees(value: object, reference: object, negative: str, limit: float) -> float | None:
    if not isinstance(value, tuple | list) or not 1 <= len(value) <= 3:
        return None
    try:
        parts = [float(part) for part in value]
    except (TypeError, ValueError, ArithmeticError):
        return None
    degrees = sum(part / 60.0**power for power, part in enumerate(parts))
    if not math.isfinite(degrees) or not 0.0 <= degrees <= limit:
        return None
    letter = (_text(reference) or "")[:1].upper()
    return -degrees if letter == negative else degrees


def _rating(value: object, xmp: bytes) -> int | None:
    """Stars from EXIF, else from XMP; -1 ("rejected") and other numbers are no stars."""
    found = _XMP_RATING.search(xmp)
    for stars in (value, int(found[1]) if found and len(found[1]) <= 2 else None):
        if isinstance(stars, int) and 0 <= stars <= 5:
            return stars
    return None
