"""What is told of a photo as an EXIF block and an XMP packet of our own: nothing in them that is not known to be there.

EXIF takes what a camera measures and what fits its letters, XMP what people write. A name's date is a guess that stands
in the name already, and the file's time is its own: neither becomes a statement of the camera.
"""

from __future__ import annotations

import html
import math
import re
from collections.abc import Iterable
from fractions import Fraction
from typing import Final

from PIL import ExifTags, Image
from PIL.TiffImagePlugin import IFDRational

from photosearch.types.metadata import DatePrecision, DateSource, Exposure, FileMetadata, PhotoDate, Position, Told

_Tag: Final = ExifTags.Base
_Gps: Final = ExifTags.GPS
_PREFIX: Final = b"Exif\0\0"
_NO_STATEMENT: Final = frozenset({DateSource.NAME, DateSource.EXIF_MODIFIED, DateSource.FILE_TIME, DateSource.ADDED})
_LARGEST_PART: Final = 1_000_000
_INFINITE: Final = 0xFFFFFFFF
_PARTS_OF_DATE: Final = {DatePrecision.YEAR: "%Y", DatePrecision.MONTH: "%Y-%m", DatePrecision.DAY: "%Y-%m-%d"}
_NO_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACES: Final = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" '
    'xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:lr="http://ns.adobe.com/lightroom/1.0/"'
)


def turned_block(orientation: int | None) -> bytes:
    """The EXIF block (without prefix) that only says how the stored picture is turned; empty where it is upright."""
    if orientation in (None, 1):
        return b""
    exif = Image.Exif()
    exif[_Tag.Orientation] = orientation
    return exif.tobytes().removeprefix(_PREFIX)


def exif_block(told: FileMetadata, orientation: int | None, *, has_place: bool) -> bytes:
    """What EXIF has words for, without prefix; ``orientation`` is that of the stored picture."""
    exif = Image.Exif()
    exif[_Tag.Orientation] = orientation or 1
    if told.camera is not None:
        exif[_Tag.Make] = _letters(told.camera.value.split()[0])
        exif[_Tag.Model] = _letters(told.camera.value)
    for tag, text in ((_Tag.Artist, told.creator), (_Tag.Copyright, told.copyright), (_Tag.Software, told.software)):
        if text is not None:
            exif[tag] = _letters(text.value)
    if told.caption is not None:
        exif[_Tag.ImageDescription] = _letters(told.caption.value)
    shot = exif.get_ifd(ExifTags.IFD.Exif)
    if told.date is not None:
        shot.update(_date_tags(told.date))
    if told.exposure is not None:
        shot.update(_exposure_tags(told.exposure.value))
    if told.lens is not None and told.lens.value.isascii():
        shot[_Tag.LensModel] = told.lens.value
    if told.subject_distance_m is not None:
        shot[_Tag.SubjectDistance] = _rational(told.subject_distance_m.value)
    if told.position is not None and has_place:
        exif.get_ifd(ExifTags.IFD.GPSInfo).update(_place_tags(told.position))
    return exif.tobytes().removeprefix(_PREFIX)


def xmp_packet(told: FileMetadata) -> bytes:
    """What people wrote, and dates that are known in part; empty where there is nothing of the kind. Never a place."""
    elements = [
        _alternative("dc:title", told.title),
        _alternative("dc:description", told.caption),
        _alternative("dc:rights", told.copyright),
        _list("dc:creator", "rdf:Seq", [told.creator.value] if told.creator else []),
        _list("dc:subject", "rdf:Bag", dict.fromkeys(keyword.path[-1] for keyword in told.keywords)),
        _list(
            "lr:hierarchicalSubject",
            "rdf:Bag",
            ["|".join(keyword.path) for keyword in told.keywords if len(keyword.path) > 1],
        ),
        *([f"<xmp:Rating>{told.rating.value:g}</xmp:Rating>"] if told.rating else []),
    ]
    date = told.date
    if date is not None and date.source not in _NO_STATEMENT and date.precision in _PARTS_OF_DATE:
        said = date.at.strftime(_PARTS_OF_DATE[date.precision])
        elements.append(f"<exif:DateTimeOriginal>{said}</exif:DateTimeOriginal>")
    body = "".join(elements)
    if not body:
        return b""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {_SPACES}>{body}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()


def _letters(text: str) -> bytes:
    """As EXIF readers expect it by now: UTF-8, though the standard before 3.0 knew only ASCII."""
    return text.encode("utf-8", "replace").replace(b"\0", b"")


def _date_tags(date: PhotoDate) -> dict[int, str]:
    if date.source in _NO_STATEMENT or date.precision is not DatePrecision.TIME:
        return {}
    tags = {int(_Tag.DateTimeOriginal): f"{date.at.year:04}:{date.at:%m:%d %H:%M:%S}"}
    if date.at.microsecond:
        tags[_Tag.SubsecTimeOriginal] = f"{date.at.microsecond:06}"
    if date.offset_min is not None:
        hours, minutes = divmod(abs(date.offset_min), 60)
        tags[_Tag.OffsetTimeOriginal] = f"{'-' if date.offset_min < 0 else '+'}{hours:02}:{minutes:02}"
    return tags


def _exposure_tags(exposure: Exposure) -> dict[int, IFDRational | int]:
    tags: dict[int, IFDRational | int] = {}
    for tag, value in (
        (_Tag.FNumber, exposure.f_number),
        (_Tag.ExposureTime, exposure.time_s),
        (_Tag.FocalLength, exposure.focal_length_mm),
    ):
        if value is not None:
            tags[tag] = _rational(value)
    for tag, value in ((_Tag.ISOSpeedRatings, exposure.iso), (_Tag.FocalLengthIn35mmFilm, exposure.focal_length_35mm)):
        if value is not None and 0 < value < 0xFFFF:
            tags[tag] = round(value)
    return tags


def _place_tags(place: Position) -> dict[int, object]:
    tags: dict[int, object] = {
        _Gps.GPSVersionID: bytes((2, 3, 0, 0)),
        _Gps.GPSLatitudeRef: "S" if place.latitude_deg < 0 else "N",
        _Gps.GPSLatitude: _sexagesimal(place.latitude_deg),
        _Gps.GPSLongitudeRef: "W" if place.longitude_deg < 0 else "E",
        _Gps.GPSLongitude: _sexagesimal(place.longitude_deg),
    }
    if place.altitude_m is not None:
        tags[_Gps.GPSAltitudeRef] = bytes((int(place.altitude_m < 0),))
        tags[_Gps.GPSAltitude] = _rational(abs(place.altitude_m))
    if place.direction_deg is not None:
        tags[_Gps.GPSImgDirectionRef] = "T"
        tags[_Gps.GPSImgDirection] = _rational(place.direction_deg)
    return tags


def _sexagesimal(degrees: float) -> tuple[IFDRational, ...]:
    """Degrees, minutes and ten thousandths of seconds: 3 mm on the ground."""
    parts = round(abs(degrees) * 3600 * 10_000)
    return (
        IFDRational(parts // 36_000_000, 1),
        IFDRational(parts // 600_000 % 60, 1),
        IFDRational(parts % 600_000, 10_000),
    )


def _rational(value: float) -> IFDRational:
    if math.isinf(value):
        return IFDRational(_INFINITE, 1)
    fraction = Fraction(value).limit_denominator(_LARGEST_PART)
    return IFDRational(fraction.numerator, fraction.denominator)


def _alternative(name: str, told: Told[str] | None) -> str:
    if told is None:
        return ""
    return f'<{name}><rdf:Alt><rdf:li xml:lang="x-default">{_escaped(told.value)}</rdf:li></rdf:Alt></{name}>'


def _list(name: str, kind: str, texts: Iterable[str]) -> str:
    items = "".join(f"<rdf:li>{_escaped(text)}</rdf:li>" for text in texts)
    return f"<{name}><{kind}>{items}</{kind}></{name}>" if items else ""


def _escaped(text: str) -> str:
    return html.escape(_NO_XML.sub("", text), quote=False)
