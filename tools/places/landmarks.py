"""Sights, mountains, islands, parks, beaches and small towns, written by hand (``hand/landmarks_*.txt``)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np

from photosearch.gazetteer.keys import key_of
from photosearch.gazetteer.sphere import distances_km
from tools.places.rows import Row, with_aliases

_HAND: Final = Path(__file__).parent / "hand"
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
    others: list[Row | None] = [_lake_named(row) for row in rows]
    landmarks: list[Row] = []
    english: set[tuple[str, str]] = set()
    for landmark in _written():
        if (landmark.country, landmark.english) in english:
            continue
        english.add((landmark.country, landmark.english))
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


def _lake_named(row: Row) -> Row:
    """A lake by the name that says so: Lake Michigan for Michigan."""
    full = f"Lake {row.english}"
    if row.kind != "lake" or full not in row.aliases:
        return row
    return replace(row, english=full, aliases=(row.english, *(name for name in row.aliases if name != full)))


def _written() -> Iterator[Row]:
    for path in sorted(_HAND.glob("landmarks_*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line or line.startswith("#"):
                continue
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
    return replace(with_aliases(row, names), english=landmark.english)


def _placed(landmark: Row, row: Row) -> Row:
    radius_km = max(landmark.radius_km, row.radius_km) if landmark.kind == "lake" else landmark.radius_km
    return replace(landmark, latitude=row.latitude, longitude=row.longitude, radius_km=radius_km, box=row.box)
