"""Photos that are left out: known with all that was made of them, but in no answer, for as long as that holds."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from photosearch.exclusions import Exclusions
from photosearch.store.bulk import chunks, raw_rows, table_of
from photosearch.store.database import Database
from photosearch.store.libraries import patterns_of, put_patterns
from photosearch.store.photo_writes import renew_embeddings
from photosearch.store.problems import clear_problems
from photosearch.store.tables import PhotoTable, ProblemTable
from photosearch.types.arrays import Int64Array
from photosearch.types.files import FileStamp, FoundFile
from photosearch.types.ids import PhotoId, RootId

_PRESENT = PhotoTable.missing_since_s.is_(None)
_LEFT_OUT = PhotoTable.missing_since_s.is_not(None) & PhotoTable.is_excluded


Change = Callable[[tuple[str, ...]], tuple[str, ...]]
"""From the patterns of a root, in their order, to others."""


class Rearranged(NamedTuple):
    """Photos that other patterns left out, and those that they brought back."""

    left: Int64Array
    back: Int64Array


class LeftOut:
    """Writes what is left out. To every question such a photo is a missing one, but it is never forgotten."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def change_patterns(self, root_id: RootId, change: Change) -> Rearranged:
        """Let what ``change`` makes of its patterns say what is left out of a root; photos and problems follow.

        All in one transaction: of two processes that change them at the same moment neither undoes the other's. What a
        ``.nomedia`` keeps out comes back too; the next look at the disk sees that.
        """
        with self._db.write() as session:
            patterns = change(patterns_of(session, root_id))
            exclusions = Exclusions(patterns)
            put_patterns(session, root_id, patterns)
            present, out = (_paths(session, root_id, is_out=is_out) for is_out in (False, True))
            left = [photo_id for path, photo_id in present.items() if exclusions.leaves_out(path)]
            back = [
                photo_id for path, photo_id in out.items() if path not in present and not exclusions.leaves_out(path)
            ]
            _leave_out(session, left)
            _bring_back(session, back)
            _clear_problems(session, root_id, exclusions)
        return Rearranged(np.asarray(left, np.int64), np.asarray(back, np.int64))

    def leave_out(self, photo_ids: Sequence[PhotoId]) -> None:
        """Take present photos out of every answer."""
        with self._db.write() as session:
            _leave_out(session, photo_ids)

    def bring_back(self, root_id: RootId, files: Iterable[FoundFile]) -> dict[str, PhotoId]:
        """Let those of ``files`` that are known as left out, none of which is present, be present again: path -> photo.

        Those whose file is another by now count as missing instead, for as long as a file that went does.
        """
        found = {file.relative_path: file.stamp for file in files}
        with self._db.read() as session:
            known = _out_at(session, root_id, list(found)) if _has_any(session, root_id) else {}
        if not known:
            return {}
        back = {path: photo_id for path, (photo_id, stamp) in known.items() if stamp == found[path]}
        with self._db.write() as session:
            _bring_back(session, list(back.values()))
            for some in chunks([photo_id for path, (photo_id, _) in known.items() if path not in back]):
                gone = update(table_of(PhotoTable)).where(PhotoTable.photo_id.in_(some))
                session.execute(gone.values(missing_since_s=int(time.time()), is_excluded=False))
        return back


def _has_any(session: Session, root_id: RootId) -> bool:
    query = select(PhotoTable.photo_id).where(_LEFT_OUT, PhotoTable.root_id == root_id)
    return session.scalar(query.limit(1)) is not None


def _paths(session: Session, root_id: RootId, *, is_out: bool) -> dict[str, PhotoId]:
    query = select(PhotoTable.relative_path, PhotoTable.photo_id).where(PhotoTable.root_id == root_id)
    rows = raw_rows(session, query.where(_LEFT_OUT if is_out else _PRESENT).order_by(PhotoTable.photo_id))
    return {os.fsdecode(path): PhotoId(photo_id) for path, photo_id in rows}


def _out_at(session: Session, root_id: RootId, relative_paths: Sequence[str]) -> dict[str, tuple[PhotoId, FileStamp]]:
    """The photos that are left out at these paths, and their files as they were."""
    columns = (PhotoTable.relative_path, PhotoTable.photo_id, PhotoTable.size_bytes, PhotoTable.mtime_ns)
    query = select(*columns).where(PhotoTable.root_id == root_id, _LEFT_OUT)
    return {
        os.fsdecode(path): (PhotoId(photo_id), FileStamp(size_bytes, mtime_ns))
        for some in chunks(relative_paths)
        for path, photo_id, size_bytes, mtime_ns in raw_rows(session, query.where(PhotoTable.relative_path.in_(some)))
    }


def _leave_out(session: Session, photo_ids: Sequence[int]) -> None:
    now_s = int(time.time())
    for some in chunks(photo_ids):
        these = update(table_of(PhotoTable)).where(PhotoTable.photo_id.in_(some), _PRESENT)
        session.execute(these.values(missing_since_s=now_s, is_excluded=True))


def _bring_back(session: Session, photo_ids: Sequence[int]) -> None:
    for some in chunks(photo_ids):
        these = update(table_of(PhotoTable)).where(PhotoTable.photo_id.in_(some))
        session.execute(these.values(missing_since_s=None, is_excluded=False))
        renew_embeddings(session, some)


def _clear_problems(session: Session, root_id: RootId, exclusions: Exclusions) -> None:
    paths = session.scalars(select(ProblemTable.relative_path).where(ProblemTable.root_id == root_id))
    gone = [path for path in paths if exclusions.leaves_out(path) or exclusions.leaves_out_folder(path)]
    clear_problems(session, root_id, gone)
