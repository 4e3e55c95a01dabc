"""Writing photo rows inside a session that is already open, so that a batch of several kinds is one transaction."""

from __future__ import annotations

import datetime as dt
import os
import time
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Select, delete, func, insert, literal, select, update
from sqlalchemy.orm import Session

from photosearch.store.analyses import forget_done
from photosearch.store.bulk import chunks, raw_rows, table_of
from photosearch.store.columns import WallClock
from photosearch.store.file_time import believed_time
from photosearch.store.mark_writes import copy_marks
from photosearch.store.records import NewPhoto
from photosearch.store.tables import AnalysisDoneTable, EmbeddingTable, ItemTable, PhotoTable
from photosearch.store.text_writes import put_texts
from photosearch.store.told_columns import photo_columns
from photosearch.store.told_writes import METADATA, put_told
from photosearch.types.files import FileStamp
from photosearch.types.ids import PhotoId, RootId, item_of

_PRESENT = PhotoTable.missing_since_s.is_(None)


class _Known(NamedTuple):
    """The row at a path."""

    photo_id: PhotoId
    content_hash: bytes
    missing_since_s: int | None
    mtime_ns: int
    taken_at: dt.datetime | None
    pixel_hash: bytes | None


def save_photos(session: Session, photos: Sequence[NewPhoto]) -> list[PhotoId]:
    """``save_photo`` for each in turn; files of which nothing is known, the usual case, go in as one statement."""
    places = [(photo.root_id, photo.relative_path) for photo in photos]
    present = _present_at(session, set(places))
    hashes = known_hashes(session, {photo.content_hash for photo in photos})
    times = Counter(places)
    new = {
        place: photo
        for place, photo in zip(places, photos, strict=True)
        if times[place] == 1 and place not in present and photo.content_hash not in hashes
    }
    if new:
        session.connection().execute(insert(table_of(PhotoTable)), [_values(photo) for photo in new.values()])
    ids = _present_at(session, new)
    _make_items(session, list(ids.values()))
    put_told(session, {ids[place]: photo for place, photo in new.items()}, are_new=True)
    put_texts(session, list(ids.values()))
    return [
        ids[place] if place in new else save_photo(session, photo) for place, photo in zip(places, photos, strict=True)
    ]


def save_photo(session: Session, photo: NewPhoto) -> PhotoId:
    """Insert ``photo``, or update the row at its path; edited bytes lose all that was read from the old ones, unless
    they show the same.

    What a person made of the old ones is theirs too, unless the file gave way to another photo (see ``_is_edit``).
    A missing row at the same path with the same bytes comes back with all that was known of it. A missing row with
    other bytes stays as it is: its file may still turn up elsewhere.
    """
    values = _values(photo)
    known = _row_at(session, photo)
    if known is None:
        result = session.connection().execute(insert(table_of(PhotoTable)).values(values))
        assert result.inserted_primary_key is not None
        made = PhotoId(result.inserted_primary_key[0])
        _make_items(session, [made])
        put_told(session, {made: photo}, are_new=True)
        put_texts(session, [made])
        return made
    # A program of version 1 that had the database open while it was upgraded may have made a row without an item.
    _make_items(session, [known.photo_id])
    shows_the_same = photo.pixel_hash is not None and known.pixel_hash == photo.pixel_hash
    if known.content_hash != photo.content_hash:
        if not shows_the_same:
            _forget_readings(session, known.photo_id)
        if shows_the_same or _is_edit(session, known, photo):
            copy_marks(session, known.content_hash, photo.content_hash)
    elif known.missing_since_s is not None:
        renew_embeddings(session, [known.photo_id])
    session.execute(update(table_of(PhotoTable)).where(PhotoTable.photo_id == known.photo_id).values(values))
    put_told(session, {known.photo_id: photo})
    put_texts(session, [known.photo_id])
    return known.photo_id


def renew_photos(session: Session, read: Mapping[PhotoId, NewPhoto]) -> None:
    """Keep what was read again of photos that still have the bytes that were read."""
    same: dict[PhotoId, NewPhoto] = {}
    for some in chunks(list(read)):
        query = select(PhotoTable.photo_id, PhotoTable.content_hash).where(PhotoTable.photo_id.in_(some))
        for photo_id, content_hash in raw_rows(session, query):
            if read[photo_id].content_hash == content_hash:
                same[photo_id] = read[photo_id]
    for photo_id, photo in same.items():
        row = update(table_of(PhotoTable)).where(PhotoTable.photo_id == photo_id)
        # Some formats show only when they are decoded that a part is missing, or what they show.
        shown = {} if photo.pixel_hash is None else {"pixel_hash": photo.pixel_hash}
        # A date that a version before 3 believed may be none: the upgrade gave such photos no time of their file.
        # Of a type of its own: SQLAlchemy takes it for a date of SQLite's, a text.
        now_believed = literal(believed_time(photo.stamp.mtime_ns), WallClock())
        written = {"file_time_us": func.coalesce(PhotoTable.file_time_us, now_believed)}
        session.execute(row.values(_told_values(photo) | written | shown))
    put_told(session, same)
    put_texts(session, list(same))


def move_photo(
    session: Session, photo_id: PhotoId, root_id: RootId, relative_path: str, stamp: FileStamp, ctime_ns: int
) -> None:
    """Put the row at another path, present. A row present there is superseded: it becomes missing."""
    occupied = (PhotoTable.root_id == root_id, PhotoTable.relative_path == relative_path, _PRESENT)
    now_s = int(time.time())
    others = update(PhotoTable).where(*occupied, PhotoTable.photo_id != photo_id)
    session.execute(others.values(missing_since_s=now_s))
    was_missing = PhotoTable.photo_id == photo_id, PhotoTable.missing_since_s.is_not(None)
    if session.scalar(select(PhotoTable.photo_id).where(*was_missing)) is not None:
        renew_embeddings(session, [photo_id])
    values = _place(root_id, relative_path, stamp, ctime_ns)
    session.execute(update(table_of(PhotoTable)).where(PhotoTable.photo_id == photo_id).values(values))
    # Its new name may say another date, and other files lie beside it.
    forget_done(session, METADATA, [photo_id])
    put_texts(session, [photo_id])


def mark_missing(session: Session, photo_ids: Sequence[PhotoId], now_s: float) -> None:
    """Take present photos out of every answer; their rows and embeddings stay until they are purged."""
    for some in chunks(photo_ids):
        present = update(PhotoTable).where(PhotoTable.photo_id.in_(some), _PRESENT)
        session.execute(present.values(missing_since_s=int(now_s)))


def renew_embeddings(session: Session, photo_ids: Sequence[int]) -> None:
    """Give the embeddings of photos that return, a chunk at most, new seq numbers: "since seq" tells of them again."""
    table = table_of(EmbeddingTable)
    items = select(ItemTable.item_id).where(ItemTable.photo_id.in_(photo_ids))
    kept = select(table.c.encoder_row, table.c.item_id, table.c.vector).where(table.c.item_id.in_(items))
    columns = ["encoder_row", "item_id", "vector"]
    session.execute(insert(table).prefix_with("OR REPLACE").from_select(columns, kept))


def known_hashes(session: Session, hashes: Collection[bytes]) -> set[bytes]:
    """Those of ``hashes`` that a photo has, present or missing."""
    return {
        content_hash
        for some in chunks(list(hashes))
        for content_hash in session.scalars(select(PhotoTable.content_hash).where(PhotoTable.content_hash.in_(some)))
    }


def _make_items(session: Session, photo_ids: Sequence[PhotoId]) -> None:
    """Every photo is an item."""
    if photo_ids:
        values = [{"item_id": item_of(photo_id), "photo_id": photo_id, "at_ms": None} for photo_id in photo_ids]
        session.connection().execute(insert(table_of(ItemTable)).prefix_with("OR IGNORE"), values)


def _items_of(photo_id: PhotoId) -> Select[int]:
    return select(ItemTable.item_id).where(ItemTable.photo_id == photo_id)


def _forget_readings(session: Session, photo_id: PhotoId) -> None:
    """Embeddings, moments, and which analyses are done."""
    session.execute(delete(EmbeddingTable).where(EmbeddingTable.item_id.in_(_items_of(photo_id))))
    session.execute(delete(ItemTable).where(ItemTable.photo_id == photo_id, ItemTable.at_ms.is_not(None)))
    session.execute(delete(AnalysisDoneTable).where(AnalysisDoneTable.photo_id == photo_id))


def _present_at(session: Session, places: Iterable[tuple[RootId, str]]) -> dict[tuple[RootId, str], PhotoId]:
    """The present rows at these (root, path)."""
    by_root: defaultdict[RootId, list[str]] = defaultdict(list)
    for root_id, path in places:
        by_root[root_id].append(path)
    found: dict[tuple[RootId, str], PhotoId] = {}
    for root_id, paths in by_root.items():
        for some in chunks(paths):
            these = (PhotoTable.root_id == root_id, PhotoTable.relative_path.in_(some), _PRESENT)
            rows = raw_rows(session, select(PhotoTable.relative_path, PhotoTable.photo_id).where(*these))
            found.update({(root_id, os.fsdecode(path)): PhotoId(photo_id) for path, photo_id in rows})
    return found


def _is_edit(session: Session, known: _Known, photo: NewPhoto) -> bool:
    """Whether other bytes at a path are the same photo, worked on: not where files were renumbered or swapped.

    An edit makes bytes that no photo has. It is written later than what it replaces, or else says the same date.
    """
    if photo.is_familiar or known_hashes(session, [photo.content_hash]):
        return False
    told = photo.metadata.told.date
    is_same_date = told is not None and known.taken_at == told.at
    return is_same_date or photo.stamp.mtime_ns >= known.mtime_ns


def _row_at(session: Session, photo: NewPhoto) -> _Known | None:
    columns = select(
        PhotoTable.photo_id,
        PhotoTable.content_hash,
        PhotoTable.missing_since_s,
        PhotoTable.mtime_ns,
        PhotoTable.taken_at_us,
        PhotoTable.pixel_hash,
    )
    path = (PhotoTable.root_id == photo.root_id, PhotoTable.relative_path == photo.relative_path)
    row = session.execute(columns.where(*path, _PRESENT)).first()
    if row is None:
        row = session.execute(columns.where(*path, PhotoTable.content_hash == photo.content_hash).limit(1)).first()
    return None if row is None else _Known._make(row)


def stamp_values(stamp: FileStamp, ctime_ns: int) -> dict[str, object]:
    """The columns that say when a file was written, and by which it is known to be unchanged."""
    return {
        "size_bytes": stamp.size_bytes,
        "mtime_ns": stamp.mtime_ns,
        "file_time_us": believed_time(stamp.mtime_ns),
        "ctime_ns": ctime_ns or None,
    }


def _place(root_id: RootId, relative_path: str, stamp: FileStamp, ctime_ns: int) -> dict[str, object]:
    return {
        "root_id": root_id,
        "relative_path": relative_path,
        **stamp_values(stamp, ctime_ns),
        "missing_since_s": None,
        "is_excluded": False,
    }


def _values(photo: NewPhoto) -> dict[str, object]:
    return {
        **_place(photo.root_id, photo.relative_path, photo.stamp, photo.ctime_ns),
        **_told_values(photo),
        "part_reason": photo.part_reason,
        "pixel_hash": photo.pixel_hash,
    }


def _told_values(photo: NewPhoto) -> dict[str, object]:
    """What is known of a photo without decoding it."""
    metadata = photo.metadata
    return {
        "content_hash": photo.content_hash,
        "width_px": metadata.width_px,
        "height_px": metadata.height_px,
        "format": metadata.format,
        **photo_columns(metadata.told),
    }
