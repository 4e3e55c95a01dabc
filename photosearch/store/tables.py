"""The tables as typed classes: a mirror of what ``migrations`` makes (docs/schema.md tells every version)."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Computed, Double, ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from photosearch.store.columns import AnyText, PathBytes, Stars, WallClock, WideInteger


class Table(DeclarativeBase):
    """Base of every table."""


class PropertyTable(Table):
    """Facts about the database itself, such as its identity."""

    __tablename__ = "property"
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class RootTable(Table):
    """Watched folders."""

    __tablename__ = "root"
    root_id: Mapped[int] = mapped_column(primary_key=True)
    path: Mapped[str] = mapped_column(PathBytes)
    volume_identity: Mapped[str] = mapped_column(PathBytes)
    path_in_volume: Mapped[str] = mapped_column(PathBytes)
    volume_label: Mapped[str] = mapped_column(AnyText)
    mount_point: Mapped[str] = mapped_column(PathBytes)
    is_removable: Mapped[bool]
    is_online: Mapped[bool]


class PhotoTable(Table):
    """Photos; a row whose ``missing_since_s`` is set stands for a file that has gone and may turn up elsewhere."""

    __tablename__ = "photo"
    photo_id: Mapped[int] = mapped_column(primary_key=True)
    root_id: Mapped[int] = mapped_column(ForeignKey("root.root_id", ondelete="CASCADE"))
    relative_path: Mapped[str] = mapped_column(PathBytes)
    size_bytes: Mapped[int] = mapped_column(WideInteger)
    mtime_ns: Mapped[int] = mapped_column(WideInteger)
    content_hash: Mapped[bytes]
    width_px: Mapped[int]
    height_px: Mapped[int]
    format: Mapped[str] = mapped_column(AnyText)
    taken_at_us: Mapped[dt.datetime | None] = mapped_column(WallClock)
    taken_offset_min: Mapped[int | None]
    camera: Mapped[str | None] = mapped_column(AnyText)
    lens: Mapped[str | None] = mapped_column(AnyText)
    latitude_deg: Mapped[float | None] = mapped_column(Double)
    longitude_deg: Mapped[float | None] = mapped_column(Double)
    rating: Mapped[float | None] = mapped_column(Stars)
    missing_since_s: Mapped[int | None]
    date_source: Mapped[str | None]
    """Who says ``taken_at_us``; NULL for the EXIF that versions before 3 read."""
    date_is_certain: Mapped[bool | None]
    date_precision: Mapped[str | None]
    file_time_us: Mapped[dt.datetime | None] = mapped_column(WallClock)
    """When the file was written, by the clock of this machine's zone; NULL where only versions before 3 read it."""
    ctime_ns: Mapped[int | None] = mapped_column(WideInteger)
    pixel_hash: Mapped[bytes | None]
    """Of what is seen, whatever the file says about it."""
    part_reason: Mapped[str | None] = mapped_column(AnyText)
    """Why the file shows only a part of the picture; NULL for a whole one."""
    is_excluded: Mapped[bool]
    """Missing because its folder is left out: kept for as long as that holds."""
    date_us: Mapped[dt.datetime] = mapped_column(
        WallClock, Computed("coalesce(taken_at_us, file_time_us, mtime_ns / 1000)", persisted=False)
    )
    """The photo's date, by which everything sorts and filters: when it was taken, else when the file was written."""


class PhotoMetadataTable(Table):
    """What a photo says beyond what is searched and sorted by; without a row until it was read for it."""

    __tablename__ = "photo_metadata"
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.photo_id", ondelete="CASCADE"), primary_key=True)
    title: Mapped[str | None] = mapped_column(AnyText)
    caption: Mapped[str | None] = mapped_column(AnyText)
    creator: Mapped[str | None] = mapped_column(AnyText)
    copyright: Mapped[str | None] = mapped_column(AnyText)
    f_number: Mapped[float | None] = mapped_column(Double)
    exposure_s: Mapped[float | None] = mapped_column(Double)
    iso: Mapped[int | None]
    focal_length_mm: Mapped[float | None] = mapped_column(Double)
    focal_length_35mm: Mapped[float | None] = mapped_column(Double)
    subject_distance_m: Mapped[float | None] = mapped_column(Double)
    altitude_m: Mapped[float | None] = mapped_column(Double)
    direction_deg: Mapped[float | None] = mapped_column(Double)
    software: Mapped[str | None] = mapped_column(AnyText)
    colour_space: Mapped[str | None] = mapped_column(AnyText)
    content_identifier: Mapped[str | None] = mapped_column(AnyText)
    """The same for the picture and the film of a Live Photo."""
    burst_id: Mapped[str | None] = mapped_column(AnyText)
    orientation: Mapped[int | None]
    """1 to 8, by EXIF's tag 274."""
    sources: Mapped[str]
    """A JSON object: for each value, those of ``photo`` too, who says it."""
    unread: Mapped[str]
    """A JSON list: blocks of the file that could not be read, each with the reason."""


class KeywordTable(Table):
    """Keywords that photos have; a level below another is joined to it by ``|``."""

    __tablename__ = "keyword"
    keyword_row: Mapped[int] = mapped_column(primary_key=True)
    path: Mapped[str] = mapped_column(AnyText)


class PhotoKeywordTable(Table):
    """Which photo has which keyword."""

    __tablename__ = "photo_keyword"
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.photo_id", ondelete="CASCADE"), primary_key=True)
    keyword_row: Mapped[int] = mapped_column(ForeignKey("keyword.keyword_row", ondelete="CASCADE"), primary_key=True)
    origin: Mapped[str]


class SidecarTable(Table):
    """The files beside a photo that were read for it, as they were then."""

    __tablename__ = "sidecar"
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.photo_id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(PathBytes, primary_key=True)
    """In the photo's folder."""
    size_bytes: Mapped[int] = mapped_column(WideInteger)
    mtime_ns: Mapped[int] = mapped_column(WideInteger)
    ctime_ns: Mapped[int] = mapped_column(WideInteger)


class ExclusionTable(Table):
    """Patterns of what is left out below a root, like lines of a .gitignore: of several that match the last counts."""

    __tablename__ = "exclusion"
    root_id: Mapped[int] = mapped_column(ForeignKey("root.root_id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    pattern: Mapped[str] = mapped_column(AnyText)


class NotShownTable(Table):
    """How many files of a kind lie below a root that cannot be shown, as of its last complete listing."""

    __tablename__ = "not_shown"
    root_id: Mapped[int] = mapped_column(ForeignKey("root.root_id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(AnyText, primary_key=True)
    files: Mapped[int]


class ItemTable(Table):
    """What can be found: a photo, which has the photo's number, or a moment in a video."""

    __tablename__ = "item"
    item_id: Mapped[int] = mapped_column(primary_key=True)
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.photo_id", ondelete="CASCADE"))
    at_ms: Mapped[int | None]
    """When the moment is in the video; NULL for the photo itself."""


class ProblemTable(Table):
    """Files that could not be used."""

    __tablename__ = "problem"
    root_id: Mapped[int] = mapped_column(ForeignKey("root.root_id", ondelete="CASCADE"), primary_key=True)
    relative_path: Mapped[str] = mapped_column(PathBytes, primary_key=True)
    reason: Mapped[str]
    detail: Mapped[str] = mapped_column(AnyText)
    size_bytes: Mapped[int | None] = mapped_column(WideInteger)
    mtime_ns: Mapped[int | None] = mapped_column(WideInteger)
    ctime_ns: Mapped[int | None] = mapped_column(WideInteger)


class EncoderTable(Table):
    """Encoders that have embeddings here."""

    __tablename__ = "encoder"
    encoder_row: Mapped[int] = mapped_column(primary_key=True)
    encoder_id: Mapped[str] = mapped_column(AnyText)
    name: Mapped[str] = mapped_column(AnyText)
    dim: Mapped[int]
    left_at_s: Mapped[int | None]
    """Since when another encoder answers in its place; NULL while it is in use."""


class EmbeddingTable(Table):
    """Embeddings: float16, little-endian, one blob per item and encoder; ``seq`` only ever grows."""

    __tablename__ = "embedding"
    seq: Mapped[int] = mapped_column(primary_key=True)
    encoder_row: Mapped[int] = mapped_column(ForeignKey("encoder.encoder_row", ondelete="CASCADE"))
    item_id: Mapped[int] = mapped_column(ForeignKey("item.item_id", ondelete="CASCADE"))
    vector: Mapped[bytes]


class AnalysisTable(Table):
    """Analyses that photos were read for, a row a version."""

    __tablename__ = "analysis"
    analysis_row: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(AnyText)
    version: Mapped[str] = mapped_column(AnyText)


class AnalysisDoneTable(Table):
    """Which analysis of which photo is done, whatever came out."""

    __tablename__ = "analysis_done"
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.photo_id", ondelete="CASCADE"), primary_key=True)
    analysis_row: Mapped[int] = mapped_column(ForeignKey("analysis.analysis_row", ondelete="CASCADE"), primary_key=True)
    found: Mapped[int]
    """How many things it found; 0 is a result too, and -1 says that it cannot take the photo."""


class MarkTable(Table):
    """What a person made, by the content of the photo: it outlives the record of the file."""

    __tablename__ = "mark"
    mark_row: Mapped[int] = mapped_column(primary_key=True)
    content_hash: Mapped[bytes]
    kind: Mapped[str]
    name: Mapped[str] = mapped_column(AnyText)
    value: Mapped[str] = mapped_column(AnyText)
    changed_at_ms: Mapped[int] = mapped_column(WideInteger)
    is_removed: Mapped[bool]
    """Taken back: kept so that an older copy does not bring it back."""


class PhotoTextTable(Table):
    """The words of each photo as tokens (``tokens``), which ``text_index`` finds: the rows of an FTS5 table."""

    __tablename__ = "photo_text"
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.photo_id", ondelete="CASCADE"), primary_key=True)
    is_shown: Mapped[bool]
    """Whether the photo is present: only then the index has it. A trigger on ``photo`` keeps it so."""
    file_name: Mapped[str]
    folder: Mapped[str]
    title: Mapped[str]
    caption: Mapped[str]
    keyword: Mapped[str]
    creator: Mapped[str]
    camera: Mapped[str]
    lens: Mapped[str]


class TextDueTable(Table):
    """Photos whose words are to be made, or made again."""

    __tablename__ = "text_due"
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.photo_id", ondelete="CASCADE"), primary_key=True)


class PhotoPlaceTable(Table):
    """Where photos are that say so, by the gazetteer that comes with the app."""

    __tablename__ = "photo_place"
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.photo_id", ondelete="CASCADE"), primary_key=True)
    place_id: Mapped[int | None]
    """The city or the like; NULL where none is near."""
    near_id: Mapped[int | None]
    """A sight or a lake near it."""
    country: Mapped[str | None]
    admin1: Mapped[str | None]
    """The province or state."""
    gazetteer_version: Mapped[int]
    """Which one said so."""


class PhotoColourTable(Table):
    """The colours of photos: shares of the area from 0 to 255, and how colourful they are."""

    __tablename__ = "photo_colour"
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.photo_id", ondelete="CASCADE"), primary_key=True)
    black: Mapped[int]
    grey: Mapped[int]
    white: Mapped[int]
    red: Mapped[int]
    orange: Mapped[int]
    yellow: Mapped[int]
    green: Mapped[int]
    cyan: Mapped[int]
    blue: Mapped[int]
    purple: Mapped[int]
    pink: Mapped[int]
    brown: Mapped[int]
    mean_chroma: Mapped[int]
    high_chroma: Mapped[int]
    """That which only a twentieth of the area exceeds."""
