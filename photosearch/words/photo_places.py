"""Where a photo was taken, as one would say it: 大理白族自治州 · 洱海, "Dali · Erhai Lake"."""

from __future__ import annotations

from typing import Final

from photosearch.types.places import NamedPlace, PhotoPlace
from photosearch.words.spoken import language

_BETWEEN: Final = " · "


def photo_place_text(place: PhotoPlace) -> str:
    """The town and what the photo is at, in the language that is spoken; another one where it has no name in that."""
    return photo_place_in(place, language())


def photo_place_in(place: PhotoPlace, spoken: str) -> str:
    """The same in Chinese (``zh``) or English (any other)."""
    parts = [name_in(part, spoken) for part in (place.town, place.near) if part is not None]
    return _BETWEEN.join(dict.fromkeys(parts))


def name_in(place: NamedPlace, spoken: str) -> str:
    """Its name in Chinese (``zh``) or English (any other); the other one where it has none in that."""
    names = (place.chinese, place.english) if spoken == "zh" else (place.english, place.chinese)
    return next(filter(None, names), "")
