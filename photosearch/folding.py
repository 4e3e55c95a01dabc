"""Different ways to write the same words become one: full-width letters, and traditional Chinese characters.

Encoders, dictionary and labels know simplified characters only, so 貓 is asked as 猫. What is asked is folded word by
word; what is compared with it, letter by letter (``character_classes``). A person sees what they or their files say.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Self

from photosearch.resources import resource


@dataclass(frozen=True)
class Folding:
    """What is read instead of what is written: words first, then single characters; lengths stay."""

    words: Mapping[str, str]
    characters: Mapping[int, str]
    """By code point."""
    pattern: re.Pattern[str]
    """Finds ``words``, the longest first."""

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read lines of what is written, a tab and what is read for it (``tools.traditional`` says more)."""
        pairs = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
        words = {written: read for written, read in pairs if len(written) > 1}
        longest_first = sorted(words, key=len, reverse=True)
        pattern = re.compile("|".join(map(re.escape, longest_first)))
        return cls(words, {ord(written): read for written, read in pairs if len(written) == 1}, pattern)

    @cached_property
    def character_classes(self) -> Mapping[int, str]:
        """By code point, the one character that stands for all that are read alike, by themselves or in some word.

        項鍊 is 项链, but 鍊 alone is 炼: both count as one, so that texts that were read in different words are found
        in each other letter by letter. There are some fifteen such pairs.
        """
        classes = dict(self.characters)
        for written, read in self.words.items():
            pairs = zip(written.translate(self.characters), read.translate(self.characters), strict=True)
            classes |= {max(map(ord, pair)): min(pair) for pair in pairs if pair[0] != pair[1]}
        # What one of a pair is written like is that pair too.
        return {code: classes.get(ord(read), read) for code, read in classes.items()}

    def fold(self, text: str) -> str:
        """``text`` in Unicode's compatible form (NFKC) and simplified characters; folding it again changes nothing."""
        compatible = unicodedata.normalize("NFKC", text)
        done, parts = 0, []
        for word in self.pattern.finditer(compatible):
            parts += [compatible[done : word.start()].translate(self.characters), self.words[word[0]]]
            done = word.end()
        return "".join([*parts, compatible[done:].translate(self.characters)])


@cache
def bundled_folding() -> Folding:
    """The one that comes with the app, read once."""
    return Folding.read(resource("understanding", "traditional.tsv"))
