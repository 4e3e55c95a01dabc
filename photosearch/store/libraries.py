"""Watched folders: added, moved to another mount point, removed with everything that hangs on them."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import ColumnElement, delete, func, insert, select, text, update
from sqlalchemy.orm import Session

from photosearch import exclusions
from photosearch.store.bulk import table_of
from photosearch.store.database import Database
from photosearch.store.tables import ExclusionTable, NotShownTable, PhotoTable, ProblemTable, RootTable
from photosearch.store.text_writes import make_due
from photosearch.types.files import NotShownKind
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
            return next(root for root in _counted(session) if root.root_id == row.root_id)

    def remove(self, root_id: RootId) -> None:
        """Forget a root with its photos, embeddings and problems; the files are not touched."""
        with self._db.write() as session:
            session.execute(delete(RootTable).where(RootTable.root_id == root_id))

    def absorb(self, inner_id: RootId, outer_id: RootId, inner_path: str) -> None:
        """Make a root part of another that contains it at ``inner_path``: everything known of its files goes along, and
        what is left out of it stays so.
        """
        prefix = os.fsencode(inner_path) + b"/"
        with self._db.write() as session:
            # Their folders have other names now.
            make_due(session, select(PhotoTable.photo_id).where(PhotoTable.root_id == inner_id))
            for table in (PhotoTable, ProblemTable):
                # Joining blobs makes a text of the same bytes; the cast makes it a blob again.
                joined = text("CAST(:prefix || relative_path AS BLOB)").bindparams(prefix=prefix)
                moved = update(table_of(table)).where(table.root_id == inner_id)
                session.execute(moved.values(root_id=outer_id, relative_path=joined))
            inner, outer = (patterns_of(session, root_id) for root_id in (inner_id, outer_id))
            put_patterns(session, outer_id, (*outer, *exclusions.below(inner_path, inner)))
            session.execute(delete(RootTable).where(RootTable.root_id == inner_id))

    def all(self) -> tuple[LibraryRoot, ...]:
        """Every root in the order of adding; their photos are not counted, since that reads a row of each."""
        with self._db.read() as session:
            return _library_roots(session, {}, {})

    def counted(self) -> tuple[LibraryRoot, ...]:
        """Like ``all``, with how many photos are present in each (some 9 ms per 100,000)."""
        with self._db.read() as session:
            return _counted(session)

    def note_not_shown(self, root_id: RootId, counts: Mapping[NotShownKind, int]) -> bool:
        """Keep how many files a look at all of the root met that cannot be shown, by kind; whether that is news."""
        with self._db.read() as session:
            if _not_shown(session).get(root_id, ()) == _most_first(counts):
                return False
        with self._db.write() as session:
            session.execute(delete(NotShownTable).where(NotShownTable.root_id == root_id))
            if counts and session.get(RootTable, root_id) is not None:
                values = [{"root_id": root_id, "kind": kind.value, "files": files} for kind, files in counts.items()]
                session.connection().execute(insert(table_of(NotShownTable)), values)
        return True

    def has(self, root_id: RootId) -> bool:
        """Whether the root is still watched: it may be removed, by another process too, while its photos are added."""
        with self._db.read() as session:
            return session.scalar(select(RootTable.root_id).where(RootTable.root_id == root_id)) is not None

    def set_location(self, root_id: RootId, path: Path, mount_point: Path, is_online: bool) -> None:
        """Say where the root's volume is mounted now, or that it is away."""
        values = {"path": str(path), "mount_point": str(mount_point), "is_online": is_online}
        with self._db.write() as session:
            session.execute(update(RootTable).where(RootTable.root_id == root_id).values(values))


def patterns_of(session: Session, root_id: RootId) -> tuple[str, ...]:
    """What says what is left out of a root, in its order."""
    return _patterns(session).get(root_id, ())


def put_patterns(session: Session, root_id: RootId, patterns: tuple[str, ...]) -> None:
    """Let these, in this order, be what says what is left out of a root."""
    session.execute(delete(ExclusionTable).where(ExclusionTable.root_id == root_id))
    if patterns:
        values = [
            {"root_id": root_id, "position": position, "pattern": pattern} for position, pattern in enumerate(patterns)
        ]
        session.connection().execute(insert(table_of(ExclusionTable)), values)


def _counted(session: Session) -> tuple[LibraryRoot, ...]:
    present = _photo_counts(session, PhotoTable.missing_since_s.is_(None))
    left_out = _photo_counts(session, PhotoTable.missing_since_s.is_not(None) & PhotoTable.is_excluded)
    return _library_roots(session, present, left_out)


def _photo_counts(session: Session, which: ColumnElement[bool]) -> dict[int, int]:
    query = select(PhotoTable.root_id, func.count()).where(which)
    rows = session.execute(query.group_by(PhotoTable.root_id))
    return {row[0]: row[1] for row in rows}


def _patterns(session: Session) -> dict[int, tuple[str, ...]]:
    query = select(ExclusionTable.root_id, ExclusionTable.pattern)
    found: defaultdict[int, list[str]] = defaultdict(list)
    for root_id, pattern in session.execute(query.order_by(ExclusionTable.root_id, ExclusionTable.position)):
        found[root_id].append(pattern)
    return {root_id: tuple(patterns) for root_id, patterns in found.items()}


def _not_shown(session: Session) -> dict[int, tuple[tuple[NotShownKind, int], ...]]:
    found: defaultdict[int, dict[NotShownKind, int]] = defaultdict(dict)
    for root_id, kind, files in session.execute(select(NotShownTable.root_id, NotShownTable.kind, NotShownTable.files)):
        found[root_id][NotShownKind(kind)] = files
    return {root_id: _most_first(counts) for root_id, counts in found.items()}


def _most_first(counts: Mapping[NotShownKind, int]) -> tuple[tuple[NotShownKind, int], ...]:
    return tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def _library_roots(
    session: Session, photo_counts: Mapping[int, int], left_out_counts: Mapping[int, int]
) -> tuple[LibraryRoot, ...]:
    patterns, not_shown = _patterns(session), _not_shown(session)
    return tuple(
        LibraryRoot(
            root_id=RootId(row.root_id),
            path=Path(row.path),
            volume_identity=row.volume_identity,
            path_in_volume=row.path_in_volume,
            is_online=row.is_online,
            photo_count=photo_counts.get(row.root_id, 0),
            left_out_count=left_out_counts.get(row.root_id, 0),
            exclusions=patterns.get(row.root_id, ()),
            not_shown=not_shown.get(row.root_id, ()),
        )
        for row in session.scalars(select(RootTable).order_by(RootTable.root_id))
    )
