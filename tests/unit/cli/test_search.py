"""`photosearch search`."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PIL import Image

from tests.terminal import Terminal


@pytest.fixture
def library(terminal: Terminal, photos: Path) -> Path:
    for name, colour in (("red", (250, 10, 10)), ("green", (10, 250, 10)), ("blue", (10, 10, 250))):
        Image.new("RGB", (60, 40), colour).save(photos / f"{name}.png")
    assert terminal.run("add", photos).code == 0
    return photos


def names(value: dict[str, list[dict[str, str]]]) -> list[str]:
    return [Path(hit["path"]).stem for hit in value["hits"]]


def test_hits_as_lines(terminal: Terminal, library: Path) -> None:
    answer = terminal.run("search", "red")
    assert answer.code == 0
    lines = answer.out.splitlines()
    assert len(lines) == 3
    rank, score, path = lines[0].split()
    assert (rank, path) == ("1", str(library / "red.png"))
    assert 0.9 < float(score) <= 1.0


def test_hits_as_json(terminal: Terminal, library: Path) -> None:
    value = terminal.run("search", "blue", "--top", "2", "--json").value
    assert names(value)[0] == "blue"
    assert value["query"] == "blue"
    assert [hit["rank"] for hit in value["hits"]] == [1, 2]
    assert value["unknown_words"] == []
    mixed = terminal.run("search", "red", "--like", library / "green.png", "--json").value
    assert mixed["query"] == f"red + {library / 'green.png'}"


def test_filters_and_order(terminal: Terminal, library: Path) -> None:
    shutil.rmtree(terminal.folders.thumbnails)
    assert names(terminal.run("search", "red", "--format", "png", "--json").value)[0] == "red"
    assert names(terminal.run("search", "red", "--format", "jpeg", "--json").value) == []
    assert names(terminal.run("search", "red", "--orientation", "portrait", "--json").value) == []
    assert names(terminal.run("search", "red", "--folder", library.parent / "else", "--json").value) == []
    assert names(terminal.run("search", "red", "--until", "1999-01-01", "--json").value) == []
    assert len(names(terminal.run("search", "red", "--sort", "newest", "--json").value)) == 3
    assert names(terminal.run("search", "--not", "red", "--json").value)[-1] == "red"


def test_what_the_model_does_not_know_is_said_beside_the_hits(terminal: Terminal, library: Path) -> None:
    answer = terminal.run("search", "zebra")
    assert answer.code == 0
    assert "does not know: zebra" in answer.err


def test_an_empty_library_says_what_to_do(terminal: Terminal) -> None:
    answer = terminal.run("search", "red")
    assert answer.code == 0
    assert "photosearch add FOLDER" in answer.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "give words"),
        (["  "], "give words"),
        (["--not", " "], "give words"),
        (["red", "--top", "0"], "number from 1 up"),
        (["red", "--top", "many"], "number from 1 up"),
        (["red", "--from", "yesterday"], "is not a day"),
        (["red", "--until", "2024-13-01"], "is not a day"),
        (["red", "--orientation", "round"], "invalid choice"),
        (["--like", "/no/such.jpg"], "/no/such.jpg cannot be searched with"),
        (["--like", "/"], "cannot be searched with"),
    ],
)
def test_mistakes_are_a_sentence(terminal: Terminal, arguments: list[str], says: str) -> None:
    terminal.assert_wrong("search", *arguments, says=says)
