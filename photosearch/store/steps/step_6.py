"""Version 6: photos are found by their camera, and times of files that were written as texts are numbers again."""

from __future__ import annotations

import sqlite3
from typing import Final

STATEMENTS: Final = (
    # Covering only with ``missing_since_s`` in it, as those of version 1.
    # An upgraded library whose files were read again had such texts, and could show no photo.
    """UPDATE photo SET file_time_us = 1000000 * CAST(strftime('%s', file_time_us) AS INTEGER)
    WHERE typeof(file_time_us) = 'text'""",
    "CREATE INDEX photo_camera ON photo (camera, missing_since_s) WHERE missing_since_s IS NULL",
)


def take(connection: sqlite3.Connection) -> None:
    """Mend the times and make the index."""
    for statement in STATEMENTS:
        connection.execute(statement)
