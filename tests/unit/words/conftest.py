"""What the tests of words share: they begin in English, and leave the process in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from photosearch.words.spoken import speak


@pytest.fixture(autouse=True)
def english_at_first() -> Iterator[None]:
    speak("en")
    yield
    speak("en")


@pytest.fixture
def chinese(english_at_first: None) -> None:
    """Chinese is spoken in this test."""
    del english_at_first
    speak("zh")
