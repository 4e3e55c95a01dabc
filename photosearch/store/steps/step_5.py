"""Version 5: the colours of photos. A table of its own, empty: a background pass looks at the files."""

from __future__ import annotations

import sqlite3
from typing import Final

STATEMENTS: Final = (
    """CREATE TABLE photo_colour (
        photo_id INTEGER NOT NULL PRIMARY KEY REFERENCES photo (photo_id) ON DELETE CASCADE,
        black INTEGER NOT NULL, grey INTEGER NOT NULL, white INTEGER NOT NULL, red INTEGER NOT NULL,
        orange INTEGER NOT NULL, yellow INTEGER NOT NULL, green INTEGER NOT NULL, cyan INTEGER NOT NULL,
        blue INTEGER NOT NULL, purple INTEGER NOT NULL, pink INTEGER NOT NULL, brown INTEGER NOT NULL,
        mean_chroma INTEGER NOT NULL,
        high_chroma INTEGER NOT NULL
    )""",
)


def take(connection: sqlite3.Connection) -> None:
    """Make the table."""
    for statement in STATEMENTS:
        connection.execute(statement)
