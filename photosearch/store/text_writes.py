"""Writing the words of photos inside a session that is already open: with the photo, in its transaction."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import delete, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.orm import Session

from photosearch.store.bulk import chunks, raw_rows, table_of
from photosearch.store.keyword_paths import words_of
from photosearch.store.tables import (
    KeywordTable,
    PhotoKeywordTable,
    PhotoMetadataTable,
    PhotoTable,
    PropertyTable,
    TextDueTable,
)
from photosearch.store.tables import PhotoTextTable as Row
from photosearch.store.tokens import indexed
from photosearch.types.texts import Field

VERSION: Final = "1"
"""Of what is taken as the words of a photo, and of the tokens that they become: with another one all are made again."""
_PROPERTY: Final = "texts"
_LONGEST: Final = 10_000
"""Characters of a value that are indexed: a caption of more is no caption."""
_SOURCE: Final = select(
    PhotoTable.photo_id,
    PhotoTable.missing_since_s.is_(None),
    PhotoTable.relative_path,
    PhotoTable.camera,
    PhotoTable.lens,
    PhotoMetadataTable.title,
    PhotoMetadataTable.caption,
    PhotoMetadataTable.creator,
).outerjoin(PhotoMetadataTable, PhotoMetadataTable.photo_id == PhotoTable.photo_id)


class PhotoTexts(NamedTuple):
    """The words of one photo."""

    is_present: bool
    fields: Mapping[Field, tuple[str, ...]]
    """As they were written; an empty tuple where there is none."""


def put_texts(session: Session, photo_ids: Sequence[int]) -> None:
    """Let the words of these photos be what their rows say by now; of missing ones they are kept, but not found."""
    for some in chunks(photo_ids):
        values = [
            {"photo_id": photo_id, "is_shown": texts.is_present, **_columns(texts.fields)}
            for photo_id, texts in texts_of(session, some).items()
        ]
        if values:
            _put(session, values)
        session.connection().execute(delete(table_of(TextDueTable)).where(TextDueTable.photo_id.in_(some)))


def texts_of(session: Session, photo_ids: Sequence[int]) -> dict[int, PhotoTexts]:
    """The words of photos, of as many as an ``IN`` list takes at most."""
    keywords = _keywords_of(session, photo_ids)
    found: dict[int, PhotoTexts] = {}
    for photo_id, is_present, path, camera, lens, title, caption, creator in raw_rows(
        session, _SOURCE.where(PhotoTable.photo_id.in_(photo_ids))
    ):
        *folders, name = os.fsdecode(path).split("/")
        told = {
            Field.FILE_NAME: (name,),
            Field.FOLDER: tuple(folders),
            Field.TITLE: (title,),
            Field.CAPTION: (caption,),
            Field.KEYWORD: tuple(keywords.get(photo_id, ())),
            Field.CREATOR: (creator,),
            Field.CAMERA: (camera,),
            Field.LENS: (lens,),
        }
        found[photo_id] = PhotoTexts(
            bool(is_present), {field: tuple(filter(None, values)) for field, values in told.items()}
        )
    return found


def are_made(session: Session) -> bool:
    """Whether the words of all photos are those of this version, but for those that are due."""
    made = session.get(PropertyTable, _PROPERTY)
    return made is not None and made.value == VERSION


def make_all_due(session: Session) -> None:
    """Let the words of all photos be made by this version."""
    make_due(session, select(PhotoTable.photo_id))
    session.merge(PropertyTable(name=_PROPERTY, value=VERSION))


def make_due(session: Session, photo_ids: Any) -> None:  # noqa: ANN401 - a statement of one column
    """Let the words of photos be made again in the background: of more than a transaction should wait for."""
    into = insert(table_of(TextDueTable)).prefix_with("OR IGNORE")
    session.connection().execute(into.from_select(["photo_id"], photo_ids))


def _columns(fields: Mapping[Field, tuple[str, ...]]) -> dict[str, str]:
    return {field.value: indexed(value[:_LONGEST] for value in values) for field, values in fields.items()}


def _put(session: Session, values: Sequence[Mapping[str, object]]) -> None:
    """Not by replacing rows: SQLite tells no trigger of a row that another one replaces."""
    statement = upsert(table_of(Row))
    columns = {name: statement.excluded[name] for name in ("is_shown", *(field.value for field in Field))}
    session.connection().execute(statement.on_conflict_do_update(index_elements=["photo_id"], set_=columns), values)


def _keywords_of(session: Session, photo_ids: Sequence[int]) -> Mapping[int, list[str]]:
    query = select(PhotoKeywordTable.photo_id, KeywordTable.path)
    query = query.join(KeywordTable, KeywordTable.keyword_row == PhotoKeywordTable.keyword_row)
    found: defaultdict[int, list[str]] = defaultdict(list)
    for photo_id, path in raw_rows(session, query.where(PhotoKeywordTable.photo_id.in_(photo_ids))):
        found[photo_id] += words_of(path)
    return found
