"""China's prefectures, districts and counties: official names and tree (GB/T 2260), places from GeoNames."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from photosearch.gazetteer.keys import key_of
from photosearch.gazetteer.sphere import distances_km
from tools.places.chinese import pinyin, short, simplified
from tools.places.provinces import china_codes, cities_by_division
from tools.places.rows import NO_POINT_KM, Row, with_aliases
from tools.places.sources import City, Sources, hand_lines

_NO_PREFECTURE: Final = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")
_MUNICIPALITIES: Final = ("11", "12", "31", "50")
_WIDE: Final = ("15", "54", "63", "65")
"""Provinces whose counties may lie far from the seat of their prefecture."""
_FAR_KM: Final = 140.0
_FAR_IN_WIDE_KM: Final = 450.0
_NO_DIVISION: Final = re.compile(r"风景名胜|开发区|产业园|管理区|高新区|示范区|工业园")
_ENGLISH_ENDINGS: Final = {"区": " District", "县": " County", "市": " City", "旗": " Banner"}
_CITY_KM: Final = 30.0
_LARGE_CITY_KM: Final = 40.0
_DISTRICT_KM: Final = 12.0
_COUNTY_KM: Final = 25.0
_SEAT_KM: Final = 12.0


@dataclass
class _Province:
    code: str
    name: str
    admin1: str
    cities: Sequence[City]


@dataclass
class China:
    """The rows, and which of GeoNames' places they stand for."""

    rows: list[Row] = field(default_factory=list)
    used: set[str] = field(default_factory=set)


def china(sources: Sources) -> China:
    """All prefectures, districts and counties that can be placed."""
    builder = _Builder(sources)
    for province in sources.json("china-division/package/dist/pca-code.json"):
        builder.add_province(province)
    return builder.made


class _Builder:
    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._codes = china_codes(sources)
        self._inside = cities_by_division(sources)
        self._by_prefecture: defaultdict[str, list[City]] = defaultdict(list)
        for city in sources.cities:
            if city.country == "CN":
                self._by_prefecture[city.admin2].append(city)
        self._seats = dict(_hand_seats())
        self._districts = dict(_hand_districts())
        self.made = China()

    def add_province(self, entry: Mapping[str, Any]) -> None:
        """A province with all that is in it."""
        admin1 = self._codes.get(entry["code"], "")
        province = _Province(entry["code"], entry["name"], admin1, self._inside["CN", admin1])
        seat: City | None = None
        for prefecture in entry["children"]:
            is_none = prefecture["name"] in _NO_PREFECTURE
            if not is_none:
                seat = self._prefecture(province, prefecture)
            elif province.code in _MUNICIPALITIES:
                seat = self._municipality(province, prefecture["name"] == "市辖区")
            else:
                seat = None
            for district in prefecture.get("children", ()):
                self._district(province, prefecture["code"], district["name"], seat, is_direct=is_none)

    def _prefecture(self, province: _Province, prefecture: Mapping[str, Any]) -> City | None:
        name = prefecture["name"]
        bare = short(name) or name
        if name in self._seats:
            return self._prefecture_by_hand(province, name, bare)
        pool = self._by_prefecture[prefecture["code"]] or province.cities
        found = [city for city in pool if city.code in ("PPLA", "PPLA2", "PPLC")] or [
            city
            for city in province.cities
            if city.code in ("PPLA2", "PPLA")
            and (bare in map(simplified, city.chinese_names) or key_of(city.name) == pinyin(bare))
        ]
        counties = [city for city in province.cities if city.code in ("PPLA3", "PPLA2")]
        seat = max(found, key=_people) if found else _find(name, bare, province.cities, counties)
        if seat is None:
            return None
        reading = pinyin(bare)
        is_named_after = seat.code in ("PPLA", "PPLA2") or key_of(seat.name) == reading
        english = self._sources.names("en").get(seat.number, seat.name) if is_named_after else reading.capitalize()
        self._add_city(province, name, english, (bare, seat.name, reading.capitalize()), seat, _CITY_KM)
        return seat

    def _prefecture_by_hand(self, province: _Province, name: str, bare: str) -> City:
        english, latitude, longitude = self._seats[name]
        near = [city for city in province.cities if _apart_km(city, latitude, longitude) < _SEAT_KM]
        people = max(map(_people, near), default=0)
        seat = City("", english, (), latitude, longitude, "PPLA2", "CN", province.admin1, "", people)
        self._add_city(province, name, english, (bare, pinyin(bare).capitalize()), seat, _CITY_KM)
        return seat

    def _municipality(self, province: _Province, is_city: bool) -> City | None:
        found = [city for city in province.cities if city.code in ("PPLC", "PPLA")]
        seat = max(found, key=_people, default=None)
        if seat is not None and is_city:
            english = self._sources.names("en").get(seat.number, seat.name)
            more = (province.name[:-1], "Peking" if province.code == "11" else "")
            self._add_city(province, province.name, english, more, seat, _LARGE_CITY_KM)
        return seat

    def _add_city(
        self, province: _Province, name: str, english: str, more: Sequence[str], seat: City, radius_km: float
    ) -> None:
        self.made.used.add(seat.number)
        row = Row(
            "city", name, english, (), "CN", province.admin1, seat.latitude, seat.longitude, radius_km,
            population=seat.population,
        )  # fmt: skip
        self.made.rows.append(with_aliases(row, more))

    def _district(self, province: _Province, prefecture: str, name: str, seat: City | None, *, is_direct: bool) -> None:
        if name == "市辖区" or name[-1] not in "区县市旗" or _NO_DIVISION.search(name):
            return
        bare = short(name)
        found = self._place_of(province, prefecture, name, bare, seat, is_direct=is_direct)
        radius_km, people = (_DISTRICT_KM if name.endswith("区") else _COUNTY_KM), 0
        by_hand = next(
            (at for (start, named), at in self._districts.items() if named == name and province.name.startswith(start)),
            None,
        )
        if found is not None:
            self.made.used.add(found.number)
            latitude, longitude, people = found.latitude, found.longitude, found.population
        elif by_hand is not None:
            latitude, longitude = by_hand
        elif seat is not None:
            latitude, longitude, radius_km = seat.latitude, seat.longitude, NO_POINT_KM
        else:
            return
        english = pinyin(bare or name).capitalize()
        row = Row(
            "district", name, english, (), "CN", province.admin1, latitude, longitude, radius_km, population=people
        )
        self.made.rows.append(with_aliases(row, (bare, english + _ENGLISH_ENDINGS[name[-1]])))

    def _place_of(
        self, province: _Province, prefecture: str, name: str, bare: str, seat: City | None, *, is_direct: bool
    ) -> City | None:
        """The place of GeoNames that is the seat of a district."""
        far_km = _FAR_IN_WIDE_KM if province.code in _WIDE else _FAR_KM

        def is_near(city: City) -> bool:
            return seat is not None and _apart_km(city, seat.latitude, seat.longitude) < far_km

        if is_direct:
            pool = list(province.cities)
        else:
            loose = [city for city in province.cities if not city.admin2.startswith(province.code) and is_near(city)]
            pool = [*self._by_prefecture[prefecture], *loose]
        found = _find(name, bare, pool, [city for city in pool if city.code in ("PPLA3", "PPLX", "PPLA2")])
        if found is None and not is_direct:
            # Its code moved from one prefecture to another.
            around = [city for city in province.cities if seat is None or is_near(city)]
            bare = "" if name.endswith("区") else bare
            found = _find(name, bare, around, [city for city in around if city.code == "PPLA3"])
        return found


def _find(name: str, bare: str, pool: Sequence[City], seats: Sequence[City]) -> City | None:
    """By the full name, then the short one, then pinyin, then as a town of the short name."""
    for places, wanted in ((seats, name), (pool, name), (seats, bare)):
        found = [city for city in places if wanted and wanted in map(simplified, city.chinese_names)]
        if found:
            return max(found, key=lambda city: (city.code == "PPLA3", city.population))
    if not bare:
        return None
    reads = _reader(bare, name)
    for places in (seats, [city for city in pool if city.population or city.code == "PPLA2"]):
        found = [city for city in places if reads(city)]
        if found:
            return max(found, key=lambda city: (city.code in ("PPLA3", "PPLA2"), city.population))
    for ending in ("镇", "街道", "乡", ""):
        found = [city for city in pool if bare + ending in map(simplified, city.chinese_names)]
        if found:
            return max(found, key=_people)
    return None


def _reader(bare: str, name: str) -> Callable[[City], bool]:
    """Whether a city is written like this in pinyin."""
    reading = pinyin(bare)
    wanted = {reading, reading + pinyin(name[-1])}

    def reads(city: City) -> bool:
        others = {_flat(other) for other in city.others if other.isascii()}
        return _flat(city.name) == reading or bool(wanted & others)

    return reads


def _flat(name: str) -> str:
    return key_of(name).replace(" ", "")


def _people(city: City) -> int:
    return city.population


def _apart_km(city: City, latitude: float, longitude: float) -> float:
    at = np.asarray([city.latitude]), np.asarray([city.longitude])
    return float(distances_km(latitude, longitude, *at)[0])


def _hand_seats() -> Iterator[tuple[str, tuple[str, float, float]]]:
    for line in hand_lines("prefecture_seats.txt"):
        name, _, rest = line.partition("=")
        if rest:
            english, latitude, longitude = rest.split(";")
            yield name, (english, float(latitude), float(longitude))


def _hand_districts() -> Iterator[tuple[tuple[str, str], tuple[float, float]]]:
    for line in hand_lines("districts.txt"):
        province, _, rest = line.partition("|")
        for entry in filter(None, rest.split(";")):
            name, _, position = entry.partition("=")
            latitude, longitude = map(float, position.split(","))
            yield (province, name), (latitude, longitude)
