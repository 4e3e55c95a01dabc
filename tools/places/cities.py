"""Cities and parts of cities, of all countries: GeoNames (CC BY 4.0)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from typing import Final

from tools.places.chinese import chinese_names
from tools.places.rows import Row, with_aliases
from tools.places.sources import City, Sources, hand_lines

_GONE: Final = ("PPLH", "PPLQ", "PPLW", "PPLCH")
_LATIN: Final = re.compile(r"[\x20-\u024f\u1e00-\u1eff’‘ʻ]+")
_NAMED_BY_HAND: Final = 70_000
_MOST_NAMES: Final = 6
_FEW_NAMES: Final = 2
_LARGE: Final = 100_000
_RADII: Final = ((30_000, 3.0), (150_000, 6.0), (1_000_000, 12.0))
"""Inhabitants, and how far the city reaches in kilometres while it has fewer."""
_LARGEST_KM: Final = 22.0


def cities(sources: Sources, used: Set[str]) -> Iterator[Row]:
    """Those that are known well enough, but for ``used``, which are rows already."""
    hand = _hand_names()
    for city in sources.cities:
        if city.number in used or city.code in _GONE:
            continue
        english = sources.names("en").get(city.number, city.name)
        chinese, others = chinese_names(city, sources)
        by_hand = hand.get((city.country, english)) or hand.get((city.country, city.name))
        if by_hand and not chinese and city.population > _NAMED_BY_HAND:
            chinese, others = by_hand[0], tuple(by_hand[1:])
        if _is_kept(city, sources, has_name=bool(chinese)):
            yield _row(city, chinese, english if _LATIN.fullmatch(english) else city.name, others, sources)


def _is_kept(city: City, sources: Sources, *, has_name: bool) -> bool:
    """Large ones, seats, and those that are called something in Chinese."""
    is_told = city.number in sources.names("zh")
    if city.country == "CN":
        return has_name and (city.population >= 60_000 or (is_told and city.population >= 20_000))
    if city.code == "PPLX":
        return city.population >= 80_000 or (is_told and city.population >= 20_000)
    is_known = has_name and city.population >= 3000 and city.country not in ("JP", "KR", "TW")
    return city.population >= 15_000 or city.code in ("PPLC", "PPLA") or is_told or is_known


def _row(city: City, chinese: str, english: str, others: tuple[str, ...], sources: Sources) -> Row:
    most = _MOST_NAMES if city.population >= _LARGE else _FEW_NAMES
    bare = chinese[:-1] if chinese.endswith("市") and len(chinese) > 2 else ""
    radius_km = next((radius for people, radius in _RADII if city.population < people), _LARGEST_KM)
    kind = "district" if city.code == "PPLX" else "city"
    row = Row(
        kind, chinese, english, (), city.country, city.admin1, city.latitude, city.longitude, radius_km,
        population=city.population,
    )  # fmt: skip
    return with_aliases(row, (*others[:most], city.name, sources.local_name(city), bare))


def _hand_names() -> Mapping[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for line in hand_lines("cities_zh.txt"):
        country, _, rest = line.partition("|")
        for entry in rest.split(","):
            english, _, chinese = entry.partition("=")
            found[country, english] = chinese.split("/")
    return found
