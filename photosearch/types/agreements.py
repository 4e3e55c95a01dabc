"""In what a photo agrees with a question, beside its look and its texts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from photosearch.types.colours import ColourWish
from photosearch.types.places import NamedPlace


@dataclass(frozen=True, slots=True)
class ColourFound:
    """It has the colour that was asked for."""

    wish: ColourWish
    fit: float
    """From 0 to 1; of a colour the share of the picture."""


@dataclass(frozen=True, slots=True)
class PlaceFound:
    """It was taken at a place that was asked for."""

    place: NamedPlace


@dataclass(frozen=True, slots=True)
class DateFound:
    """It was taken when it was asked for."""

    date: dt.date


Agreement = ColourFound | PlaceFound | DateFound
