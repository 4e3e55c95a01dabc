"""What is said beside hits, in both languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from photosearch.words import hits
from photosearch.words.spoken import speak


def test_unknown_words_are_named() -> None:
    assert '"wombat, 饕餮"' in hits.unknown_words_text(["wombat", "饕餮"])
    speak("zh")
    assert "“wombat、饕餮”" in hits.unknown_words_text(["wombat", "饕餮"])


@pytest.mark.parametrize("text", [hits.nearest_text, hits.filtered_out_text, hits.no_photos_text])
def test_every_sentence_is_said_in_both_languages(text: Callable[[], str]) -> None:
    english = text()
    speak("zh")
    assert english.endswith(".")
    assert text().endswith("。")


def test_what_was_not_found_is_named_in_both_languages() -> None:
    assert hits.nothing_found_text("a cat") == 'Nothing found for "a cat"'
    assert hits.nothing_found_text("") == "No other photo is like this one"
    speak("zh")
    assert hits.nothing_found_text("猫") == "没有找到“猫”"
    assert hits.nothing_found_text("") == "没有与它相像的照片"


def test_what_is_left_out_is_counted_in_both_languages() -> None:
    assert hits.left_out_text(1) == "1 more photo that fits less well; --all lists it"
    assert hits.further_text(12) == "12 more photos that fit; --top N lists more"
    speak("zh")
    assert "12" in hits.left_out_text(12)
    assert "--all" in hits.left_out_text(12)
