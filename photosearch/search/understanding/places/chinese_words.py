"""Where the words of a Chinese text end, as far as it takes to see that 大连 is none in 大连衣裙.

The likeliest cut is the one whose words are met most often (a unigram model, as jieba's). What matters here is how much
less likely a text becomes when a part of it has to be a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Self

import numpy as np

from photosearch.gazetteer.keys import digests_of
from photosearch.resources import resource
from photosearch.types.arrays import Float32Array, UInt64Array

_LONGEST: Final = 8
_STEP: Final = 8.0
"""``tools.places.chinese_words`` stores costs in eighths."""
_UNKNOWN_CHARACTER: Final = 14.0
_UNKNOWN_NAMES: Final = (12.0, 10.0, 9.0)
"""What a name of two, three, more characters costs that the words do not hold: the longer, the less by chance."""


@dataclass(frozen=True, slots=True, eq=False)
class ChineseWords:
    """Words by their digests, ascending, and what each costs: the logarithm of how rare it is."""

    digests: UInt64Array
    costs: Float32Array

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read what ``tools.places.chinese_words`` wrote."""
        with np.load(path) as packed:
            digests = np.cumsum(packed["digest_steps"], dtype=np.uint64)
            return cls(digests, packed["costs"].astype(np.float32) / np.float32(_STEP))

    def costs_of(self, words: list[str]) -> dict[str, float]:
        """Those that are known."""
        asked = digests_of(words)
        rows = np.minimum(np.searchsorted(self.digests, asked), len(self.digests) - 1)
        found = np.flatnonzero(self.digests[rows] == asked)
        return {words[number]: float(self.costs[rows[number]]) for number in found.tolist()}


@dataclass(frozen=True, slots=True)
class Across:
    """A word that takes a part of a name and leaves the rest: 书法 and 国画 leave nothing of 法国."""

    start: int
    end: int
    more_words: int
    """How many more words the text is cut into with it than with the name."""
    strain: float
    """How much less likely it is so."""


class Cut:
    """All ways to cut one text into words."""

    def __init__(self, text: str, words: ChineseWords) -> None:
        spans = [(s, e) for s in range(len(text)) for e in range(s + 1, min(s + _LONGEST, len(text)) + 1)]
        self._text = text
        self._costs = words.costs_of([text[start:end] for start, end in spans])
        self._words = [(s, e) for s, e in spans if e == s + 1 or text[s:e] in self._costs]
        end = len(text)
        self._before = [0.0] + [float("inf")] * end
        self._words_before = [0] + [end] * end
        for start, stop in self._words:
            self._before[stop] = min(self._before[stop], self._before[start] + self._cost(start, stop))
            self._words_before[stop] = min(self._words_before[stop], self._words_before[start] + 1)
        self._behind = [float("inf")] * end + [0.0]
        self._words_behind = [end] * end + [0]
        for start, stop in reversed(self._words):
            self._behind[start] = min(self._behind[start], self._cost(start, stop) + self._behind[stop])
            self._words_behind[start] = min(self._words_behind[start], 1 + self._words_behind[stop])

    def strain_of_word(self, start: int, end: int) -> float:
        """How much less likely the text is where this part has to be a name; 0 or less where it is the likeliest."""
        return self._before[start] + self._name_cost(start, end) + self._behind[end] - self._before[-1]

    def strain_of_end(self, place: int) -> float:
        """How much less likely the text is where a word has to end here; 0 where it is the likeliest."""
        return self._before[place] + self._behind[place] - self._before[-1]

    def across(self, start: int, end: int) -> Iterator[Across]:
        """The words that begin before a name and end in it, or begin in it and end behind it."""
        with_name = self._words_before[start] + 1 + self._words_behind[end]
        likely = self._before[start] + self._name_cost(start, end) + self._behind[end]
        for first, last in self._words:
            if first < start < last < end or start < first < end < last:
                words = self._words_before[first] + 1 + self._words_behind[last]
                cost = self._before[first] + self._cost(first, last) + self._behind[last]
                yield Across(first, last, words - with_name, cost - likely)

    def _name_cost(self, start: int, end: int) -> float:
        unknown = _UNKNOWN_NAMES[min(max(end - start - 2, 0), len(_UNKNOWN_NAMES) - 1)]
        return min(self._costs.get(self._text[start:end], unknown), unknown + 1)

    def _cost(self, start: int, end: int) -> float:
        return self._costs.get(self._text[start:end], _UNKNOWN_CHARACTER if end - start == 1 else float("inf"))


@cache
def bundled_chinese_words() -> ChineseWords:
    """The ones that come with the app, read once: some 60,000."""
    return ChineseWords.read(resource("places", "words.npz"))
