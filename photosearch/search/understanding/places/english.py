"""Names of places in English and other Latin text: "in Paris", "Lake Tahoe", "at the Great Wall"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from photosearch.gazetteer.gazetteer import Gazetteer, Named
from photosearch.gazetteer.keys import key_of
from photosearch.gazetteer.tables import Said
from photosearch.search.understanding.dictionary import bundled_dictionary
from photosearch.search.understanding.places.mentions import Mention
from photosearch.search.understanding.places.things import is_english_thing

_WORD: Final = re.compile(r"[^\W_㐀-鿿][^\s,;:!?()\[\]{}\"“”/|_㐀-鿿]*")
_LONGEST: Final = 7
_LEAD: Final = re.compile(
    r"\b(?:(?:somewhere|anywhere|out|down|up|back|all|right|just|taken|shot)\s+)?"
    r"(?P<word>in|at|near|around|to|from|by|across|through|outside|inside|on|over|along|above|off|beside|visiting|visited|visit)\s+(?P<the>the\s+)?$",
    re.IGNORECASE,
)
_STRONG: Final = frozenset(
    {"in", "at", "near", "around", "to", "from", "by", "visiting", "visited", "visit", "outside", "across"}
)
_SURE_OF_WORDS: Final = frozenset({"in", "at", "near", "around", "from", "visiting", "visited", "visit", "outside"})
_THE: Final = re.compile(r"\bthe\s+$", re.IGNORECASE)
_OF_SOMEBODY: Final = re.compile(
    r"\b(?:with|my|our|his|her|uncle|aunt|auntie|cousin|baby|mr|mrs|ms|miss|dr|sister|brother|friend|son|daughter|dog|cat|named|called|little)"
    r"\.?\s+$",
    re.IGNORECASE,
)
_TAIL: Final = re.compile(r"\s+(?:area|region|surroundings)\b", re.IGNORECASE)
_NEXT: Final = re.compile(r"[\s-]+([^\W\d_]+)")
_LAST: Final = re.compile(r"([^\W\d_]+)[\s-]+$")
_POSSESSIVE: Final = re.compile(r"['’]s$|s['’]$")
_ENDS: Final = re.compile(
    r"\s*(?:$|[,.;!?]|(?:last|this|next|in|on|at|during|with|and|or|by|from|before|after|since|around|for|when|while|a|ago|photos?|pictures?|pics?|trip|"
    r"holiday|vacation|yesterday|today|again|\d+)\b)",
    re.IGNORECASE,
)
_WELL_KNOWN: Final = 100_000.0
_EVERYBODY_KNOWS: Final = 900_000.0


def english_mentions(text: str, gazetteer: Gazetteer) -> Iterator[Mention]:
    """Every name of a place in the Latin parts of ``text``; they may overlap."""
    words = list(_WORD.finditer(text))
    keys: dict[tuple[int, int], str] = {}
    for first, word in enumerate(words):
        start = word.start()
        for last in words[first : first + _LONGEST]:
            for end in (last.end(), *_shorter_ends(text, start, last.end())):
                keys[start, end] = key_of(text[start:end])
    named = gazetteer.named(list(dict.fromkeys(key for key in keys.values() if len(key) > 1)))
    found = _Found(text, [word[0] for word in words], gazetteer)
    for (start, end), key in keys.items():
        if key in named and key.removeprefix("the ") not in named.keys() - {key}:
            mention = found.mention(start, end, key, named[key])
            if mention is not None:
                yield mention


def _shorter_ends(text: str, start: int, end: int) -> Iterator[int]:
    """Without a full stop or the ``'s`` of the possessive."""
    part = text[start:end]
    bare = part.rstrip(".'’-&")
    if len(bare) < len(part):
        yield start + len(bare)
    possessive = _POSSESSIVE.search(bare)
    if possessive is not None:
        yield start + possessive.start()


class _Found:
    """Names in one text."""

    def __init__(self, text: str, words: Sequence[str], gazetteer: Gazetteer) -> None:
        self._text, self._gazetteer = text, gazetteer
        letters = [word for word in words if word[0].isalpha() and len(word) > 2]
        self._is_titled = len(words) > 1 and all(word[0].isupper() for word in letters)
        self._is_shouted = text.isupper()
        self._first = _WORD.search(text)

    def mention(self, start: int, end: int, key: str, named: Named) -> Mention | None:
        """``text[start:end]`` as a place, None where it is none."""
        part, before, behind = self._text[start:end], self._text[:start], self._text[end:]
        if len(key) <= 2 and not (part.replace(".", "").isupper() and not self._is_shouted):
            return None
        lead = _LEAD.search(before)
        the = _THE.search(before)
        is_capital = part[0].isupper() and not self._is_shouted
        is_led = lead is not None and lead["word"].lower() in _STRONG
        if is_english_thing(before, behind) or self._is_of_name(before, behind, named.said, is_capital=is_capital):
            return None
        is_whole = not before.strip() and _ENDS.fullmatch(behind.strip()) is not None
        sure = self._is_sure(
            part, key, named, lead, is_capital=is_capital, is_led=is_led, is_whole=is_whole, behind=behind
        )
        if sure is None:
            return None
        tail = _TAIL.match(self._text, end) if lead is not None else None
        is_said = lead is not None or the is None
        begin = lead.start() if lead is not None else start if is_said or the is None else the.start()
        return Mention(start, end, begin, end if tail is None else tail.end(), named.place_ids, named.said, sure)

    def _is_sure(
        self, part: str, key: str, named: Named, lead: re.Match[str] | None, *,
        is_capital: bool, is_led: bool, is_whole: bool, behind: str,
    ) -> bool | None:  # fmt: skip
        """Whether it is a place by itself, or only where something else says so; None where it is none at all."""
        has_the = lead is not None and lead["the"] is not None
        is_proper = is_capital and not self._is_titled and not self._is_first(part)
        fame = self._gazetteer.fame(named.place_ids[0])
        if Said.NEVER in named.said and not (part.isupper() and not self._is_shouted):
            return None
        if Said.WORD in named.said:
            is_told = lead is not None and lead["word"].lower() in _SURE_OF_WORDS and not has_the
            is_lower = Said.TYPED_SMALL in named.said and _ENDS.match(behind) is not None
            return True if is_told and (is_proper or is_lower) else (False if is_capital else None)
        if Said.PROPER in named.said:
            is_told = is_led and not has_the and (is_capital or _ENDS.match(behind) is not None)
            return is_told or is_proper or is_whole or (False if is_capital else None)
        if Said.PLAIN in named.said:
            is_written = all(word[0].isupper() for word in part.split() if len(word) > 3) and is_capital
            return (
                is_whole or lead is not None or (is_written and not self._is_titled) or (False if is_capital else None)
            )
        if Said.PERSON in named.said:
            return is_led or is_whole or fame >= _EVERYBODY_KNOWS
        return is_led or lead is not None or " " in key or is_proper or is_whole or fame >= _WELL_KNOWN

    def _is_first(self, part: str) -> bool:
        return self._first is not None and self._text.startswith(part, self._first.start()) and " " not in part

    def _is_of_name(self, before: str, behind: str, said: Said, *, is_capital: bool) -> bool:
        """Whether it is part of somebody's name: Paris Hilton, Jack London, "with Charlotte"."""
        if Said.PERSON not in said:
            return False
        if _OF_SOMEBODY.search(before) and not behind.startswith(","):
            return True
        beside = (_NEXT.match(behind), _LAST.search(before))
        return any(word is not None and self._is_name(word[1], is_capital=is_capital) for word in beside)

    def _is_name(self, word: str, *, is_capital: bool) -> bool:
        """Whether a word beside a name is a part of it: in capitals, and no place itself."""
        if not is_capital or not word[0].isupper() or len(word) == 1 or word.isupper():
            return not is_capital and self._is_person(word)
        if bundled_dictionary().singular_of(word) in bundled_dictionary().chinese_of:
            return False
        named = self._gazetteer.named([key_of(word)]).get(key_of(word))
        return named is None or Said.PERSON in named.said

    def _is_person(self, word: str) -> bool:
        named = self._gazetteer.named([key_of(word)]).get(key_of(word))
        return (
            named is not None
            and Said.PERSON in named.said
            and self._gazetteer.fame(named.place_ids[0]) < _EVERYBODY_KNOWS
        )
