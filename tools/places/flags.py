"""Which names say little by themselves: ordinary words, names of people, words that only together name a place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from photosearch.gazetteer.keys import HAN, key_of
from photosearch.gazetteer.tables import Said
from tools.places.sources import hand_lines

_LETTERS = re.compile(r"[a-z ]+")


def flags_of(keys: Iterable[str], english_words: Path) -> dict[str, int]:
    """``Said`` of the keys that are more than names of places."""
    lower = {word for word in english_words.read_text(encoding="utf-8").split() if word.islower()}
    levels = _levels()
    people = _listed("people.txt")
    words, proper, never = _listed("words.txt"), _listed("proper.txt"), _listed("no_words.txt")
    small, nowhere = _listed("typed_small.txt"), _listed("never.txt")
    found: dict[str, int] = {}
    for key in keys:
        said = Said.NAME
        said |= Said.TYPED_SMALL if key in small else Said.NAME
        said |= Said.NEVER if key in nowhere else Said.NAME
        if key in people:
            said |= Said.PERSON
        if key in proper:
            said |= Said.PROPER
        elif key in words or (levels.get(key) == "a" and key not in never):
            said |= Said.WORD
        elif key in levels and key not in never:
            said |= Said.PROPER
        elif not HAN.search(key) and _LETTERS.fullmatch(key) and key not in never:
            parts = key.split()
            if len(parts) > 1 and all(part in lower for part in parts):
                said |= Said.PLAIN
        if said:
            found[key] = int(said)
    return found


def _levels() -> Mapping[str, str]:
    pairs = (line.split("\t") for line in hand_lines("common_words.txt"))
    return {key_of(word): level for word, level in pairs}


def _listed(name: str) -> set[str]:
    return {key_of(word) for line in hand_lines(name) for word in line.split(",") if word.strip()}
