"""Places in a sentence: names that the gazetteer knows, and which of the places of a name is meant.

A second place around the first says which one is meant (Paris, Texas; 长春朝阳), and both are one chip. Otherwise the
places where the library has photos do, and then how well known they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from photosearch.gazetteer.gazetteer import Gazetteer, bundled_gazetteer
from photosearch.gazetteer.keys import HAN
from photosearch.gazetteer.tables import Said
from photosearch.search.understanding.places.chinese import chinese_mentions
from photosearch.search.understanding.places.choice import Visited, meant, visited
from photosearch.search.understanding.places.english import english_mentions
from photosearch.search.understanding.places.mentions import Mention
from photosearch.search.understanding.sentence import Known, Sentence
from photosearch.types.understood import AtPlace, Chip, ChipKind

_INSIDE: Final = re.compile(r"(?:市|省|州|县)?(?:脚下|山下|附近|旁边|境内)?(?:的)?")
"""Between a place and one in it, in Chinese."""
_AROUND: Final = re.compile(r"\s*,\s*|\s+(?:in\s+)?(?:the\s+)?", re.IGNORECASE)
"""Between a place and the one around it, in English."""
_AND: Final = re.compile(r"\s*(?:(?:和|与|跟|及|以及|还有|、|,|，|&|/|\+|\band\b|\bor\b)\s*)+", re.IGNORECASE)
_STATE: Final = re.compile(r",?\s+([A-Z]{2})\b(?!\.)")
_CANADA: Final = {
    "AB": "01", "BC": "02", "MB": "03", "NB": "04", "NL": "05", "NS": "07", "ON": "08", "PE": "09", "QC": "10",
    "SK": "11", "YT": "12",
}  # fmt: skip
"""How GeoNames numbers the provinces of Canada; states of the USA are numbered by their letters."""


def recognise_places(sentence: Sentence, known: Known) -> Iterable[Chip]:
    """Chips of all places that ``sentence`` names."""
    gazetteer, been = bundled_gazetteer(), visited(known.place_ids)
    text = sentence.text
    found = [*chinese_mentions(text, gazetteer), *english_mentions(text, gazetteer)]
    told = _listed(text, _told(text, list(_joined(text, _longest(found), gazetteer)), been))
    meanings = [meant(mention.place_ids, been, gazetteer) for mention in told]
    for mention, meaning in zip(told, meanings, strict=True):
        is_around = any(_lies_in(other, meaning, gazetteer) for other in meanings)
        yield Chip(
            ChipKind.PLACE,
            sentence.typed[mention.start : mention.end],
            replace(meaning, is_around=is_around),
            mention.lead,
            mention.tail,
        )


def _listed(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """What only joins one place to the next goes with that: "Paris and London", 杭州和苏州."""
    listed = list(mentions[:1])
    for before, mention in pairwise(mentions):
        joins = _AND.fullmatch(text, before.tail, mention.lead) is not None
        listed.append(replace(mention, lead=before.tail) if joins else mention)
    return listed


def _told(text: str, mentions: Sequence[Mention], been: Visited) -> list[Mention]:
    """Those that are places, and the names that stand in one list with them: "Lyon and Marseille"."""
    told = [mention for mention in mentions if _is_told(mention, been)]
    for first, second in pairwise(mentions):
        if _AND.fullmatch(text, first.end, second.lead) is not None:
            told += [one for one in (first, second) if (first in told or second in told) and _is_name(one)]
    return [mention for mention in mentions if mention in told]


def _is_told(mention: Mention, been: Visited) -> bool:
    """Whether it is a place: by itself, or, where it is no ordinary word, by photos that were taken there."""
    return mention.is_sure or (_is_name(mention) and any(map(been.has, mention.place_ids)))


def _is_name(mention: Mention) -> bool:
    return not mention.said & (Said.WORD | Said.PLAIN)


def _lies_in(inner: AtPlace, around: AtPlace, gazetteer: Gazetteer) -> bool:
    """Whether all that the first means lies in what the second means, and they are not the same."""
    if inner.chosen == around.chosen:
        return False
    return all(any(gazetteer.is_in(one.place_id, other.place_id) for other in around.chosen) for one in inner.chosen)


def _longest(mentions: Iterable[Mention]) -> list[Mention]:
    """Those that do not overlap, in their order: of two the longer name, of two as long the first.

    A longer one that is no place by itself gives way to a place that begins where it does: "grand canyon" south rim."""
    taken: list[Mention] = []
    found = list(mentions)
    sure = {mention.start for mention in found if mention.is_sure}
    likely = [mention for mention in found if mention.is_sure or mention.start not in sure]
    for mention in sorted(likely, key=lambda one: (one.start - one.end, not one.is_sure, one.start)):
        if all(mention.tail <= other.start or other.tail <= mention.start for other in taken):
            taken.append(mention)
    return sorted(taken, key=lambda one: one.start)


def _joined(text: str, mentions: Sequence[Mention], gazetteer: Gazetteer) -> Iterator[Mention]:
    """Places beside one another of which one lies in the other are one."""
    waiting: Mention | None = None
    for mention in (_with_state(text, one, gazetteer) for one in mentions):
        if waiting is None:
            waiting = mention
            continue
        both = _one(text, waiting, mention, gazetteer)
        if both is None:
            yield waiting
        waiting = mention if both is None else both
    if waiting is not None:
        yield waiting


def _one(text: str, first: Mention, second: Mention, gazetteer: Gazetteer) -> Mention | None:
    between = text[first.end : second.start]
    if HAN.search(text[first.start : first.end]) and _INSIDE.fullmatch(between):
        inner = _inside(second, first, gazetteer) or _inside(first, second, gazetteer)
    elif _AROUND.fullmatch(between):
        inner = _inside(first, second, gazetteer)
    else:
        inner = ()
    if not inner:
        return None
    lead = min(first.lead, second.lead)
    return replace(
        first, lead=lead, end=second.end, tail=second.tail, place_ids=inner, is_sure=first.is_sure or second.is_sure
    )


def _inside(inner: Mention, around: Mention, gazetteer: Gazetteer) -> tuple[int, ...]:
    """The places of the first name that lie in one of the second."""
    return tuple(
        number
        for number in inner.place_ids
        if any(number != other and gazetteer.is_in(number, other) for other in around.place_ids)
    )


def _with_state(text: str, mention: Mention, gazetteer: Gazetteer) -> Mention:
    """In the state whose letters follow: Portland, OR."""
    state = _STATE.match(text, mention.end)
    if state is None:
        return mention
    codes = {("US", state[1]), ("CA", _CANADA.get(state[1], ""))}
    places = gazetteer.place
    inner = tuple(number for number in mention.place_ids if (places(number).country, places(number).admin1) in codes)
    if not inner:
        return mention
    return replace(mention, end=state.end(), tail=state.end(), place_ids=inner, is_sure=True)
