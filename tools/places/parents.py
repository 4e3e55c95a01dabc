"""Which city a place belongs to: a district in China to its prefecture, a suburb elsewhere to the city around it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photosearch.gazetteer.sphere import distances_km
from tools.places.rows import Row

_LARGE = 100_000
"""Inhabitants of a city that has suburbs."""
_TIMES_LARGER = 5
_FIELD = 4.0, 0.37
"""Kilometres around a city of 100,000 within which smaller places are its suburbs, and the power by which they grow:
9 for a million, 20 for eight."""
NONE = -1


def parents_of(rows: Sequence[Row], china_division: Path) -> NDArray[np.int32]:
    """The row of the city that each row belongs to [n]; -1 where it belongs to none."""
    parents = np.full(len(rows), NONE, np.int32)
    _in_china(rows, parents, json.loads((china_division / "dist" / "pca-code.json").read_text(encoding="utf-8")))
    _elsewhere(rows, parents)
    return parents


def _in_china(rows: Sequence[Row], parents: NDArray[np.int32], provinces: list[dict[str, object]]) -> None:
    """Districts by the official tree; other towns like the district that is nearest."""
    seats = {row.chinese: number for number, row in enumerate(rows) if (row.kind, row.country) == ("city", "CN")}
    named: defaultdict[str, list[int]] = defaultdict(list)
    for province in provinces:
        for prefecture in province["children"]:  # type: ignore[attr-defined]
            name = prefecture["name"] if prefecture["name"] in seats else province["name"]
            for district in prefecture.get("children", ()):
                if name in seats:
                    named[district["name"]].append(seats[str(name)])
    places = [number for number, row in enumerate(rows) if row.country == "CN" and row.kind in ("city", "district")]
    for number in places:
        row = rows[number]
        choices = [seat for seat in named[row.chinese] if rows[seat].admin1 == row.admin1]
        if row.kind == "district" and choices:
            at = np.asarray([(rows[seat].latitude, rows[seat].longitude) for seat in choices])
            parents[number] = choices[int(distances_km(row.latitude, row.longitude, at[:, 0], at[:, 1]).argmin())]
    known = [number for number in places if parents[number] != NONE and rows[number].has_point]
    at = np.asarray([(rows[number].latitude, rows[number].longitude) for number in known])
    official = {prefecture["name"] for province in provinces for prefecture in province["children"]}  # type: ignore[attr-defined]
    official |= {province["name"] for province in provinces}
    for number in places:
        row = rows[number]
        if parents[number] == NONE and row.chinese not in official:
            parents[number] = parents[
                known[int(distances_km(row.latitude, row.longitude, at[:, 0], at[:, 1]).argmin())]
            ]


def _elsewhere(rows: Sequence[Row], parents: NDArray[np.int32]) -> None:
    by_division: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        if row.kind in ("city", "district") and row.country != "CN" and not row.is_landmark:
            by_division[row.country, row.admin1].append(number)
    for numbers in by_division.values():
        at = np.asarray([(rows[number].latitude, rows[number].longitude) for number in numbers])
        people = np.asarray([rows[number].population for number in numbers])
        is_district = np.asarray([rows[number].kind == "district" for number in numbers])
        # The smallest first, so that the largest city around a suburb has the last word.
        for place in np.argsort(people, kind="stable").tolist():
            if people[place] < _LARGE or is_district[place]:
                continue
            field_km = _FIELD[0] * (people[place] / _LARGE) ** _FIELD[1]
            is_smaller = np.where(is_district, people < people[place], people * _TIMES_LARGER < people[place])
            around = distances_km(at[place, 0], at[place, 1], at[:, 0], at[:, 1]) <= field_km
            parents[np.asarray(numbers)[around & is_smaller]] = numbers[place]
