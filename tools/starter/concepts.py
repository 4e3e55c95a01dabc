"""Everyday concepts written by hand: names in both languages and the ImageNet classes that show them.

`words/concepts.tsv` and `words/everyday.tsv` have English names | Chinese names | classes (may be missing) in columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

WORDS_FOLDER = Path(__file__).parent / "words"


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


def is_chinese(text: str) -> bool:
    """Whether the text is made of Chinese characters only."""
    return bool(text) and all("一" <= character <= "鿿" for character in text)
