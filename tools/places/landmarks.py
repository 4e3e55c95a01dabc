"""Sights, mountains, islands, parks, beaches and small towns, written by hand (``hand/landmarks_*.txt``)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from photosearch.gazetteer.keys import key_of
from photosearch.gazetteer.sphere import distances_km
from tools.places.rows import Row, with_aliases
from tools.places.sources import HAND, hand_lines

_SAME: Final[dict[str, tuple[tuple[str, ...], float]]] = {
    "lake": (("lake",), 30.0),
    "town": (("city", "district"), 8.0),
}
"""The kinds of row, and within how many kilometres, of what is the same."""
_SAME_PLACE_KM: Final = 40.0


def with_landmarks(rows: Sequence[Row]) -> list[Row]:
    """The landmarks, and ``rows``: what both have is one place.

    A lake or town that a table has too takes its position from there. A landmark that bears the English name of a
    city or province around it only gives that one further names.
    """
    by_name: defaultdict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        for name in dict.fromkeys(map(key_of, row.names)):
            by_name[name].append(number)
    others: list[Row | None] = list(rows)
    landmarks: list[Row] = []
    for landmark in _merged():
        same = _same(landmark, rows, by_name)
        if same is None:
            landmarks.append(landmark)
        elif landmark.kind == "lake":
            landmarks.append(with_aliases(_placed(landmark, rows[same]), rows[same].names))
            others[same] = None
        elif landmark.kind == "town":
            landmarks.append(_placed(landmark, rows[same]))
        else:
            others[same] = _renamed(others[same] or rows[same], landmark)
    return [*landmarks, *filter(None, others)]


def _merged() -> list[Row]:
    """One of each English name in a country, with all names that any of its lines gives it."""
    first: dict[tuple[str, str], Row] = {}
    for landmark in _written():
        known = first.get((landmark.country, landmark.english))
        first[landmark.country, landmark.english] = landmark if known is None else with_aliases(known, landmark.names)
    return list(first.values())


def _written() -> Iterator[Row]:
    for path in sorted(HAND.glob("landmarks_*.txt")):
        for line in hand_lines(path.name):
            kind, chinese, english, aliases, country, latitude, longitude, radius_km = line.split(";")
            names = tuple(filter(None, aliases.split("|")))
            yield Row(
                kind, chinese, english, names, country, "",
                float(latitude), float(longitude), float(radius_km), is_landmark=True,
            )  # fmt: skip


def _same(landmark: Row, rows: Sequence[Row], by_name: dict[str, list[int]]) -> int | None:
    if landmark.kind not in ("lake", "town") and landmark.country == "CN":
        return None
    kinds, within_km = _SAME.get(landmark.kind, (("city", "province", "district"), _SAME_PLACE_KM))
    names = landmark.names if landmark.kind in _SAME else (landmark.english,)
    numbers = {
        number
        for name in names
        for number in by_name.get(key_of(name), ())
        if rows[number].kind in kinds and rows[number].country == landmark.country and rows[number].has_point
    }
    if not numbers:
        return None
    chosen = sorted(numbers)
    at = np.asarray([(rows[number].latitude, rows[number].longitude) for number in chosen])
    distances = distances_km(landmark.latitude, landmark.longitude, at[:, 0], at[:, 1])
    return chosen[int(distances.argmin())] if distances.min() < within_km else None


def _renamed(row: Row, landmark: Row) -> Row:
    """By the name in use, such as Tuscany for Toscana."""
    names = (*landmark.names, row.english)
    return with_aliases(replace(row, english=landmark.english), names)


def _placed(landmark: Row, row: Row) -> Row:
    radius_km = max(landmark.radius_km, row.radius_km) if landmark.kind == "lake" else landmark.radius_km
    return replace(landmark, latitude=row.latitude, longitude=row.longitude, radius_km=radius_km, box=row.box)
