"""What present photos were taken with, by name."""

from __future__ import annotations

from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

_NAMES: Final = text(
    """WITH RECURSIVE one (camera) AS (
        SELECT min(camera) FROM photo WHERE missing_since_s IS NULL
        UNION ALL
        SELECT (SELECT min(camera) FROM photo WHERE missing_since_s IS NULL AND camera > one.camera)
        FROM one WHERE one.camera IS NOT NULL
    )
    SELECT camera FROM one WHERE camera IS NOT NULL"""
)
"""From one to the next in the index: a library has dozens, and 100,000 photos that say so."""


def camera_names(session: Session) -> list[str]:
    """Each once, as the files say it."""
    return list(session.scalars(_NAMES))
