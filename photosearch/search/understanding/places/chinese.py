"""Names of places in Chinese text: 在洱海边, 杭州市. Most are as short as an ordinary word, and many are one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from typing import Final

from photosearch.gazetteer.gazetteer import Gazetteer, Named
from photosearch.gazetteer.keys import key_of
from photosearch.gazetteer.tables import Said
from photosearch.search.understanding.places.chinese_words import Cut, bundled_chinese_words
from photosearch.search.understanding.places.mentions import Mention
from photosearch.search.understanding.places.things import begins_with_one, is_chinese_thing, thing_ends
from photosearch.types.places import NamedKind

_RUN: Final = re.compile(r"[0-9]*[㐀-鿿](?:[㐀-鿿·0-9]|(?<=[㐀-鿿])-(?=[㐀-鿿]))*")
_LONGEST: Final = 16
_LEAD: Final = re.compile(r"(?:位于|来自|前往|去过|到过|去了|到了|在|去|到|来|从|于)$")
_NO_LEAD: Final = re.compile(
    r"(?:现在|存在|正在|实在|过去|回去|出去|下去|上去|进去|失去|看到|得到|遇到|拍到|感到|直到|收到|找到|想到|听到|见到|等到|出来|回来|起来|过来|下来|上来|进来"
    r"|后来|未来|原来|本来|从来|将来|关于|对于|由于|终于|等于|至于|属于)$"
)
_DENIED: Final = re.compile(r"(?:不|没|没有|不是|别|未)(?:能)?$")
_HINT: Final = re.compile(
    r"(?:游|逛|玩|爬|登|飞|回|住|路过|途经|经过|离开|游览|参观|抵达|打卡|坐标|自驾|看到|拍到|飞到|回到)$"
)
"""Says that a place follows, and what is done there: it stays among the words."""
_TAIL: Final = re.compile(r"边上|旁边|附近|周边|一带|里面|境内|那边|这边|岸边|街头|边|旁|里|上|中|内|畔")
_SUFFIXES: Final = {
    "市": frozenset({NamedKind.CITY, NamedKind.DISTRICT, NamedKind.TOWN}),
    "县": frozenset({NamedKind.DISTRICT, NamedKind.CITY}),
    "区": frozenset({NamedKind.DISTRICT}),
    "镇": frozenset({NamedKind.TOWN, NamedKind.DISTRICT, NamedKind.CITY}),
    "省": frozenset({NamedKind.PROVINCE}),
    "州": frozenset({NamedKind.PROVINCE, NamedKind.CITY}),
    "岛": frozenset({NamedKind.ISLAND, NamedKind.CITY, NamedKind.PROVINCE, NamedKind.COUNTRY}),
    "湖": frozenset({NamedKind.LAKE}),
    "山": frozenset({NamedKind.MOUNTAIN}),
    "古城": frozenset({NamedKind.CITY, NamedKind.DISTRICT, NamedKind.TOWN}),
    "老城": frozenset({NamedKind.CITY, NamedKind.DISTRICT, NamedKind.TOWN}),
    "市区": frozenset({NamedKind.CITY, NamedKind.DISTRICT}),
}
"""What may stand behind a name, and what it is then."""
_WITHOUT_DOUBT: Final = 0.5
_STRAIN: Final = 2.5
_STRAIN_WITH_LEAD: Final = 8.0
"""How much less likely a text may become by a name in it."""
_WELL_KNOWN: Final = 100_000.0
_STREET: Final = re.compile(r"[东西南北中]?(?:路|街|大道|巷|弄)(?![上边灯口])")
"""Streets are called after places elsewhere: 北京路."""
_PHOTOS: Final = re.compile(
    r"(?:的)?(?:照片|相片|图片|照|影集|相册|合影|合照|视频|风景|夜景|街景)?(?:$|\s|[,，、和与跟及])"
)
_JOINS: Final = re.compile(r"(?:^|[\s,，、和与跟及的年月日天])$")


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
        starts = frozenset(start for (start, _), key in keys.items() if key in named)
        found = _Found(text, run.start(), run[0], cut, starts, gazetteer)
        for (start, end), key in keys.items():
            if key in named and run[0][start] not in "·-" and run[0][end - 1] not in "·-":
                has_longer = {length for length in (1, 2) if keys.get((start, end + length)) in named}
                mention = found.mention(start, end, named[key], has_longer)
                if mention is not None:
                    yield mention


class _Found:
    """A name in a run of Chinese characters."""

    def __init__(self, text: str, offset: int, run: str, cut: Cut, starts: Set[int], gazetteer: Gazetteer) -> None:
        """``starts`` are the places in the run where a name begins."""
        self._text, self._offset, self._run, self._cut, self._gazetteer = text, offset, run, cut, gazetteer
        self._starts = starts

    def mention(self, start: int, end: int, named: Named, has_longer: Set[int]) -> Mention | None:
        """``run[start:end]`` as a place, None where it is none.

        ``has_longer`` says by how much longer texts are names too."""
        before = self._text[: self._offset + start].rstrip()
        lead = _LEAD.search(before)
        if lead is not None and _NO_LEAD.search(before):
            lead = None
        if lead is not None and _DENIED.search(before, 0, lead.start()):
            return None
        place_ids, name_end = self._with_suffix(end, named, has_longer)
        has_suffix = name_end > end
        is_led = lead is not None or has_suffix
        has_hint = is_led or _HINT.search(before) is not None
        strain = self._cut.strain_of_word(start, end)
        if strain > (_STRAIN_WITH_LEAD if has_hint else _STRAIN) or self._is_thing(name_end):
            return None
        if self._is_cut_apart(start, end, is_led=has_hint):
            return None
        tail = self._tail(name_end)
        is_known = self._gazetteer.fame(named.place_ids[0]) >= _WELL_KNOWN or end - start > 2
        is_sure = has_hint or is_known or self._is_whole(start, name_end, strain)
        if Said.WORD in named.said:
            is_sure = is_led and self._stands_alone(name_end)
        return Mention(
            self._offset + start,
            self._offset + name_end,
            self._offset + start if lead is None else lead.start(),
            self._offset + tail,
            place_ids,
            named.said,
            is_sure,
        )

    def _with_suffix(self, end: int, named: Named, has_longer: Set[int]) -> tuple[tuple[int, ...], int]:
        """The places that may be called so, and where the name ends: 京都市 is 京都, the city."""
        for length in (2, 1):
            suffix = self._run[end : end + length]
            kinds = _SUFFIXES.get(suffix)
            if (
                kinds is not None
                and length not in has_longer
                and self._cut.strain_of_end(end + len(suffix)) <= _WITHOUT_DOUBT
            ):
                places = tuple(number for number in named.place_ids if self._gazetteer.place(number).kind in kinds)
                if places:
                    return places, end + len(suffix)
        return named.place_ids, end

    def _is_thing(self, end: int) -> bool:
        behind = self._run[end:]
        if _STREET.match(behind):
            return True
        if is_chinese_thing(behind):
            return True
        if end in self._starts:
            return False
        if any(self._cut.strain_of_end(end + length) <= _WITHOUT_DOUBT for length in thing_ends(behind)):
            return True
        return begins_with_one(behind) and self._cut.strain_of_end(end + 1) <= _WITHOUT_DOUBT

    def _stands_alone(self, end: int) -> bool:
        """Whether no word goes on behind an ordinary word: 在光明, but not 在光明的未来."""
        behind = self._run[end:]
        return not behind.startswith("的") or _PHOTOS.match(behind) is not None

    def _is_cut_apart(self, start: int, end: int, *, is_led: bool) -> bool:
        """Whether the words around it leave it no end of its own."""
        most = _STRAIN_WITH_LEAD if is_led else _STRAIN
        return self._cut.strain_of_end(start) > most or self._cut.strain_of_end(end) > most

    def _is_whole(self, start: int, end: int, strain: float) -> bool:
        """Whether a short name of a little known place is what the sentence speaks of."""
        before, behind = self._text[: self._offset + start], self._text[self._offset + end :]
        is_followed = behind.startswith("的") or _PHOTOS.match(behind) is not None
        return strain <= 0 and _JOINS.search(before) is not None and is_followed

    def _tail(self, end: int) -> int:
        tail = _TAIL.match(self._run, end)
        if tail is None or self._cut.strain_of_end(tail.end()) > _WITHOUT_DOUBT:
            return end
        return tail.end()
