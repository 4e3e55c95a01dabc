"""`photosearch label`."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tests.terminal import Terminal


@pytest.fixture
def red(tmp_path: Path) -> Path:
    path = tmp_path / "red.png"
    Image.new("RGB", (80, 80), (220, 20, 20)).save(path)
    return path


def test_the_sentence_that_fits_comes_first(terminal: Terminal, red: Path) -> None:
    labels = terminal.run("label", red, "blue", "red", "green", "--json").value["labels"]
    assert labels[0]["text"] == "red"
    assert [label["score"] for label in labels] == sorted((label["score"] for label in labels), reverse=True)


def test_what_is_not_known_is_far_and_said(terminal: Terminal, red: Path) -> None:
    answer = terminal.run("label", red, "xylophone", "red")
    assert answer.out.splitlines()[-1].split()[1] == "xylophone"
    assert "xylophone" in answer.err
    last = terminal.run("label", red, "xylophone", "red", "--json").value["labels"][-1]
    assert (last["text"], last["match"], last["unknown_words"]) == ("xylophone", "far", ["xylophone"])


def test_mistakes_are_a_sentence(terminal: Terminal, tmp_path: Path, red: Path) -> None:
    terminal.assert_wrong("label", tmp_path / "none.jpg", "red", says="none.jpg: There is no such picture.")
    terminal.assert_wrong("label", red, says="TEXT")
    terminal.assert_wrong("label", red, "?!", says="There is nothing to search for")
