"""What EXIF says of a photo: tags by their numbers in EXIF 3.0 (CIPA DC-008), TIFF 6.0 and Windows' own."""

from __future__ import annotations

import io
import math
from typing import Final

from PIL import ExifTags

from photosearch.decode.metadata import camera_name, coordinates, keyword_paths, maker_note, ratings
from photosearch.decode.metadata.dates import WrittenDate, parse_date
from photosearch.decode.metadata.directory import Directory, ExifDirectories, open_exif, without_prefix
from photosearch.decode.metadata.encodings import decoded, mended, one_line, paragraphs
from photosearch.decode.metadata.exposure import (
    colour_space_named,
    exposure_of,
    f_number_of_apex,
    positive,
    time_of_apex,
)
from photosearch.decode.metadata.statement import Statement
from photosearch.types.metadata import DateSource, Exposure, Origin, Position

_Tag = ExifTags.Base

# Each time with the fraction of a second and the offset that belong to it.
_TIMES: Final = (
    (DateSource.EXIF_ORIGINAL, _Tag.DateTimeOriginal, _Tag.SubsecTimeOriginal, _Tag.OffsetTimeOriginal),
    (DateSource.EXIF_DIGITISED, _Tag.DateTimeDigitized, _Tag.SubsecTimeDigitized, _Tag.OffsetTimeDigitized),
    (DateSource.EXIF_MODIFIED, _Tag.DateTime, _Tag.SubsecTime, _Tag.OffsetTime),
)
_RATING: Final = 0x4746
_RATING_PERCENT: Final = 0x4749
_ISO_OF_ITS_OWN: Final = (_Tag.RecommendedExposureIndex, _Tag.StandardOutputSensitivity, _Tag.ISOSpeed)
_ADOBE_RGB_RULE: Final = b"R03"
"""The interoperability rule of Adobe RGB files (DCF 2.0), whose colour space reads "uncalibrated"."""
_UNCALIBRATED: Final = 65535
# EXIF 3.0, 4.6.6, tag UserComment: eight bytes say how the rest is encoded.
_COMMENT_PREFIX_BYTES: Final = 8
_UNICODE_COMMENT: Final = b"UNICODE\0"
_JIS_COMMENT: Final = b"JIS\0\0\0\0\0"
_PREFIXED_COMMENTS: Final = (b"ASCII\0\0\0", b"\0" * _COMMENT_PREFIX_BYTES)


def statement_of(tags: ExifDirectories) -> Statement:
    """What the directories say."""
    return Statement(
        origin=Origin.EXIF,
        dates=_dates(tags),
        position=position_of(tags.gps),
        camera=camera_name.named(_line(tags.main, _Tag.Make), _line(tags.main, _Tag.Model)),
        lens=_line(tags.holding(_Tag.LensModel), _Tag.LensModel),
        rating=_rating(tags.main),
        title=_windows_text(tags.main, _Tag.XPTitle),
        caption=_caption(tags),
        keywords=_keywords(tags.main),
        creator=_line(tags.main, _Tag.Artist) or _windows_text(tags.main, _Tag.XPAuthor),
        copyright=_copyright(tags.main),
        exposure=_exposure(tags),
        software=_line(tags.main, _Tag.Software),
        colour_space=_colour_space(tags),
        subject_distance_m=_subject_distance_m(tags.exif),
        orientation=_orientation(tags.main),
    )


def orientation_in(block: bytes) -> int | None:
    """How the picture is turned (1 to 8) by an EXIF block; None where it does not say."""
    tags = open_exif(io.BytesIO(without_prefix(block)))
    return None if tags is None else _orientation(tags.main)


def maker_statement_of(tags: ExifDirectories) -> Statement:
    """What the note of the maker says: names that bind pictures together."""
    note = maker_note.read_apple(tags.exif.data(_Tag.MakerNote))
    return Statement(Origin.MAKER_NOTE, content_identifier=note.content_identifier, burst_id=note.burst_id)


def position_of(gps: Directory) -> Position | None:
    """Where the camera stood, by the GPS directory."""
    tag = ExifTags.GPS
    altitude = gps.number(tag.GPSAltitude)
    is_below = gps.number(tag.GPSAltitudeRef) in (1, 3)  # EXIF 3.0: 3 is below the ellipsoid
    return coordinates.position(
        _degrees(gps, tag.GPSLatitude, tag.GPSLatitudeRef, "NS"),
        _degrees(gps, tag.GPSLongitude, tag.GPSLongitudeRef, "EW"),
        Origin.EXIF,
        altitude_m=-altitude if altitude is not None and is_below else altitude,
        direction_deg=gps.number(tag.GPSImgDirection),
    )


def _dates(tags: ExifDirectories) -> dict[DateSource, WrittenDate]:
    dates: dict[DateSource, WrittenDate] = {}
    for source, time_tag, fraction_tag, offset_tag in _TIMES:
        text, fraction, zone = (
            tags.holding(tag).text(tag).decode("latin-1") for tag in (time_tag, fraction_tag, offset_tag)
        )
        written = parse_date(text, fraction, zone)
        if written is not None:
            dates[source] = written
    return dates


def _degrees(gps: Directory, tag: int, reference_tag: int, letters: str) -> float | None:
    """Degrees; cameras that leave a part undefined (0/0) mean that it is 0, and some phones write text."""
    letter = gps.text(reference_tag).decode("latin-1").strip()[:1].upper()
    numbers = gps.numbers(tag)[:3]
    if not numbers:
        return coordinates.parse_degrees(coordinates.with_points(gps.text(tag).decode("latin-1")), letter, letters)
    if math.isnan(numbers[0]):
        return None
    degrees = coordinates.sexagesimal([0.0 if math.isnan(part) else part for part in numbers])
    return None if degrees is None else coordinates.signed(degrees, letter, letters)


def _line(directory: Directory, tag: int) -> str | None:
    return one_line(decoded(directory.text(tag)))


def _windows_text(directory: Directory, tag: int) -> str | None:
    """One of Windows' XP tags: UTF-16 in the form of bytes."""
    return paragraphs(mended(directory.data(tag).decode("utf-16-le", "replace")))


def _rating(main: Directory) -> float | None:
    stars = ratings.from_stars(main.number(_RATING))
    return ratings.most_telling((stars, ratings.from_percent(main.number(_RATING_PERCENT))))


def _caption(tags: ExifDirectories) -> str | None:
    texts = (
        paragraphs(decoded(tags.main.text(_Tag.ImageDescription))),
        _windows_text(tags.main, _Tag.XPComment),
        _windows_text(tags.main, _Tag.XPSubject),
        _comment(tags.exif.data(_Tag.UserComment)),
    )
    return next((text for text in texts if text is not None and not camera_name.is_stock_caption(text)), None)


def _comment(data: bytes) -> str | None:
    """The text of a UserComment by its prefix; some programs leave that out."""
    prefix, rest = data[:_COMMENT_PREFIX_BYTES].upper(), data[_COMMENT_PREFIX_BYTES:]
    if prefix == _UNICODE_COMMENT:
        return paragraphs(_utf_16(rest))
    if prefix == _JIS_COMMENT:
        return paragraphs(rest.decode("iso2022_jp", "replace"))
    return paragraphs(decoded((rest if prefix in _PREFIXED_COMMENTS else data).split(b"\0", 1)[0]))


def _utf_16(data: bytes) -> str:
    """UTF-16 in the order that makes sense: the standard names none, and writers ignore the order of the block."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if _is_utf_8(data):
        return data.decode("utf-8")
    is_big = _likely_letters(data[0::2]) > _likely_letters(data[1::2])
    return data.decode("utf-16-be" if is_big else "utf-16-le", "replace")


def _likely_letters(upper_halves: bytes) -> float:
    """How many of these are the upper halves of Western letters, of Chinese or Japanese ones, or of their signs.

    A zero counts half as much again: the lower halves of Western letters are all upper halves of Chinese ones.
    """
    likely = sum(half <= 0x04 or 0x4E <= half <= 0x9F or half in (0x30, 0xFF) for half in upper_halves)
    return likely + upper_halves.count(0) / 2


def _is_utf_8(data: bytes) -> bool:
    """Whether a comment that says "Unicode" holds UTF-8 after all, which no UTF-16 with an ASCII letter in it is."""
    data = data.rstrip(b"\0")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\0" not in data


def _keywords(main: Directory) -> tuple[tuple[str, ...], ...]:
    text = main.data(_Tag.XPKeywords).decode("utf-16-le", "replace").split("\0", 1)[0]
    return keyword_paths.merged(
        keyword_paths.flat(word) for word in mended(text[: 100 * keyword_paths.KEYWORDS]).split(";")
    )


def _copyright(main: Directory) -> str | None:
    """The photographer's part, or where that is blank the editor's, which follows a NUL (EXIF 3.0, tag Copyright)."""
    parts = (one_line(decoded(part)) for part in main.data(_Tag.Copyright)[:4000].split(b"\0")[:2])
    return next((part for part in parts if part), None)


def _exposure(tags: ExifDirectories) -> Exposure | None:
    number = {
        tag: tags.holding(tag).number(tag)
        for tag in (
            *(_Tag.FNumber, _Tag.ApertureValue, _Tag.ExposureTime, _Tag.ShutterSpeedValue, _Tag.ISOSpeedRatings),
            *(_Tag.FocalLength, _Tag.FocalLengthIn35mmFilm, *_ISO_OF_ITS_OWN),
        )
    }
    iso = number[_Tag.ISOSpeedRatings]
    if iso is None or iso == _UNCALIBRATED:
        iso = next((number[tag] for tag in _ISO_OF_ITS_OWN if number[tag]), iso)
    return exposure_of(
        f_number=positive(number[_Tag.FNumber]) or f_number_of_apex(number[_Tag.ApertureValue]),
        time_s=positive(number[_Tag.ExposureTime]) or time_of_apex(number[_Tag.ShutterSpeedValue]),
        iso=iso,
        focal_length_mm=number[_Tag.FocalLength],
        focal_length_35mm=number[_Tag.FocalLengthIn35mmFilm],
    )


def _colour_space(tags: ExifDirectories) -> str | None:
    code = tags.exif.number(_Tag.ColorSpace)
    if code == _UNCALIBRATED and tags.interoperability.text(1).startswith(_ADOBE_RGB_RULE):
        return colour_space_named(2)
    return colour_space_named(code)


def _subject_distance_m(exif: Directory) -> float | None:
    """EXIF 3.0, tag SubjectDistance: 0 is unknown, FFFFFFFF above the line is infinity."""
    distance = exif.number(_Tag.SubjectDistance)
    if distance is None or distance <= 0:
        return None
    return distance if distance < 0xFFFFFFFF // 1000 else math.inf


def _orientation(main: Directory) -> int | None:
    value = main.number(_Tag.Orientation)
    return int(value) if value is not None and value in range(1, 9) else None
