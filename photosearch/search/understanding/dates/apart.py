"""A year that stands apart from what it is the year of: "Christmas dinner 2019", "spring in Kyoto 2017"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from photosearch.search.understanding.dates.joining import joined
from photosearch.search.understanding.dates.values import Alone, Dated, Grain, Part, Yearly

_SEASON_BEHIND: Final = re.compile(
    r"\s+(?:in|at|on|by|near|with|around)\s|\s+(?:road )?(?:trips?|vacations?|getaway|semester|term|party|concert"
    r"|hikes?|hiking|camping"
    r"|skiing|visit|wedding|weekend|picnic|walks?|recital|play|formal|tour|cruise|retreat|reunion|fair)\b|\s*[,.]|\s*$",
    re.IGNORECASE,
)
_SEASON_BEFORE: Final = re.compile(r"\b(?:in|during|one|that|over)(?: the| our| my)? $", re.IGNORECASE)
"""Around a season in English that is a time: "our summer in Greece, 2012", not "autumn leaves 2020"."""
_PICTURED: Final = re.compile(r"(?:画|写|像|如|叫|名为)(?:的|了|着)?(?:是|作)?$")
"""Before a season in Chinese that is what is shown: 2018年画的春天."""


def with_the_year(
    parts: list[Part], all_parts: Iterable[Part], text: str, today: dt.date
) -> list[tuple[Part, Part | None]]:
    """Where one year is said, what comes every year is that of it; with each part the year that was said for it."""
    years = [part for part in parts if isinstance(part.value, Dated) and part.value.grain is Grain.YEAR]
    if len(years) != 1:
        return [(part, None) for part in parts]
    year = years[0]
    candidates = sorted((*parts, *_seasons(parts, all_parts, text)), key=lambda part: part.start)
    found: list[tuple[Part, Part | None]] = []
    is_said = False
    for part in candidates:
        value = joined(part.value, " ", year.value, today) if isinstance(part.value, Yearly) else None
        if value is not None:
            found.append((replace(part, value=value), None if is_said else year))
            is_said = True
        else:
            found.append((part, None))
    return [(part, with_it) for part, with_it in found if not (is_said and part is year)]


def _seasons(taken: Iterable[Part], parts: Iterable[Part], text: str) -> list[Part]:
    """Seasons that are a date only beside a year, the longest first, apart from what was taken."""
    found: list[Part] = []
    for part in sorted(parts, key=lambda part: part.start - part.end):
        is_free = all(part.end <= other.start or other.end <= part.start for other in (*taken, *found))
        if is_free and _is_season(part) and _is_time(part, text):
            found.append(part)
    return found


def _is_season(part: Part) -> bool:
    return isinstance(part.value, Yearly) and part.value.alone is Alone.NONE and part.value.grain >= Grain.MONTH


def _is_time(part: Part, text: str) -> bool:
    if not text[part.start].isascii():
        return _PICTURED.search(text, 0, part.start) is None
    before, behind = _SEASON_BEFORE.search(text, 0, part.start), _SEASON_BEHIND.match(text, part.end)
    may_be_a_verb = text[part.start : part.end].lower() == "fall" and part.start > 0
    return before is not None or (behind is not None and not may_be_a_verb)
