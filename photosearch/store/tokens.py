"""Texts as the index of words keeps them: tokens between spaces, the same whoever writes and however. Pure.

A word of letters or a number is one token. In scripts that put no space between words every character begins one, of
itself and the next one: 巴黎铁塔 is ``巴黎 黎铁 铁塔 塔$``. So every part of a text is found, of one character too:
two or more are neighbouring tokens, and one is what tokens begin with. FTS5's own trigrams find nothing for less than
three characters, and its ``unicode61`` takes a Chinese sentence for one word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from photosearch.folding import bundled_folding

_UNSPACED: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u3005-\u3007\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"  # kana, and the signs that repeat
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Chinese characters
    "\uac00-\ud7a3"  # Korean puts spaces, but hangs endings on its words
)
_RUNS: Final = re.compile(rf"(?P<unspaced>[{_UNSPACED}]+)|[0-9]+|[^\s0-9{_UNSPACED}]+")
END: Final = "\u2021"
"""Is no letter: stands behind the last character of several, so that one that stands alone is a token of its own."""
BOUNDARY: Final = "\u2016"
"""A token between two values of a photo, two folders for example: no phrase goes across it."""
_WORD_CATEGORIES: Final = ("L", "M", "N")
_FIRST_BEYOND_GREEK: Final = 0x400
_MARKS: Final = range(0x300, 0x370)
_REMEMBERED: Final = 256
"""Values whose tokens are: the photos of a folder share its name, and the camera's."""


@dataclass(frozen=True, slots=True)
class Run:
    """A word, a number, or characters without a space between."""

    text: str
    """Folded."""
    start: int
    """Where it begins in the text in Unicode's compatible form (NFKC), and where it ends there."""
    end: int
    is_unspaced: bool

    @property
    def tokens(self) -> list[str]:
        """As the index has them."""
        if not self.is_unspaced or len(self.text) == 1:
            return [self.text]
        following = (*self.text[1:], END)
        return [first + second for first, second in zip(self.text, following, strict=True)]


class _Letters(dict[int, str]):
    """By code point, what a letter counts as; a space for what is in no word. Filled as they come."""

    def __missing__(self, code: int) -> str:
        letter = self[code] = _folded(chr(code))
        return letter


def runs(text: str) -> list[Run]:
    """What there is in ``text`` to be found, in its order."""
    compatible = unicodedata.normalize("NFKC", text)
    folded = [_letters()[ord(character)] for character in compatible]
    places = [place for place, letters in enumerate(folded) for _ in letters]
    return [
        Run(found[0], places[found.start()], places[found.end() - 1] + 1, found["unspaced"] is not None)
        for found in _RUNS.finditer("".join(folded))
    ]


def indexed(values: Iterable[str]) -> str:
    """The tokens of several values, as the index of words is given them."""
    return f" {BOUNDARY} ".join(filter(None, map(_tokens, values)))


def found_in(text: str, words: Sequence[Run], *, is_open: bool = False) -> tuple[int, int] | None:
    """From where to where in ``text`` (in compatible form, NFKC) these runs stand next to each other; None: nowhere.

    It is what FTS5 finds for ``phrase``, which cannot say where.
    """
    among = runs(text)
    for first in range(len(among) - len(words) + 1):
        window = among[first : first + len(words)]
        ends = (place == len(words) - 1 for place in range(len(words)))
        if all(
            _stands_in(word, run, is_first=word is words[0], is_last=is_last, is_open=is_open)
            for word, run, is_last in zip(words, window, ends, strict=True)
        ):
            return _place(words, window)
    return None


def phrase(found: Sequence[Run], *, is_open: bool = False) -> str:
    """What FTS5 is asked for texts that hold these runs next to each other. They hold no sign that means more to it.

    Args:
        found: one at least.
        is_open: the last word may go on (``par`` finds Paris). Characters without spaces always may: a text holds 铁塔
            where it says 巴黎铁塔下.
    """
    first, *others = found
    asked = _quoted(first.tokens, others, is_open=is_open) if others else _quoted([], [first], is_open=is_open)
    if others and first.is_unspaced and len(first.text) == 1:
        # A text may have more before it.
        asked += f" OR {_quoted([first.text + END], others, is_open=is_open)}"
    return f"({asked})"


def _quoted(tokens: Sequence[str], found: Sequence[Run], *, is_open: bool) -> str:
    """A phrase of ``tokens`` and these runs, one at least."""
    *before, last = found
    tokens = [*tokens, *(token for run in before for token in run.tokens)]
    if last.is_unspaced:
        # The last token says what follows the last character, which nobody asked.
        tokens += last.tokens[:-1] if len(last.text) > 1 else [last.text]
        is_open = len(last.text) == 1
    else:
        tokens.append(last.text)
    return f'"{" ".join(tokens)}"{" *" if is_open else ""}'


def _stands_in(word: Run, run: Run, *, is_first: bool, is_last: bool, is_open: bool) -> bool:
    if word.is_unspaced != run.is_unspaced:
        return False
    may_begin_before, may_go_on = word.is_unspaced and is_first, is_last and (word.is_unspaced or is_open)
    if may_begin_before and may_go_on:
        return word.text in run.text
    if may_begin_before:
        return run.text.endswith(word.text)
    return run.text.startswith(word.text) if may_go_on else run.text == word.text


def _place(words: Sequence[Run], window: Sequence[Run]) -> tuple[int, int]:
    """Exact where a letter is read as one letter."""
    first, last = window[0], window[-1]
    start = first.start + (first.text.rindex(words[0].text) if len(words) > 1 else first.text.index(words[0].text))
    end = start + len(words[0].text) if len(words) == 1 else last.start + len(words[-1].text)
    return min(start, first.end), min(end, last.end)


@lru_cache(_REMEMBERED)
def _tokens(text: str) -> str:
    compatible = unicodedata.normalize("NFKC", text).translate(_letters())
    return " ".join(
        token
        for found in _RUNS.finditer(compatible)
        for token in Run(found[0], *found.span(), found["unspaced"] is not None).tokens
    )


@cache
def _letters() -> _Letters:
    return _Letters()


def _folded(character: str) -> str:
    """Small, simplified and without accents; the text is in compatible form already."""
    category = unicodedata.category(character)
    if ord(character) in _MARKS:
        return ""
    if category[0] not in _WORD_CATEGORIES:
        return " "
    small = character.casefold()
    plain = "".join(_without_accent(letter) for letter in small)
    return plain.translate(bundled_folding().character_classes)


def _without_accent(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0]
    return base if ord(base) < _FIRST_BEYOND_GREEK else letter
