"""Stars in a sentence: 五星, 4星以上, 没评分的, "rated 5 stars", "at least three stars", ★★★★.

Stars in the sky, of a hotel and of Samsung (三星) stay what is searched for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from photosearch.search.understanding.sentence import Known, Sentence
from photosearch.search.understanding.stars import MOST, Stars
from photosearch.search.understanding.stars_chinese import stars_chinese
from photosearch.search.understanding.stars_english import stars_english
from photosearch.types.understood import Chip, ChipKind, Rated

_SIGNS: Final = re.compile(
    r"(?:(?P<number>[1-5])[ ]?[★⭐]|(?P<signs>[★⭐]{1,5}))\ufe0f?(?P<more>[ ]?(?:\+|及?以上|or more|and up))?"
)
_UNRATED: Final = re.compile(
    r"""
    (?:没有?|未|还没有?|尚未)(?:被)?(?:评过?分|评级|打过?分|打过?星|评过?星|评星级|星级|给过?分|加星|标星)过?
    | (?<![\d.])(?:0|零)[ ]?(?:颗星|星(?=的|照片|$)|分的(?=照片|图片)) (?<!零星)
    | \b(?:unrated|unstarred|not[ ](?:yet[ ])?(?:been[ ])?rated|never[ ]rated)\b(?:[ ]yet\b)?
    | \b(?:without|with[ ]no|having[ ]no|no)[ ](?:a[ ]|any[ ])?(?:star[ ])?ratings?\b(?:[ ]yet\b)?
    | (?:(?<=photos[ ])|(?<=pictures[ ])|(?<=images[ ])|^)(?:with(?:out|[ ]no)[ ](?:any[ ])?stars|zero[ ]stars?
    |0[ ]stars?)$
    """,
    re.VERBOSE | re.IGNORECASE,
)


def recognise_ratings(sentence: Sentence, known: Known) -> Iterator[Chip]:
    """Every number of stars that a person gave."""
    del known
    # Each of a list names the others too.
    found = dict.fromkeys((*stars_chinese(sentence.text), *stars_english(sentence.text), *_signs(sentence.text)))
    for stars in found:
        yield sentence.chip(ChipKind.RATING, stars.rated, stars.span, stars.span)
    for match in _UNRATED.finditer(sentence.text):
        yield sentence.chip(ChipKind.RATING, Rated(0, 0), match.span(), match.span())


def _signs(text: str) -> Iterator[Stars]:
    for match in _SIGNS.finditer(text):
        stars = float(match["number"] or len(match["signs"]))
        yield Stars(match.span(), Rated(stars, MOST if match["more"] else stars))
