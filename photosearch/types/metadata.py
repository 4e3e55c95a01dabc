"""What is told of a photo: inside its file, beside it and by its name; each value remembers who told it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Generic, TypeVar

from photosearch.types.files import NO_CHANGE_TIME, FileStamp

T = TypeVar("T")


class Origin(StrEnum):
    """Where a value stands."""

    EXIF = "exif"
    XMP = "xmp"
    """A packet inside the file."""
    IPTC = "iptc"
    MAKER_NOTE = "maker_note"
    PNG_TEXT = "png_text"
    SIDECAR = "sidecar"
    """An XMP file beside the photo."""
    TAKEOUT = "takeout"
    """The JSON file that Google Takeout puts beside the photo."""


class DateSource(StrEnum):
    """Which statement a date is taken from; docs/metadata.md says in which order they are believed."""

    SIDECAR_ORIGINAL = "sidecar_original"
    EXIF_ORIGINAL = "exif_original"
    XMP_ORIGINAL = "xmp_original"
    SIDECAR_CREATED = "sidecar_created"
    XMP_CREATED = "xmp_created"
    PHOTOSHOP_CREATED = "photoshop_created"
    IPTC = "iptc"
    EXIF_DIGITISED = "exif_digitised"
    PNG_TEXT = "png_text"
    TAKEOUT = "takeout"
    NAME = "name"
    EXIF_MODIFIED = "exif_modified"
    FILE_TIME = "file_time"
    ADDED = "added"
    """When the library first saw the file, whose own time cannot be true."""


NOT_TOLD: Final = frozenset({DateSource.FILE_TIME, DateSource.ADDED})
"""Nobody tells when the photo was taken; these only put it into an order."""


class DatePrecision(StrEnum):
    """The smallest part that is known of a date; smaller ones are the first of their kind (day 1, 00:00)."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class PhotoDate:
    """When a photo was taken, as far as anything tells."""

    at: dt.datetime
    """Naive wall-clock time at the place where it was taken; of this machine's zone where only an instant is told."""
    source: DateSource
    is_certain: bool = True
    """False where a better source said something that cannot be, or the source tells when something else happened."""
    offset_min: int | None = None
    """Minutes east of UTC of ``at``, where the source says so."""
    precision: DatePrecision = DatePrecision.TIME


@dataclass(frozen=True, slots=True)
class Told(Generic[T]):
    """A value and who told it."""

    value: T
    origin: Origin


@dataclass(frozen=True, slots=True)
class Position:
    """Where the camera stood (WGS 84)."""

    latitude_deg: float
    """-90 to 90, north positive."""
    longitude_deg: float
    """-180 to 180, east positive."""
    origin: Origin
    altitude_m: float | None = None
    """Above the sea; below it negative."""
    direction_deg: float | None = None
    """Where the camera looked: 0 (north) to below 360, clockwise."""


@dataclass(frozen=True, slots=True)
class Keyword:
    """A word that somebody gave to the photo."""

    path: tuple[str, ...]
    """From the widest word to the narrowest, as in ("Places", "France", "Paris"); a flat keyword has one part."""
    origin: Origin


@dataclass(frozen=True, slots=True)
class Exposure:
    """How the picture was exposed; a part that nobody tells is None."""

    f_number: float | None = None
    time_s: float | None = None
    iso: int | None = None
    focal_length_mm: float | None = None
    focal_length_35mm: float | None = None
    """The focal length that gives the same view on 36 x 24 mm."""


class UnreadReason(StrEnum):
    """Why a block of metadata was not read, or not to its end."""

    TOO_LARGE = "too_large"
    """More bytes or entries than anybody writes."""
    FORBIDDEN = "forbidden"
    """XML that declares entities of its own, which here are only ever an attack."""
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class Sidecar:
    """A file beside a photo that tells of it."""

    name: str
    """In the photo's folder."""
    stamp: FileStamp
    ctime_ns: int = NO_CHANGE_TIME
    """When anything about it changed last, as its volume says, or says not."""


@dataclass(frozen=True, slots=True)
class FileMetadata:
    """All that is told of one photo; what nobody tells is None or empty."""

    date: PhotoDate | None = None
    position: Position | None = None
    camera: Told[str] | None = None
    """Maker and model, the maker said once."""
    lens: Told[str] | None = None
    rating: Told[float] | None = None
    """0 to 5 stars, halves among them; -1: rejected."""
    title: Told[str] | None = None
    caption: Told[str] | None = None
    keywords: tuple[Keyword, ...] = ()
    creator: Told[str] | None = None
    copyright: Told[str] | None = None
    exposure: Told[Exposure] | None = None
    software: Told[str] | None = None
    colour_space: Told[str] | None = None
    """"sRGB", "Adobe RGB" and so on, as EXIF or XMP names it; the pixels are read by their profile, not by this."""
    subject_distance_m: Told[float] | None = None
    """Infinite where the camera says so."""
    content_identifier: Told[str] | None = None
    """Apple's name for a Live Photo, which its film shares."""
    burst_id: Told[str] | None = None
    """Shared by the pictures of one burst."""
    orientation: int | None = None
    """1 to 8, by EXIF's tag 274: how the stored picture is turned."""
    sidecars: tuple[Sidecar, ...] = ()
    """The files beside the photo that were read for this."""
    unread: tuple[tuple[Origin, UnreadReason], ...] = ()
    """Blocks of which something could not be read; what could be is there."""
