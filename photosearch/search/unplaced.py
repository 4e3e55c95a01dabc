"""A place that no photo is known to be from: those that do not say where they were taken may be. Pure.

Half the photos of a library may have no position (old cameras, messengers). Where a place is asked for and no photo
says that it is from there, those without a position are looked at by what is on them, and are possible at best.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Final

from photosearch.search.fusion import Ranking
from photosearch.types.places import NamedKind, NamedPlace
from photosearch.types.queries import Bars, SearchQuery

_SEEN: Final = frozenset({NamedKind.SIGHT, NamedKind.MOUNTAIN, NamedKind.LAKE, NamedKind.PARK, NamedKind.BEACH})
"""Kinds of places that a photo may show."""


def unplaced(query: SearchQuery) -> SearchQuery | None:
    """``query`` for photos without a position; None where it asks for no place, or for nothing that could be seen.

    What a sight or a mountain is called is on the photo, perhaps: it is asked for beside the other words.
    """
    if not query.filters.areas:
        return None
    seen = [_name(place) for area in query.filters.areas for place in area.places[:1] if place.kind in _SEEN]
    text = " ".join(filter(None, (query.text, *dict.fromkeys(seen))))
    areas = tuple(replace(area, or_unplaced=True) for area in query.filters.areas)
    asked = replace(query, text=text, filters=replace(query.filters, areas=areas))
    return asked if asked.has_terms else None


def not_sure(ranking: Ranking) -> Ranking:
    """What was strong is possible, and what was possible is far."""
    evidence = tuple(replace(one, bars=_lowered(one.bars)) for one in ranking.evidence)
    return Ranking(ranking.item_ids, ranking.scores, evidence)


def _lowered(bars: Bars | None) -> Bars:
    return Bars(strong=math.inf, possible=-math.inf if bars is None else bars.strong)


def _name(place: NamedPlace) -> str:
    return place.chinese or place.english
