"""What is told of a photo as columns of ``photo`` and ``photo_metadata``, and back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import astuple
from typing import Any, Final

from photosearch.store.file_time import source_of
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
    Sidecar,
    Told,
    UnreadReason,
)

_IN_PHOTO: Final = ("camera", "lens", "rating")
_IN_METADATA: Final = (
    "title",
    "caption",
    "creator",
    "copyright",
    "software",
    "colour_space",
    "subject_distance_m",
    "content_identifier",
    "burst_id",
)
_EXPOSURE_COLUMNS: Final = ("f_number", "exposure_s", "iso", "focal_length_mm", "focal_length_35mm")
"""In the order of the fields of :class:`Exposure`."""
_POSITION, _EXPOSURE = "position", "exposure"
_BEFORE_SOURCES: Final = Origin.EXIF
"""Who told what versions of the database before 3 hold."""

Values = Mapping[Any, Any]


def photo_columns(told: FileMetadata) -> dict[str, object]:
    """The columns of ``photo``. The file's time is not told of the photo: it goes with the stamp."""
    place = told.position
    date = None if told.date is None or told.date.source in NOT_TOLD else told.date
    return {
        "taken_at_us": date and date.at,
        "taken_offset_min": date and date.offset_min,
        "date_source": date and date.source.value,
        "date_is_certain": date and date.is_certain,
        "date_precision": date and date.precision.value,
        "latitude_deg": place and place.latitude_deg,
        "longitude_deg": place and place.longitude_deg,
        **{name: _value(getattr(told, name)) for name in _IN_PHOTO},
    }


def metadata_columns(told: FileMetadata) -> dict[str, object]:
    """The columns of ``photo_metadata``."""
    place = told.position
    exposure = Exposure() if told.exposure is None else told.exposure.value
    return {
        **{name: _value(getattr(told, name)) for name in _IN_METADATA},
        **dict(zip(_EXPOSURE_COLUMNS, astuple(exposure), strict=True)),
        "altitude_m": place and place.altitude_m,
        "direction_deg": place and place.direction_deg,
        "orientation": told.orientation,
        "sources": json.dumps(_sources(told), separators=(",", ":")),
        "unread": json.dumps([[origin.value, reason.value] for origin, reason in told.unread], separators=(",", ":")),
    }


def told_by(row: Values, keywords: Iterable[Keyword], sidecars: Iterable[Sidecar]) -> FileMetadata:
    """The value again, from the columns of both; those of ``photo_metadata`` are None until somebody reads for them."""
    sources = json.loads(row["sources"] or "{}")

    def origin_of(name: str) -> Origin:
        return Origin(sources.get(name, _BEFORE_SOURCES))

    def told(name: str) -> Any:  # noqa: ANN401 - the column's own type
        return None if row[name] is None else Told(row[name], origin_of(name))

    return FileMetadata(
        date=_date(row),
        position=_position(row, origin_of),
        exposure=_exposure(row, origin_of),
        keywords=tuple(keywords),
        sidecars=tuple(sidecars),
        orientation=row["orientation"],
        unread=tuple((Origin(origin), UnreadReason(reason)) for origin, reason in json.loads(row["unread"] or "[]")),
        **{name: told(name) for name in (*_IN_PHOTO, *_IN_METADATA)},
    )


def _value(told: Told[Any] | None) -> object:
    return None if told is None else told.value


def _sources(told: FileMetadata) -> dict[str, str]:
    names = (*_IN_PHOTO, *_IN_METADATA, _POSITION, _EXPOSURE)
    return {name: value.origin.value for name in names if (value := getattr(told, name)) is not None}


def _date(row: Values) -> PhotoDate:
    if row["taken_at_us"] is None:
        return PhotoDate(row["date_us"], source_of(row["date_us"], row["mtime_ns"]), is_certain=False)
    return PhotoDate(
        at=row["taken_at_us"],
        source=DateSource(row["date_source"] or DateSource.EXIF_ORIGINAL),
        is_certain=row["date_is_certain"] is not False,
        offset_min=row["taken_offset_min"],
        precision=DatePrecision(row["date_precision"] or DatePrecision.TIME),
    )


def _position(row: Values, origin_of: Callable[[str], Origin]) -> Position | None:
    if row["latitude_deg"] is None or row["longitude_deg"] is None:
        return None
    origin = origin_of(_POSITION)
    return Position(row["latitude_deg"], row["longitude_deg"], origin, row["altitude_m"], row["direction_deg"])


def _exposure(row: Values, origin_of: Callable[[str], Origin]) -> Told[Exposure] | None:
    exposure = Exposure(*(row[column] for column in _EXPOSURE_COLUMNS))
    return None if exposure == Exposure() else Told(exposure, origin_of(_EXPOSURE))
