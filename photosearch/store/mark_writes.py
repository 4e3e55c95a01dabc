"""Writing marks inside a session that is already open."""

from __future__ import annotations

from sqlalchemy import insert, literal, select
from sqlalchemy.orm import Session

from photosearch.store.tables import MarkTable

_SAME = (MarkTable.kind, MarkTable.name, MarkTable.value, MarkTable.changed_at_ms, MarkTable.is_removed)


def copy_marks(session: Session, from_hash: bytes, to_hash: bytes) -> None:
    """Give other bytes the marks of these, as when a photo is edited; what they have of their own stays."""
    kept = select(literal(to_hash), *_SAME).where(MarkTable.content_hash == from_hash, ~MarkTable.is_removed)
    columns = [MarkTable.content_hash, *_SAME]
    session.execute(insert(MarkTable).prefix_with("OR IGNORE").from_select(columns, kept))
