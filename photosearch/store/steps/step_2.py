"""Version 2: items, analyses and marks. No row of ``embedding`` or ``photo`` is written again."""

from __future__ import annotations

import sqlite3
from typing import Final

FIRST_MOMENT_ID: Final = 1 << 40
"""An item that is a photo has the photo's number; moments in videos are numbered from here on."""

# ALTER TABLE cannot change what a foreign key refers to, and a new table would mean copying every vector. But a key
# follows its table when that is renamed. So photo is called item for a moment, and its key item_id, and is then called
# photo again without the keys following it: embedding refers to a table item, which does not exist yet.
_EMBEDDINGS_REFER_TO_ITEMS: Final = (
    "ALTER TABLE embedding RENAME COLUMN photo_id TO item_id",
    "ALTER TABLE photo RENAME TO item",
    "ALTER TABLE item RENAME COLUMN photo_id TO item_id",
    "PRAGMA legacy_alter_table = ON",
    "ALTER TABLE item RENAME TO photo",
    "PRAGMA legacy_alter_table = OFF",
    "ALTER TABLE photo RENAME COLUMN item_id TO photo_id",
)

_TABLES: Final = (
    f"""CREATE TABLE item (
        item_id INTEGER NOT NULL PRIMARY KEY,
        photo_id INTEGER NOT NULL REFERENCES photo (photo_id) ON DELETE CASCADE,
        at_ms INTEGER,
        UNIQUE (photo_id, at_ms),
        CHECK (CASE WHEN at_ms IS NULL THEN item_id = photo_id ELSE item_id >= {FIRST_MOMENT_ID} END)
    )""",
    "CREATE INDEX item_moment ON item (photo_id, item_id) WHERE at_ms IS NOT NULL",
    "INSERT INTO item SELECT photo_id, photo_id, NULL FROM photo ORDER BY photo_id",
    """CREATE TABLE analysis (
        analysis_row INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        version TEXT NOT NULL,
        UNIQUE (name, version)
    )""",
    """CREATE TABLE analysis_done (
        photo_id INTEGER NOT NULL REFERENCES photo (photo_id) ON DELETE CASCADE,
        analysis_row INTEGER NOT NULL REFERENCES analysis (analysis_row) ON DELETE CASCADE,
        found INTEGER NOT NULL,
        PRIMARY KEY (photo_id, analysis_row)
    ) WITHOUT ROWID""",
    # No reference to photo: what a person made outlives the record of the file.
    """CREATE TABLE mark (
        mark_row INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        content_hash BLOB NOT NULL,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        value TEXT NOT NULL,
        changed_at_ms BIGINT NOT NULL,
        is_removed BOOLEAN NOT NULL,
        UNIQUE (content_hash, kind, name)
    )""",
    "CREATE INDEX mark_kind ON mark (kind, name)",
    "DROP INDEX embedding_photo",
    "CREATE INDEX embedding_item ON embedding (item_id)",
    "ALTER TABLE encoder ADD COLUMN left_at_s INTEGER",
)


STATEMENTS: Final = (*_EMBEDDINGS_REFER_TO_ITEMS, *_TABLES)


def take(connection: sqlite3.Connection) -> None:
    """Let embeddings refer to items, one for each photo, and make the new tables."""
    for statement in STATEMENTS:
        connection.execute(statement)
