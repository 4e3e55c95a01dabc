"""Photos that were taken at a place: by the town nearest to them, by their position, or by names of their folders."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, column, false, func, or_, select, table, text
from sqlalchemy.orm import Session

from photosearch.store.tables import PhotoPlaceTable, PhotoTable, RootTable
from photosearch.store.tokens import Run, phrase, runs
from photosearch.types.places import NamedKind, NamedPlace
from photosearch.types.queries import Filters

_INDEX: Final = table("text_index", column("rowid"))
_KM_PER_DEGREE: Final = 111.2
_SHORE_DEG: Final = 0.03
"""Around the box of a lake or park; some three kilometres."""
_ROUND_KM: Final = 400.0
"""What is larger is taken by its box alone, or by a box around its circle: it is no circle any more on a map."""
_SHORTEST: Final = 3
"""Letters of a Latin name that may stand for a place in the name of a folder: LA does not."""
_WITH_ITS_REGIONS: Final = {"CN": ("CN", "HK", "MO", "TW")}
"""Divisions of a country with codes of their own."""


def at_areas(session: Session, filters: Filters) -> Iterator[ColumnElement[bool]]:
    """At any of the places; a photo without a position by the names of its file and folders."""
    if filters.areas:
        places = [place for area in filters.areas for place in area.places]
        # The cheapest first: of what has no position SQLite asks nothing more.
        unplaced = PhotoTable.latitude_deg.is_(None) if any(area.or_unplaced for area in filters.areas) else false()
        yield or_(unplaced, *map(_taken_at, places), _named(session, places))


def _taken_at(place: NamedPlace) -> ColumnElement[bool]:
    if place.kind is NamedKind.COUNTRY:
        return _placed(PhotoPlaceTable.country.in_(_WITH_ITS_REGIONS.get(place.country, (place.country,))))
    if place.kind is NamedKind.PROVINCE:
        division = [PhotoPlaceTable.admin1 == place.admin1] if place.admin1 else []
        return _placed(PhotoPlaceTable.country == place.country, *division)
    if place.kind.is_settled:
        return _in_towns(place)
    # By the towns around few positions are left to be looked at.
    return and_(_in_towns(place), _within(place)) if place.member_ids else _within(place)


def _in_towns(place: NamedPlace) -> ColumnElement[bool]:
    # Written into the statement: older SQLite builds allow 999 variables.
    ids: BindParameter[list[int]] = bindparam(None, sorted(place.member_ids), expanding=True, literal_execute=True)
    return _placed(PhotoPlaceTable.place_id.in_(ids), PhotoPlaceTable.gazetteer_version == place.gazetteer_version)


def _placed(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return PhotoTable.photo_id.in_(select(PhotoPlaceTable.photo_id).where(*conditions))


def _within(place: NamedPlace) -> ColumnElement[bool]:
    if place.kind is NamedKind.REGION and place.box_deg is not None:
        return _in_box(place.box_deg, 0.0)
    conditions = [] if place.box_deg is None else [_in_box(place.box_deg, _SHORE_DEG)]
    if place.radius_km <= _ROUND_KM or place.box_deg is None:
        conditions.append(_in_circle(place))
    return and_(*conditions)


def _in_box(box_deg: tuple[float, float, float, float], beyond_deg: float) -> ColumnElement[bool]:
    south, west, north, east = box_deg
    latitude = PhotoTable.latitude_deg.between(south - beyond_deg, north + beyond_deg)
    if west <= east:
        return and_(latitude, PhotoTable.longitude_deg.between(west - beyond_deg, east + beyond_deg))
    return and_(
        latitude, or_(PhotoTable.longitude_deg >= west - beyond_deg, PhotoTable.longitude_deg <= east + beyond_deg)
    )


def _in_circle(place: NamedPlace) -> ColumnElement[bool]:
    """On a flat map around the place, for not every SQLite knows sines: up to 400 km and 65 degrees wrong by 3 %."""
    reach_deg = place.radius_km / _KM_PER_DEGREE
    narrow = max(math.cos(math.radians(place.latitude_deg)), 0.01)
    apart = func.abs(PhotoTable.longitude_deg - place.longitude_deg)
    # Round the globe the other way, beyond 180 degrees.
    east_deg = func.min(apart, 360.0 - apart) * narrow
    north_deg = PhotoTable.latitude_deg - place.latitude_deg
    return and_(
        PhotoTable.latitude_deg.between(place.latitude_deg - reach_deg, place.latitude_deg + reach_deg),
        north_deg * north_deg + east_deg * east_deg <= reach_deg * reach_deg,
    )


def _named(session: Session, places: Iterable[NamedPlace]) -> ColumnElement[bool]:
    """Without a position, and a name of the file, or of a folder above it, names one of the places."""
    names = {
        name: runs(name) for place in places for name in place.names if not name.isascii() or len(name) >= _SHORTEST
    }
    phrases = [found for found in names.values() if found]
    if not phrases:
        return false()
    asked = f"{{file_name folder}} : ({' OR '.join(map(phrase, phrases))})"
    in_index = select(_INDEX.c.rowid).where(text("text_index MATCH :area").bindparams(area=asked))
    roots = session.execute(select(RootTable.root_id, RootTable.path)).all()
    named_roots = [root_id for root_id, path in roots if any(_holds(part, phrases) for part in _own_parts(path))]
    return and_(
        PhotoTable.latitude_deg.is_(None),
        or_(PhotoTable.photo_id.in_(in_index), PhotoTable.root_id.in_(named_roots)),
    )


def _own_parts(root: str) -> tuple[str, ...]:
    """The folders that a person made: not those down to the own ones, for Jordan and Florence are people too."""
    path, home = Path(root), Path.home()
    return (path.relative_to(home) if path.is_relative_to(home) else path).parts


def _holds(name: str, phrases: Iterable[list[Run]]) -> bool:
    """Whether a name of a folder above the root holds one of them, as the index would find it."""
    words = runs(name)
    return any(
        all(_is_said(run, word) for run, word in zip(asked, words[start:], strict=False))
        for asked in phrases
        for start in range(len(words) - len(asked) + 1)
    )


def _is_said(run: Run, word: Run) -> bool:
    return run.text in word.text if run.is_unspaced and word.is_unspaced else run.text == word.text
