"""Names of places in English and other Latin text: "in Paris", "Lake Tahoe", "at the Great Wall"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from photosearch.gazetteer.gazetteer import Gazetteer
from photosearch.gazetteer.keys import key_of
from photosearch.search.understanding.places.english_sense import Part, is_place
from photosearch.search.understanding.places.mentions import Mention
from photosearch.search.understanding.places.things import english_compounds

_WORD: Final = re.compile(r"[^\W_㐀-鿿][^\s,;:!?()\[\]{}\"“”/|_㐀-鿿]*")
_LONGEST: Final = 7
_LEAD: Final = re.compile(
    r"\b(?:(?:somewhere|anywhere|out|down|up|back|all|right|just|taken|shot|standing|posing)\s+)?"
    r"(?P<word>in front of|on top of|next to|close to|in|at|near|around|to|from|by|across|through|outside|inside|on"
    r"|over|along|above|off|beside|below|under|behind|into|towards?|visiting|visited|visit)\s+(?P<the>the\s+)?$",
    re.IGNORECASE,
)
_THE: Final = re.compile(r"\bthe\s+$", re.IGNORECASE)
_TAIL: Final = re.compile(r"\s+(?:area|region|surroundings)\b", re.IGNORECASE)
_POSSESSIVE: Final = re.compile(r"['’]s$|s['’]$")


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
    is_titled = _is_titled([word[0] for word in words])
    compounds = list(english_compounds(text))
    for (start, end), key in keys.items():
        if key not in named or key.removeprefix("the ") in named.keys() - {key}:
            continue
        if any(first <= start and end <= last for first, last in compounds):
            continue
        lead, article = _LEAD.search(text[:start]), _THE.search(text[:start])
        part = Part(
            text[start:end],
            key,
            text[:start],
            text[end:],
            named[key],
            lead="" if lead is None else lead["word"].lower(),
            has_article=article is not None,
            is_titled=is_titled,
            is_shouted=text.isupper() and len(words) > 1,
            is_first=start == words[0].start(),
        )
        is_sure = is_place(part, gazetteer)
        if is_sure is not None:
            begins = [found.start() for found in (lead, article) if found is not None]
            tail = None if lead is None else _TAIL.match(text, end)
            yield Mention(
                start,
                end,
                min(begins, default=start),
                end if tail is None else tail.end(),
                named[key].place_ids,
                named[key].said,
                is_sure,
            )


def _shorter_ends(text: str, start: int, end: int) -> Iterator[int]:
    """Without a full stop or the ``'s`` of the possessive."""
    part = text[start:end]
    bare = part.rstrip(".'’-&")
    if len(bare) < len(part):
        yield start + len(bare)
    possessive = _POSSESSIVE.search(bare)
    if possessive is not None:
        yield start + possessive.start()


def _is_titled(words: list[str]) -> bool:
    """Whether every word begins with a capital, as in a title: then capitals tell nothing."""
    return len(words) > 1 and all(word[0].isupper() for word in words if word[0].isalpha() and len(word) > 2)
