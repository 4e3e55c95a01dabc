"""The words of a query as texts of photos may have them: which are wanted, and in what ways each is written. Pure.

A word that the dictionary has is a *thing*: a photo may show it and say nothing. One that it has not is a *name*, and
what it names (a town, a person, a camera) only a text can say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from photosearch.search.understanding.dictionary import Dictionary
from photosearch.store.tokens import Run, runs

_BETWEEN: Final = re.compile(r"[\s,;:!?()\[\]{}\"“”‘’«»<>|…、，。；：！？（）《》「」【】]+")
_BETWEEN_ENGLISH: Final = """
    a an the of in on at to for from by with and or my our your his her their its this that these those is are was were
    be it i we you he she they me us as near into over under some any all
    photo photos picture pictures image images pic pics
"""
_BETWEEN_CHINESE: Final = """
    照片 相片 图片 图像 的 了 着 过 和 与 及 或 在 里 中 上 下 是 有 我 你 他 她 它 们 我们 他们 她们 这 那 个 张 只 条
    些 拍 到 去 来 把 被 给 从 对 边 看 一 几 两
"""
_SAYS_NOTHING: Final = frozenset((*_BETWEEN_ENGLISH.split(), *_BETWEEN_CHINESE.split()))
"""Words that stand between others."""
_LEAST_DIGITS: Final = 3
"""A number of fewer digits is in too many names of files to say anything by itself."""
_LEAST_OPEN: Final = 3
"""Letters from which on a word may be the beginning of a longer one."""
_PLURALS: Final = ("s", "es")


@dataclass(frozen=True, slots=True)
class WantedWord:
    """A word between spaces, or what is written without any."""

    ways: tuple[tuple[Run, ...], ...]
    """A text says it that has the runs of one of them next to each other; as typed first."""
    is_name: bool
    is_open: bool = False
    """It is the last one of letters and may go on: perhaps it is still being typed."""

    @property
    def is_number(self) -> bool:
        """Whether it is one number."""
        return _is_number(self.ways[0])

    @property
    def characters(self) -> str:
        """Those without a space between, where it is nothing else; else empty."""
        (first, *others) = self.ways[0]
        return first.text if first.is_unspaced and not others else ""


def wanted_words(text: str, dictionary: Dictionary) -> tuple[WantedWord, ...]:
    """What ``text`` (folded) wants, without the words that only stand between others; small numbers count only alone.

    Where scripts change within a word, a new one begins: iPhone拍的猫.
    """
    parts = list(_parts(text))
    telling = [part for part in parts if not _says_nothing(part)] or [part for part in parts if _is_number(part)]
    return tuple(_wanted(part, dictionary, is_last=place == len(telling) - 1) for place, part in enumerate(telling))


def says_nothing(characters: str) -> bool:
    """Whether these Chinese characters only stand between words."""
    return characters in _SAYS_NOTHING


def run_of(characters: str) -> tuple[Run, ...]:
    """Characters without a space between, as a way to write a word."""
    return (Run(characters, 0, len(characters), is_unspaced=True),)


def _parts(text: str) -> Iterator[tuple[Run, ...]]:
    for word in _BETWEEN.split(text):
        part: list[Run] = []
        for run in runs(word):
            if part and part[-1].is_unspaced != run.is_unspaced:
                yield tuple(part)
                part = []
            part.append(run)
        if part:
            yield tuple(part)


def _says_nothing(part: Sequence[Run]) -> bool:
    word = part[0].text
    return len(part) == 1 and (word in _SAYS_NOTHING or (_is_number(part) and len(word) < _LEAST_DIGITS))


def _is_number(part: Sequence[Run]) -> bool:
    return len(part) == 1 and part[0].text.isdecimal()


def _wanted(part: tuple[Run, ...], dictionary: Dictionary, *, is_last: bool) -> WantedWord:
    word = part[0].text
    if len(part) > 1:
        return WantedWord((part,), is_name=True)
    if part[0].is_unspaced:
        return WantedWord((part,), is_name=word not in dictionary.english_of)
    singular = dictionary.singular_of(word)
    is_long = len(word) >= _LEAST_OPEN and not word.isdecimal()
    forms = (word, singular, *(singular + ending for ending in _PLURALS)) if is_long else (word,)
    ways = tuple((Run(form, 0, len(form), is_unspaced=False),) for form in dict.fromkeys(forms))
    return WantedWord(ways, is_name=singular not in dictionary.chinese_of, is_open=is_last and is_long)
