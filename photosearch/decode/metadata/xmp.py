"""What an XMP packet says of a photo. Its names are those of the XMP specification part 2 and of CIPA DC-010 (EXIF)."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from typing import Final

from photosearch.decode.metadata import camera_name, coordinates, keyword_paths, ratings
from photosearch.decode.metadata.dates import WrittenDate, parse_date
from photosearch.decode.metadata.encodings import mended, one_line, paragraphs
from photosearch.decode.metadata.exposure import colour_space_named, exposure_of, f_number_of_apex
from photosearch.decode.metadata.rdf import Value, properties_of
from photosearch.decode.metadata.statement import Statement
from photosearch.decode.metadata.xml_tree import parse
from photosearch.types.metadata import DateSource, Exposure, Origin, Position, UnreadReason

Properties = Mapping[str, Value]

_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_XMP: Final = "{http://ns.adobe.com/xap/1.0/}"
_EXIF: Final = "{http://ns.adobe.com/exif/1.0/}"
_EXIF_EX: Final = "{http://cipa.jp/exif/1.0/}"
_AUX: Final = "{http://ns.adobe.com/exif/1.0/aux/}"
_TIFF: Final = "{http://ns.adobe.com/tiff/1.0/}"
_PHOTOSHOP: Final = "{http://ns.adobe.com/photoshop/1.0/}"
_LIGHTROOM: Final = "{http://ns.adobe.com/lightroom/1.0/}"
_DIGIKAM: Final = "{http://www.digikam.org/ns/1.0/}"
_MICROSOFT: Final = ("{http://ns.microsoft.com/photo/1.0/}", "{http://ns.microsoft.com/photo/1.2/}")
_MICROSOFT_LAST_KEYWORD: Final = "LastKeywordXMP"
_GOOGLE_CAMERA: Final = "{http://ns.google.com/photos/1.0/camera/}"
_ACDSEE: Final = "{http://ns.acdsee.com/iptc/1.0/}"

_SPACES: Final = (
    *(_DC, _XMP, _EXIF, _EXIF_EX, _AUX, _TIFF, _PHOTOSHOP, _LIGHTROOM, _DIGIKAM, *_MICROSOFT, _GOOGLE_CAMERA, _ACDSEE),
)

SIDECAR_FOR: Final = f"{_PHOTOSHOP}SidecarForExtension"

_DATES: Final = (
    (DateSource.XMP_ORIGINAL, DateSource.SIDECAR_ORIGINAL, f"{_EXIF}DateTimeOriginal", f"{_EXIF}SubSecTimeOriginal"),
    (DateSource.XMP_CREATED, DateSource.SIDECAR_CREATED, f"{_XMP}CreateDate", ""),
    (DateSource.XMP_CREATED, DateSource.SIDECAR_CREATED, f"{_EXIF}DateTimeDigitized", f"{_EXIF}SubSecTimeDigitized"),
    (DateSource.PHOTOSHOP_CREATED, DateSource.SIDECAR_CREATED, f"{_PHOTOSHOP}DateCreated", ""),
)
_NUMBER: Final = re.compile(r"\s*([+-]?\d{1,12}(?:\.\d{0,12})?)(?:\s*/\s*(\d{1,12}(?:\.\d{0,12})?))?\s*$")


def may_tell(packet: bytes) -> bool:
    """Whether a long packet may hold anything that is read here: phones put megabytes of depth into them, and no words.

    A namespace has to be declared before it is used, and declarations are not escaped.
    """
    return any(space[1:-1].encode() in packet for space in _SPACES)


def read_packet(packet: bytes) -> tuple[Properties, UnreadReason | None]:
    """The properties in a packet, as far as it can be read, and why the rest could not be."""
    root, reason = parse(packet)
    return ({} if root is None else properties_of(root)), reason


def statement_of(properties: Properties, origin: Origin) -> Statement:
    """What the properties of a packet say, which stands in the file or (``origin``) beside it."""
    return Statement(
        origin=origin,
        dates=_dates(properties, is_sidecar=origin is Origin.SIDECAR),
        position=_position(properties, origin),
        camera=camera_name.named(_line(properties, f"{_TIFF}Make"), _line(properties, f"{_TIFF}Model")),
        lens=_line(properties, f"{_EXIF_EX}LensModel", f"{_AUX}Lens"),
        rating=_rating(properties),
        title=_line(properties, f"{_DC}title", f"{_ACDSEE}headline", f"{_PHOTOSHOP}Headline"),
        caption=_caption(properties),
        keywords=_keywords(properties),
        creator=_creators(properties),
        copyright=_line(properties, f"{_DC}rights"),
        exposure=_exposure(properties),
        software=_line(properties, f"{_XMP}CreatorTool", f"{_TIFF}Software"),
        colour_space=colour_space_named(_number(properties, f"{_EXIF}ColorSpace")),
        subject_distance_m=_number(properties, f"{_EXIF}SubjectDistance", f"{_AUX}ApproximateFocusDistance") or None,
        burst_id=_line(properties, f"{_GOOGLE_CAMERA}BurstID"),
        orientation=_orientation(properties),
    )


def _text(properties: Properties, *names: str) -> str:
    """The text of the first property that has any."""
    texts = (properties[name].first_text for name in names if name in properties)
    return next((text for text in texts if text), "")


def _line(properties: Properties, *names: str) -> str | None:
    return one_line(mended(_text(properties, *names)))


def _number(properties: Properties, *names: str) -> float | None:
    """A number or a fraction ("28/10"); infinite for 1/0, None for anything else."""
    found = _NUMBER.match(_text(properties, *names)[:60])
    if found is None:
        return None
    numerator, denominator = float(found[1]), float(found[2] or 1)
    if denominator == 0:
        return math.inf if numerator > 0 else None
    return numerator / denominator


def _dates(properties: Properties, *, is_sidecar: bool) -> dict[DateSource, WrittenDate]:
    dates: dict[DateSource, WrittenDate] = {}
    for inside, beside, name, fraction in _DATES:
        source = beside if is_sidecar else inside
        written = parse_date(_text(properties, name)[:60], _text(properties, fraction)[:10])
        if written is not None and source not in dates:
            dates[source] = written
    return dates


def _position(properties: Properties, origin: Origin) -> Position | None:
    altitude = _number(properties, f"{_EXIF}GPSAltitude")
    if altitude is not None and _text(properties, f"{_EXIF}GPSAltitudeRef").strip() == "1":
        altitude = -altitude
    return coordinates.position(
        coordinates.parse_degrees(
            _text(properties, f"{_EXIF}GPSLatitude"), _text(properties, f"{_EXIF}GPSLatitudeRef"), "NS"
        ),
        coordinates.parse_degrees(
            _text(properties, f"{_EXIF}GPSLongitude"), _text(properties, f"{_EXIF}GPSLongitudeRef"), "EW"
        ),
        origin,
        altitude_m=altitude,
        direction_deg=_number(properties, f"{_EXIF}GPSImgDirection"),
    )


def _rating(properties: Properties) -> float | None:
    stars = ratings.from_stars(_number(properties, f"{_XMP}Rating"))
    percent = ratings.from_percent(_number(properties, *(f"{space}Rating" for space in _MICROSOFT)))
    return ratings.most_telling((stars, percent))


def _caption(properties: Properties) -> str | None:
    for name in (f"{_DC}description", f"{_ACDSEE}caption", f"{_TIFF}ImageDescription", f"{_EXIF}UserComment"):
        text = paragraphs(mended(_text(properties, name)))
        if text is not None and not camera_name.is_stock_caption(text):
            return text
    return None


def _keywords(properties: Properties) -> tuple[tuple[str, ...], ...]:
    hierarchical = [
        *((text, "|") for text in _texts(properties, f"{_LIGHTROOM}hierarchicalSubject")),
        *((text, "/") for text in _texts(properties, f"{_DIGIKAM}TagsList")),
        *((text, "/") for space in _MICROSOFT for text in _texts(properties, f"{space}{_MICROSOFT_LAST_KEYWORD}")),
    ]
    return keyword_paths.merged(
        [keyword_paths.split(mended(text), separator) for text, separator in hierarchical]
        + [keyword_paths.flat(mended(text)) for text in _texts(properties, f"{_DC}subject")]
    )


def _texts(properties: Properties, name: str) -> Iterable[str]:
    value = properties.get(name)
    return () if value is None else value.texts


def _creators(properties: Properties) -> str | None:
    names = (one_line(mended(text)) for text in _texts(properties, f"{_DC}creator"))
    return one_line(", ".join(dict.fromkeys(name for name in names if name)))


def _exposure(properties: Properties) -> Exposure | None:
    return exposure_of(
        f_number=_number(properties, f"{_EXIF}FNumber")
        or f_number_of_apex(_number(properties, f"{_EXIF}ApertureValue")),
        time_s=_number(properties, f"{_EXIF}ExposureTime"),
        iso=_number(properties, f"{_EXIF_EX}PhotographicSensitivity", f"{_EXIF}ISOSpeedRatings"),
        focal_length_mm=_number(properties, f"{_EXIF}FocalLength"),
        focal_length_35mm=_number(properties, f"{_EXIF}FocalLengthIn35mmFilm"),
    )


def _orientation(properties: Properties) -> int | None:
    value = _number(properties, f"{_TIFF}Orientation")
    return int(value) if value is not None and value in range(1, 9) else None
