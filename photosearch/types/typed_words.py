"""Takes typed words apart into what is wanted and what is "not this": one rule for the window and the command line."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from photosearch.types.unwanted_chinese import take_unwanted_chinese
from photosearch.types.unwanted_english import take_unwanted_english


@dataclass(frozen=True, slots=True)
class TypedWords:
    """Typed text taken apart."""

    text: str
    not_texts: tuple[str, ...]


MINUS_SIGNS: Final = "-−－﹣–—"
"""What keyboards and input methods give for a minus, of any width."""
_MINUS = re.compile(
    rf"""
    (?:(?<=[\s,，、;；])|^)[{MINUS_SIGNS}](?![{MINUS_SIGNS}])            # only at the start of a word
        (?: ["“＂](?P<quoted>[^"”＂]+)["”＂] | (?P<word>[^\s,，、;；"“＂\d][^\s,，、;；]*) )
    """,
    re.VERBOSE,
)
_SPARE_COMMAS = re.compile(r"\s*([,，、;；])(?:\s*[,，、;；])*")
_LOOSE_ENDS = re.compile(
    r"^(?:and|but|or|with)\s+|^(?:只要|我想要|想要)\s*(?=.)|\s+(?:and|but|or|with|that|which|who|[-–—])$|\s*(?:但是|但)$",
    re.IGNORECASE,
)
"""What joined the wanted to the unwanted."""
_ONLY_ASKS = re.compile(
    r"(?:(?:show me|find|i want|all|my|some) )*(?:photos?|pictures?|images?|pics?|show me|find|i want|the rest|all)"
    r"|(?:帮我|幫我|给我|給我)?(?:找)?(?:照片|相片|图片|圖片)?",
    re.IGNORECASE,
)
"""What remains where only something unwanted was named."""


def parse_typed(text: str) -> TypedWords:
    """Take "not this" terms out of typed text.

    ``-word`` and ``-"two words"`` are such terms (a minus inside a word or before a number is text: "t-shirt", "-5");
    so is what a sentence says is missing or unwanted (``unwanted_chinese``, ``unwanted_english``). Taking apart what
    remains finds nothing more.
    """
    not_texts: list[str] = []

    def take(match: re.Match[str]) -> str:
        not_texts.append((match["quoted"] or match["word"]).strip())
        return " "

    rest, before = " ".join(text.split()), ""
    while rest != before:
        before = rest
        for language in (take_unwanted_english, take_unwanted_chinese):
            rest, unwanted = language(_MINUS.sub(take, rest))
            not_texts += unwanted
        rest = _tidied(rest)
        if not_texts:
            rest = _LOOSE_ENDS.sub("", rest)
            rest = "" if _ONLY_ASKS.fullmatch(rest) else rest
    return TypedWords(rest, tuple(dict.fromkeys(term for term in not_texts if term)))


def says_something(text: str) -> bool:
    """Whether ``text`` has a letter, a number or an emoji; signs alone cannot be searched for."""
    return any(character.isalnum() or unicodedata.category(character) == "So" for character in text)


def _tidied(text: str) -> str:
    """One space between words, and no comma left over from what was taken out."""
    without_spare_commas = _SPARE_COMMAS.sub(r"\1", text)
    return re.sub(r"\s+", " ", without_spare_commas).strip(" ,，、;；")
