"""Stars in a sentence: 五星, 4星以上, 没评分的, "rated 5 stars", "at least three stars", ★★★★.

Stars in the sky, of a hotel and of Samsung (三星) stay what is searched for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from photosearch.search.understanding.sentence import Known, Sentence
from photosearch.types.understood import Chip, ChipKind, Rated

_NUMBERS: Final = {
    "一": 1.0,
    "二": 2.0,
    "两": 2.0,
    "三": 3.0,
    "四": 4.0,
    "五": 5.0,
    "one": 1.0,
    "two": 2.0,
    "three": 3.0,
    "four": 4.0,
    "five": 5.0,
}
_MOST: Final = 5.0
_LEAST_RATED: Final = 0.5
_PICTURE_ZH: Final = r"(?:照片|图片|相片|片子|作品)"
_RANKED: Final = r"酒店|宾馆|饭店|餐厅|民宿|景区|红旗|旗|手机|电视|服务|上将|大厨|的"
"""What has stars of its own."""
_STARS_ZH = re.compile(
    rf"""
    (?P<said>(?:我)?(?:评分|评级|评了|评为|评的?|打了|打分|打的?|给了|标了|标为)(?:为|是|在)?[ ]?)?
    (?P<at_least>至少|最少|不低于|不少于)?
    (?<![一-鿿\d][一二两三四五])(?P<number>[一二两三四五]|(?<![\d.])[1-5](?:\.5)?)[ ]?颗?星级?
    (?P<more>及?以上|或以上|起)? (?P<less>及?以下|或以下)? (?:评分|评级|好评(?=的?{_PICTURE_ZH}))?
    (?P<of_pictures>(?=的?[ ]?{_PICTURE_ZH}))? (?P<ends>(?=$|[\s,，、]|的$))? (?P<of_things>(?=
      的(?!{_RANKED}) | (?!{_RANKED})[一-鿿]{{1,4}}{_PICTURE_ZH}))?
    """,
    re.VERBOSE,
)
_STARS_EN = re.compile(
    r"""
    (?P<said>\b(?:rated|rating[ ]of|ratings[ ]of|rating)[ ](?:as[ ])?
      |(?:(?<=photos[ ])|(?<=pictures[ ])|(?<=images[ ]))with[ ])?
    (?P<at_least>\b(?:at[ ]least|minimum|min\.?|no[ ]less[ ]than)[ ])? (?P<at_most>\bat[ ]most[ ])?
    (?<![\w.,:/-])(?P<number>one|two|three|four|five|[1-5](?:\.5)?)(?P<plus>\+)?(?![.:/]?\d)(?P<stars>[ -]?stars?\b)?
    (?P<more>[ ](?:or|and)[ ](?:more|better|higher|up|above|over)\b|\+)?
    (?P<less>[ ](?:or|and)[ ](?:less|fewer|lower|below|under|worse)\b)?
    (?P<of_pictures>(?=
      (?:[ ](?:vertical|horizontal|upright|square|iphone|canon|nikon|sony|raw|png|jpe?g)){0,2}
      [ ](?:photo|picture|pic|image|shot|rating|selfie|panorama|screenshot|gif)s?\b))?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SIGNS = re.compile(
    r"(?:(?P<number>[1-5])[ ]?[★⭐]|(?P<signs>[★⭐]{1,5}))\ufe0f?(?P<more>[ ]?(?:\+|及?以上|or more|and up))?"
)
_BEGINS, _ENDS = re.compile(r"(?:.*,\s)?"), re.compile(r"\s*(?:,|$)")
_UNRATED = re.compile(
    r"""
    (?:没有?|未|还没有?)(?:评过?分|评级|打过?分|打过?星|评过?星|评星级|星级|给过?分)过?
    | \b(?:unrated|not[ ](?:yet[ ])?rated|never[ ]rated)\b | \b(?:without|with[ ]no)[ ](?:a[ ]
      |any[ ])?(?:star[ ])?ratings?\b
    """,
    re.VERBOSE | re.IGNORECASE,
)


def recognise_ratings(sentence: Sentence, known: Known) -> Iterator[Chip]:
    """Every number of stars that a person gave."""
    del known
    for match in _STARS_ZH.finditer(sentence.text):
        if _is_rating_zh(match):
            yield _chip(sentence, match, _bounds(match, _NUMBERS.get(match["number"])))
    for match in _STARS_EN.finditer(sentence.text):
        if _is_rating_en(match):
            yield _chip(sentence, match, _bounds(match, _NUMBERS.get(match["number"].lower())))
    for match in _SIGNS.finditer(sentence.text):
        stars = float(match["number"] or len(match["signs"]))
        yield _chip(sentence, match, Rated(stars, _MOST if match["more"] else stars))
    for match in _UNRATED.finditer(sentence.text):
        yield _chip(sentence, match, Rated(0, 0))


def _is_rating_zh(match: re.Match[str]) -> bool:
    """三星 alone is a maker of telephones, 两颗星 are in the sky."""
    if match["said"] or match["more"] or match["less"] or match["at_least"]:
        return True
    if match["of_pictures"] is not None:
        return match["number"] != "三"
    is_doubtful = match["number"] in "一二两三" or "颗" in match[0]
    return not is_doubtful and (match["ends"] is not None or match["of_things"] is not None)


def _is_rating_en(match: re.Match[str]) -> bool:
    if not match["stars"]:
        return match["said"] is not None
    begins, ends = _BEGINS.fullmatch(match.string[: match.start()]), _ENDS.match(match.string[match.end() :])
    is_alone = begins and ends and match["number"].lower() not in ("one", "two", "three")
    signs = ("said", "at_least", "at_most", "plus", "more", "less", "of_pictures")
    return any(match[sign] is not None for sign in signs) or bool(is_alone)


def _bounds(match: re.Match[str], number: float | None) -> Rated:
    stars = float(match["number"]) if number is None else number
    says = match.groupdict()
    if says["more"] or says["at_least"] or says.get("plus"):
        return Rated(stars, _MOST)
    if says["less"] or says.get("at_most"):
        return Rated(_LEAST_RATED, stars)
    return Rated(stars, stars)


def _chip(sentence: Sentence, match: re.Match[str], rated: Rated) -> Chip:
    return sentence.chip(ChipKind.RATING, rated, match.span(), match.span())
