"""A sentence as the recognisers read it, and what a recogniser is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, Self

from photosearch.folding import bundled_folding
from photosearch.types.understood import Chip, ChipKind, Meaning


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence in two forms of the same length, so that a place in one is the same place in the other."""

    typed: str
    """As it was typed, single spaces between words."""
    text: str
    """Half-width, simplified characters; capitals stay, for they tell names from words."""

    @classmethod
    def of(cls, typed: str) -> Self:
        """Fold ``typed``. Where that changes its length (signs such as ㎞) the folded form stands for both."""
        single_spaced = " ".join(typed.split())
        folded = " ".join(bundled_folding().fold(single_spaced).split())
        return cls(single_spaced if len(folded) == len(single_spaced) else folded, folded)

    def chip(self, kind: ChipKind, meaning: Meaning, said: tuple[int, int], place: tuple[int, int]) -> Chip:
        """A chip of this sentence: where the words are that say it, and where it is with those that lead to it."""
        return Chip(kind, self.typed[slice(*said)].strip(), meaning, *place)


@dataclass(frozen=True, slots=True)
class Known:
    """What helps to understand beside the sentence."""

    today: dt.date
    """By the clock here."""
    folders: tuple[Path, ...] = ()
    """Of the library, absolute."""
    cameras: tuple[str, ...] = ()
    """Of its photos."""
    place_ids: frozenset[int] = field(default=frozenset(), repr=False)
    """Where its photos were taken."""


class Recogniser(Protocol):
    """Finds the parts of one kind in a sentence."""

    def __call__(self, sentence: Sentence, known: Known) -> Iterable[Chip]:
        """Every part it is sure of, with its place in the sentence; they may overlap, the longest is taken."""
