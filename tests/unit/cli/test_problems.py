"""`photosearch problems`."""

from __future__ import annotations

from pathlib import Path

import pytest

from photosearch.types.files import ProblemReason
from photosearch.words.problems import problem_text
from tests import pictures
from tests.terminal import Terminal


@pytest.mark.logs("cannot use 'empty.jpg'", "cannot use 'text.png'")
def test_every_file_with_its_reason(terminal: Terminal, photos: Path) -> None:
    assert terminal.run("problems").out == "No problems.\n"
    assert terminal.run("problems", "--json").value == []
    (photos / "empty.jpg").write_bytes(b"")
    (photos / "text.png").write_text("hello", encoding="utf-8")
    terminal.run("add", photos)
    assert f"{photos / 'empty.jpg'}: The file is empty." in terminal.run("problems").out
    rows = terminal.run("problems", "--json").value
    assert {Path(row["path"]).name: row["code"] for row in rows} == {"empty.jpg": "empty", "text.png": "not_an_image"}
    assert all(row["reason"] for row in rows)


@pytest.mark.logs("cannot use 'large.png'", "cannot use 'bomb.png'", "cannot use 'film.jpg'")
def test_reasons_in_words_that_help(terminal: Terminal, photos: Path) -> None:
    (photos / "bomb.png").write_bytes(pictures.png_bomb())
    (photos / "large.png").write_bytes(pictures.png_bomb(30_000, 30_000))
    (photos / "film.jpg").write_bytes(b"\0\0\0\x18ftypisom\0\0\2\0isomiso2")
    (photos / "link.jpg").symlink_to(photos / "none.jpg")
    terminal.run("add", photos)
    reasons = {Path(row["path"]).name: row["reason"] for row in terminal.run("problems", "--json").value}
    too_large = problem_text(ProblemReason.TOO_LARGE).what
    assert reasons == {
        "bomb.png": f"{too_large} (2,500 million pixels)",
        "large.png": f"{too_large} (30000 x 30000 pixels; 500 million pixels fit)",
        "film.jpg": "This is a video with a picture's name.",
        "link.jpg": "This link leads nowhere.",
    }


@pytest.mark.logs("cannot use 'two")
def test_a_name_cannot_break_its_line(terminal: Terminal, photos: Path) -> None:
    (photos / "two\nlines.jpg").write_bytes(b"")
    terminal.run("add", photos)
    (line,) = terminal.run("problems").out.splitlines()
    assert "two\\nlines.jpg" in line


def test_a_photo_that_was_cut_is_found_and_told_until_a_better_copy_comes(terminal: Terminal, photos: Path) -> None:
    whole = pictures.encoded(pictures.photo(640, 480, "cat"), "JPEG")
    cut, twin = photos / "cut.jpg", photos / "below" / "cut again.jpg"
    twin.parent.mkdir()
    cut.write_bytes(whole[: len(whole) * 8 // 10])
    terminal.run("add", photos)
    assert str(cut) in terminal.run("search", "--json", cut).out
    twin.write_bytes(cut.read_bytes())
    terminal.run("scan")
    told = {Path(row["path"]).name: row["code"] for row in terminal.run("problems", "--json").value}
    assert told == {"cut.jpg": "part", "cut again.jpg": "part"}
    assert "% of its height" in terminal.run("problems").out
    moved = photos / "moved.jpg"
    twin.rename(moved)
    cut.write_bytes(whole)
    terminal.run("scan")
    assert [row["path"] for row in terminal.run("problems", "--json").value] == [str(moved)]
    assert terminal.run("status", "--json").value["problems"] == 1


def test_a_photo_without_an_ending_is_found_and_a_text_is_no_problem(terminal: Terminal, photos: Path) -> None:
    (photos / "IMG_0001").write_bytes(pictures.encoded(pictures.photo(320, 240, "cat"), "JPEG"))
    (photos / "README").write_text("hello", encoding="utf-8")
    terminal.run("add", photos)
    assert str(photos / "IMG_0001") in terminal.run("search", "--json", photos / "IMG_0001").out
    terminal.run("scan")
    assert terminal.run("problems", "--json").value == []
    assert terminal.run("status", "--json").value["photos"] == 1
