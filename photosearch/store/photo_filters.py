"""Turns ``Filters`` into conditions on the photo table: a function for each filter, all of them in ``CONDITIONS``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from sqlalchemy import ColumnElement, Text, and_, cast, false, func, or_, select, true
from sqlalchemy.orm import Session

from photosearch.store.area_filters import at_areas
from photosearch.store.cameras import camera_names
from photosearch.store.keyword_paths import joined
from photosearch.store.mark_lines import value_text
from photosearch.store.media_filters import of_all
from photosearch.store.path_ranges import below, folder_in_root
from photosearch.store.tables import (
    KeywordTable,
    MarkTable,
    PhotoKeywordTable,
    PhotoMetadataTable,
    PhotoTable,
    RootTable,
)
from photosearch.types.marks import MarkKind
from photosearch.types.photos import Orientation
from photosearch.types.queries import Filters
from photosearch.types.texts import Field
from photosearch.types.understood import DayRange, Written


def conditions(session: Session, filters: Filters) -> list[ColumnElement[bool]]:
    """Present photos that pass every given field of ``filters``."""
    found: list[ColumnElement[bool]] = [PhotoTable.missing_since_s.is_(None)]
    for conditions_of in CONDITIONS:
        found.extend(conditions_of(session, filters))
    return found


def _in_roots(session: Session, filters: Filters) -> Iterator[ColumnElement[bool]]:
    del session
    if filters.root_ids:
        yield PhotoTable.root_id.in_(sorted(filters.root_ids))


def _in_folder(session: Session, filters: Filters) -> Iterator[ColumnElement[bool]]:
    """Below the folder, an absolute path that may lie inside a root, be one, or hold several."""
    if filters.folder is not None:
        yield _below_any(session, (filters.folder,))


def _in_any_folder(session: Session, filters: Filters) -> Iterator[ColumnElement[bool]]:
    if filters.folders:
        yield _below_any(session, sorted(filters.folders))


def _below_any(session: Session, folders: Iterable[Path]) -> ColumnElement[bool]:
    roots = [(root_id, Path(path)) for root_id, path in session.execute(select(RootTable.root_id, RootTable.path))]
    return or_(false(), *(place for folder in folders for place in _places_of(folder, roots)))


def _places_of(folder: Path, roots: Sequence[tuple[int, Path]]) -> Iterator[ColumnElement[bool]]:
    """Below an absolute path; a relative one is a folder of that name anywhere, a root too."""
    for root_id, root in roots:
        in_root = PhotoTable.root_id == root_id
        relative = folder_in_root(folder, root)
        if relative is not None:
            yield and_(in_root, below(PhotoTable.relative_path, relative))
        elif not folder.is_absolute():
            name = f"/{folder.as_posix()}/"
            path = f"/{root.name}/" + cast(PhotoTable.relative_path, Text)
            yield and_(in_root, path.contains(name, autoescape=True))


def _taken(session: Session, filters: Filters) -> Iterator[ColumnElement[bool]]:
    """Both days inclusive, by the photo's one date, whoever tells it."""
    del session
    yield from _within(DayRange(filters.taken_from, filters.taken_until))


def _on_days(session: Session, filters: Filters) -> Iterator[ColumnElement[bool]]:
    """Within any of the ranges."""
    del session
    if filters.days:
        yield or_(*(and_(true(), *_within(days)) for days in filters.days))


def _within(days: DayRange) -> Iterator[ColumnElement[bool]]:
    if days.first is not None:
        yield PhotoTable.date_us >= dt.datetime.combine(days.first, dt.time.min)
    if days.last is not None:
        yield PhotoTable.date_us <= dt.datetime.combine(days.last, dt.time.max)


def _of_format(session: Session, filters: Filters) -> Iterator[ColumnElement[bool]]:
    del session
    if filters.formats:
        yield PhotoTable.format.in_(sorted(filters.formats))


def _upright(session: Session, filters: Filters) -> Iterator[ColumnElement[bool]]:
    del session
    match filters.orientation:
        case Orientation.LANDSCAPE:
            yield PhotoTable.width_px > PhotoTable.height_px
        case Orientation.PORTRAIT:
            yield PhotoTable.width_px < PhotoTable.height_px
        case Orientation.SQUARE:
            yield PhotoTable.width_px == PhotoTable.height_px
        case None:
            pass


def _with_camera(session: Session, filters: Filters) -> Iterator[ColumnElement[bool]]:
    """By any of the names: every word of it somewhere in what the file calls its camera."""
    if filters.cameras:
        names = [name for name in camera_names(session) if _is_any_of(name.lower(), filters.cameras)]
        yield PhotoTable.camera.in_(names)


def _is_any_of(name: str, cameras: Iterable[Sequence[str]]) -> bool:
    return any(all(word in name for word in words) for words in cameras)


def _of_media(session: Session, filters: Filters) -> Iterator[ColumnElement[bool]]:
    del session
    if filters.media:
        yield and_(*of_all(filters.media))


def _rated(session: Session, filters: Filters) -> Iterator[ColumnElement[bool]]:
    """With as many stars as any of the ratings says; a photo that nobody rated has none."""
    del session
    if filters.ratings:
        stars = func.coalesce(PhotoTable.rating, 0)
        bounds = sorted((rated.least, rated.most) for rated in filters.ratings)
        yield or_(*(stars.between(least, most) for least, most in bounds))


def _favourite(session: Session, filters: Filters) -> Iterator[ColumnElement[bool]]:
    """Of what has the same bytes all are."""
    del session
    if filters.is_favourite:
        is_meant = (MarkTable.kind == MarkKind.FAVOURITE.value, MarkTable.value == value_text(True))
        yield PhotoTable.content_hash.in_(select(MarkTable.content_hash).where(*is_meant, ~MarkTable.is_removed))


def _written(session: Session, filters: Filters) -> Iterator[ColumnElement[bool]]:
    """Of one photo all of it."""
    del session
    if filters.written:
        yield and_(true(), *map(_says, sorted(filters.written, key=lambda one: (one.field, one.parts))))


def _says(written: Written) -> ColumnElement[bool]:
    match written.field:
        case Field.KEYWORD:
            of_photo = select(PhotoKeywordTable.photo_id).join(KeywordTable)
            return PhotoTable.photo_id.in_(of_photo.where(KeywordTable.path == joined(written.parts)))
        case Field.CREATOR:
            by_them = PhotoMetadataTable.creator == written.parts[0]
            return PhotoTable.photo_id.in_(select(PhotoMetadataTable.photo_id).where(by_them))
        case Field.LENS:
            return PhotoTable.lens == written.parts[0]
        case _:
            return PhotoTable.camera == written.parts[0]


def _none_of(session: Session, filters: Filters) -> Iterator[ColumnElement[bool]]:
    """What is not known of a photo (its camera) is not so."""
    for unwanted in filters.without:
        passes = [one for conditions_of in CONDITIONS for one in conditions_of(session, unwanted)]
        yield ~func.coalesce(and_(true(), *passes), false())


Condition = Callable[[Session, Filters], Iterator[ColumnElement[bool]]]

CONDITIONS: Final[tuple[Condition, ...]] = (
    _in_roots,
    _in_folder,
    _in_any_folder,
    _taken,
    _on_days,
    _of_format,
    _upright,
    _with_camera,
    _of_media,
    _rated,
    _favourite,
    _written,
    at_areas,
    _none_of,
)
"""What each filter asks of a photo; nothing while it is not chosen."""
