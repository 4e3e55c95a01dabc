"""Names of places in Chinese text: 在洱海边, 杭州市. Most are as short as an ordinary word, and many are one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from typing import Final

from photosearch.gazetteer.gazetteer import Gazetteer, Named
from photosearch.gazetteer.keys import key_of
from photosearch.gazetteer.tables import Said
from photosearch.search.understanding.places import chinese_cues as cues
from photosearch.search.understanding.places.chinese_words import Cut, bundled_chinese_words
from photosearch.search.understanding.places.mentions import Mention
from photosearch.search.understanding.places.things import (
    begins_with_one,
    chinese_compounds,
    chinese_thing_length,
    thing_ends,
)
from photosearch.types.places import NamedKind

_RUN: Final = re.compile(r"[0-9]*[㐀-鿿](?:[㐀-鿿·0-9]|(?<=[㐀-鿿])-(?=[㐀-鿿]))*")
_LONGEST: Final = 16
_WITHOUT_DOUBT: Final = 0.5
_STRAIN: Final = 2.5
_STRAIN_WITH_LEAD: Final = 8.0
"""How much less likely a text may become by a name in it."""
_WELL_KNOWN: Final = 100_000.0
_TOO_LIKELY: Final = 2.5
_TOO_LIKELY_WITH_LEAD: Final = 1.8
"""How much less likely words may be that a name would take apart, where the text is cut into as many with them."""


_HOLDS_THINGS: Final = frozenset({NamedKind.SIGHT, NamedKind.PARK, NamedKind.BEACH})
"""What one sees there is called after no place: 三星堆面具 are in Sanxingdui."""
_NAMES_HOUSES: Final = frozenset({NamedKind.MOUNTAIN, NamedKind.LAKE, NamedKind.REGION})
"""What houses and goods everywhere are called after."""


def chinese_mentions(text: str, gazetteer: Gazetteer) -> Iterator[Mention]:
    """Every name of a place in the Chinese parts of ``text``; they may overlap."""
    for run in _RUN.finditer(text):
        spans = [
            (start, end)
            for start in range(len(run[0]))
            for end in range(start + 2, min(start + _LONGEST, len(run[0])) + 1)
        ]
        keys = {span: key_of(run[0][span[0] : span[1]]) for span in spans}
        named = gazetteer.named(list(dict.fromkeys(key for key in keys.values() if len(key) > 1)))
        if not named:
            continue
        cut = Cut(run[0], bundled_chinese_words())
        names = {span: named[key] for span, key in keys.items() if key in named}
        found = _Found(text, run.start(), run[0], cut, names, gazetteer)
        for (start, end), key in keys.items():
            if key in named and run[0][start] not in "·-" and run[0][end - 1] not in "·-":
                has_longer = {length for length in (1, 2) if keys.get((start, end + length)) in named}
                mention = found.mention(start, end, named[key], has_longer)
                if mention is not None:
                    yield mention


class _Found:
    """A name in a run of Chinese characters."""

    def __init__(
        self, text: str, offset: int, run: str, cut: Cut, names: Mapping[tuple[int, int], Named], gazetteer: Gazetteer
    ) -> None:
        """``names`` are all parts of the run that are names."""
        self._text, self._offset, self._run, self._cut, self._gazetteer = text, offset, run, cut, gazetteer
        self._names = names
        self._compounds = tuple(chinese_compounds(run))

    def mention(self, start: int, end: int, named: Named, has_longer: Set[int]) -> Mention | None:
        """``run[start:end]`` as a place, None where it is none.

        ``has_longer`` says by how much longer texts are names too."""
        before = self._text[: self._offset + start].rstrip()
        lead = cues.lead_before(before)
        is_elsewhere = cues.ELSEWHERE.search(before) is not None
        if lead is not None and not is_elsewhere and cues.DENIED.search(before, 0, lead):
            return None
        place_ids, name_end = self._with_suffix(end, named, has_longer)
        kind = self._gazetteer.place(place_ids[0]).kind
        is_led = lead is not None or name_end > end
        has_hint = is_led or cues.HINT.search(before) is not None
        strain = self._cut.strain_of_word(start, end)
        if strain > (_STRAIN_WITH_LEAD if has_hint else _STRAIN) or self._is_thing(start, name_end, kind):
            return None
        tail = self._tail(name_end)
        if self._is_cut_apart(start, end, is_led=has_hint) or self._takes_words_apart(start, end, tail, lead):
            return None
        if lead is None and cues.is_something_else(before, self._run[start:end], self._run[name_end:]):
            return None
        is_known = self._gazetteer.fame(named.place_ids[0]) >= _WELL_KNOWN or end - start > 2
        is_sure = has_hint or is_known or self._is_whole(start, name_end, strain)
        if Said.WORD in named.said:
            is_sure = is_led and self._stands_alone(name_end)
        return Mention(
            self._offset + start,
            self._offset + name_end,
            self._offset + start if lead is None or is_elsewhere else lead,
            self._offset + tail,
            place_ids,
            named.said,
            is_sure,
        )

    def _with_suffix(self, end: int, named: Named, has_longer: Set[int]) -> tuple[tuple[int, ...], int]:
        """The places that may be called so, and where the name ends: 京都市 is 京都, the city."""
        for length in (2, 1):
            suffix = self._run[end : end + length]
            kinds = cues.SUFFIXES.get(suffix)
            if (
                kinds is not None
                and length not in has_longer
                and len(suffix) == length
                and self._cut.strain_of_end(end + len(suffix)) <= _WITHOUT_DOUBT
            ):
                places = tuple(number for number in named.place_ids if self._gazetteer.place(number).kind in kinds)
                if places:
                    return places, end + len(suffix)
        return named.place_ids, end

    def _is_thing(self, start: int, end: int, kind: NamedKind) -> bool:
        behind = self._run[end:]
        if any((first <= start and end <= last) or first == end for first, last in self._compounds):
            return True
        if cues.STREET.match(behind) or cues.COPY.match(behind):
            return True
        if kind in _NAMES_HOUSES and cues.HOUSE.match(behind):
            return True
        if kind in _HOLDS_THINGS:
            return False
        name_ends = [last for first, last in self._names if first == end]
        if any(self._is_thing_inside(end, last) for last in name_ends):
            return True
        if end + chinese_thing_length(behind) > max(name_ends, default=end):
            return True
        if name_ends:
            return False
        if any(self._cut.strain_of_end(end + length) <= _WITHOUT_DOUBT for length in thing_ends(behind)):
            return True
        return begins_with_one(behind) and self._cut.strain_of_end(end + 1) <= _WITHOUT_DOUBT

    def _is_thing_inside(self, start: int, end: int) -> bool:
        """Whether a name that follows makes a thing with what is behind it: 新疆 in 新疆库尔勒香梨."""
        kind = self._gazetteer.place(self._names[start, end].place_ids[0]).kind
        return kind not in _HOLDS_THINGS and chinese_thing_length(self._run[end:]) > 0

    def _stands_alone(self, end: int) -> bool:
        """Whether no word goes on behind an ordinary word: 在光明, but not 在光明的未来."""
        behind = self._run[end:]
        return not behind.startswith("的") or cues.PHOTOS.match(behind) is not None

    def _is_cut_apart(self, start: int, end: int, *, is_led: bool) -> bool:
        """Whether the words around it leave it no end of its own."""
        if end - start > 2 and self._cut.strain_of_word(start, end) <= 0:
            return False
        most = _STRAIN_WITH_LEAD if is_led else _STRAIN
        return self._cut.strain_of_end(start) > most or self._cut.strain_of_end(end) > most

    def _takes_words_apart(self, start: int, end: int, tail: int, lead: int | None) -> bool:
        """Whether words on both its sides say more without it: 书法|国画, 长|沙发."""
        most = _TOO_LIKELY if lead is None else _TOO_LIKELY_WITH_LEAD
        for word in self._cut.across(start, end):
            is_of_place = (word.start >= start and word.end <= tail) or (word.start < start and lead is not None)
            if word.more_words < 0 or (word.more_words == 0 and word.strain < most and not is_of_place):
                return True
        return False

    def _is_whole(self, start: int, end: int, strain: float) -> bool:
        """Whether a short name of a little known place is what the sentence speaks of."""
        before, behind = self._text[: self._offset + start], self._text[self._offset + end :]
        is_followed = behind.startswith("的") or cues.PHOTOS.match(behind) is not None
        has_end = self._cut.strain_of_end(end) <= 0 and len(behind) > 1
        return strain <= 0 and cues.JOINS.search(before) is not None and (is_followed or has_end)

    def _tail(self, end: int) -> int:
        tail = cues.TAIL.match(self._run, end)
        if tail is None or self._cut.strain_of_end(tail.end()) > _STRAIN:
            return end
        return tail.end()
