"""Stars in English: "rated 5 stars", "3 to 5 stars", "less than 3 stars". Those in the sky and of a hotel are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from photosearch.search.understanding.stars import LEAST_RATED, MOST, Stars, above, below, joined
from photosearch.types.understood import Rated

_NUMBERS: Final = {"one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0}
_NUMBER: Final = r"(?:one|two|three|four|five|[1-5](?:\.5)?)(?![\d.]*\d)"
_RANKED: Final = (
    r"[ -](?:hotels?|resorts?|restaurants?|general|admiral|chef|review|service|meal|dining|michelin|food|flag"
    r"|movie|spa|inn"
    r"|accommodation|cuisine|experience)\b"
)
_PICTURES: Final = (
    r"(?:(?:vertical|horizontal|upright|square|iphone|canon|nikon|sony|raw|png|jpe?g|[a-z]+)[ ]){0,2}"
    r"(?:photo|picture|pic|image|shot|rating|selfie|panorama|screenshot|gif)s?\b"
)
_STARS: Final = re.compile(
    rf"""
    (?P<said>\b(?:rated|rating[ ]of|ratings[ ]of|rating|stars?[ ]rating[ ]of)[ ](?:as[ ]|with[ ])?
      |(?:(?<=photos[ ])|(?<=pictures[ ])|(?<=images[ ]))with[ ])?
    (?:
      (?P<at_least>\b(?:at[ ]least|minimum|min\.?|no[ ]less[ ]than|not[ ]less[ ]than)[ ]|(?:>=|≥)[ ]?)
      | (?P<at_most>\b(?:at[ ]most|no[ ]more[ ]than|not[ ]more[ ]than|up[ ]to|maximum)[ ]|(?:<=|≤)[ ]?)
      | (?P<above>\b(?:more[ ]than|over|above|better[ ]than|higher[ ]than|greater[ ]than)[ ]|>[ ]?)
      | (?P<below>\b(?:less[ ]than|fewer[ ]than|under|below|worse[ ]than|lower[ ]than)[ ]|<[ ]?)
      | (?P<between>\bbetween[ ]|\bfrom[ ](?={_NUMBER}(?:[ ]stars?)?[ ]to))
    )?
    (?<![\w.,:/-])(?:(?P<first>{_NUMBER})(?:[ -]?stars?)?(?:[ ](?:to|and|through|till)[ ]|[ ]?[-–—~][ ]?))?
    (?P<number>{_NUMBER})(?P<plus>\+)?(?![.:/]?\d)(?:(?P<or_more>[ ]or[ ](?:more|higher))
      |(?P<or_less>[ ]or[ ](?:less|fewer)))?(?P<stars>[ -]?stars?\b)?
    (?P<more>[ ](?:or|and)[ ](?:more|better|higher|up|above|over)\b|\+|[ ]plus\b)?
    (?P<less>[ ](?:or|and)[ ](?:less|fewer|lower|below|under|worse)\b)?
    (?P<of_pictures>(?=[ ]{_PICTURES}))?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_AND_ONLY_BETWEEN: Final = re.compile(r"[ ]and[ ]", re.IGNORECASE)
_JOIN: Final = r"[ ]?(?:,|/|&|\bor\b|\band\b|\bor[ ]with\b)[ ]?"
_BEFORE: Final = re.compile(rf"(?<![\w.,:/-])(?P<said>(?P<number>{_NUMBER})(?:[ -]?stars?)?){_JOIN}$", re.IGNORECASE)
_BEHIND: Final = re.compile(rf"{_JOIN}(?P<number>{_NUMBER})[ -]?stars?\b(?!{_RANKED})", re.IGNORECASE)
_BEHIND_BARE: Final = re.compile(rf"{_JOIN}(?P<number>{_NUMBER})(?:[ -]?stars?)?(?=$|[ ]?,)", re.IGNORECASE)
_BEGINS, _ENDS = re.compile(r"(?:.*(?:,|\band|\bor)\s)?", re.IGNORECASE), re.compile(r"\s*(?:,|$)")
_ONE_OF_RANKED: Final = re.compile(_RANKED, re.IGNORECASE)


def stars_english(text: str) -> Iterator[Stars]:
    """Every number of stars that a person gave, each of several ("4 or 5 stars")."""
    position = 0
    while (match := _STARS.search(text, position)) is not None:
        position = match.end()
        if match["first"] and not match["between"] and _AND_ONLY_BETWEEN.search(match[0]):
            # "4 and 5 stars" are two ratings: the second is read by itself.
            position = match.end("first")
            continue
        if _is_rating(match):
            rated = _rated(match)
            yield Stars(match.span(), rated)
            if rated.least == rated.most:
                yield from joined(text, match.span(), _BEFORE, _BEHIND_BARE if match["said"] else _BEHIND, _exactly)


def _is_rating(match: re.Match[str]) -> bool:
    if _ONE_OF_RANKED.match(match.string, match.end()):
        return False
    if not match["stars"]:
        return match["said"] is not None and not match["said"].startswith("with")
    begins, ends = _BEGINS.fullmatch(match.string[: match.start()]), _ENDS.match(match.string, match.end())
    is_alone = begins is not None and ends is not None
    is_doubtful = match["first"] is None and match["number"].lower() in ("one", "two", "three")
    signs = (
        "said",
        "at_least",
        "at_most",
        "above",
        "below",
        "between",
        "plus",
        "more",
        "less",
        "or_more",
        "or_less",
        "of_pictures",
    )
    is_listed = _BEHIND.match(match.string, match.end()) is not None or _BEFORE.search(match.string[: match.start()])
    return any(match[sign] is not None for sign in signs) or (is_alone and not is_doubtful) or bool(is_listed)


def _rated(match: re.Match[str]) -> Rated:
    stars = _stars(match["number"])
    if match["first"]:
        first = _stars(match["first"])
        return Rated(min(first, stars), max(first, stars))
    if match["more"] or match["at_least"] or match["plus"] or match["or_more"]:
        return Rated(stars, MOST)
    if match["less"] or match["at_most"] or match["or_less"]:
        return Rated(LEAST_RATED, stars)
    if match["above"]:
        return above(stars)
    return below(stars) if match["below"] else Rated(stars, stars)


def _exactly(number: str) -> Rated:
    return Rated(_stars(number), _stars(number))


def _stars(number: str) -> float:
    return _NUMBERS.get(number.lower()) or float(number)
