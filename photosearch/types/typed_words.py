"""Takes typed words apart into what is wanted and what is "not this": one rule for the window and the command line."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TypedWords:
    """Typed text taken apart."""

    text: str
    not_texts: tuple[str, ...]


_NOT_TERM = re.compile(
    r"""
    (?:(?<=\s)|(?<=[,，、;；])|^)[-−]                     # -word, -"two words": only at the start of a word
        (?: "(?P<quoted>[^"]+)" | (?P<word>[^\s,，、;；"\d][^\s,，、;；]*) )
    | (?:(?<=\s)|(?<=[,，、;；])|^)without\s+(?P<without>[^,，、;；]+?)(?=\s+without\s|[,，、;；]|$)
    | (?<!要)不(?:要|含)\s*(?P<chinese>[^\s,，、;；]+?)(?=不要|不含|[\s,，、;；]|$)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_FILLERS = re.compile(r"^(?:有|any\s+|a\s+|an\s+|the\s+)", re.IGNORECASE)
_SPARE_COMMAS = re.compile(r"\s*([,，、;；])(?:\s*[,，、;；])*")


def parse_typed(text: str) -> TypedWords:
    """Take "not this" terms out of typed text.

    ``-word``, ``-"two words"``, ``without people`` (up to a comma or the end) and ``不要人群`` (up to a space, a comma
    or the end) are such terms. A minus inside a word or before a number ("t-shirt", "-5") stays text.
    """
    not_texts: list[str] = []

    def take(match: re.Match[str]) -> str:
        term = next(group for group in match.groups() if group is not None)
        not_texts.append(_FILLERS.sub("", term.strip()))
        return " "

    rest = _NOT_TERM.sub(take, text)
    return TypedWords(_tidied(rest), tuple(dict.fromkeys(term for term in not_texts if term)))


def says_something(text: str) -> bool:
    """Whether ``text`` has a letter, a number or an emoji; signs alone cannot be searched for."""
    return any(character.isalnum() or unicodedata.category(character) == "So" for character in text)


def _tidied(text: str) -> str:
    """One space between words, and no comma left over from what was taken out."""
    without_spare_commas = _SPARE_COMMAS.sub(r"\1", text)
    return re.sub(r"\s+", " ", without_spare_commas).strip(" ,，、;；")
