"""Watched folders: added, moved to another mount point, removed with everything that hangs on them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import delete, func, select, text, update
from sqlalchemy.orm import Session

from photosearch.store.bulk import table_of
from photosearch.store.database import Database
from photosearch.store.tables import PhotoTable, ProblemTable, RootTable
from photosearch.types.ids import RootId
from photosearch.types.roots import LibraryRoot, VolumeIdentity


class Libraries:
    """Reads and writes the roots of the library."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, path: Path, volume: VolumeIdentity, path_in_volume: str) -> LibraryRoot:
        """Add a root; adding the same folder of the same volume again returns the one there is, at its new path.

        Raises:
            StoreError: or one of its family.
        """
        with self._db.write() as session:
            same = (RootTable.volume_identity == volume.identity) & (RootTable.path_in_volume == path_in_volume)
            row = session.scalars(select(RootTable).where(same)).one_or_none()
            if row is None:
                row = RootTable(volume_identity=volume.identity, path_in_volume=path_in_volume)
                session.add(row)
            row.path = str(path)
            row.volume_label = volume.label
            row.mount_point = str(volume.mount_point)
            row.is_removable = volume.is_removable
            row.is_online = True
            session.flush()
            return _library_root(row, _photo_counts(session).get(row.root_id, 0))

    def remove(self, root_id: RootId) -> None:
        """Forget a root with its photos, embeddings and problems; the files are not touched."""
        with self._db.write() as session:
            session.execute(delete(RootTable).where(RootTable.root_id == root_id))

    def absorb(self, inner_id: RootId, outer_id: RootId, inner_path: str) -> None:
        """Make a root part of another that contains it at ``inner_path``: everything known of its files goes along."""
        prefix = os.fsencode(inner_path) + b"/"
        with self._db.write() as session:
            for table in (PhotoTable, ProblemTable):
                # Joining blobs makes a text of the same bytes; the cast makes it a blob again.
                joined = text("CAST(:prefix || relative_path AS BLOB)").bindparams(prefix=prefix)
                moved = update(table_of(table)).where(table.root_id == inner_id)
                session.execute(moved.values(root_id=outer_id, relative_path=joined))
            session.execute(delete(RootTable).where(RootTable.root_id == inner_id))

    def all(self) -> tuple[LibraryRoot, ...]:
        """Every root in the order of adding; their photos are not counted, since that reads a row of each."""
        with self._db.read() as session:
            return _library_roots(session, {})

    def counted(self) -> tuple[LibraryRoot, ...]:
        """Like ``all``, with how many photos are present in each (some 9 ms per 100,000)."""
        with self._db.read() as session:
            return _library_roots(session, _photo_counts(session))

    def has(self, root_id: RootId) -> bool:
        """Whether the root is still watched: it may be removed, by another process too, while its photos are added."""
        with self._db.read() as session:
            return session.scalar(select(RootTable.root_id).where(RootTable.root_id == root_id)) is not None

    def set_location(self, root_id: RootId, path: Path, mount_point: Path, is_online: bool) -> None:
        """Say where the root's volume is mounted now, or that it is away."""
        values = {"path": str(path), "mount_point": str(mount_point), "is_online": is_online}
        with self._db.write() as session:
            session.execute(update(RootTable).where(RootTable.root_id == root_id).values(values))


def _photo_counts(session: Session) -> dict[int, int]:
    query = select(PhotoTable.root_id, func.count()).where(PhotoTable.missing_since_s.is_(None))
    rows = session.execute(query.group_by(PhotoTable.root_id))
    return {row[0]: row[1] for row in rows}


def _library_roots(session: Session, photo_counts: Mapping[int, int]) -> tuple[LibraryRoot, ...]:
    rows = session.scalars(select(RootTable).order_by(RootTable.root_id))
    return tuple(_library_root(row, photo_counts.get(row.root_id, 0)) for row in rows)


def _library_root(row: RootTable, photo_count: int) -> LibraryRoot:
    return LibraryRoot(
        root_id=RootId(row.root_id),
        path=Path(row.path),
        volume_identity=row.volume_identity,
        path_in_volume=row.path_in_volume,
        is_online=row.is_online,
        photo_count=photo_count,
    )
