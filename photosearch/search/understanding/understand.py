"""A sentence becomes chips and words: every recogniser names the parts it is sure of, and the longest are taken."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from photosearch.search.understanding.cameras import recognise_cameras
from photosearch.search.understanding.dates.recogniser import recognise_dates
from photosearch.search.understanding.denial import with_denied
from photosearch.search.understanding.favourites import recognise_favourites
from photosearch.search.understanding.folders import recognise_folders
from photosearch.search.understanding.formats import recognise_formats
from photosearch.search.understanding.media import recognise_media
from photosearch.search.understanding.orientation import recognise_orientation
from photosearch.search.understanding.places.recogniser import recognise_places
from photosearch.search.understanding.ratings import recognise_ratings
from photosearch.search.understanding.rest import rest_of
from photosearch.search.understanding.sentence import Known, Recogniser, Sentence
from photosearch.types.typed_words import TypedWords, parse_typed
from photosearch.types.understood import Chip, ChipKind, Understood, Without

RECOGNISERS: Final[tuple[Recogniser, ...]] = (
    recognise_dates,
    recognise_places,
    recognise_cameras,
    recognise_folders,
    recognise_media,
    recognise_formats,
    recognise_orientation,
    recognise_ratings,
    recognise_favourites,
)
"""In the order in which they are believed where two name parts of the same length."""

_LONGEST: Final = 300
"""Characters. What is longer is a text that was pasted, not a wish: a name of a place or a year in it is no filter, and
it would be read for seconds."""
_QUOTED: Final = re.compile(r'"[^"]+"|“[^”]+”|「[^」]+」|『[^』]+』|《[^》]+》')


def understand(
    typed: str, known: Known, *, plain: Collection[str] = (), recognisers: Sequence[Recogniser] = RECOGNISERS
) -> Understood:
    """Take ``typed`` apart.

    Args:
        known: what helps to understand it.
        plain: texts of chips that are to stay words, as a person who took the chip away wants them.
        recognisers: who names the parts.
    """
    if len(typed) > _LONGEST:
        return _understood((), parse_typed(typed))
    sentence = Sentence.of(typed)
    found = (chip for recognise in recognisers for chip in recognise(sentence, known))
    named = [match.span() for match in _QUOTED.finditer(sentence.text)]
    chips = _apart(chip for chip in found if chip.text not in plain and not _is_part_of(named, chip))
    chips = with_denied(sentence, chips)
    return _understood(chips, rest_of(sentence, chips))


def _understood(chips: Sequence[Chip], rest: TypedWords) -> Understood:
    wanted = (chip for chip in chips if chip.kind is not ChipKind.NOT)
    lacking = (chip for chip in chips if chip.kind is ChipKind.NOT)
    without = (Chip(ChipKind.NOT, text, Without(text)) for text in rest.not_texts)
    return Understood((*wanted, *lacking, *without), rest.text)


def _is_part_of(named: Iterable[tuple[int, int]], chip: Chip) -> bool:
    """Whether it stands between quotation marks: "new york" on a T-shirt, 《北京的春天》."""
    return any(start < chip.start and chip.end < end for start, end in named)


def _apart(chips: Iterable[Chip]) -> tuple[Chip, ...]:
    """Those that do not overlap: the longest first, of two as long the one that was named first."""
    taken: list[Chip] = []
    for chip in sorted(chips, key=lambda chip: chip.start - chip.end):
        if not any(_overlap(chip, other) for other in taken):
            taken.append(chip)
    return tuple(sorted(taken, key=lambda chip: chip.start))


def _overlap(chip: Chip, other: Chip) -> bool:
    return any(start < end and begin < until for start, until in chip.places for begin, end in other.places)
