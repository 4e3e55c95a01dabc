"""What was understood, in words of both languages."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from photosearch.types.photos import Orientation
from photosearch.types.places import NamedKind, NamedPlace
from photosearch.types.texts import Field
from photosearch.types.understood import (
    AtPlace,
    Chip,
    ChipKind,
    DayRange,
    Days,
    InFolder,
    InFormat,
    Meaning,
    Media,
    OfMedia,
    Rated,
    Understood,
    Upright,
    WithCamera,
    Without,
    Written,
)
from photosearch.words.language import Language
from photosearch.words.spoken import speak
from photosearch.words.understood import meaning_text, understood_text

ERHAI = NamedPlace(
    1, NamedKind.LAKE, "洱海", "Erhai Lake", "CN", "", 25.8, 100.2, 22, chinese_around="中国", english_around="China"
)
SUMMER = DayRange(dt.date(2025, 6, 1), dt.date(2025, 8, 31))
CHRISTMASES = tuple(DayRange(dt.date(year, 12, 25), dt.date(year, 12, 25)) for year in range(2019, 2025))


@pytest.mark.parametrize(
    ("meaning", "english", "chinese"),
    [
        (Days((SUMMER,)), "Jun 1 – Aug 31, 2025", "2025年6月1日 – 8月31日"),
        (Days((DayRange(dt.date(2024, 12, 1), dt.date(2025, 2, 28)),)), "Dec 1, 2024 – Feb 28, 2025", None),
        (Days(CHRISTMASES), "Dec 25, 2024, Dec 25, 2023, Dec 25, 2022 and 3 more times", None),
        (AtPlace((ERHAI,), (ERHAI,)), "Erhai Lake · China", "洱海 · 中国"),
        (WithCamera(("iphone 15", "pro")), "iPhone 15 Pro", "iPhone 15 Pro"),
        (WithCamera(("canon", "r5")), "Canon R5", "Canon R5"),
        (OfMedia(Media.SCREENSHOT), "Screenshots", "截图"),
        (Upright(Orientation.PORTRAIT), "Portrait", "竖幅"),
        (Rated(5, 5), "★ 5", "5 星"),
        (Rated(3.5), "★ 3.5 or more", "3.5 星以上"),
        (Rated(0.5, 2), "★ 0.5 to 2", "0.5 到 2 星"),
        (Rated(0, 0), "not rated", "未评分"),
        (InFormat(frozenset({"PNG", "GIF"})), "GIF, PNG", "GIF、PNG"),
        (InFolder((Path("/photos/旅行"),)), "/photos/旅行", "/photos/旅行"),
        (Written(Field.LENS, ("XF 23mm",)), "lens: XF 23mm", "镜头：XF 23mm"),
        (Written(Field.KEYWORD, ("Places", "Paris")), "keyword: Places › Paris", None),
        (Without("people"), "not people", "不要people"),
    ],
)
def test_each_meaning_has_words(meaning: Meaning, english: str, chinese: str | None) -> None:
    assert meaning_text(meaning) == english
    if chinese is not None:
        speak("zh")
        try:
            assert meaning_text(meaning) == chinese
        finally:
            speak("en")


@pytest.mark.parametrize(("language", "said"), [("en", "Understood as"), ("zh", "")])
def test_a_sentence_is_told_in_one_line(language: Language, said: str) -> None:
    chips = (
        Chip(ChipKind.DATE, "去年夏天", Days((SUMMER,))),
        Chip(ChipKind.PLACE, "洱海", AtPlace((ERHAI,), (ERHAI,))),
        Chip(ChipKind.NOT, "人 群", Without("人 群")),
    )
    speak(language)
    try:
        line = understood_text(Understood(chips, "看日落"))
    finally:
        speak("en")
    assert said in line
    assert "\n" not in line
    assert '看日落 -"人 群"; 去年夏天' in line
