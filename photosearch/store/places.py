"""Where photos are, by the places of the gazetteer: found in the background, from the positions that are stored.

A photo with a position has a row as soon as it has one, without a country until its places are found; so what is left
to do is found by the index of countries.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from sqlalchemy import bindparam, delete, exists, insert, literal, select, update
from sqlalchemy.orm import Session

from photosearch.store.bulk import chunks, int64_column, raw_rows, table_of
from photosearch.store.database import Database
from photosearch.store.tables import PhotoPlaceTable, PhotoTable, PropertyTable
from photosearch.types.ids import PhotoId

NO_COUNTRY: Final = ""
"""Of a photo far from every town."""
_PROPERTY: Final = "places"
_UNPLACED: Final = 0
"""The gazetteer's version where none has been asked."""


class Position(NamedTuple):
    """Where a photo was taken, in degrees."""

    photo_id: PhotoId
    latitude_deg: float
    longitude_deg: float


class Placed(NamedTuple):
    """The places of one photo."""

    position: Position
    """Should the photo have another one by now, nothing is kept."""
    place_id: int | None
    """The nearest town."""
    near_id: int | None
    """A sight or the like that it is at."""
    country: str
    admin1: str


class Places:
    """Reads and keeps them."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def make_all_due(self, version: int) -> None:
        """See that the places of all photos are found by this version of the gazetteer.

        Raises:
            StoreError: nothing can be written.
        """
        with self._db.read() as session:
            known = session.get(PropertyTable, _PROPERTY)
            if known is not None and known.value == str(version):
                return
        with self._db.write() as session:
            session.execute(delete(PhotoPlaceTable))
            located = select(PhotoTable.photo_id, literal(_UNPLACED)).where(PhotoTable.latitude_deg.is_not(None))
            into = insert(table_of(PhotoPlaceTable)).from_select(["photo_id", "gazetteer_version"], located)
            session.connection().execute(into)
            session.merge(PropertyTable(name=_PROPERTY, value=str(version)))

    def due(self, limit: int) -> list[Position]:
        """Photos whose places are to be found."""
        query = select(PhotoTable.photo_id, PhotoTable.latitude_deg, PhotoTable.longitude_deg)
        query = query.join(PhotoPlaceTable, PhotoPlaceTable.photo_id == PhotoTable.photo_id)
        query = query.where(PhotoPlaceTable.country.is_(None)).limit(limit)
        with self._db.read() as session:
            return [Position(*row) for row in raw_rows(session, query)]

    def keep(self, placed: Sequence[Placed], version: int) -> None:
        """Note the places of photos, in one transaction.

        Raises:
            StoreError: nothing can be written; nothing is kept.
        """
        unchanged = exists().where(
            PhotoTable.photo_id == bindparam("photo"),
            PhotoTable.latitude_deg == bindparam("latitude"),
            PhotoTable.longitude_deg == bindparam("longitude"),
        )
        row = update(table_of(PhotoPlaceTable)).where(PhotoPlaceTable.photo_id == bindparam("photo"), unchanged)
        values = [
            {
                "photo": one.position.photo_id,
                "latitude": one.position.latitude_deg,
                "longitude": one.position.longitude_deg,
                "place_id": one.place_id,
                "near_id": one.near_id,
                "country": one.country,
                "admin1": one.admin1,
                "gazetteer_version": version,
            }
            for one in placed
        ]
        if values:
            with self._db.write() as session:
                session.connection().execute(row, values)

    def of(self, photo_ids: Sequence[PhotoId], version: int) -> dict[int, tuple[int | None, int | None]]:
        """The town and the sight of photos, as this version numbers them; those that are not found yet left out."""
        query = select(PhotoPlaceTable.photo_id, PhotoPlaceTable.place_id, PhotoPlaceTable.near_id)
        query = query.where(PhotoPlaceTable.gazetteer_version == version)
        with self._db.read() as session:
            return {
                photo_id: (place_id, near_id)
                for some in chunks(photo_ids)
                for photo_id, place_id, near_id in raw_rows(session, query.where(PhotoPlaceTable.photo_id.in_(some)))
            }

    def ids(self, version: int) -> frozenset[int]:
        """The places that photos are at, towns and sights, as this version numbers them.

        Those of missing photos too, which may come back: so the indexes answer, without a look at any row.
        """
        columns = (PhotoPlaceTable.place_id, PhotoPlaceTable.near_id)
        with self._db.read() as session:
            known = session.get(PropertyTable, _PROPERTY)
            if known is None or known.value != str(version):
                return frozenset()
            found = [int64_column(session, select(one).where(one.is_not(None)).distinct()) for one in columns]
        return frozenset(number for numbers in found for number in numbers.tolist())


def put_places_due(session: Session, photo_ids: Sequence[PhotoId]) -> None:
    """Let the places of these photos be found again, in the transaction that writes their positions."""
    for some in chunks(photo_ids):
        session.connection().execute(delete(PhotoPlaceTable).where(PhotoPlaceTable.photo_id.in_(some)))
        located = select(PhotoTable.photo_id, literal(_UNPLACED)).where(
            PhotoTable.photo_id.in_(some), PhotoTable.latitude_deg.is_not(None)
        )
        into = insert(table_of(PhotoPlaceTable)).from_select(["photo_id", "gazetteer_version"], located)
        session.connection().execute(into)
