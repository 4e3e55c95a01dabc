"""`photosearch tags`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.photos import write_photos
from tests.terminal import Terminal


def test_words_are_given_listed_filtered_by_and_taken_back(terminal: Terminal, photos: Path) -> None:
    files = write_photos(photos, 3)
    terminal.run("add", photos)
    assert '"旺财" fits 2 photos.' in terminal.run("tags", "--add", "旺财", files[0], files[1]).err
    assert terminal.run("tags", "--json").value["tags"] == [{"zh": "旺财", "en": "旺财", "count": 2}]
    assert "2  旺财" in terminal.run("tags").out
    (of_file,) = terminal.run("tags", files[0], "--json").value["photos"]
    assert of_file["tags"] == [{"zh": "旺财", "en": "旺财", "by_hand": True}]
    found = terminal.run("search", "red", "--tag", "旺财", "--all", "--json").value["hits"]
    assert {hit["path"] for hit in found} == {str(file) for file in files[:2]}
    assert "does not fit 1 photo" in terminal.run("tags", "--deny", "旺财", files[1]).err
    assert "tells again" in terminal.run("tags", "--forget", "旺财", files[0]).err
    assert terminal.run("tags", "--json").value["tags"] == []
    assert "No tags" in terminal.run("tags").err


def test_mistakes_are_a_sentence(terminal: Terminal, tmp_path: Path, photos: Path) -> None:
    (file,) = write_photos(photos, 1)
    terminal.assert_wrong("tags", "--add", "red", says="Name the pictures that the word is about.")
    terminal.assert_wrong("tags", file, says="is not in the library: only its photos have tags.")
    terminal.assert_wrong("tags", "--add", "a", "--deny", "b", file, says="not allowed with")


@pytest.mark.parametrize("word", ["", "  ", "x" * 1001])
@pytest.mark.parametrize("option", ["--add", "--deny"])
def test_what_is_no_word_is_no_tag(terminal: Terminal, photos: Path, option: str, word: str) -> None:
    (file,) = write_photos(photos, 1)
    terminal.run("add", photos)
    terminal.assert_wrong("tags", option, word, file, says="Give a word, or a few, as the tag.")
