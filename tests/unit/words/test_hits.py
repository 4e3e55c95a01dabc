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


@pytest.mark.parametrize("text", [hits.weak_text, hits.filtered_out_text, hits.no_photos_text])
def test_every_sentence_is_said_in_both_languages(text: Callable[[], str]) -> None:
    english = text()
    speak("zh")
    assert english.endswith(".")
    assert text().endswith("。")
