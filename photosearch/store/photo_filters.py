"""Turns ``Filters`` into conditions on the photo table."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from sqlalchemy import ColumnElement, and_, false, or_, select
from sqlalchemy.orm import Session

from photosearch.store.path_ranges import below, folder_in_root
from photosearch.store.tables import PhotoTable, RootTable
from photosearch.types import Filters, Orientation


def conditions(session: Session, filters: Filters) -> list[ColumnElement[bool]]:
    """Present photos that pass every given field of ``filters``."""
    found: list[ColumnElement[bool]] = [PhotoTable.missing_since_s.is_(None)]
    if filters.root_ids:
        found.append(PhotoTable.root_id.in_(sorted(filters.root_ids)))
    if filters.folder is not None:
        found.append(_in_folder(session, filters.folder))
    found.extend(_taken(filters.taken_from, filters.taken_until))
    if filters.formats:
        found.append(PhotoTable.format.in_(sorted(filters.formats)))
    if filters.orientation is not None:
        found.append(_upright(filters.orientation))
    return found


def _in_folder(session: Session, folder: Path) -> ColumnElement[bool]:
    """Below ``folder``, an absolute path that may lie inside a root, be one, or hold several."""
    places: list[ColumnElement[bool]] = []
    for root_id, path in session.execute(select(RootTable.root_id, RootTable.path)):
        relative = folder_in_root(folder, Path(path))
        if relative is not None:
            places.append(and_(PhotoTable.root_id == root_id, below(PhotoTable.relative_path, relative)))
    return or_(false(), *places)


def _taken(first: dt.date | None, last: dt.date | None) -> list[ColumnElement[bool]]:
    """Both days inclusive; a photo that does not say when it was taken is in no range."""
    found: list[ColumnElement[bool]] = []
    if first is not None:
        found.append(PhotoTable.taken_at_us >= dt.datetime.combine(first, dt.time.min))
    if last is not None:
        found.append(PhotoTable.taken_at_us <= dt.datetime.combine(last, dt.time.max))
    return found


def _upright(orientation: Orientation) -> ColumnElement[bool]:
    match orientation:
        case Orientation.LANDSCAPE:
            return PhotoTable.width_px > PhotoTable.height_px
        case Orientation.PORTRAIT:
            return PhotoTable.width_px < PhotoTable.height_px
        case Orientation.SQUARE:
            return PhotoTable.width_px == PhotoTable.height_px
