"""A sentence: what happened (and why), and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from photosearch.words.spoken import translate

_MOST_QUOTED: Final = 80


@dataclass(frozen=True, slots=True)
class Sentence:
    """What happened (and why), and what the person can do; ``advice`` may be empty."""

    what: str
    advice: str = ""

    @property
    def text(self) -> str:
        """Both, one after the other."""
        return joined(self.what, self.advice)


def joined(*sentences: str) -> str:
    """Sentences one after the other; after a Chinese full stop there is no space."""
    text = ""
    for sentence in filter(None, sentences):
        gap = "" if not text or text.endswith("。") else " "
        text = f"{text}{gap}{sentence}"
    return text


def listed(items: Sequence[str]) -> str:
    """Names one after the other, as they are listed in a sentence."""
    return translate("Messages", ", ", "between the items of a list").join(items)


def shortened(text: str) -> str:
    """What somebody typed, so that it can be told again in a sentence: of a whole page only its beginning."""
    return text if len(text) <= _MOST_QUOTED else f"{text[:_MOST_QUOTED]}…"


def with_detail(text: str, detail: str) -> str:
    """A sentence with what only the machine can say about it, in brackets."""
    if not detail:
        return text
    return translate("Messages", "{sentence} ({detail})").format(sentence=text, detail=detail)
