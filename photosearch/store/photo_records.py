"""Reading the records of photos: the row, the root it is below, and all that is told of it."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from photosearch.store.bulk import raw_rows, table_of
from photosearch.store.keyword_paths import keyword_at
from photosearch.store.tables import (
    KeywordTable,
    PhotoKeywordTable,
    PhotoMetadataTable,
    PhotoTable,
    RootTable,
    SidecarTable,
)
from photosearch.store.told_columns import told_by
from photosearch.types.files import FileStamp
from photosearch.types.ids import PhotoId, RootId
from photosearch.types.metadata import FileMetadata, Keyword, Sidecar
from photosearch.types.photos import Photo, PhotoMetadata

_PHOTO: Final = table_of(PhotoTable)
_METADATA: Final = table_of(PhotoMetadataTable)
_COLUMNS: Final = (
    *_PHOTO.columns,
    *(column for column in _METADATA.columns if column.name != "photo_id"),
    RootTable.path.label("root_path"),
    RootTable.is_online,
)
_RECORD: Final = (
    select(*_COLUMNS)
    .join(RootTable, RootTable.root_id == _PHOTO.c.root_id)
    .outerjoin(_METADATA, _METADATA.c.photo_id == _PHOTO.c.photo_id)
    .where(_PHOTO.c.missing_since_s.is_(None))
)


def photo_records(session: Session, photo_ids: Sequence[PhotoId]) -> list[Photo]:
    """The records of those that are present, in any order; at most as many ids as an ``IN`` list takes."""
    keywords, sidecars = _keywords_of(session, photo_ids), _sidecars_of(session, photo_ids)
    rows = session.connection().execute(_RECORD.where(_PHOTO.c.photo_id.in_(photo_ids))).mappings()
    return [
        _photo(row, told_by(row, keywords.get(row["photo_id"], ()), sidecars.get(row["photo_id"], ()))) for row in rows
    ]


def _keywords_of(session: Session, photo_ids: Sequence[PhotoId]) -> Mapping[int, list[Keyword]]:
    query = select(PhotoKeywordTable.photo_id, KeywordTable.path, PhotoKeywordTable.origin)
    query = query.join(KeywordTable, KeywordTable.keyword_row == PhotoKeywordTable.keyword_row)
    query = query.where(PhotoKeywordTable.photo_id.in_(photo_ids)).order_by(KeywordTable.path)
    found: defaultdict[int, list[Keyword]] = defaultdict(list)
    for photo_id, path, origin in raw_rows(session, query):
        found[photo_id].append(keyword_at(path, origin))
    return found


def _sidecars_of(session: Session, photo_ids: Sequence[PhotoId]) -> Mapping[int, list[Sidecar]]:
    stamp = (SidecarTable.size_bytes, SidecarTable.mtime_ns, SidecarTable.ctime_ns)
    query = (
        select(SidecarTable.photo_id, SidecarTable.name, *stamp)
        .where(SidecarTable.photo_id.in_(photo_ids))
        .order_by(SidecarTable.name)
    )
    found: defaultdict[int, list[Sidecar]] = defaultdict(list)
    for photo_id, name, size_bytes, mtime_ns, ctime_ns in raw_rows(session, query):
        found[photo_id].append(Sidecar(os.fsdecode(name), FileStamp(size_bytes, mtime_ns), ctime_ns))
    return found


def _photo(row: Mapping[Any, Any], told: FileMetadata) -> Photo:
    return Photo(
        photo_id=PhotoId(row["photo_id"]),
        root_id=RootId(row["root_id"]),
        path=Path(row["root_path"]) / row["relative_path"],
        relative_path=row["relative_path"],
        stamp=FileStamp(row["size_bytes"], row["mtime_ns"]),
        content_hash=row["content_hash"],
        metadata=PhotoMetadata(row["width_px"], row["height_px"], row["format"], told),
        is_online=row["is_online"],
        part_reason=row["part_reason"],
    )
