"""Which names say little by themselves: ordinary words, names of people, words that only together name a place."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from photosearch.gazetteer.keys import HAN, key_of
from photosearch.gazetteer.tables import Said

_HAND = Path(__file__).parent / "hand"
_LETTERS = re.compile(r"[a-z ]+")


def flags_of(keys: Iterable[str], common_words: Path, english_words: Path) -> dict[str, int]:
    """``Said`` of the keys that are more than names of places."""
    lower = {word for word in english_words.read_text(encoding="utf-8").split() if word.islower()}
    lower |= _listed("plain_english.txt")
    levels = _levels(common_words)
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


def _levels(path: Path) -> Mapping[str, str]:
    with path.open(encoding="utf-8", newline="") as file:
        return {key_of(line["word"]): line["level"] for line in csv.DictReader(file, delimiter="\t")}


def _listed(name: str) -> set[str]:
    lines = (_HAND / name).read_text(encoding="utf-8").splitlines()
    return {key_of(word) for line in lines if not line.startswith("#") for word in line.split(",") if word.strip()}
