"""What is said beside hits, in both languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from photosearch.types.queries import Band, EmojiName, Match
from photosearch.words import hits
from photosearch.words.spoken import speak


def test_emojis_are_told_in_the_language_that_is_spoken() -> None:
    emojis = [EmojiName("🐱", "猫", "cat")]
    assert hits.emojis_text(emojis) == 'Searching for "cat" in place of 🐱.'
    speak("zh")
    assert hits.emojis_text(emojis) == "🐱 按“猫”搜索。"


def test_unknown_words_are_named() -> None:
    assert '"wombat, 饕餮"' in hits.unknown_words_text(["wombat", "饕餮"])
    speak("zh")
    assert "“wombat、饕餮”" in hits.unknown_words_text(["wombat", "饕餮"])


def test_of_a_whole_page_only_the_beginning_is_told_again() -> None:
    for said in (hits.nothing_found_text("x" * 3000), hits.unknown_words_text(["x" * 50, "y" * 3000])):
        assert "…" in said
        assert len(said) < 250


@pytest.mark.parametrize("text", [hits.nearest_text, hits.filtered_out_text, hits.no_photos_text])
def test_every_sentence_is_said_in_both_languages(text: Callable[[], str]) -> None:
    english = text()
    speak("zh")
    assert english.endswith(".")
    assert text().endswith("。")


def test_what_was_not_found_is_named_in_both_languages() -> None:
    assert hits.nothing_found_text("a cat") == 'Nothing found for "a cat"'
    assert hits.nothing_found_text("dog", ["people", "cars"]) == 'Nothing found for "dog" without "people, cars"'
    assert hits.nothing_found_text("", ["people"]) == 'Nothing found without "people"'
    assert hits.none_alike_text() == "No other photo is like this one"
    speak("zh")
    assert hits.nothing_found_text("猫") == "没有找到“猫”"
    assert hits.nothing_found_text("狗", ["人"]) == "没有找到不含“人”的“狗”"
    assert hits.nothing_found_text("", ["人", "车"]) == "没有找到不含“人、车”的照片"
    assert hits.none_alike_text() == "没有与它相像的照片"


@pytest.mark.parametrize(
    ("counts", "english", "chinese"),
    [
        ((5, 0, 0), "5 photos", "5 张照片"),
        ((1, 3, 0), "1 photo · 3 perhaps", "1 张照片 · 也许 3 张"),
        ((0, 3, 0), "3 perhaps", "也许 3 张"),
        ((0, 0, 50), "50 nearest photos", "最接近的 50 张"),
        ((1, 0, 50), "1 photo", "1 张照片"),
        ((0, 0, 0), "0 photos", "0 张照片"),
    ],
)
def test_the_count_is_of_what_is_shown(counts: tuple[int, int, int], english: str, chinese: str) -> None:
    assert hits.count_text(*counts) == english
    speak("zh")
    assert hits.count_text(*counts) == chinese


def test_a_match_is_told_in_words() -> None:
    assert hits.match_text(Match(Band.STRONG)) == "Good match"
    assert hits.match_text(Match(Band.STRONG, is_same=True)) == "Same picture"
    assert hits.match_text(Match(Band.POSSIBLE)) == "Perhaps"
    assert hits.match_text(Match(Band.FAR)) == hits.match_text(None) == ""
    speak("zh")
    assert [hits.match_text(Match(band)) for band in (Band.STRONG, Band.POSSIBLE)] == ["很像", "也许"]


def test_what_stands_above_a_band() -> None:
    assert hits.section_text(None, is_first=True) == hits.section_text(Band.STRONG, is_first=True) == ""
    assert hits.section_text(Band.POSSIBLE, is_first=False) == "Perhaps also"
    assert hits.section_text(Band.POSSIBLE, is_first=True) == "Perhaps"
    assert hits.section_text(Band.FAR, is_first=True) == "These are merely the nearest photos."
    speak("zh")
    assert hits.section_text(Band.POSSIBLE, is_first=False) == "也许还有"


def test_what_is_left_out_is_counted_in_both_languages() -> None:
    assert hits.left_out_text(1) == "1 photo that fits less well is not listed; --all lists it"
    assert hits.further_text(12) == "12 more photos that fit; --top N lists more"
    speak("zh")
    assert "12" in hits.left_out_text(12)
    assert "--all" in hits.left_out_text(12)
