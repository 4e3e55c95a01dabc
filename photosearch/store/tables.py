"""The tables as typed classes: a mirror of what ``migrations`` makes (docs/schema.md tells every version)."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Computed, Double, ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from photosearch.store.columns import AnyText, PathBytes, WallClock, WideInteger


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
    rating: Mapped[int | None]
    missing_since_s: Mapped[int | None]
    date_us: Mapped[int] = mapped_column(Computed("coalesce(taken_at_us, mtime_ns / 1000)", persisted=False))
    """What "newest" sorts by: when it was taken, else when the file was written."""


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
