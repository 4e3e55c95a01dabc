"""Words of one language and what they are called in the other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

from photosearch.resources import resource


@dataclass(frozen=True)
class Dictionary:
    """One name for each word, the likeliest: for asking about a picture, not for reading a text."""

    english_of: dict[str, str]
    chinese_of: dict[str, str]
    """By English words in small letters."""

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read lines of a Chinese word, ``=``, ``>`` or ``<``, and an English word (``tools.dictionary`` says more)."""
        english_of: dict[str, str] = {}
        chinese_of: dict[str, str] = {}
        for line in path.read_text(encoding="utf-8").splitlines():
            chinese, sign, english = line.split("\t")
            if sign != "<":
                english_of[chinese] = english
            if sign != ">":
                chinese_of[english] = chinese
        return cls(english_of, chinese_of)

    def singular_of(self, english: str) -> str:
        """The word itself in small letters, or its singular where only that is known."""
        word = english.lower()
        if word in self.chinese_of:
            return word
        for ending, singular in (("ies", "y"), ("ves", "f"), ("es", ""), ("s", "")):
            if word.endswith(ending) and word.removesuffix(ending) + singular in self.chinese_of:
                return word.removesuffix(ending) + singular
        return word


@cache
def bundled_dictionary() -> Dictionary:
    """The one that comes with the app, read once: some 30,000 lines, 30 ms."""
    return Dictionary.read(resource("concepts", "dictionary.tsv"))
