"""Places by name: what a gazetteer tells of one, and what a photo has to be like to have been taken there."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class NamedKind(StrEnum):
    """What sort of place a name stands for."""

    COUNTRY = "country"
    PROVINCE = "province"
    CITY = "city"
    DISTRICT = "district"
    REGION = "region"
    LAKE = "lake"
    MOUNTAIN = "mountain"
    ISLAND = "island"
    PARK = "park"
    BEACH = "beach"
    SIGHT = "sight"
    TOWN = "town"

    @property
    def is_settled(self) -> bool:
        """Whether a photo belongs to one of the kind by what is nearest to it, wherever the borders run."""
        return self in (NamedKind.COUNTRY, NamedKind.PROVINCE, NamedKind.CITY, NamedKind.DISTRICT)


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """One row of the gazetteer."""

    place_id: int
    """Stays the same as long as the gazetteer's version does."""
    kind: NamedKind
    chinese: str
    """Simplified; empty where it has no Chinese name."""
    english: str
    country: str
    """ISO 3166-1 alpha-2; empty for a region that several share."""
    admin1: str
    """The first-level division as GeoNames numbers it; empty where it is not known or does not apply."""
    latitude_deg: float
    longitude_deg: float
    radius_km: float
    """A photo this near was taken there."""
    box_deg: tuple[float, float, float, float] | None = None
    """South, west, north, east; west is larger than east where it crosses 180 degrees."""
    population: int = 0
    """0 where it is not known."""
    chinese_around: str = ""
    """The city, province and country around it, as far as they tell it from others: "杭州市 · 浙江省"."""
    english_around: str = ""
    names: tuple[str, ...] = field(default=(), repr=False)
    """All of them, in both languages, as they may stand in the name of a folder."""
    member_ids: frozenset[int] = field(default=frozenset(), repr=False)
    """Of a city and a district, the towns whose photos were taken there: of a city its districts and suburbs too. Of a
    lake, a sight and the like, the towns that photos taken there are nearest to. Empty where it tells nothing.
    """
    gazetteer_version: int = 0
    """By which places are numbered."""


@dataclass(frozen=True, slots=True)
class Area:
    """Passes photos that were taken at one of ``places``; those without a position by the names of file and folders."""

    places: tuple[NamedPlace, ...]
    """One, or several of the same name that cannot be told apart."""
    or_unplaced: bool = False
    """Photos that do not say where they were taken pass too."""


@dataclass(frozen=True, slots=True)
class PhotoPlace:
    """Where a photo was taken, by its position."""

    town: NamedPlace | None
    """The nearest city or district; None far from all of them."""
    near: NamedPlace | None = None
    """A sight, lake, mountain or the like that it is at."""
