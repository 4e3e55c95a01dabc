"""Version 6: photos are found by their camera. An index; no row is written again."""

from __future__ import annotations

import sqlite3
from typing import Final

STATEMENTS: Final = (
    # Covering only with ``missing_since_s`` in it, as those of version 1.
    "CREATE INDEX photo_camera ON photo (camera, missing_since_s) WHERE missing_since_s IS NULL",
)


def take(connection: sqlite3.Connection) -> None:
    """Make the index."""
    for statement in STATEMENTS:
        connection.execute(statement)
