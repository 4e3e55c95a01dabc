"""Numbers as they are written in dates, in figures, Chinese characters and English words."""

from __future__ import annotations

import re
from typing import Final

_DIGITS: Final = {character: value for value, character in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "两": 2,
    "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
_TENS: Final = {"十": 10, "百": 100, "千": 1000}

CHINESE: Final = "[零〇一二两三四五六七八九十百]"
"""A character of a Chinese number."""
DIGIT: Final = "[零〇○一二三四五六七八九壹贰叁肆伍陆柒捌玖]"
"""A character of a year that is spelled out."""
NUMBER: Final = rf"(?:\d{{1,3}}|{CHINESE}{{1,5}})"
"""A small number, in figures or characters."""

_WORDS: Final = {
    "zero": 0, "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
    "couple": 2, "a couple": 2, "a couple of": 2, "couple of": 2,
}  # fmt: skip
_ORDINALS: Final = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
_TENS_WORDS: Final = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_UNITS: Final = "one|two|three|four|five|six|seven|eight|nine"
_TEENS: Final = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"

ENGLISH: Final = rf"(?:\d{{1,3}}|(?:{_TENS_WORDS})(?:[ -](?:{_UNITS}))?|{_TEENS}|{_UNITS}|(?:a )?couple(?: of)?|an?)"
"""A small number in figures or English words; "a" is one."""
ORDINAL: Final = (
    r"(?:[12]?1st|2?2nd|2?3rd|3[01](?:st|th)|(?:[12]?[04-9]|1[1-3])th|(?:twenty|thirty)[ -]"
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth"
    rf"|ninth)|{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})"
)
"""The day of a month: 3rd, twenty-first."""


def number(text: str) -> int | None:
    """The value of ``NUMBER`` or ``ENGLISH``; None where the characters are no number."""
    text = text.lower().strip()
    if text.isdecimal():
        return int(text)
    if text in _WORDS:
        return _WORDS[text]
    tens, _, unit = text.replace("-", " ").partition(" ")
    if tens in _WORDS and unit in _WORDS:
        return _WORDS[tens] + _WORDS[unit]
    return _chinese(text)


def ordinal(text: str) -> int:
    """The value of ``ORDINAL``."""
    text = text.lower()
    if text[0].isdecimal():
        return int(re.sub(r"\D", "", text))
    tens, _, unit = text.replace("-", " ").partition(" ")
    return _WORDS[tens] + _ORDINALS[unit] if unit else _ORDINALS[tens]


def digits(text: str) -> int:
    """The value of characters that stand for digits, one by one: 二〇一九."""
    return int("".join(str(_DIGITS[character]) for character in text))


def _chinese(text: str) -> int | None:
    total, unit = 0, None
    for character in text:
        if character in _TENS:
            if unit == 0:
                return None
            total += (1 if unit is None else unit) * _TENS[character]
            unit = None
        elif character in _DIGITS:
            if unit:
                return None
            unit = _DIGITS[character]
        else:
            return None
    return total + (unit or 0)
