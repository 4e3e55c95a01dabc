"""The values that stages hand to each other: plain, frozen, free of Qt, SQL and torch."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, NewType

import numpy as np
from numpy.typing import NDArray

PhotoId = NewType("PhotoId", int)
ItemId = NewType("ItemId", int)
"""What can be found: a photo, or a moment in a video. Embeddings and indexes go by items."""
RootId = NewType("RootId", int)
EncoderId = NewType("EncoderId", str)
"""Name + weights digest + preprocessing version: two encoders never share one."""

Float32Array = NDArray[np.float32]
UInt8Array = NDArray[np.uint8]
Int64Array = NDArray[np.int64]

FIRST_MOMENT_ID = 1 << 40
"""An item that is a photo has the photo's number; moments in videos are numbered from here on."""


def item_of(photo_id: PhotoId) -> ItemId:
    """The item that is the photo itself."""
    return ItemId(photo_id)


StrArray = NDArray[np.str_]


class FileStamp(NamedTuple):
    """Says "unchanged" cheaply: the size in bytes and the modification time in nanoseconds.

    A tuple, since a scan compares a million of them.
    """

    size_bytes: int
    mtime_ns: int


def file_line(relative_path: str, size_bytes: int, mtime_ns: int) -> str:
    """A file as one string, so that a scan can look a million of them up without an object for each.

    No two files share one: the last two parts between slashes are numbers. Two slashes never meet in it.
    """
    return f"{relative_path}/{size_bytes}/{mtime_ns}"


def path_of_line(line: str) -> str:
    """The relative path in a :func:`file_line`."""
    return line.rsplit("/", 2)[0]


def file_of_line(line: str) -> FoundFile:
    """The file that a :func:`file_line` tells of."""
    relative_path, size_bytes, mtime_ns = line.rsplit("/", 2)
    return FoundFile(relative_path, FileStamp(int(size_bytes), int(mtime_ns)))


class ProblemReason(StrEnum):
    """Why a file could not be used. The window and the command line turn these into sentences."""

    EMPTY = "empty"
    NOT_AN_IMAGE = "not_an_image"
    DAMAGED = "damaged"
    TOO_LARGE = "too_large"
    UNSUPPORTED = "unsupported"
    NO_PERMISSION = "no_permission"
    READ_ERROR = "read_error"
    NOT_A_FILE = "not_a_file"
    IS_A_FOLDER = "is_a_folder"
    UNREADABLE_FOLDER = "unreadable_folder"
    DECODER_CRASHED = "decoder_crashed"
    DECODER_TIMEOUT = "decoder_timeout"
    OUT_OF_MEMORY = "out_of_memory"
    ENCODER_FAILED = "encoder_failed"
    VANISHED = "vanished"
    """Gone before it could be read: never stored, the next scan settles it."""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A regular file with a photo's name below a root. ``relative_path`` uses ``/`` and surrogate escapes."""

    relative_path: str
    stamp: FileStamp


@dataclass(frozen=True, slots=True)
class FoundProblem:
    """Something with a photo's name (or a folder) that the walker could not list as a file."""

    relative_path: str
    reason: ProblemReason
    detail: str = ""


LINK_TO_NOTHING = "its target is not there"
"""The detail of a link that leads nowhere: a code, for which there are words."""


class Resize(StrEnum):
    """How an image becomes the encoder's square input."""

    SQUASH = "squash"
    """Both sides to ``size_px``, aspect lost (what cn_clip's own transform does)."""
    CENTER_CROP = "center_crop"
    """Short side to ``size_px``, then the middle square."""


@dataclass(frozen=True, slots=True)
class PixelSpec:
    """The uint8 RGB square an image encoder wants, always resampled bicubically."""

    size_px: int
    resize: Resize = Resize.SQUASH


class Orientation(StrEnum):
    """The upright shape of a photo."""

    LANDSCAPE = "landscape"
    PORTRAIT = "portrait"
    SQUARE = "square"


@dataclass(frozen=True, slots=True)
class PhotoMetadata:
    """What is known of a photo beside its pixels; sizes are upright (EXIF orientation applied)."""

    width_px: int
    height_px: int
    format: str
    """Upper-case name of the file format, such as ``JPEG``, ``HEIF``, ``DNG``."""
    taken_at: dt.datetime | None = None
    """Naive wall-clock time at the place where it was taken."""
    taken_offset_min: int | None = None
    """Minutes east of UTC of ``taken_at``, when the camera wrote it."""
    camera: str | None = None
    lens: str | None = None
    latitude_deg: float | None = None
    longitude_deg: float | None = None
    rating: int | None = None
    """0 to 5 stars."""

    @property
    def orientation(self) -> Orientation:
        """The upright shape."""
        if self.width_px == self.height_px:
            return Orientation.SQUARE
        return Orientation.LANDSCAPE if self.width_px > self.height_px else Orientation.PORTRAIT


@dataclass(frozen=True, slots=True)
class VolumeIdentity:
    """Which disk, card or share a folder is on, whatever it is mounted as today."""

    identity: str
    """Stable across mounts (file-system UUID, volume serial, share address)."""
    label: str
    mount_point: Path
    is_removable: bool = False
    is_network: bool = False
    """Whether its disk is in another machine."""


class SharedPlaceKind(StrEnum):
    """By what others may change the files of a folder."""

    NETWORK = "network"
    SYNCED = "synced"


@dataclass(frozen=True, slots=True)
class SharedPlace:
    """A folder that this machine does not have for itself: no place for a database."""

    kind: SharedPlaceKind
    name: str
    """Of the network drive, or of the service that synchronises the folder."""
    folder: Path


@dataclass(frozen=True, slots=True)
class LibraryRoot:
    """A watched folder."""

    root_id: RootId
    path: Path
    """Where it is (or was last) mounted."""
    volume_identity: str
    path_in_volume: str
    """Below the mount point, with ``/``."""
    is_online: bool
    photo_count: int = 0


@dataclass(frozen=True, slots=True)
class Photo:
    """The record of one photo file."""

    photo_id: PhotoId
    root_id: RootId
    path: Path
    relative_path: str
    stamp: FileStamp
    content_hash: bytes
    metadata: PhotoMetadata
    is_online: bool = True
    is_missing: bool = False
    """Its file left the disk; the record is kept for a while so that a moved file is recognised."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that could not be used, and why."""

    root_id: RootId
    path: Path
    relative_path: str
    reason: ProblemReason
    detail: str
    stamp: FileStamp | None = None


class Sort(StrEnum):
    """The order of hits."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class Filters:
    """Restricts the candidates; an empty field restricts nothing. All given fields must hold."""

    root_ids: frozenset[RootId] = frozenset()
    folder: Path | None = None
    """Only photos in this folder or below it."""
    taken_from: dt.date | None = None
    taken_until: dt.date | None = None
    """Inclusive."""
    formats: frozenset[str] = frozenset()
    orientation: Orientation | None = None

    @property
    def is_empty(self) -> bool:
        """Whether everything passes."""
        return self == type(self)()


@dataclass(frozen=True, slots=True)
class ImageTerm:
    """A picture in a query: exactly one of a library photo, a file, or encoded image bytes."""

    photo_id: PhotoId | None = None
    path: Path | None = None
    data: bytes | None = field(default=None, repr=False)
    weight: float = 1.0

    def __post_init__(self) -> None:
        if sum(source is not None for source in (self.photo_id, self.path, self.data)) != 1:
            raise ValueError("an image term has exactly one source")


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What a person asks for. With no terms at all it browses: every photo that passes the filters, by date."""

    text: str = ""
    text_weight: float = 1.0
    images: tuple[ImageTerm, ...] = ()
    not_texts: tuple[str, ...] = ()
    not_images: tuple[ImageTerm, ...] = ()
    filters: Filters = Filters()
    sort: Sort = Sort.RELEVANCE
    limit: int = 500
    """At most so many hits; for browsing 0 means all."""

    @property
    def has_terms(self) -> bool:
        """Whether anything is ranked by content."""
        return any(text.strip() for text in (self.text, *self.not_texts)) or bool(self.images or self.not_images)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one source says of each hit [n]: arrays beside ``SearchResult.photo_ids``, no object a hit."""

    source: str
    """Such as ``vectors``."""
    scores: Float32Array
    """Its own, larger is better; not a number where it did not name the hit."""
    floor: float | None = None
    """Hits that score less are merely the nearest; None where all it names are matches, or nobody can tell."""
    details: StrArray | None = None
    """Why it names each, in words a person understands, empty where it says nothing; None: it has no words."""

    @property
    def is_match(self) -> NDArray[np.bool_]:
        """For each hit whether this source takes it for a match."""
        return ~np.isnan(self.scores) if self.floor is None else self.scores >= np.float32(self.floor)

    def at(self, rows: Int64Array | NDArray[np.bool_]) -> Evidence:
        """Only what it says of these hits, in the order given: numbers, or a truth value for each."""
        details = None if self.details is None else self.details[rows]
        return Evidence(self.source, self.scores[rows], self.floor, details)


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Ranked hits as parallel arrays made together: ``photo_ids[i]`` has ``scores[i]``."""

    query: SearchQuery
    photo_ids: Int64Array
    scores: Float32Array | None
    """Larger is better: cosines, or ranks of several sources made one (``evidence`` has each one's own); None when
    browsing."""
    encoder_id: EncoderId | None
    took_ms: float
    unknown_words: tuple[str, ...] = ()
    """Words of the query that the encoder does not know."""
    is_weak: bool = False
    """The best score is below what the encoder calls a match: these are merely the nearest."""
    total: int = 0
    """Photos that could have been hits (after the filters)."""
    item_ids: Int64Array | None = None
    """Which item of each photo was found: the photo as a whole, or a moment of it; None when browsing."""
    evidence: tuple[Evidence, ...] = ()
    """Why each is a hit: one entry for each source that named any; empty when browsing."""


class IngestPhase(StrEnum):
    """What the background work is doing."""

    IDLE = "idle"
    SCANNING = "scanning"
    ADDING = "adding"
    SWITCHING = "switching"
    """Embedding the library again for another encoder while the old index answers."""


class YieldReason(StrEnum):
    """Why background work waits, or goes slower than it could. The window turns these into words."""

    NOT_NOW = "not_now"
    """The person chose so in the settings."""
    BATTERY = "battery"
    LOW_BATTERY = "low_battery"
    """Or one that the system is set to spare."""
    SEARCH = "search"
    HEAT = "heat"
    LOAD = "load"
    """Other programs need the processor."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast background work goes."""

    share: float = 1.0
    """Of the time it could work, from 0 (it waits) to 1."""
    reason: YieldReason | None = None
    """None: nothing but the person's choice of the share holds it back."""


@dataclass(frozen=True, slots=True)
class IngestProgress:
    """How far the background work is."""

    phase: IngestPhase
    done: int = 0
    total: int = 0
    problems: int = 0
    rate_per_s: float = 0.0
    """Photos per second over the last half minute or so."""
    eta_s: float | None = None
    """None while unknown: never a guess from too little."""
    is_paused: bool = False
    pace: Pace = Pace()
    current: str = ""
    """Relative path of a file in work, for the details line."""


@dataclass(frozen=True, slots=True)
class EncoderInfo:
    """An encoder that is installed or could be."""

    name: str
    """Such as ``starter`` or ``ViT-B-16``."""
    encoder_id: EncoderId | None
    """None until it is known (not installed, or never loaded)."""
    dim: int
    is_installed: bool
    is_active: bool = False
    download_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class LibraryStatus:
    """The library in numbers."""

    photos: int
    embedded: int
    """Photos with an embedding of the active encoder."""
    problems: int
    roots: tuple[LibraryRoot, ...]
    encoder: EncoderId | None
    index_count: int
    index_tier: str
