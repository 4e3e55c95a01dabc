"""The words of photos: what is found by them, and where they are made of what the database holds already."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from photosearch.store.bulk import chunks
from photosearch.store.database import Database
from photosearch.store.tables import TextDueTable
from photosearch.store.text_writes import are_made, make_all_due, put_texts, texts_of
from photosearch.store.tokens import END, Run, phrase
from photosearch.types.arrays import Int64Array
from photosearch.types.ids import PhotoId
from photosearch.types.texts import Field

_FIND: Final = "SELECT group_concat(rowid) FROM text_index WHERE text_index MATCH ?"
_LAST: Final = "SELECT max(photo_id) FROM photo"


class TextReader:
    """One snapshot of the index of words, as quick as SQLite itself: a query asks a dozen times. For one thread."""

    def __init__(self, session: Session) -> None:
        self._connection = session.connection()

    def find(self, ways: Sequence[Sequence[Run]], fields: Collection[Field], *, is_open: bool = False) -> Int64Array:
        """Present photos with a text in one of ``fields`` that says it in one of ``ways``: ids, ascending.

        A text says it that holds the runs next to each other; with ``is_open`` the last word may go on.
        """
        return self._found(" OR ".join(phrase(way, is_open=is_open) for way in ways), fields)

    def find_alone(self, character: str, fields: Collection[Field]) -> Int64Array:
        """Present photos where a character of a script without spaces stands alone: ids, ascending."""
        return self._found(f'"{character}"', fields)

    def find_at_end(self, character: str, fields: Collection[Field]) -> Int64Array:
        """Present photos where such a character is the last of several: ids, ascending."""
        return self._found(f'"{character}{END}"', fields)

    def count(self) -> int:
        """About how many photos there are: to count them would take milliseconds."""
        last: int | None = self._connection.exec_driver_sql(_LAST).scalar()
        return last or 0

    def _found(self, asked: str, fields: Collection[Field]) -> Int64Array:
        names = " ".join(sorted(field.value for field in fields))
        # FTS5 gives them in their order; one text for all takes a third of the time of a row each.
        text: str | None = self._connection.exec_driver_sql(_FIND, (f"{{{names}}} : ({asked})",)).scalar()
        return np.fromstring(text, np.int64, sep=",") if text else np.empty(0, np.int64)


class Texts:
    """Reads and makes them; they are written with their photos."""

    def __init__(self, db: Database) -> None:
        self._db = db

    @contextmanager
    def reading(self) -> Iterator[TextReader]:
        """Look for words."""
        with self._db.read() as session:
            yield TextReader(session)

    def of(self, photo_ids: Sequence[PhotoId]) -> dict[int, Mapping[Field, tuple[str, ...]]]:
        """The texts of photos, as they were written."""
        with self._db.read() as session:
            return {
                photo_id: texts.fields
                for some in chunks(photo_ids)
                for photo_id, texts in texts_of(session, some).items()
            }

    def make_all_due(self) -> None:
        """See that the words of all photos are made, where no version of the app or another one made them.

        Raises:
            StoreError: nothing can be written.
        """
        with self._db.read() as session:
            if are_made(session):
                return
        with self._db.write() as session:
            make_all_due(session)

    def make_some(self, limit: int) -> int:
        """Make the words of ``limit`` photos that lack them; of how many they were made.

        Raises:
            StoreError: nothing can be written.
        """
        query = select(TextDueTable.photo_id).limit(limit)
        with self._db.read() as session:
            if session.scalar(query.limit(1)) is None:
                return 0
        with self._db.write() as session:
            due = list(session.scalars(query))
            put_texts(session, due)
        return len(due)
