"""Which analysis of which photo is done: by name and version, "found nothing" and "cannot be taken" included."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from sqlalchemy import delete, exists, func, insert, select
from sqlalchemy.orm import Session

from photosearch.store.bulk import chunks, int64_column, raw_rows, table_of
from photosearch.store.database import Database
from photosearch.store.tables import AnalysisDoneTable, AnalysisTable, PhotoTable, RootTable
from photosearch.types.arrays import Int64Array
from photosearch.types.ids import PhotoId

CANNOT_TAKE: Final = -1
"""Found by an analysis that cannot take the photo: done too, until the file or the version changes."""


class Done(NamedTuple):
    """One photo that an analysis is done with."""

    photo_id: PhotoId
    content_hash: bytes
    """Of the bytes that were read: should the photo have others by now, it is not done."""
    found: int
    """How many things; 0 for nothing, or :data:`CANNOT_TAKE`."""


class Analyses:
    """The done-lists of all analyses but embedding, whose embeddings are its list."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def missing_ids(self, name: str, version: str, limit: int, after_id: int = 0) -> Int64Array:
        """Present photos of online roots for which this version is not done: at most ``limit`` ids above ``after_id``,
        ascending.
        """
        with self._db.read() as session:
            row = _row(session, name, version) or -1
            done = exists().where(
                AnalysisDoneTable.photo_id == PhotoTable.photo_id, AnalysisDoneTable.analysis_row == row
            )
            online = select(RootTable.root_id).where(RootTable.is_online)
            query = select(PhotoTable.photo_id).where(PhotoTable.missing_since_s.is_(None), ~done)
            query = query.where(PhotoTable.photo_id > after_id, PhotoTable.root_id.in_(online))
            return int64_column(session, query.order_by(PhotoTable.photo_id).limit(limit))

    def note_done(self, name: str, version: str, done: Sequence[Done]) -> None:
        """Say that photos are done, in a transaction of its own.

        Raises:
            StoreError: nothing can be written; nothing is kept.
        """
        with self._db.write() as session:
            note_done(session, name, version, done)

    def forget(self, name: str, photo_ids: Sequence[PhotoId]) -> None:
        """Let photos be read again, in a transaction of its own.

        Raises:
            StoreError: nothing can be written.
        """
        with self._db.write() as session:
            forget_done(session, name, photo_ids)

    def count(self, name: str, version: str) -> int:
        """How many photos are done."""
        with self._db.read() as session:
            row = _row(session, name, version) or -1
            query = select(func.count()).select_from(AnalysisDoneTable).where(AnalysisDoneTable.analysis_row == row)
            return session.scalars(query).one()


def note_done(session: Session, name: str, version: str, done: Sequence[Done]) -> None:
    """Say that photos are done, together with what else ``session`` writes; of earlier versions nothing stays.

    Photos that are gone by now, or have other bytes, are left out.
    """
    row = _made_row(session, name, version)
    for some in chunks(done):
        query = select(PhotoTable.photo_id, PhotoTable.content_hash)
        known = dict(raw_rows(session, query.where(PhotoTable.photo_id.in_([one.photo_id for one in some]))))
        values = [
            {"photo_id": one.photo_id, "analysis_row": row, "found": one.found}
            for one in some
            if known.get(one.photo_id) == one.content_hash
        ]
        if values:
            session.connection().execute(insert(table_of(AnalysisDoneTable)).prefix_with("OR REPLACE"), values)


def forget_done(session: Session, name: str, photo_ids: Sequence[PhotoId]) -> None:
    """Let photos be read again, whatever version has read them."""
    rows = select(AnalysisTable.analysis_row).where(AnalysisTable.name == name)
    for some in chunks(photo_ids):
        these = (AnalysisDoneTable.photo_id.in_(some), AnalysisDoneTable.analysis_row.in_(rows))
        session.connection().execute(delete(AnalysisDoneTable).where(*these))


def _row(session: Session, name: str, version: str) -> int | None:
    this = (AnalysisTable.name == name, AnalysisTable.version == version)
    return session.scalar(select(AnalysisTable.analysis_row).where(*this))


def _made_row(session: Session, name: str, version: str) -> int:
    known = _row(session, name, version)
    if known is not None:
        return known
    session.execute(delete(AnalysisTable).where(AnalysisTable.name == name))
    made = AnalysisTable(name=name, version=version)
    session.add(made)
    session.flush()
    return made.analysis_row
