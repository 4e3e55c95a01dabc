"""What is told of a photo as a list for people: each value with who told it, where that is not what anybody expects."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from photosearch.types.metadata import (
    NOT_TOLD,
    DatePrecision,
    DateSource,
    Exposure,
    FileMetadata,
    Keyword,
    Origin,
    PhotoDate,
    Position,
    Told,
    UnreadReason,
)
from photosearch.types.places import PhotoPlace
from photosearch.types.texts import Field
from photosearch.words.leads import (
    Lead,
    date_lead,
    keyword_lead,
    place_leads,
    rating_lead,
    words_lead,
    written_lead,
)
from photosearch.words.photo_places import name_in, photo_place_text
from photosearch.words.quantities import date_text, date_time_text, decimal_text, location_text, month_text
from photosearch.words.sentence import listed
from photosearch.words.spoken import language, marked, translate

T = TypeVar("T")

_ORIGINS: dict[Origin, str] = {
    Origin.EXIF: marked("Told", "EXIF in the file"),
    Origin.XMP: marked("Told", "XMP in the file"),
    Origin.IPTC: marked("Told", "IPTC in the file"),
    Origin.MAKER_NOTE: marked("Told", "the camera's own notes in the file"),
    Origin.PNG_TEXT: marked("Told", "text in the PNG"),
    Origin.SIDECAR: marked("Told", "the XMP file beside it"),
    Origin.TAKEOUT: marked("Told", "Google Takeout's file beside it"),
}
_DATE_SOURCES: dict[DateSource, str] = {
    DateSource.SIDECAR_ORIGINAL: marked("Told", "the XMP file beside it"),
    DateSource.EXIF_ORIGINAL: marked("Told", "the camera (EXIF)"),
    DateSource.XMP_ORIGINAL: marked("Told", "XMP in the file"),
    DateSource.SIDECAR_CREATED: marked("Told", "the XMP file beside it"),
    DateSource.XMP_CREATED: marked("Told", "XMP in the file"),
    DateSource.PHOTOSHOP_CREATED: marked("Told", "XMP in the file"),
    DateSource.IPTC: marked("Told", "IPTC in the file"),
    DateSource.EXIF_DIGITISED: marked("Told", "when it was digitised (EXIF)"),
    DateSource.PNG_TEXT: marked("Told", "text in the PNG"),
    DateSource.TAKEOUT: marked("Told", "Google Takeout's file beside it"),
    DateSource.NAME: marked("Told", "the file's name"),
    DateSource.EXIF_MODIFIED: marked("Told", "when it was last changed (EXIF)"),
    DateSource.FILE_TIME: marked("Told", "when the file was last written"),
    DateSource.ADDED: marked("Told", "when it was added; the file's own time lies in the future"),
}
_UNREAD: dict[UnreadReason, str] = {
    UnreadReason.TOO_LARGE: marked("Told", "{block}: larger than anybody writes it"),
    UnreadReason.FORBIDDEN: marked("Told", "{block}: it defines entities, which only attacks do"),
    UnreadReason.DAMAGED: marked("Told", "{block}: damaged"),
}
_FASTEST_WHOLE_S = 0.4
"""Longer exposures are said in seconds, shorter ones as a fraction, as cameras do."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line: a title, its value, and who told it."""

    title: str
    value: str
    source: str = ""
    is_expected: bool = True
    """Whether the source is the one that anybody expects, which need not be said."""
    leads: tuple[Lead, ...] = ()
    """Where the value, or each part of it, leads; empty where it leads nowhere."""

    @property
    def text(self) -> str:
        """The value, with its source where that is worth saying."""
        if not self.source or self.is_expected:
            return self.value
        return translate("Told", "{value} ({source})").format(value=self.value, source=self.source)


def told_facts(told: FileMetadata, place: PhotoPlace | None = None) -> Iterator[Fact]:
    """What a person wants to know, the most telling first; what nobody told is left out.

    ``place`` is what the position says of it.
    """
    if told.date is not None:
        yield _date(told.date)
    if place is not None:
        names = {part: name_in(part, language()) for part in (place.town, place.near) if part is not None}
        yield Fact(translate("Told", "Taken at"), photo_place_text(place), leads=place_leads(place, names))
    if told.position is not None:
        yield _position(told.position)
    yield from _fact(translate("Told", "Title"), told.title, str, words_lead)
    yield from _fact(translate("Told", "Caption"), told.caption, str, words_lead)
    if told.keywords:
        yield _keywords(told.keywords)
    if told.rating is not None and told.rating.value:  # no stars are nothing to say
        yield from _fact(translate("Told", "Rating"), told.rating, rating_text, _rating_leads)
    yield from _fact(translate("Told", "Camera"), told.camera, str, partial(_written_leads, Field.CAMERA))
    yield from _fact(translate("Told", "Lens"), told.lens, str, partial(_written_leads, Field.LENS))
    yield from _fact(translate("Told", "Exposure"), told.exposure, exposure_text)
    yield from _fact(translate("Told", "Creator"), told.creator, str, partial(_written_leads, Field.CREATOR))
    yield from _fact(translate("Told", "Copyright"), told.copyright, str)


def further_facts(told: FileMetadata) -> Iterator[Fact]:
    """What only a closer look asks for."""
    yield from _fact(translate("Told", "Distance"), told.subject_distance_m, _distance_text)
    yield from _fact(translate("Told", "Software"), told.software, str)
    yield from _fact(translate("Told", "Colour space"), told.colour_space, str)
    yield from _fact(translate("Told", "Live Photo"), told.content_identifier, str)
    yield from _fact(translate("Told", "Burst"), told.burst_id, str)
    for origin, reason in told.unread:
        text = translate("Told", _UNREAD[reason]).format(block=origin_text(origin))
        yield Fact(translate("Told", "Not read"), text)


def origin_text(origin: Origin) -> str:
    """Where a value stands."""
    return translate("Told", _ORIGINS[origin])


def date_source_text(source: DateSource) -> str:
    """Which statement a date is taken from."""
    return translate("Told", _DATE_SOURCES[source])


def photo_date_text(date: PhotoDate) -> str:
    """A date as exactly as it is known."""
    match date.precision:
        case DatePrecision.YEAR:
            return str(date.at.year)
        case DatePrecision.MONTH:
            return month_text(date.at)
        case DatePrecision.DAY:
            return date_text(date.at)
        case DatePrecision.TIME:
            return date_time_text(date.at)


def rating_text(stars: float) -> str:
    """Such as ``★★★½``, and a word for rejected."""
    if stars < 0:
        return translate("Told", "rejected")
    return "★" * int(stars) + ("½" if stars % 1 else "")


def exposure_text(exposure: Exposure) -> str:
    """Such as ``f/1.8 · 1/250 s · ISO 100 · 23 mm``."""
    parts = [
        None if exposure.f_number is None else f"f/{_short(exposure.f_number)}",
        None if exposure.time_s is None else _seconds_text(exposure.time_s),
        None if exposure.iso is None else f"ISO {exposure.iso:g}",
        _focal_length_text(exposure),
    ]
    return " · ".join(part for part in parts if part)


def keyword_text(keyword: Keyword) -> str:
    """From the widest word to the narrowest."""
    return " › ".join(keyword.path)


def _date(date: PhotoDate) -> Fact:
    source = date_source_text(date.source)
    if not date.is_certain:
        source = translate("Told", "{source}; not certain").format(source=source)
    is_expected = date.source is DateSource.EXIF_ORIGINAL and date.is_certain
    # A photo that nobody dates was not taken when its file was written.
    title = translate("Told", "Date") if date.source in NOT_TOLD else translate("Told", "Taken")
    text = photo_date_text(date)
    day = date_text(date.at) if date.precision is DatePrecision.TIME else text
    return Fact(title, text, source, is_expected, (date_lead(date, text, day),))


def _position(place: Position) -> Fact:
    text = location_text(place.latitude_deg, place.longitude_deg)
    if place.altitude_m is not None:
        text += translate("Told", ", {metres} m high").format(metres=decimal_text(place.altitude_m, 0))
    if place.direction_deg is not None:
        text += translate("Told", ", looking {degrees}°").format(degrees=decimal_text(place.direction_deg, 0))
    return Fact(translate("Told", "Place"), text, origin_text(place.origin), place.origin is Origin.EXIF)


def _keywords(keywords: tuple[Keyword, ...]) -> Fact:
    origins = dict.fromkeys(keyword.origin for keyword in keywords)
    sources = listed([origin_text(origin) for origin in origins])
    is_expected = origins.keys() <= {Origin.XMP, Origin.IPTC}
    texts = {keyword_text(one): one for one in keywords}
    leads = tuple(keyword_lead(one, text) for text, one in texts.items())
    return Fact(translate("Told", "Keywords"), listed(list(texts)), sources, is_expected, leads)


def _rating_leads(stars: float) -> tuple[Lead, ...]:
    return (rating_lead(stars, rating_text(stars)),)


def _written_leads(field: Field, text: str) -> tuple[Lead, ...]:
    return (written_lead(field, text),)


def _none(value: object) -> tuple[Lead, ...]:
    """It leads nowhere."""
    del value
    return ()


def _fact(
    title: str, told: Told[T] | None, text: Callable[[T], str], leads: Callable[[T], tuple[Lead, ...]] = _none
) -> Iterator[Fact]:
    if told is None:
        return
    is_expected = told.origin in (Origin.EXIF, Origin.XMP, Origin.IPTC)
    yield Fact(title, text(told.value), origin_text(told.origin), is_expected, leads(told.value))


def _short(value: float) -> str:
    return decimal_text(value, 0 if value == round(value) else 1)


def _seconds_text(seconds: float) -> str:
    if 0 < seconds < _FASTEST_WHOLE_S:
        return translate("Told", "1/{part} s").format(part=decimal_text(1 / seconds, 0))
    return translate("Told", "{seconds} s").format(seconds=_short(seconds))


def _focal_length_text(exposure: Exposure) -> str | None:
    own, full_frame = exposure.focal_length_mm, exposure.focal_length_35mm
    if own is None and full_frame is None:
        return None
    if full_frame is None or own == full_frame:
        return translate("Told", "{length} mm").format(length=_short(own if own is not None else 0))
    if own is None:
        return translate("Told", "{length} mm on 35 mm film").format(length=_short(full_frame))
    text = translate("Told", "{length} mm (like {other} mm on 35 mm film)")
    return text.format(length=_short(own), other=_short(full_frame))


def _distance_text(distance_m: float) -> str:
    if math.isinf(distance_m):
        return translate("Told", "far away")
    return translate("Told", "{metres} m").format(metres=decimal_text(distance_m, 1))
