"""Version 4: the words of each photo, and where it is. No row of ``photo`` is written again, nothing read for it.

The words are filled in from what the database holds, in the background (``text_due`` lists what is left to do), so
that a large library opens at once.
"""

from __future__ import annotations

import sqlite3
from typing import Final

_COLUMNS: Final = ("file_name", "folder", "title", "caption", "keyword", "creator", "camera", "lens")
_NAMED: Final = ", ".join(_COLUMNS)
_DECLARED: Final = ", ".join(f"{column} TEXT NOT NULL" for column in _COLUMNS)
_OLD, _NEW = (", ".join(f"{row}.{column}" for column in _COLUMNS) for row in ("old", "new"))

# FTS5 reads nothing into the words: they come as tokens between spaces ("ascii" takes whatever is not ASCII for a
# letter). It keeps no copy of them either, so what leaves the index must be told exactly as it came in: triggers see to
# that, whoever writes. Only photos that are present are in it: an answer needs no look at ``photo``.
_WORDS: Final = (
    f"""CREATE TABLE photo_text (
        photo_id INTEGER NOT NULL PRIMARY KEY REFERENCES photo (photo_id) ON DELETE CASCADE,
        is_shown BOOLEAN NOT NULL,
        {_DECLARED}
    )""",
    f"CREATE VIEW shown_text AS SELECT photo_id, {_NAMED} FROM photo_text WHERE is_shown",  # noqa: S608
    f"""CREATE VIRTUAL TABLE text_index USING fts5(
        {_NAMED}, content = 'shown_text', content_rowid = 'photo_id', columnsize = 0, tokenize = 'ascii'
    )""",
    f"""CREATE TRIGGER photo_text_comes AFTER INSERT ON photo_text WHEN new.is_shown BEGIN
        INSERT INTO text_index (rowid, {_NAMED}) VALUES (new.photo_id, {_NEW});
    END""",  # noqa: S608
    f"""CREATE TRIGGER photo_text_goes AFTER DELETE ON photo_text WHEN old.is_shown BEGIN
        INSERT INTO text_index (text_index, rowid, {_NAMED}) VALUES ('delete', old.photo_id, {_OLD});
    END""",  # noqa: S608
    f"""CREATE TRIGGER photo_text_changes AFTER UPDATE ON photo_text BEGIN
        INSERT INTO text_index (text_index, rowid, {_NAMED}) SELECT 'delete', old.photo_id, {_OLD} WHERE old.is_shown;
        INSERT INTO text_index (rowid, {_NAMED}) SELECT new.photo_id, {_NEW} WHERE new.is_shown;
    END""",
    """CREATE TRIGGER photo_text_is_shown AFTER UPDATE OF missing_since_s ON photo
        WHEN (old.missing_since_s IS NULL) <> (new.missing_since_s IS NULL) BEGIN
        UPDATE photo_text SET is_shown = new.missing_since_s IS NULL WHERE photo_id = new.photo_id;
    END""",
    """CREATE TABLE text_due (
        photo_id INTEGER NOT NULL PRIMARY KEY REFERENCES photo (photo_id) ON DELETE CASCADE
    )""",
)

_PLACES: Final = (
    """CREATE TABLE photo_place (
        photo_id INTEGER NOT NULL PRIMARY KEY REFERENCES photo (photo_id) ON DELETE CASCADE,
        place_id INTEGER,
        near_id INTEGER,
        country TEXT,
        admin1 TEXT,
        gazetteer_version INTEGER NOT NULL
    )""",
    "CREATE INDEX photo_place_place ON photo_place (place_id)",
    "CREATE INDEX photo_place_near ON photo_place (near_id) WHERE near_id IS NOT NULL",
    "CREATE INDEX photo_place_area ON photo_place (country, admin1)",
)

STATEMENTS: Final = (*_WORDS, *_PLACES)


def take(connection: sqlite3.Connection) -> None:
    """Make the tables, empty."""
    for statement in STATEMENTS:
        connection.execute(statement)
