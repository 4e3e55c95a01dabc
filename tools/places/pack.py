"""Makes the gazetteer and packs it into ``resources/places/places.npz``.

    PYTHONPATH=WORK/lib python -m tools.places.pack WORK

``WORK`` is the folder that ``fetch.sh`` filled.
"""

from __future__ import annotations

import sys
import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from photosearch.folding import bundled_folding
from photosearch.gazetteer.keys import HAN, digests_of, key_of
from photosearch.gazetteer.tables import KINDS
from tools.places.aliases import not_names, renamed, with_nicknames
from tools.places.china import china
from tools.places.cities import cities
from tools.places.countries import DIVISIONS, countries
from tools.places.flags import flags_of
from tools.places.lakes import lakes, regions
from tools.places.landmarks import with_landmarks
from tools.places.parents import parents_of
from tools.places.provinces import provinces
from tools.places.rows import Row
from tools.places.sources import Sources
from tools.places.zones import with_zone_cities

TARGET: Final = Path(__file__).parents[2] / "resources" / "places" / "places.npz"
_WEIGHTS: Final = {"country": 3e8, "region": 2e8}
_PER_PERSON: Final = {"city": 1.0, "district": 0.5, "province": 0.3}
_CITY_OF_PROVINCE: Final = 100_000
_OF_ITS_CITY: Final = 0.02
"""What a district has of the fame of its city where its own inhabitants are not known."""
_AS_MANY_AS: Final = {"province": 400_000.0}
"""At least: a province of few people is known all the same."""


def main() -> None:
    """Writes the file and says how large it is."""
    work = Path(sys.argv[1])
    rows = _rows(work)
    parents = parents_of(rows, work / "x/china-division/package")
    fame = [
        _fame(row, rows[parent] if parent >= 0 else None) for row, parent in zip(rows, parents.tolist(), strict=True)
    ]
    keys = _keys(rows, fame)
    flags = flags_of(keys, work / "x/wamerican/usr/share/dict/american-english")
    packed = _packed(rows, keys, flags, parents, fame)
    TARGET.parent.mkdir(exist_ok=True)
    np.savez_compressed(TARGET, **packed)
    print(
        f"{len(rows):,} places, {len(keys):,} names, {TARGET.stat().st_size / 1e6:.2f} MB, version {packed['version']}"
    )


def _rows(work: Path) -> list[Row]:
    rows = with_landmarks(renamed(_distinct(_from_tables(Sources(work)))))
    whole = {row.chinese for row in rows if row.kind == "province" and row.country in DIVISIONS}
    rows = [row for row in rows if not (row.kind == "city" and row.country in ("HK", "MO") and row.chinese in whole)]
    return with_nicknames(with_zone_cities(rows, work))


def _from_tables(sources: Sources) -> list[Row]:
    in_china = china(sources)
    towns = [*in_china.rows, *cities(sources, in_china.used)]
    waters = lakes(sources, [row for row in towns if row.kind == "city"])
    return [*countries(sources), *provinces(sources), *towns, *waters, *regions()]


def _distinct(rows: Iterable[Row]) -> list[Row]:
    """Of rows of one kind and name within ten kilometres the one with most inhabitants, in an order that stays."""
    best: dict[tuple[str, str, str, str, int, int], Row] = {}
    for row in rows:
        at = round(row.latitude * 10), round(row.longitude * 10)
        place = (row.kind, row.chinese, key_of(row.english), row.country, *at)
        if place not in best or row.population > best[place].population:
            best[place] = row
    kinds = [kind.value for kind in KINDS]
    return sorted(
        best.values(),
        key=lambda row: (kinds.index(row.kind), row.country, -row.population, row.english, row.chinese, row.latitude),
    )


def _keys(rows: Sequence[Row], fame: Sequence[float]) -> dict[str, list[int]]:
    """The places of each key, the one with most fame first."""
    fold, unwanted = bundled_folding().fold, not_names()
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        for name in row.names:
            for key in _forms(row, key_of(fold(name))):
                is_short = len(key) < 2 or (len(key) == 2 and not key.isascii() and not HAN.search(key))
                if not is_short and (row.english, key) not in unwanted and number not in found[key]:
                    found[key].append(number)
    return {key: _by_fame(numbers, rows, fame) for key, numbers in found.items() if numbers}


def _by_fame(numbers: list[int], rows: Sequence[Row], fame: Sequence[float]) -> list[int]:
    """The one with most fame first; of a province and its city the city is meant."""
    ordered = sorted(numbers, key=lambda number: -fame[number])
    first = rows[ordered[0]]
    if first.kind == "province" and first.country not in DIVISIONS:
        for number in ordered[1:]:
            row = rows[number]
            is_its_city = row.kind == "city" and (row.country, row.admin1) == (first.country, first.admin1)
            if is_its_city and row.population >= _CITY_OF_PROVINCE:
                return [number, *(other for other in ordered if other != number)]
    return ordered


def _forms(row: Row, key: str) -> list[str]:
    """``key``, and how else one says it: Lake Como and Como Lake, Mount Fuji and Fuji Mountain."""
    forms = [key]
    if HAN.search(key) or not key:
        return forms
    if row.kind == "sight" and key.startswith("university of "):
        forms.append(f"{key.removeprefix('university of ')} university")
    for kind, before, behind in (("lake", "lake", "lake"), ("mountain", "mount", "mountain"), ("island", "", "island")):
        if row.kind != kind:
            continue
        core = key.removeprefix(f"{before} ").removesuffix(f" {behind}")
        forms += [f"{before} {core}".strip(), f"{core} {behind}"]
    return list(dict.fromkeys(forms))


def _fame(row: Row, parent: Row | None) -> float:
    if row.is_landmark:
        return 2e6 + row.radius_km * 1e3
    if row.kind == "lake":
        return 3e5 + row.radius_km * 2e3
    if row.kind in _WEIGHTS:
        return _WEIGHTS[row.kind] + row.population
    of_parent = 0.0 if parent is None or row.kind != "district" else parent.population * _OF_ITS_CITY
    return max(row.population * _PER_PERSON.get(row.kind, 1.0), _AS_MANY_AS.get(row.kind, 0.0), of_parent)


def _packed(
    rows: Sequence[Row],
    keys: dict[str, list[int]],
    flags: dict[str, int],
    parents: NDArray[np.int32],
    fame: Sequence[float],
) -> dict[str, Any]:
    kinds = {kind.value: number for number, kind in enumerate(KINDS)}
    lines = ["\t".join((row.chinese, row.english, *row.aliases)) for row in rows]
    texts = "".join(f"{line}\n" for line in lines).encode()
    digests = digests_of(keys)
    order = np.argsort(digests)
    if len(np.unique(digests)) < len(keys):
        raise ValueError("two names have one digest")
    named = list(keys)
    boxed = [number for number, row in enumerate(rows) if row.box is not None]
    return {
        "version": np.int64(zlib.crc32(texts + parents.tobytes()) & 0x7FFFFFFF),
        "kind": np.asarray([kinds[row.kind] for row in rows], np.uint8),
        "country": np.asarray([row.country.encode() for row in rows], "S2"),
        "admin1": np.asarray([row.admin1.encode() for row in rows]),
        "latitude_deg": np.asarray([row.latitude for row in rows], np.float32),
        "longitude_deg": np.asarray([row.longitude for row in rows], np.float32),
        "radius_km": np.asarray([row.radius_km for row in rows], np.float32),
        "box_rows": np.asarray(boxed, np.int32),
        "boxes_deg": np.asarray([rows[number].box for number in boxed], np.float32),
        "population": np.asarray([row.population for row in rows], np.uint32),
        "fame": np.asarray(fame, np.float32),
        "parent": parents,
        "has_point": np.asarray([row.has_point for row in rows], np.bool_),
        "texts": np.frombuffer(texts, np.uint8),
        "digest_steps": np.diff(digests[order], prepend=np.uint64(0)),
        "said": np.asarray([flags.get(named[number], 0) for number in order.tolist()], np.uint8),
        "places": np.asarray([place for number in order.tolist() for place in keys[named[number]]], np.int32),
        "place_counts": np.asarray([len(keys[named[number]]) for number in order.tolist()], np.uint8),
    }


if __name__ == "__main__":
    main()
