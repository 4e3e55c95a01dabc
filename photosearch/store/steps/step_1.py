"""Version 1: roots, photos, problems, encoders and embeddings."""

from __future__ import annotations

import sqlite3
import uuid
from typing import Final

# Partial indexes "of what is present" answer the grid's questions without touching the wide photo rows.
# photo_grid carries every column that a filter or the date order asks for; missing_since_s is among them because SQLite
# counts an index as covering only then. It takes a million landscape photos by date from 3.5 s to 0.6 s.
STATEMENTS: Final[tuple[str, ...]] = (
    "CREATE TABLE property (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)",
    """CREATE TABLE root (
        root_id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        path BLOB NOT NULL,
        volume_identity BLOB NOT NULL,
        path_in_volume BLOB NOT NULL,
        volume_label TEXT NOT NULL,
        mount_point BLOB NOT NULL,
        is_removable BOOLEAN NOT NULL,
        is_online BOOLEAN NOT NULL,
        UNIQUE (volume_identity, path_in_volume)
    )""",
    """CREATE TABLE photo (
        photo_id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        root_id INTEGER NOT NULL REFERENCES root (root_id) ON DELETE CASCADE,
        relative_path BLOB NOT NULL,
        size_bytes BIGINT NOT NULL,
        mtime_ns BIGINT NOT NULL,
        content_hash BLOB NOT NULL,
        width_px INTEGER NOT NULL,
        height_px INTEGER NOT NULL,
        format TEXT NOT NULL,
        taken_at_us BIGINT,
        taken_offset_min INTEGER,
        camera TEXT,
        lens TEXT,
        latitude_deg DOUBLE,
        longitude_deg DOUBLE,
        rating INTEGER,
        missing_since_s INTEGER,
        date_us INTEGER NOT NULL GENERATED ALWAYS AS (coalesce(taken_at_us, mtime_ns / 1000)) VIRTUAL
    )""",
    "CREATE UNIQUE INDEX photo_path ON photo (root_id, relative_path) WHERE missing_since_s IS NULL",
    "CREATE INDEX photo_root ON photo (root_id)",
    "CREATE INDEX photo_content_hash ON photo (content_hash)",
    "CREATE INDEX photo_stamp ON photo (size_bytes, mtime_ns)",
    """CREATE INDEX photo_grid
        ON photo (date_us, photo_id, format, width_px, height_px, taken_at_us, root_id, missing_since_s)
        WHERE missing_since_s IS NULL""",
    "CREATE INDEX photo_taken ON photo (taken_at_us) WHERE missing_since_s IS NULL AND taken_at_us IS NOT NULL",
    "CREATE INDEX photo_format ON photo (format, missing_since_s) WHERE missing_since_s IS NULL",
    "CREATE INDEX photo_missing ON photo (missing_since_s) WHERE missing_since_s IS NOT NULL",
    """CREATE TABLE problem (
        root_id INTEGER NOT NULL REFERENCES root (root_id) ON DELETE CASCADE,
        relative_path BLOB NOT NULL,
        reason TEXT NOT NULL,
        detail TEXT NOT NULL,
        size_bytes BIGINT,
        mtime_ns BIGINT,
        PRIMARY KEY (root_id, relative_path)
    ) WITHOUT ROWID""",
    """CREATE TABLE encoder (
        encoder_row INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        encoder_id TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        dim INTEGER NOT NULL
    )""",
    # AUTOINCREMENT: a seq is never given twice, even after deletes, so "since seq" never misses a row.
    """CREATE TABLE embedding (
        seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        encoder_row INTEGER NOT NULL REFERENCES encoder (encoder_row) ON DELETE CASCADE,
        photo_id INTEGER NOT NULL REFERENCES photo (photo_id) ON DELETE CASCADE,
        vector BLOB NOT NULL,
        UNIQUE (encoder_row, photo_id)
    )""",
    "CREATE INDEX embedding_photo ON embedding (photo_id)",
    "CREATE INDEX embedding_seq ON embedding (encoder_row, seq)",
)


def take(connection: sqlite3.Connection) -> None:
    """Make the tables of a new file, and its identity."""
    for statement in STATEMENTS:
        connection.execute(statement)
    connection.execute("INSERT INTO property VALUES ('identity', ?)", (uuid.uuid4().hex,))
