"""The files beside photos that were read for them: what they were like then, and whose they are."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from photosearch.store.bulk import raw_rows
from photosearch.store.database import Database
from photosearch.store.path_ranges import below
from photosearch.store.tables import PhotoTable, SidecarTable
from photosearch.types.files import file_line
from photosearch.types.ids import PhotoId, RootId

_PRESENT = PhotoTable.missing_since_s.is_(None)


class Sidecars:
    """Reads them; they are written with what is told of their photos. Paths are below the root."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def known_lines(self, root_id: RootId, under: str = "", *, with_ctime: bool = False) -> set[str]:
        """Those of present photos at or below ``under``, each as a ``file_line``, ``with_ctime`` or modification time.

        One that two photos share may stand there twice, as each of them read it.
        """
        in_root = PhotoTable.root_id == root_id
        folder, _, name = under.rpartition("/")
        with self._db.read() as session:
            if session.scalar(select(SidecarTable.photo_id).limit(1)) is None:
                # SQLite would look for those of each photo: a tenth of a second for 200,000 photos.
                return set()
            rows = list(_rows(session, in_root, below(PhotoTable.relative_path, under)))
            if under:
                rows += _rows(session, in_root, SidecarTable.name == name, _directly_in(folder))
        return {
            file_line(path, size_bytes, ctime_ns if with_ctime else mtime_ns)
            for _, path, size_bytes, mtime_ns, ctime_ns in rows
        }

    def of_folder(self, root_id: RootId, folder: str) -> dict[str, set[PhotoId]]:
        """Path -> the photos that it was read for, of those directly in ``folder``."""
        owners: defaultdict[str, set[PhotoId]] = defaultdict(set)
        with self._db.read() as session:
            for photo_id, path, *_ in _rows(session, PhotoTable.root_id == root_id, _directly_in(folder)):
                owners[path].add(photo_id)
        return owners

    def photos_in(self, root_id: RootId, folder: str) -> dict[str, PhotoId]:
        """Name -> photo, of those present directly in ``folder``."""
        query = select(PhotoTable.relative_path, PhotoTable.photo_id)
        query = query.where(PhotoTable.root_id == root_id, _PRESENT, _directly_in(folder))
        with self._db.read() as session:
            rows = raw_rows(session, query)
            return {os.fsdecode(path).rpartition("/")[2]: PhotoId(photo_id) for path, photo_id in rows}


def _rows(session: Session, *where: ColumnElement[bool]) -> Iterator[tuple[PhotoId, str, int, int, int]]:
    columns = (SidecarTable.photo_id, PhotoTable.relative_path, SidecarTable.name)
    stamp = (SidecarTable.size_bytes, SidecarTable.mtime_ns, SidecarTable.ctime_ns)
    query = select(*columns, *stamp).join(PhotoTable, PhotoTable.photo_id == SidecarTable.photo_id)
    for photo_id, photo_path, name, *values in raw_rows(session, query.where(_PRESENT, *where)):
        prefix = bytes(photo_path).rpartition(b"/")[0]
        path = os.fsdecode(prefix + b"/" + name if prefix else name)
        size_bytes, mtime_ns, ctime_ns = values
        yield PhotoId(photo_id), path, size_bytes, mtime_ns, ctime_ns


def _directly_in(folder: str) -> ColumnElement[bool]:
    """Photos in the folder, not below it."""
    path = PhotoTable.relative_path
    start = len(os.fsencode(folder)) + 1 if folder else 0
    has_no_more = func.instr(func.substr(path, start + 1), b"/") == 0
    return and_(below(path, folder), has_no_more)
