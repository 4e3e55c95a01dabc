"""A name of a place in a sentence, before it is known which of the places of that name is meant."""

from __future__ import annotations

from dataclasses import dataclass

from photosearch.gazetteer.tables import Said


@dataclass(frozen=True, slots=True)
class Mention:
    """Found in the text of a sentence."""

    start: int
    """Of the name."""
    end: int
    lead: int
    """Where the words begin that lead to it: 在, "in the"; ``start`` where there are none."""
    tail: int
    """Where what belongs to it ends: 边, 附近; ``end`` where there is nothing."""
    place_ids: tuple[int, ...]
    """The places of that name, the one with most fame first."""
    said: Said
    is_sure: bool
    """It is a place by itself; else only where another place or photos of the library say so."""
