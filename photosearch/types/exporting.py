"""Taking photos out of the library: what is wanted, how far it is, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from photosearch.types.files import ProblemReason
from photosearch.types.ids import PhotoId


class ExportFormat(StrEnum):
    """The format of the copies."""

    ORIGINAL = "original"
    """That of each photo, where it can be written; what must be written anew and cannot be becomes JPEG or PNG."""
    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    TIFF = "tiff"


class Kept(StrEnum):
    """What of a photo's metadata its copy keeps; how it is turned and its colour profile are no metadata."""

    ALL = "all"
    NO_LOCATION = "no_location"
    NOTHING = "nothing"


class Naming(StrEnum):
    """What the copies are called."""

    KEEP = "keep"
    """As the photos."""
    DATE = "date"
    """By when they were taken: ``2019-08-03 19.12.00.jpg``."""


class Folders(StrEnum):
    """The folders that copies are put into, below the one that was chosen."""

    NONE = "none"
    YEAR = "year"
    """``2019``."""
    MONTH = "month"
    """``2019/2019-08``."""


@dataclass(frozen=True, slots=True)
class Rendition:
    """How each copy is to be. As it is by default, a file is copied byte for byte."""

    format: ExportFormat = ExportFormat.ORIGINAL
    longest_px: int | None = None
    """The longest side of a larger photo becomes this; None: no copy is made smaller."""
    kept: Kept = Kept.ALL

    @property
    def is_copy(self) -> bool:
        """Whether every file stays byte for byte as it is."""
        return self == Rendition()


@dataclass(frozen=True, slots=True)
class Match:
    """How well a photo fits what was searched for."""

    score: float | None
    word: str
    """``strong``, ``possible`` or ``far``."""


@dataclass(frozen=True, slots=True)
class Copies:
    """That copies of the photos are wanted."""

    folder: Path
    """Made where it is not there."""
    naming: Naming = Naming.KEEP
    folders: Folders = Folders.NONE
    rendition: Rendition = Rendition()
    has_sidecars: bool = False
    """The files beside a photo that tell of it (XMP, Takeout's JSON) go along; only with an unchanged copy."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """That a contact sheet is wanted: pages of small pictures with captions."""

    file: Path
    """A PDF has all pages; a PNG one page, further ones get numbers behind the name."""
    columns: int = 4
    rows: int = 5
    has_names: bool = True
    has_dates: bool = True


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """What a person wants of some photos; at least one of ``copies``, ``sheet`` and ``list_file``."""

    photo_ids: tuple[PhotoId, ...]
    """In the order in which they are listed and stand on a sheet."""
    copies: Copies | None = None
    sheet: Sheet | None = None
    list_file: Path | None = None
    """A list as ``.csv`` or ``.json``."""
    matches: Mapping[PhotoId, Match] = field(default_factory=dict)
    """For the list: of photos that were searched for."""


@dataclass(frozen=True, slots=True)
class ExportProgress:
    """How far an export is."""

    done: int
    total: int
    """Photos, each counted once for the copies and once for the sheet."""
    name: str = ""
    """Of the photo that is in work."""


class TargetReason(StrEnum):
    """Why there is no copy of a photo that is itself in order."""

    AWAY = "away"
    """The drive that it is on is not connected."""
    REFUSED = "refused"
    """The drive that the copies go to does not take it: too large for its file system, a name that it cannot write."""


@dataclass(frozen=True, slots=True)
class NotExported:
    """A photo of which there is no copy, or no picture on a sheet, and why."""

    path: Path
    reason: ProblemReason | TargetReason
    detail: str = ""


@dataclass(frozen=True, slots=True)
class PlannedCopy:
    """Where a copy of a photo goes."""

    source: Path
    target: Path


@dataclass(frozen=True, slots=True)
class ExportPlan:
    """What an export would do, found out without writing anything."""

    copies: tuple[PlannedCopy, ...]
    """Those of which the photo is there; a format that only reading the photo tells may still change a suffix."""
    away: tuple[NotExported, ...]
    """Photos whose drive is away, or which are gone."""
    size_bytes: int
    """Of the originals."""
    free_bytes: int | None
    """Where the copies go; None where that cannot be told."""
    watched: Path | None = None
    """The watched folder in which the copies would lie: they become photos of the library."""


@dataclass(frozen=True, slots=True)
class ExportOutcome:
    """What came of an export: however it ended, what it tells is there is there, whole."""

    copied: int = 0
    """Photos of which there is a copy."""
    first: Path | None = None
    """Something that was written, to be shown in its folder."""
    folder: Path | None = None
    renamed: int = 0
    """Copies that have another name than the photo (or its date) because that was taken, or is not allowed."""
    rewritten: int = 0
    """Copies in another format than the photo's although none was asked for: theirs cannot be written."""
    partial: int = 0
    """Copies of damaged photos that show what is left of them."""
    sidecars: int = 0
    failed: tuple[NotExported, ...] = ()
    sheets: tuple[Path, ...] = ()
    list_file: Path | None = None
    is_stopped: bool = False
    """The person stopped it."""
    trouble: str = ""
    """The code of the error that ended it, with a sentence of its own; empty where nothing did."""
    trouble_path: Path | None = None
    lacks_letters: bool = False
    """No font was found that has Chinese, which the captions need."""
    watched: Path | None = None
    """The watched folder in which copies lie now."""
