"""Names the parts of a sentence that say when."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from photosearch.search.understanding.dates import (
    ages,
    decades,
    festival_rules,
    lunar_days,
    months,
    now_then,
    numeric,
    periods,
    portions,
    recent,
    relations,
    relative,
    thirds,
    weekdays,
    years,
)
from photosearch.search.understanding.dates.apart import with_the_year
from photosearch.search.understanding.dates.bounds import bounded
from photosearch.search.understanding.dates.joining import joined
from photosearch.search.understanding.dates.links import linked
from photosearch.search.understanding.dates.names import names
from photosearch.search.understanding.dates.rules import Rule
from photosearch.search.understanding.dates.values import Part, settled
from photosearch.search.understanding.sentence import Known, Sentence
from photosearch.types.understood import Chip, ChipKind, Days

RULES: Final[tuple[Rule, ...]] = (
    *festival_rules.RULES,
    *lunar_days.RULES,
    *numeric.RULES,
    *years.RULES,
    *decades.RULES,
    *months.RULES,
    *periods.RULES,
    *thirds.RULES,
    *portions.RULES,
    *relative.RULES,
    *now_then.RULES,
    *recent.RULES,
    *ages.RULES,
    *weekdays.RULES,
    *relations.RULES,
)
_LONGEST_GAP: Final = 14
"""No words that join two parts are longer."""
_MOST_PARTS: Final = 150
"""A sentence of nothing but numbers is not worth more."""
_LEAD: Final = re.compile(
    r"(?:(?:我?(?:记得|印象中))?(?:好像|应该|大概|可能|也许|似乎|估计|记得|印象中)是?)?"
    r"(?:(?<![存现正所内实])(?<![终由关对等属来独亲])(?:拍摄?[于在]|摄于|在|于|从|自))?(?:整个)?(?:(?:农历|阴历|旧历|阳历|公历)的?|(?<![\d.])\d{1,2}[.·]\d{1,2}(?!\s))?\s*$"
    r"|\b(?:(?:i (?:think|believe|guess)(?: that)? )?(?:it|that|this) (?:was|is|must have been|might have been"
    r"|could have been) )?"
    r"(?:(?:maybe|perhaps|probably|possibly|either|somewhere|some ?time) )?(?:the (?:day|date|night) of )?"
    r"(?:towards? )?(?:(?:taken|(?<!\bi )(?<!\bwe )shot|photographed|captured|made|dated|back|sometime) )?"
    r"(?:(?:in|on|at|from|of|during|over|around|for|throughout|dated|between) )?"
    r"(?:(?:the (?:whole|rest)(?: of)?|all of(?: the)?|the|all|my|our) )?(?:(?:year|months?)(?: of)? )?$",
    re.IGNORECASE,
)
_TRAIL: Final = re.compile(
    r"'s?(?=\s)|\)?(?:这?[两三四]年(?![前后级一半])|的样子|吧(?!台)|来着)?(?:的?(?:时候|那时候?|那会儿?|那段时间|那阵子|那几天|那几年|那天|那年|那一年|那一天"
    r"|那个?月|那周|这天|这一天|这一年|当天|当年"
    r"|一整年|全年|整年|整个月|全天|一年里|之间|期间|间(?!隔|谍|接)|里面|之中|(?<=[假期月])里(?!程|约|昂)|里(?=$"
    r"|[的拍照有,，、 ])"
    r"|时(?=$|[的拍照])))*(?:里?"
    r"(?:拍摄?|照)的(?=.)|\s+taken(?= ))?",
    re.IGNORECASE,
)


def recognise_dates(sentence: Sentence, known: Known) -> Iterator[Chip]:
    """Every part that surely says when, the words around it included; they do not overlap."""
    text, today = sentence.text, known.today
    parts = _all_parts(text, today)
    for part, year in with_the_year(_apart(parts, today), parts, text, today):
        start, end = _with_words_around(part, text)
        said = [sentence.typed[one.start : one.end] for one in sorted(filter(None, (part, year)), key=_start)]
        elsewhere = () if year is None else (_with_words_around(year, text),)
        between = " " if said[0].isascii() else ""
        yield Chip(ChipKind.DATE, between.join(said), Days(settled(part.value, today)), start, end, elsewhere)


def _start(part: Part) -> int:
    return part.start


def _all_parts(text: str, today: dt.date) -> list[Part]:
    parts = _atoms(text, today)
    if not parts:
        return []

    def join(left: Part, right: Part) -> Part | None:
        value = joined(left.value, text[left.end : right.start], right.value, today)
        return None if value is None else Part(left.start, right.end, value)

    def link(left: Part, right: Part) -> Part | None:
        return linked(left, right, text)

    for _ in range(2):
        parts = _closed(_closed(parts, join), link)
    opened = [found for part in parts for found in bounded(part, text, today)]
    return _closed([*parts, *opened], link) if opened else parts


def _atoms(text: str, today: dt.date) -> list[Part]:
    """What the grammars of the kinds find, each by itself."""
    taken = [name.span() for name in names().finditer(text)]
    found: list[Part] = []
    small = text.lower()
    for rule in RULES:
        if not rule.may_match(small):
            continue
        for match in rule.pattern.finditer(text):
            start, end = match.span()
            is_name = any(start < name_end and name_start < end for name_start, name_end in taken)
            if start == end or is_name or (value := rule.build(match, today)) is None:
                continue
            found.append(Part(start, end, value))
    return found


def _closed(parts: Iterable[Part], combine: Callable[[Part, Part], Part | None]) -> list[Part]:
    """``parts`` and all that two neighbours make together, again and again; of the same extent and kind the first."""
    known = {_key(part): part for part in reversed(list(parts))}
    fresh = list(known.values())
    while fresh and len(known) < _MOST_PARTS:
        made: dict[tuple[int, int, type], Part] = {}
        for left, right in _neighbours(known.values(), fresh):
            part = combine(left, right)
            if part is not None and _key(part) not in known:
                made.setdefault(_key(part), part)
        known |= made
        fresh = list(made.values())
    return list(known.values())


def _neighbours(parts: Iterable[Part], fresh: Iterable[Part]) -> Iterator[tuple[Part, Part]]:
    """Pairs of which one is fresh, the left one first."""
    everything = sorted(parts, key=lambda part: (part.start, part.end))
    for one in fresh:
        for other in everything:
            if 0 <= other.start - one.end <= _LONGEST_GAP:
                yield one, other
            elif 0 <= one.start - other.end <= _LONGEST_GAP:
                yield other, one


def _key(part: Part) -> tuple[int, int, type]:
    return part.start, part.end, type(part.value)


def _apart(parts: Iterable[Part], today: dt.date) -> list[Part]:
    """Those that say certain days, the longest first; none that overlaps one that was taken."""
    taken: list[Part] = []
    for part in sorted(parts, key=lambda part: (part.start - part.end, part.start)):
        is_free = all(part.end <= other.start or other.end <= part.start for other in taken)
        if is_free and settled(part.value, today):
            taken.append(part)
    return sorted(taken, key=lambda part: part.start)


def _with_words_around(part: Part, text: str) -> tuple[int, int]:
    lead, trail = _LEAD.search(text, 0, part.start), _TRAIL.match(text, part.end)
    start = part.start if lead is None else lead.start()
    return start, part.end if trail is None else trail.end()
