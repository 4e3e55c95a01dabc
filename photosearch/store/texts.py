"""The words of photos: what is found by them, and where they are made of what the database holds already."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import column, select, table, text

from photosearch.store.bulk import chunks, int64_set
from photosearch.store.database import Database
from photosearch.store.tables import TextDueTable
from photosearch.store.text_writes import are_made, make_all_due, put_texts, texts_of
from photosearch.store.tokens import Run, phrase
from photosearch.types.arrays import Int64Array
from photosearch.types.ids import PhotoId
from photosearch.types.texts import Field

_INDEX = table("text_index", column("rowid"))


class Texts:
    """Reads and makes them; they are written with their photos."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def find(self, words: Sequence[Run], fields: Collection[Field], *, is_open: bool = False) -> Int64Array:
        """Present photos with a text in one of ``fields`` that holds ``words``, next to each other: ids, in any order.

        With ``is_open`` the last word may go on.
        """
        names = " ".join(sorted(field.value for field in fields))
        asked = text("text_index MATCH :asked").bindparams(asked=f"{{{names}}} : {phrase(words, is_open=is_open)}")
        with self._db.read() as session:
            return int64_set(session, select(_INDEX.c.rowid).where(asked))

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
