"""Version 3: what is told of photos and by whom, one date, folders left out. No vector is written again.

Columns are added, which SQLite does in the catalogue alone. What is long or rarely asked for is in tables of its own,
so that the rows of ``photo`` stay short.
"""

from __future__ import annotations

import sqlite3
from typing import Final

_PHOTO_COLUMNS: Final = (
    "ALTER TABLE photo ADD COLUMN date_source TEXT",
    "ALTER TABLE photo ADD COLUMN date_is_certain BOOLEAN",
    "ALTER TABLE photo ADD COLUMN date_precision TEXT",
    "ALTER TABLE photo ADD COLUMN file_time_us BIGINT",
    "ALTER TABLE photo ADD COLUMN ctime_ns BIGINT",
    "ALTER TABLE photo ADD COLUMN pixel_hash BLOB",
    "ALTER TABLE photo ADD COLUMN part_reason TEXT",
    "ALTER TABLE photo ADD COLUMN is_excluded BOOLEAN NOT NULL DEFAULT FALSE",
    "ALTER TABLE problem ADD COLUMN ctime_ns BIGINT",
    # This version reads what those before could not: without its stamp a file is tried again at the next look.
    "UPDATE problem SET size_bytes = NULL, mtime_ns = NULL",
)

# The date that everything goes by. What it is made from cannot be altered, but it is stored nowhere: dropping it and
# adding it again writes no row. Photos that say no date had their file's time in UTC: it becomes this machine's wall
# clock, as dates in files are. Those that do say one get theirs when they are read again.
_DATE: Final = (
    "DROP INDEX photo_grid",
    "DROP INDEX photo_taken",
    "ALTER TABLE photo DROP COLUMN date_us",
    """UPDATE photo SET file_time_us = 1000000 * CAST(
            strftime('%s', mtime_ns / 1000000000, 'unixepoch', 'localtime') AS INTEGER
        ) + mtime_ns / 1000 % 1000000
        WHERE taken_at_us IS NULL""",
    """ALTER TABLE photo ADD COLUMN date_us BIGINT NOT NULL
        GENERATED ALWAYS AS (coalesce(taken_at_us, file_time_us, mtime_ns / 1000)) VIRTUAL""",
    """CREATE INDEX photo_grid
        ON photo (date_us, photo_id, format, width_px, height_px, root_id, missing_since_s)
        WHERE missing_since_s IS NULL""",
    "CREATE INDEX photo_pixel_hash ON photo (pixel_hash) WHERE pixel_hash IS NOT NULL",
)

_TABLES: Final = (
    """CREATE TABLE photo_metadata (
        photo_id INTEGER NOT NULL PRIMARY KEY REFERENCES photo (photo_id) ON DELETE CASCADE,
        title TEXT,
        caption TEXT,
        creator TEXT,
        copyright TEXT,
        f_number DOUBLE,
        exposure_s DOUBLE,
        iso INTEGER,
        focal_length_mm DOUBLE,
        focal_length_35mm DOUBLE,
        subject_distance_m DOUBLE,
        altitude_m DOUBLE,
        direction_deg DOUBLE,
        software TEXT,
        colour_space TEXT,
        content_identifier TEXT,
        burst_id TEXT,
        orientation INTEGER,
        sources TEXT NOT NULL,
        unread TEXT NOT NULL
    )""",
    """CREATE INDEX photo_metadata_content ON photo_metadata (content_identifier)
        WHERE content_identifier IS NOT NULL""",
    "CREATE INDEX photo_metadata_burst ON photo_metadata (burst_id) WHERE burst_id IS NOT NULL",
    "CREATE TABLE keyword (keyword_row INTEGER NOT NULL PRIMARY KEY, path TEXT NOT NULL UNIQUE)",
    """CREATE TABLE photo_keyword (
        photo_id INTEGER NOT NULL REFERENCES photo (photo_id) ON DELETE CASCADE,
        keyword_row INTEGER NOT NULL REFERENCES keyword (keyword_row) ON DELETE CASCADE,
        origin TEXT NOT NULL,
        PRIMARY KEY (photo_id, keyword_row)
    ) WITHOUT ROWID""",
    "CREATE INDEX photo_keyword_photos ON photo_keyword (keyword_row, photo_id)",
    """CREATE TABLE sidecar (
        photo_id INTEGER NOT NULL REFERENCES photo (photo_id) ON DELETE CASCADE,
        name BLOB NOT NULL,
        size_bytes BIGINT NOT NULL,
        mtime_ns BIGINT NOT NULL,
        ctime_ns BIGINT NOT NULL,
        PRIMARY KEY (photo_id, name)
    ) WITHOUT ROWID""",
    """CREATE TABLE exclusion (
        root_id INTEGER NOT NULL REFERENCES root (root_id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        pattern TEXT NOT NULL,
        PRIMARY KEY (root_id, position)
    ) WITHOUT ROWID""",
    """CREATE TABLE not_shown (
        root_id INTEGER NOT NULL REFERENCES root (root_id) ON DELETE CASCADE,
        kind TEXT NOT NULL,
        files INTEGER NOT NULL,
        PRIMARY KEY (root_id, kind)
    ) WITHOUT ROWID""",
)

_NOT_IN_THE_FUTURE: Final = """UPDATE photo SET
        file_time_us = 1000000 * CAST(strftime('%s', 'now', 'localtime') AS INTEGER)
    WHERE file_time_us >= 1000000 * CAST(strftime('%s', 'now', 'localtime', 'start of day', '+2 days') AS INTEGER)
        OR (taken_at_us IS NULL AND file_time_us IS NULL)"""
"""A file dated later than tomorrow would stand first for ever; it counts as if it were added now."""

STATEMENTS: Final = (*_PHOTO_COLUMNS, *_DATE, *_TABLES)


def take(connection: sqlite3.Connection) -> None:
    """Add the columns and tables, and let the date be what is known best."""
    for statement in STATEMENTS:
        connection.execute(statement)
    connection.execute(_NOT_IN_THE_FUTURE)
