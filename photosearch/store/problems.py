"""Problems: files that could not be used, with the reason, until they change or go."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from pathlib import Path

from sqlalchemy import ColumnElement, and_, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from photosearch.store.bulk import chunks, raw_rows
from photosearch.store.database import Database
from photosearch.store.path_ranges import at_or_below
from photosearch.store.records import NewPhoto, NewProblem
from photosearch.store.tables import ProblemTable, RootTable
from photosearch.types.files import NO_CHANGE_TIME, FileStamp, Problem, ProblemReason
from photosearch.types.ids import RootId


class Problems:
    """Reads and writes problems, at most one for each path."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def record(self, batch: Sequence[NewProblem]) -> None:
        """Store problems; a newer one for a path replaces the older.

        Raises:
            StoreError: a root is gone, or one of the family.
        """
        with self._db.write() as session:
            record_problems(session, batch)

    def clear(self, root_id: RootId, relative_paths: Sequence[str]) -> None:
        """Forget the problems of these files."""
        with self._db.write() as session:
            clear_problems(session, root_id, relative_paths)

    def all(self, limit: int = 1000, offset: int = 0) -> list[Problem]:
        """Problems by root and path."""
        query = select(ProblemTable, RootTable.path).join(RootTable, RootTable.root_id == ProblemTable.root_id)
        query = query.order_by(ProblemTable.root_id, ProblemTable.relative_path).limit(limit).offset(offset)
        with self._db.read() as session:
            return [_problem(row, Path(root)) for row, root in session.execute(query)]

    def at(self, root_id: RootId, relative_path: str) -> Problem | None:
        """The problem of one file."""
        query = select(ProblemTable, RootTable.path).join(RootTable, RootTable.root_id == ProblemTable.root_id)
        query = query.where(ProblemTable.root_id == root_id, ProblemTable.relative_path == relative_path)
        with self._db.read() as session:
            found = session.execute(query).first()
            return None if found is None else _problem(found[0], Path(found[1]))

    def count(self) -> int:
        """How many there are."""
        with self._db.read() as session:
            return session.scalars(select(func.count()).select_from(ProblemTable)).one()

    def stamps(self, root_id: RootId, under: str = "") -> dict[str, tuple[FileStamp, int]]:
        """Relative path -> stamp and change time of the problem files at or below ``under``.

        They are not worth another try while unchanged.
        """
        columns = (ProblemTable.relative_path, ProblemTable.size_bytes, ProblemTable.mtime_ns, ProblemTable.ctime_ns)
        query = select(*columns).where(_within(root_id, under), ProblemTable.size_bytes.is_not(None))
        query = query.where(ProblemTable.mtime_ns.is_not(None))
        with self._db.read() as session:
            return {
                os.fsdecode(path): (FileStamp(size_bytes, mtime_ns), ctime_ns or NO_CHANGE_TIME)
                for path, size_bytes, mtime_ns, ctime_ns in raw_rows(session, query)
            }

    def paths(self, root_id: RootId, under: str = "") -> set[str]:
        """Relative paths of the problem files at or below ``under``."""
        with self._db.read() as session:
            return set(session.scalars(select(ProblemTable.relative_path).where(_within(root_id, under))))

    def forget_stamps(self) -> None:
        """Let every problem file be tried again at the next scan, changed or not."""
        with self._db.write() as session:
            session.connection().execute(update(ProblemTable).values(size_bytes=None, mtime_ns=None, ctime_ns=None))

    def sweep(self, root_id: RootId, under: str, keep: Collection[str]) -> int:
        """Forget problems at or below ``under`` whose path is not in ``keep`` (what a scan still met); how many."""
        query = select(ProblemTable.relative_path).where(_within(root_id, under))
        with self._db.write() as session:
            stale = [path for path in session.scalars(query) if path not in keep]
            clear_problems(session, root_id, stale)
        return len(stale)


def record_problems(session: Session, batch: Sequence[NewProblem]) -> None:
    """Store problems, a newer one for a path in the place of the older, within a transaction that is already open."""
    if not batch:
        return
    statement = insert(ProblemTable)
    columns = ("reason", "detail", "size_bytes", "mtime_ns", "ctime_ns")
    newer = {column: statement.excluded[column] for column in columns}
    upsert = statement.on_conflict_do_update(index_elements=["root_id", "relative_path"], set_=newer)
    session.connection().execute(upsert, [_values(problem) for problem in batch])


def part_problem(photo: NewPhoto, part_reason: str) -> NewProblem:
    """What the list of problems says of a photo whose file shows only a part of the picture."""
    return NewProblem(photo.root_id, photo.relative_path, ProblemReason.PART, part_reason, photo.stamp, photo.ctime_ns)


def clear_problems(session: Session, root_id: RootId, relative_paths: Sequence[str]) -> None:
    """Forget the problems of these files, within a transaction that is already open."""
    for some in chunks(relative_paths):
        these = (ProblemTable.root_id == root_id, ProblemTable.relative_path.in_(some))
        session.execute(delete(ProblemTable).where(*these).execution_options(synchronize_session=False))


def _within(root_id: RootId, under: str) -> ColumnElement[bool]:
    return and_(ProblemTable.root_id == root_id, at_or_below(ProblemTable.relative_path, under))


def _values(problem: NewProblem) -> dict[str, object]:
    return {
        "root_id": problem.root_id,
        "relative_path": problem.relative_path,
        "reason": problem.reason.value,
        "detail": problem.detail,
        "size_bytes": problem.stamp.size_bytes if problem.stamp else None,
        "mtime_ns": problem.stamp.mtime_ns if problem.stamp else None,
        "ctime_ns": (problem.ctime_ns or None) if problem.stamp else None,
    }


def _problem(row: ProblemTable, root: Path) -> Problem:
    size_bytes, mtime_ns = row.size_bytes, row.mtime_ns
    return Problem(
        root_id=RootId(row.root_id),
        path=root / row.relative_path,
        relative_path=row.relative_path,
        reason=ProblemReason(row.reason),
        detail=row.detail,
        stamp=None if size_bytes is None or mtime_ns is None else FileStamp(size_bytes, mtime_ns),
    )
