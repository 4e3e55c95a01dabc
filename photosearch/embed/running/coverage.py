"""Says which words of a text an encoder cannot know, from the list of known words in its package.

Rule "longest-words-v1". The text is normalised as for the tokenizer and falls into runs of Chinese characters, of
ASCII letters and digits, of other letters, and of symbols; spaces and punctuation separate. An English run is known
by the list, also as a plural; a Chinese run is covered with the longest listed words, and what stays uncovered is
unknown. So a rare word is reported even though each of its pieces means something elsewhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from itertools import groupby

from photosearch.embed.running.wordpiece import is_chinese, is_punctuation, plain

_FORMAT = 1
_RULE = "longest-words-v1"
_POSSESSIVE = re.compile(r"['’]s\b")


class _Kind(Enum):
    CHINESE = auto()
    ASCII = auto()
    OTHER_LETTERS = auto()
    SYMBOLS = auto()
    SEPARATOR = auto()


@dataclass(frozen=True, slots=True)
class KnownWords:
    """The words an encoder learnt: lower-case English ones, and simplified Chinese words or short phrases."""

    english: frozenset[str]
    chinese: frozenset[str]

    def unknown_in(self, text: str, has_symbol: Callable[[str], bool]) -> tuple[str, ...]:
        """The unknown words of ``text``, each once, in their order.

        Args:
            text: a query as typed.
            has_symbol: whether a sign such as an emoji is in the encoder's vocabulary.
        """
        found: list[str] = []
        for kind, run in _runs(_POSSESSIVE.sub("", plain(text))):
            if kind is _Kind.CHINESE:
                found.extend(self._uncovered(run))
            elif kind is _Kind.OTHER_LETTERS or (kind is _Kind.ASCII and not self._is_known_english(run)):
                found.append(run)
            elif kind is _Kind.SYMBOLS:
                found.extend(sign for sign in run if not has_symbol(sign))
        return tuple(dict.fromkeys(found))

    def _is_known_english(self, run: str) -> bool:
        is_trivial = run.isdigit() or (len(run) == 1 and run.isalpha())
        return is_trivial or run in self.english or (run.endswith("s") and run[:-1] in self.english)

    def _uncovered(self, run: str) -> Iterator[str]:
        """The stretches of a Chinese run that no choice of listed words covers."""
        start = 0
        for is_covered, stretch in groupby(_best_cover(run, self.chinese)):
            length = len(list(stretch))
            if not is_covered:
                yield run[start : start + length]
            start += length


def parse_known_words(data: bytes) -> KnownWords:
    """Read a package's list: ``{"format": 1, "rule": "longest-words-v1", "en": [...], "zh": [...]}``.

    Raises:
        ValueError: it makes no sense, or is of another rule.
    """
    raw = json.loads(data)
    if not isinstance(raw, dict) or raw.get("format") != _FORMAT or raw.get("rule") != _RULE:
        raise ValueError(f"the list of known words is not of rule {_RULE!r}, format {_FORMAT}")
    return KnownWords(_words(raw, "en"), _words(raw, "zh"))


def _words(raw: dict[str, object], name: str) -> frozenset[str]:
    words = raw.get(name)
    if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
        raise ValueError(f"{name!r} is no list of words")
    return frozenset(words)


def _runs(text: str) -> Iterator[tuple[_Kind, str]]:
    for kind, run in groupby(text, key=_kind):
        yield kind, "".join(run)


def _kind(char: str) -> _Kind:
    if is_chinese(char):
        return _Kind.CHINESE
    if char.isalnum():
        return _Kind.ASCII if char.isascii() else _Kind.OTHER_LETTERS
    return _Kind.SEPARATOR if char.isspace() or is_punctuation(char) else _Kind.SYMBOLS


def _best_cover(run: str, words: Collection[str]) -> list[bool]:
    """For each character whether it is covered: fewest uncovered ones, then fewest words; from the left.

    Dynamic programme over ends: ``best[end]`` = (uncovered, words, start of the last piece, is the piece a word).
    """
    longest = max(map(len, words), default=0)
    best: list[tuple[int, int, int, bool]] = [(0, 0, 0, True)]
    for end in range(1, len(run) + 1):
        uncovered, count, _, _ = best[end - 1]
        choice = (uncovered + 1, count, end - 1, False)
        for start in range(max(0, end - longest), end):
            if run[start:end] in words:
                choice = min(choice, (best[start][0], best[start][1] + 1, start, True))
        best.append(choice)
    covered = [False] * len(run)
    end = len(run)
    while end:
        _, _, start, is_word = best[end]
        covered[start:end] = [is_word] * (end - start)
        end = start
    return covered
