"""Photos: saved, moved, missed and found again; and the questions that the grid and the scanner ask of them."""

from __future__ import annotations

import datetime as dt
import os
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

import numpy as np
from sqlalchemy import Executable, LargeBinary, Text, bindparam, cast, delete, func, select, update

from photosearch.store import photo_writes
from photosearch.store.bulk import chunks, int64_column, int64_rows, int64_set, raw_rows, table_of
from photosearch.store.cameras import camera_names
from photosearch.store.database import Database
from photosearch.store.path_ranges import at_or_below
from photosearch.store.photo_filters import conditions
from photosearch.store.photo_records import photo_records
from photosearch.store.records import FileAt, HashMatch, NewPhoto, PurgedPhotos
from photosearch.store.tables import PhotoTable
from photosearch.types.arrays import Float32Array, Float64Array, Int64Array
from photosearch.types.files import NO_CHANGE_TIME, FileStamp
from photosearch.types.ids import PhotoId, RootId
from photosearch.types.photos import Photo
from photosearch.types.queries import Filters, Sort

_PRESENT = PhotoTable.missing_since_s.is_(None)
_EVERYTHING = Filters()
_MATCHES = select(
    PhotoTable.photo_id, PhotoTable.missing_since_s, PhotoTable.root_id, PhotoTable.relative_path
).order_by(PhotoTable.missing_since_s.is_not(None), PhotoTable.photo_id)
_BY_HASH = _MATCHES.where(PhotoTable.content_hash == bindparam("wanted"))
_BY_PIXELS = _MATCHES.where(PhotoTable.pixel_hash == bindparam("wanted"))
"""Both are asked of every file that is added: put together once, they take .20 instead of .55 ms."""
_QUICKER_IN_WHOLE = 5_000
"""More photos than this are sorted by walking the whole library by date: 0.1 s for 100,000 photos, not 1.5 s."""
_DAY_US = 86_400_000_000
_LINES_AT_ONCE = 100_000
"""Some ten megabytes of text, far below the longest string that SQLite makes."""


class Photos:
    """Reads and writes photos. A *missing* photo's file has gone: no question but ``find_by_hash`` tells of it."""

    def __init__(self, db: Database) -> None:
        self._db = db

    # ---- written

    def save(self, batch: Sequence[NewPhoto]) -> list[PhotoId]:
        """Insert or update by (root, relative path), in one transaction; ids in the order of ``batch``.

        Raises:
            StoreError: a root is gone, or one of the family.
        """
        with self._db.write() as session:
            return photo_writes.save_photos(session, batch)

    def move(
        self,
        photo_id: PhotoId,
        root_id: RootId,
        relative_path: str,
        stamp: FileStamp,
        ctime_ns: int = NO_CHANGE_TIME,
    ) -> None:
        """The same bytes are at another path now (or back): the row goes there with all that is known of it.

        A photo present at that path has been overwritten by the move and becomes missing.
        """
        with self._db.write() as session:
            photo_writes.move_photo(session, photo_id, root_id, relative_path, stamp, ctime_ns)

    def touch(self, photo_id: PhotoId, stamp: FileStamp, ctime_ns: int = NO_CHANGE_TIME) -> None:
        """The file has another stamp but the same bytes."""
        with self._db.write() as session:
            photo = update(PhotoTable).where(PhotoTable.photo_id == photo_id)
            session.execute(photo.values(photo_writes.stamp_values(stamp, ctime_ns)))

    def note_change_times(self, ctimes_ns: Mapping[PhotoId, int]) -> None:
        """Keep the change times of files that are unchanged: of photos that were added before any was kept."""
        table = table_of(PhotoTable)
        known = update(table).where(table.c.photo_id == bindparam("photo")).values(ctime_ns=bindparam("ctime"))
        values = [{"photo": photo_id, "ctime": ctime_ns} for photo_id, ctime_ns in ctimes_ns.items()]
        with self._db.write() as session:
            session.connection().execute(known, values)

    def renew(self, read: Mapping[PhotoId, NewPhoto]) -> None:
        """The files were read again: what is told of them now counts, and that they are done with.

        Photos that are gone by now, or have other bytes, are left out.
        """
        with self._db.write() as session:
            photo_writes.renew_photos(session, read)

    def mark_missing(self, photo_ids: Sequence[PhotoId], now_s: float) -> None:
        """The files have gone; ``now_s`` is seconds since 1970."""
        with self._db.write() as session:
            photo_writes.mark_missing(session, photo_ids, now_s)

    def purge_missing(self, before_s: float, limit: int) -> PurgedPhotos:
        """Forget photos that have been missing since before ``before_s``, at most ``limit`` in one transaction."""
        long_missing = select(PhotoTable.photo_id, PhotoTable.content_hash)
        long_missing = long_missing.where(PhotoTable.missing_since_s < int(before_s), ~PhotoTable.is_excluded)
        long_missing = long_missing.limit(limit)
        with self._db.write() as session:
            hash_of = dict[int, bytes](raw_rows(session, long_missing))
            for some in chunks(list(hash_of)):
                session.connection().execute(delete(PhotoTable).where(PhotoTable.photo_id.in_(some)))
            hashes = set(hash_of.values())
            return PurgedPhotos(len(hash_of), frozenset(hashes - photo_writes.known_hashes(session, hashes)))

    # ---- asked by the scanner

    def known_lines(self, root_id: RootId, under: str = "", *, with_ctime: bool = False) -> set[str]:
        """The present photos at or below ``under``, each as a ``file_line``, ``with_ctime`` or modification time.

        SQLite joins them into long strings, which takes half the time of a row each, and lets other threads run.
        """
        path, size_bytes, mtime_ns = PhotoTable.relative_path, PhotoTable.size_bytes, PhotoTable.mtime_ns
        time_ns = func.coalesce(PhotoTable.ctime_ns, NO_CHANGE_TIME) if with_ctime else mtime_ns
        line = (cast(path, Text).op("||")("/").op("||")(size_bytes).op("||")("/").op("||")(time_ns)).label("line")
        lines: set[str] = set()
        last = 0
        with self._db.read() as session:
            while True:
                page = select(PhotoTable.photo_id, line).where(PhotoTable.root_id == root_id, _PRESENT)
                page = page.where(at_or_below(path, under), PhotoTable.photo_id > last)
                some = page.order_by(PhotoTable.photo_id).limit(_LINES_AT_ONCE).subquery()
                joined = cast(func.group_concat(some.c.line, "//"), LargeBinary)
                ((text, last_id),) = raw_rows(session, select(joined, func.max(some.c.photo_id)))
                if text is None:
                    return lines
                lines.update(os.fsdecode(text).split("//"))
                last = last_id

    def at(self, root_id: RootId, relative_paths: Collection[str]) -> dict[str, FileAt]:
        """Relative path -> the present photo at it, and its file as it was then; the other paths are passed over."""
        columns = (PhotoTable.relative_path, PhotoTable.photo_id, PhotoTable.size_bytes, PhotoTable.mtime_ns)
        query = select(*columns, PhotoTable.ctime_ns).where(PhotoTable.root_id == root_id, _PRESENT)
        with self._db.read() as session:
            return {
                os.fsdecode(path): FileAt(
                    PhotoId(photo_id), FileStamp(size_bytes, mtime_ns), ctime_ns or NO_CHANGE_TIME
                )
                for some in chunks(sorted(relative_paths))
                for path, photo_id, size_bytes, mtime_ns, ctime_ns in raw_rows(
                    session, query.where(PhotoTable.relative_path.in_(some))
                )
            }

    def find_by_hash(self, content_hash: bytes) -> list[HashMatch]:
        """Photos with these bytes, present ones first."""
        return self._matches(_BY_HASH, content_hash)

    def _matches(self, statement: Executable, wanted: bytes) -> list[HashMatch]:
        with self._db.read() as session:
            rows = list(raw_rows(session, statement, {"wanted": wanted}))
        return [
            HashMatch(PhotoId(photo_id), missing_since_s is not None, RootId(root_id), os.fsdecode(path))
            for photo_id, missing_since_s, root_id, path in rows
        ]

    def find_by_pixels(self, pixel_hash: bytes) -> list[HashMatch]:
        """Photos that show the same, whatever their files say about it, present ones first."""
        return self._matches(_BY_PIXELS, pixel_hash)

    def candidates_by_stamp(self, stamps: Collection[FileStamp]) -> set[FileStamp]:
        """Those of ``stamps`` that a photo has, present or missing: a file that may have moved, so hash it first."""
        found: set[FileStamp] = set()
        with self._db.read() as session:
            # By size alone, which few photos share: SQLite takes four times as long to look up pairs.
            for sizes in chunks(sorted({stamp.size_bytes for stamp in stamps})):
                query = select(PhotoTable.size_bytes, PhotoTable.mtime_ns).where(PhotoTable.size_bytes.in_(sizes))
                found.update(FileStamp(size_bytes, mtime_ns) for size_bytes, mtime_ns in raw_rows(session, query))
        return found.intersection(stamps)

    # ---- asked by the grid

    def get(self, photo_ids: Sequence[PhotoId]) -> dict[PhotoId, Photo]:
        """The records of those that are present."""
        with self._db.read() as session:
            return {photo.photo_id: photo for some in chunks(photo_ids) for photo in photo_records(session, some)}

    def ids(self, filters: Filters = _EVERYTHING, sort: Sort = Sort.NEWEST, limit: int | None = None) -> Int64Array:
        """Ids of the present photos that pass, online or not; unordered for ``Sort.RELEVANCE``.

        Dates sort by the photo's one date, whoever tells it. Ids grow as photos are added.
        """
        order = {
            Sort.NEWEST: (PhotoTable.date_us.desc(), PhotoTable.photo_id.desc()),
            Sort.OLDEST: (PhotoTable.date_us, PhotoTable.photo_id),
            Sort.ADDED: (PhotoTable.photo_id.desc(),),
        }.get(sort, ())
        with self._db.read() as session:
            query = select(PhotoTable.photo_id).where(*conditions(session, filters)).order_by(*order).limit(limit)
            return int64_column(session, query) if order else int64_set(session, query)

    def sorted_ids(self, ids: Int64Array, sort: Sort) -> Int64Array:
        """Those of ``ids`` that are present, in order as in ``ids()``; the order given for ``Sort.RELEVANCE``."""
        if sort is Sort.RELEVANCE:
            return ids
        if ids.size > _QUICKER_IN_WHOLE:
            every = self.ids(sort=sort)
            return every[np.isin(every, ids)]
        query = select(PhotoTable.photo_id, PhotoTable.date_us)
        with self._db.read() as session:
            rows = [
                row
                for some in chunks(ids.tolist())
                for row in raw_rows(session, query.where(PhotoTable.photo_id.in_(some), _PRESENT))
            ]
        if sort is Sort.ADDED:
            rows.sort(reverse=True)
        else:
            rows.sort(key=lambda row: (row[1], row[0]), reverse=sort is Sort.NEWEST)
        return np.asarray([row[0] for row in rows], dtype=np.int64)

    def taken_days(self, ids: Int64Array) -> Float64Array:
        """When each was taken, in days since 1970 [n]; not a number where only the time of its file tells of it."""
        query = select(PhotoTable.photo_id, PhotoTable.taken_at_us).where(PhotoTable.taken_at_us.is_not(None))
        every = ids.tolist()
        asked = (query.where(PhotoTable.photo_id.in_(some)) for some in chunks(every))
        with self._db.read() as session:
            is_many = ids.size > _QUICKER_IN_WHOLE
            days = {
                photo_id: at_us / _DAY_US
                for one in ([query] if is_many else asked)
                for photo_id, at_us in raw_rows(session, one)
            }
        return np.asarray([days.get(photo_id, np.nan) for photo_id in every], np.float64)

    def aspects(self, ids: Int64Array) -> Float32Array:
        """Width by height of each, upright [n]; 1 of those that are unknown. A whole library is read in one go."""
        query = select(PhotoTable.photo_id, PhotoTable.width_px, PhotoTable.height_px)
        order = np.argsort(ids)
        by_id = ids[order]
        aspects = np.ones(ids.size, np.float32)
        asked = (query.where(PhotoTable.photo_id.in_(some)) for some in chunks(ids.tolist()))
        with self._db.read() as session:
            for one in [query] if ids.size > _QUICKER_IN_WHOLE else asked:
                found = int64_rows(session, one, 3)
                places = np.searchsorted(by_id, found[:, 0])
                is_asked = (places < ids.size) & (by_id[np.minimum(places, ids.size - 1)] == found[:, 0])
                sides = found[is_asked, 1:].clip(1)
                aspects[order[places[is_asked]]] = sides[:, 0] / sides[:, 1]
        return aspects

    def count(self) -> int:
        """How many photos are present."""
        with self._db.read() as session:
            return session.scalars(select(func.count()).select_from(PhotoTable).where(_PRESENT)).one()

    def size_of(self, photo_ids: Sequence[PhotoId]) -> int:
        """How many bytes the files of those that are present have together."""
        size = select(func.coalesce(func.sum(PhotoTable.size_bytes), 0)).where(_PRESENT)
        with self._db.read() as session:
            sizes = (session.scalars(size.where(PhotoTable.photo_id.in_(some))).one() for some in chunks(photo_ids))
            return sum(sizes)

    def formats(self) -> list[tuple[str, int]]:
        """(format, how many present photos), most frequent first."""
        count = func.count()
        query = select(PhotoTable.format, count).where(_PRESENT).group_by(PhotoTable.format)
        with self._db.read() as session:
            rows = session.execute(query.order_by(count.desc(), PhotoTable.format))
            return [(name, number) for name, number in rows]

    def cameras(self) -> tuple[str, ...]:
        """What present photos were taken with, by name."""
        with self._db.read() as session:
            return tuple(sorted(filter(None, camera_names(session))))

    def taken_range(self) -> tuple[dt.date, dt.date] | None:
        """The first and the last day that a present photo is dated; None without photos."""
        with self._db.read() as session:
            # Two queries: SQLite answers min or max alone from the index's ends, both together by reading all of it.
            first = session.scalar(select(func.min(PhotoTable.date_us)).where(_PRESENT))
            last = session.scalar(select(func.max(PhotoTable.date_us)).where(_PRESENT))
        return (first.date(), last.date()) if first is not None and last is not None else None

    def folders(self, root_id: RootId) -> list[tuple[str, int]]:
        """(relative folder, how many present photos lie directly in it), by path; "" is the root itself."""
        query = select(PhotoTable.relative_path).where(PhotoTable.root_id == root_id, _PRESENT)
        with self._db.read() as session:
            counts = Counter(bytes(path).rpartition(b"/")[0] for (path,) in raw_rows(session, query))
        return [(os.fsdecode(folder), count) for folder, count in sorted(counts.items())]
