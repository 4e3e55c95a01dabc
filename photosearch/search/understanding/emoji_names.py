"""An emoji is asked by its name: encoders know 猫 and cat, and nothing of 🐱."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Self

from photosearch.resources import resource
from photosearch.types.queries import EmojiName

_LOOKS = re.compile("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
"""Variation selectors and colours of skin: they say how an emoji looks, its name leaves them out."""
_CHINESE = re.compile(r"[㐀-鿿]")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class EmojiNames:
    """What emojis are called."""

    names: Mapping[str, EmojiName]
    """By the emoji without its looks."""

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read lines of an emoji, its Chinese and its English name (``tools.emoji_names`` says more)."""
        lines = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
        return cls({emoji: EmojiName(emoji, chinese, english) for emoji, chinese, english in lines})

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self.names))

    @cached_property
    def _firsts(self) -> frozenset[str]:
        return frozenset(emoji[0] for emoji in self.names)

    def found_in(self, text: str) -> tuple[EmojiName, ...]:
        """Those of ``text`` that have a name, each once."""
        found = (part for part in self._parts(text) if isinstance(part, EmojiName))
        return tuple(dict.fromkeys(found))

    def spelled(self, text: str) -> str:
        """``text`` with the names of its emojis in their place: in English beside English words, else in Chinese."""
        parts = list(self._parts(text))
        if not any(isinstance(part, EmojiName) for part in parts):
            return text
        words = "".join(part for part in parts if isinstance(part, str))
        is_english = _LETTER.search(words) is not None and _CHINESE.search(words) is None
        spelled = [
            part if isinstance(part, str) else f" {part.english if is_english else part.chinese} " for part in parts
        ]
        return " ".join("".join(spelled).split())

    def _parts(self, text: str) -> Iterator[str | EmojiName]:
        """One character after the other, or the longest emoji that begins there."""
        if not any(character in self._firsts for character in text):
            yield text
            return
        plain, at = _LOOKS.sub("", text), 0
        while at < len(plain):
            name = self._longest_at(plain, at)
            yield plain[at] if name is None else name
            at += 1 if name is None else len(name.emoji)

    def _longest_at(self, text: str, at: int) -> EmojiName | None:
        if text[at] not in self._firsts:
            return None
        ends = range(min(len(text), at + self._longest), at, -1)
        return next((self.names[text[at:end]] for end in ends if text[at:end] in self.names), None)


@cache
def bundled_emoji_names() -> EmojiNames:
    """The ones that come with the app, read once: some 1,900 lines."""
    return EmojiNames.read(resource("understanding", "emoji.tsv"))
