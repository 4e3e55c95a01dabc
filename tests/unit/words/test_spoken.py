"""What is spoken: the language, its plural forms, and how it writes numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from photosearch.words import spoken
from photosearch.words.spoken import Manner, counted, number, speak, translate


def test_the_language_changes_while_the_process_runs() -> None:
    assert translate("Messages", "The file is empty.") == "The file is empty."
    speak("zh")
    assert spoken.language() == "zh"
    assert translate("Messages", "The file is empty.") == "文件是空的。"
    speak("en")
    assert translate("Messages", "The file is empty.") == "The file is empty."


@pytest.mark.parametrize(("count", "english"), [(0, "0 photos"), (1, "1 photo"), (8412, "8,412 photos")])
def test_a_number_of_things_has_its_plural_form(count: int, english: str) -> None:
    assert counted("%Ln photo(s)", "", count) == english
    speak("zh")
    assert counted("%Ln photo(s)", "", count) == f"{count:,} 张照片"


@pytest.mark.usefixtures("chinese")
def test_a_text_without_a_translation_stays_as_it_is() -> None:
    assert translate("Messages", "no such text") == "no such text"
    assert counted("%Ln wombat(s)", "", 3) == "3 wombat(s)"


def test_numbers_are_written_as_the_system_writes_them() -> None:
    speak("en", Manner(thousands="."))
    assert number(8412) == "8.412"


def test_plain_english_opens_no_catalogue(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(spoken, "resource", lambda *parts: tmp_path.joinpath(*parts))
    spoken._translations.cache_clear()
    assert translate("Messages", "The file is empty.") == "The file is empty."
    speak("zh")
    with pytest.raises(FileNotFoundError):
        translate("Messages", "The file is empty.")
