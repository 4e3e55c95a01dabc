"""Writing what is told of photos inside a session that is already open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from photosearch.store.analyses import Done, forget_done, note_done
from photosearch.store.bulk import chunks, raw_rows, table_of
from photosearch.store.keyword_paths import path_of
from photosearch.store.places import put_places_due
from photosearch.store.records import NewPhoto
from photosearch.store.tables import KeywordTable, PhotoKeywordTable, PhotoMetadataTable, SidecarTable
from photosearch.store.told_columns import metadata_columns
from photosearch.types.ids import PhotoId
from photosearch.types.metadata import Keyword

METADATA: Final = "metadata"
"""The name of the analysis that reads what is told of a photo."""


def put_told(session: Session, photos: Mapping[PhotoId, NewPhoto], *, are_new: bool = False) -> None:
    """Keep what is told of photos beyond their rows, in the place of what was told before, and who has read it.

    Of photos that ``are_new`` nothing can have been told.
    """
    if not photos:
        return
    if not are_new:
        _forget(session, list(photos))
    values = [{"photo_id": photo_id, **metadata_columns(photo.metadata.told)} for photo_id, photo in photos.items()]
    session.connection().execute(insert(table_of(PhotoMetadataTable)).prefix_with("OR REPLACE"), values)
    _put_keywords(session, {photo_id: photo.metadata.told.keywords for photo_id, photo in photos.items()})
    _put_sidecars(session, photos)
    _note_versions(session, photos)
    put_places_due(session, list(photos))


def _forget(session: Session, photo_ids: Sequence[PhotoId]) -> None:
    for some in chunks(photo_ids):
        for table in (PhotoKeywordTable, SidecarTable):
            session.connection().execute(delete(table).where(table.photo_id.in_(some)))
    forget_done(session, METADATA, photo_ids)


def _put_keywords(session: Session, keywords: Mapping[PhotoId, tuple[Keyword, ...]]) -> None:
    paths = sorted({path_of(keyword) for some in keywords.values() for keyword in some})
    if not paths:
        return
    new = insert(table_of(KeywordTable)).prefix_with("OR IGNORE")
    session.connection().execute(new, [{"path": path} for path in paths])
    rows: dict[str, int] = {}
    for some in chunks(paths):
        query = select(KeywordTable.path, KeywordTable.keyword_row).where(KeywordTable.path.in_(some))
        rows.update(raw_rows(session, query))
    values = [
        {"photo_id": photo_id, "keyword_row": rows[path_of(keyword)], "origin": keyword.origin.value}
        for photo_id, some in keywords.items()
        for keyword in some
    ]
    # Where two tell the same word, the one that is believed first comes first.
    session.connection().execute(insert(table_of(PhotoKeywordTable)).prefix_with("OR IGNORE"), values)


def _put_sidecars(session: Session, photos: Mapping[PhotoId, NewPhoto]) -> None:
    values = [
        {
            "photo_id": photo_id,
            "name": sidecar.name,
            "size_bytes": sidecar.stamp.size_bytes,
            "mtime_ns": sidecar.stamp.mtime_ns,
            "ctime_ns": sidecar.ctime_ns,
        }
        for photo_id, photo in photos.items()
        for sidecar in photo.metadata.told.sidecars
    ]
    if values:
        session.connection().execute(insert(table_of(SidecarTable)), values)


def _note_versions(session: Session, photos: Mapping[PhotoId, NewPhoto]) -> None:
    by_version: defaultdict[str, list[Done]] = defaultdict(list)
    for photo_id, photo in photos.items():
        if photo.told_version is not None:
            by_version[photo.told_version].append(Done(photo_id, photo.content_hash, 1))
    for version, done in by_version.items():
        note_done(session, METADATA, version, done)
