"""`photosearch understand`."""

from __future__ import annotations

from pathlib import Path

from tests.photos import write_photos
from tests.terminal import Terminal


def test_a_sentence_is_told_as_json_without_a_library(terminal: Terminal) -> None:
    answer = terminal.run("understand", "beach without people", "--json")
    assert answer.value == {"chips": [{"kind": "not", "text": "people", "name": "people"}], "words": "beach"}
    assert not terminal.folders.database.exists()


def test_a_sentence_is_told_in_a_line(terminal: Terminal) -> None:
    answer = terminal.run("understand", "没有人的海边")
    assert (answer.code, answer.out) == (0, "Understood as: 海边 -人\n")
    assert terminal.run("understand", "beach", "-without", "--today", "2020-02-30").code == 2


def test_words_need_no_quotes(terminal: Terminal) -> None:
    assert terminal.run("understand", "beach", "without", "people", "--json").value["words"] == "beach"


def test_a_library_is_read_and_left_as_it_is(terminal: Terminal, photos: Path) -> None:
    write_photos(photos, 2)
    terminal.run("add", photos)
    assert terminal.run("understand", "cats", "--json").value == {"chips": [], "words": "cats"}
    assert terminal.run("status", "--json").value["photos"] == 2
