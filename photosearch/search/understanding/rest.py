"""What is left of a sentence without its chips: what is to be seen, without the words that only joined the parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from photosearch.search.understanding.sentence import Sentence
from photosearch.types.typed_words import TypedWords, parse_typed, says_something
from photosearch.types.understood import Chip

_LEFT_BEFORE: Final = re.compile(r"^(?:的|里|中|那时|时候|时)+|^(?:of|and|with|showing)\s+(?=.)", re.IGNORECASE)
_LEFT_BEHIND: Final = re.compile(
    r"(?:[在于从到去来]|的)+$|\s+(?:in|on|at|from|of|near|by|during|around|taken|and|the)$", re.IGNORECASE
)
_ONLY_ASKS: Final = re.compile(
    r"(?:请|帮我|给我|我要|我想|找|看|一下|所有|全部|我们|我|的|里|拍|了|过|在|那些|这些|照片|相片|图片|图|照|\s)*"
    r"|(?:(?:show|find|get|give|me|all|any|the|my|our|some|please|i|we|took|taken|made|shot|in|on|at|from|of|during"
    r"|photos?|pictures?|images?|pics?|shots?)\s*)*",
    re.IGNORECASE,
)
"""The words with which one asks for photos; nothing of it is on them."""


def rest_of(sentence: Sentence, chips: Sequence[Chip]) -> TypedWords:
    """The words of ``sentence`` that no chip stands for, and what they say is unwanted; none where they only ask.

    The parts between the chips are read one by one: in "no people 2019" the year is not unwanted.
    """
    if not chips:
        return parse_typed(sentence.typed)
    parts = [parse_typed(part) for part in _between(sentence, chips)]
    words = " ".join(filter(None, (_loosened(part.text) for part in parts)))
    words = "" if _ONLY_ASKS.fullmatch(words) or not says_something(words) else words
    return TypedWords(words, tuple(dict.fromkeys(text for part in parts for text in part.not_texts)))


def _between(sentence: Sentence, chips: Iterable[Chip]) -> Iterator[str]:
    done = 0
    for chip in chips:
        yield sentence.typed[done : chip.start]
        done = chip.end
    yield sentence.typed[done:]


def _loosened(part: str) -> str:
    """Without what joined it to a chip before or behind it."""
    part = part.strip()
    before = ""
    while part != before:
        before = part
        part = _LEFT_BEHIND.sub("", _LEFT_BEFORE.sub("", part)).strip(" ,，、")
    return part
