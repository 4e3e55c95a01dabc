"""Decades and centuries: 90年代, the nineties, 2010s, 上世纪."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from photosearch.search.understanding.dates import spans
from photosearch.search.understanding.dates.numerals import digits
from photosearch.search.understanding.dates.rules import Rule, Script
from photosearch.search.understanding.dates.values import Dated, Grain, Value
from photosearch.search.understanding.dates.years import FIRST_PHOTO

_TENS: Final = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
    "nineties": 90,
}  # fmt: skip
_STYLE: Final = (
    r"(?!\s+(?:music|style|fashion|hits?|party|parties|themed?|rock|disco|pop|songs?|hair|dress"
    r"|outfits?|vibes?|look|movies?|films?|cars?|costumes?"
    r"|shades|exposure|timer|video|clip|shutter|delay|clothes|kids?|baby|babies|arcade|games?|retro|diners?|jukebox|lamps?|nights?|sunglasses|jackets?|jeans|posters?|ads?|neon|wallpaper|furniture|chairs?|sofa)\b|-)"
)
"""Behind a decade: that it looks like one of then."""
_NO_AGE: Final = r"(?<!in her )(?<!in his )(?<!in their )(?<!in my )"


def _decade(first: int) -> Dated:
    return Dated((spans.years(first, first + 9),), Grain.DECADE)


def _decade_of(tens: int, century: str | None, today: dt.date) -> Value | None:
    first = int(century) * 100 + tens if century else tens + (2000 if 2000 + tens <= today.year else 1900)
    return _decade(first) if FIRST_PHOTO <= first <= today.year else None


def _century_of(text: str | None) -> str | None:
    """The first two figures of its years."""
    if not text:
        return None
    return "18" if text.startswith(("19", "十九")) else "20" if text.startswith(("本", "21", "二十一")) else "19"


def _decade_in_figures(match: re.Match[str], today: dt.date) -> Value | None:
    century = _century_of(match["last"]) or match["century"]
    return _decade_of(int(match["tens"]), century, today)


def _decade_in_characters(match: re.Match[str], today: dt.date) -> Value | None:
    century = _century_of(match["last"])
    return _decade_of(digits(match["tens"]) * 10, century, today)


def _some_year(match: re.Match[str], today: dt.date) -> Value | None:
    """九几年, 零几年, 一九八几年, 200几年: one of the ten."""
    text = match["tens"]
    tens = int(text) if text.isdecimal() else digits(text)
    century = {"19": "19", "20": "20", "一九": "19", "二零": "20", "二〇": "20"}.get(match["century"] or "")
    return _decade_of(tens * 10, century, today)


def _two_decades(match: re.Match[str], today: dt.date) -> Value | None:
    first, last = digits(match["first"]), digits(match["last"])
    if last != first + 1:
        return None
    return Dated((spans.years(1900 + first * 10, 1909 + last * 10),), Grain.DECADE)


def _decades_in_figures(match: re.Match[str], today: dt.date) -> Value | None:
    """60、70年代."""
    del today
    first, last = int(match["first"]), int(match["last"])
    if last != first + 10:
        return None
    return Dated((spans.years(1900 + first, 1909 + last),), Grain.DECADE)


def _decade_in_words(match: re.Match[str], today: dt.date) -> Value | None:
    return _decade_of(_TENS[match[1].lower()], None, today)


def _century(first: int) -> Dated:
    return Dated((spans.years(first, first + 99),), Grain.DECADE)


_LAST_CENTURY: Final = r"(?P<last>(?:上个?|本|19|十九|20|二十|21|二十一)世纪)?"
RULES: Final = (
    Rule(rf"{_LAST_CENTURY}的?(?<!\d)(?P<century>19|20)?(?P<tens>\d0) ?年代", _decade_in_figures, Script.CHINESE),
    Rule(
        rf"{_LAST_CENTURY}的?(?P<tens>[一二三四五六七八九零])(?:十|零|〇) ?年代", _decade_in_characters, Script.CHINESE
    ),
    Rule(r"(?<!\d)(?P<first>[2-9]0)(?:[、,和]|到|至|-)(?P<last>[2-9]0)年代", _decades_in_figures, Script.CHINESE),
    Rule(
        r"(?:(?:上个?|20|二十)世纪)?的?(?P<first>[二三四五六七八])(?P<last>[三四五六七八九])十年代",
        _two_decades,
        Script.CHINESE,
    ),
    Rule(
        r"(?<![\d第零〇一二三四五六七八九十百千两])(?P<century>19|20|一九|二零|二〇)?(?P<tens>[零〇一二三四五六七八九]|\d)几年"
        r"(?!前|后|来|级|没|不|时间|前后)",
        _some_year,
        Script.CHINESE,
    ),
    Rule(rf"{_NO_AGE}\b(?P<last>)(?P<century>1[89]|20)(?P<tens>\d0)['’]?s\b{_STYLE}", _decade_in_figures, Script.LATIN),
    Rule(
        rf"{_NO_AGE}(?<![\w.,/$])(?:(?<!-)|(?<=mid-)|(?<=early-)"
        rf"|(?<=late-))(?P<last>)(?P<century>)['’]?(?P<tens>[2-9]0|(?<=['’])00|(?<=the )00)['’]?s\b{_STYLE}",
        _decade_in_figures,
        Script.LATIN,
    ),
    Rule(rf"{_NO_AGE}\b({'|'.join(_TENS)})\b{_STYLE}", _decade_in_words, Script.LATIN),
    Rule(r"\bthis decade\b", lambda match, today: _decade(today.year // 10 * 10), Script.LATIN),
    Rule.saying(r"\b(?:the )?(?:noughties|aughts|naughties)\b", _decade(2000), Script.LATIN),
    Rule.saying(r"(?:本|21|二十一)世纪之?初", _decade(2000), Script.CHINESE),
    Rule.saying(r"(?:上个?|20|二十)世纪之?初", _decade(1900), Script.CHINESE),
    Rule.saying(r"(?:上个?|20|二十)世纪之?末", _decade(1990), Script.CHINESE),
    Rule.saying(
        r"(?:上个?|20|二十)世纪(?!大道|广场|公园|[\d一二三四五六七八九])|\b(?:last|the 20th|the twentieth) century\b",
        _century(1901),
    ),
)
