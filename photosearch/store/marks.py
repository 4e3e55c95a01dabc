"""Marks: kept by the bytes they are of, whether a photo with these is there or not, and merged with copies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, func, or_, select, tuple_, update
from sqlalchemy.dialects.sqlite import Insert, insert
from sqlalchemy.orm import InstrumentedAttribute

from photosearch.store.bulk import chunks, raw_rows
from photosearch.store.database import Database
from photosearch.store.mark_lines import value_of, value_text
from photosearch.store.tables import MarkTable, PhotoTable
from photosearch.types.ids import PhotoId
from photosearch.types.marks import LATEST_MS, Mark, MarkKind, MarkValue

_KEY = ("content_hash", "kind", "name")
_COLUMNS = (
    MarkTable.content_hash,
    MarkTable.kind,
    MarkTable.name,
    MarkTable.value,
    MarkTable.changed_at_ms,
    MarkTable.is_removed,
)
_READ_AT_ONCE = 1000
_IN_USE = ~MarkTable.is_removed


class Marks:
    """Reads and writes marks. Moving, losing or forgetting photos changes none of them."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def set(
        self, content_hashes: Sequence[bytes], kind: MarkKind, value: MarkValue, *, name: str = "", now_ms: int
    ) -> None:
        """Say the same of all photos with these bytes; what was said before is replaced.

        Raises:
            BadMarkError: the name or the value is none of that kind.
            StoreError: nothing is kept.
        """
        marks = [Mark(content_hash, kind, name, value, now_ms) for content_hash in content_hashes]
        self._put(marks, _said_now())

    def take_back(self, content_hashes: Sequence[bytes], kind: MarkKind, *, name: str = "", now_ms: int) -> None:
        """Say it no longer. What was never said needs no taking back."""
        said = update(MarkTable).where(MarkTable.kind == kind.value, MarkTable.name == name, _IN_USE)
        values = {"is_removed": True, "changed_at_ms": _after(MarkTable.changed_at_ms, now_ms)}
        with self._db.write() as session:
            for some in chunks(content_hashes):
                session.connection().execute(said.where(MarkTable.content_hash.in_(some)).values(values))

    def of(self, content_hashes: Sequence[bytes]) -> dict[bytes, tuple[Mark, ...]]:
        """What is said of each of these bytes, by kind and name; those of which nothing is said are left out."""
        found: defaultdict[bytes, list[Mark]] = defaultdict(list)
        query = select(*_COLUMNS).where(_IN_USE).order_by(MarkTable.kind, MarkTable.name)
        with self._db.read() as session:
            for some in chunks(content_hashes):
                for row in raw_rows(session, query.where(MarkTable.content_hash.in_(some))):
                    found[row[0]].append(_mark(*row))
        return {content_hash: tuple(marks) for content_hash, marks in found.items()}

    def of_photo(self, photo_id: PhotoId) -> tuple[Mark, ...]:
        """What is said of one photo, by kind and name."""
        with self._db.read() as session:
            content_hash = session.scalar(select(PhotoTable.content_hash).where(PhotoTable.photo_id == photo_id))
        return () if content_hash is None else self.of([content_hash]).get(content_hash, ())

    def all_of(self, kind: MarkKind, name: str | None = None) -> tuple[Mark, ...]:
        """Everything said of that kind, or of one name of it, by name and in the order in which it was first said."""
        query = select(*_COLUMNS).where(MarkTable.kind == kind.value, _IN_USE)
        if name is not None:
            query = query.where(MarkTable.name == name)
        with self._db.read() as session:
            rows = raw_rows(session, query.order_by(MarkTable.name, MarkTable.mark_row))
            return tuple(_mark(*row) for row in rows)

    def of_present(self, kind: MarkKind) -> list[tuple[PhotoId, str, MarkValue]]:
        """(photo, name, value) of everything said of that kind about present photos."""
        is_same = MarkTable.content_hash == PhotoTable.content_hash
        query = select(PhotoTable.photo_id, MarkTable.name, MarkTable.value).join(MarkTable, is_same)
        present = (MarkTable.kind == kind.value, _IN_USE, PhotoTable.missing_since_s.is_(None))
        with self._db.read() as session:
            rows = raw_rows(session, query.where(*present).order_by(PhotoTable.photo_id, MarkTable.name))
            return [(PhotoId(photo_id), name, value_of(value)) for photo_id, name, value in rows]

    def all(self) -> Iterator[Mark]:
        """Every mark in the order in which it was first made, what was taken back too.

        Each piece is a read of its own: nothing is held open.
        """
        last = 0
        while True:
            query = select(MarkTable.mark_row, *_COLUMNS).where(MarkTable.mark_row > last)
            with self._db.read() as session:
                rows = list(raw_rows(session, query.order_by(MarkTable.mark_row).limit(_READ_AT_ONCE)))
            if not rows:
                return
            last = rows[-1][0]
            yield from (_mark(*row[1:]) for row in rows)

    def merge(self, marks: Sequence[Mark]) -> int:
        """Take marks of a copy, what was taken back too: of two, the one that was changed last counts.

        In whichever order copies are merged, the same comes out.

        Returns:
            How many are new here, or newer than what was here.
        """
        return self._put(marks, _newest())

    def _put(self, marks: Sequence[Mark], upsert: Insert) -> int:
        if not marks:
            return 0
        with self._db.write() as session:
            done = session.connection().execute(upsert, [_values(mark) for mark in marks])
            return int(done.rowcount)


def _after(known: InstrumentedAttribute[int], now_ms: ColumnElement[int] | int) -> ColumnElement[int]:
    """A moment later than what is known, even where the clock was put back."""
    return func.min(LATEST_MS, func.max(now_ms, known + 1))


def _said_now() -> Insert:
    """A statement for what is said now: it goes before whatever was said until now."""
    made = insert(MarkTable)
    given = made.excluded
    is_other = or_(given.value != MarkTable.value, MarkTable.is_removed)
    values = {"value": given.value, "changed_at_ms": _after(MarkTable.changed_at_ms, given.changed_at_ms)}
    return made.on_conflict_do_update(index_elements=_KEY, set_=values | {"is_removed": False}, where=is_other)


def _newest() -> Insert:
    """A statement for what was said some time: it goes before what was said earlier."""
    made = insert(MarkTable)
    given = made.excluded
    columns = ("changed_at_ms", "is_removed", "value")
    is_newer = tuple_(*(given[name] for name in columns)) > tuple_(*(getattr(MarkTable, name) for name in columns))
    return made.on_conflict_do_update(index_elements=_KEY, set_={name: given[name] for name in columns}, where=is_newer)


def _values(mark: Mark) -> dict[str, object]:
    return {
        "content_hash": mark.content_hash,
        "kind": mark.kind.value,
        "name": mark.name,
        "value": value_text(mark.value),
        "changed_at_ms": mark.changed_at_ms,
        "is_removed": mark.is_removed,
    }


def _mark(content_hash: bytes, kind: str, name: str, value: str, changed_at_ms: int, is_removed: int) -> Mark:
    return Mark(content_hash, MarkKind(kind), name, value_of(value), changed_at_ms, bool(is_removed))
