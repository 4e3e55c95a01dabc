"""`photosearch exclude`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from photosearch.types.ids import EncoderId
from tests.library import embeddings_made
from tests.photos import write_photos
from tests.terminal import Terminal


def found(terminal: Terminal) -> list[str]:
    """The folders of everything that a search answers."""
    hits = terminal.run("search", "photo", "--top", "99", "--json").value["hits"]
    return sorted(Path(hit["path"]).parent.name for hit in hits)


def test_a_folder_is_left_out_at_once_and_taken_back_without_being_embedded_again(
    terminal: Terminal, photos: Path
) -> None:
    write_photos(photos / "Trip", 1)
    write_photos(photos / "Screenshots" / "old", 2, seed=1)
    terminal.run("add", photos)
    answer = terminal.run("exclude", "add", photos / "Screenshots")
    assert answer.code == 0
    assert answer.out == f'"Screenshots" is left out of {photos} (2 photos). Nothing was deleted.\n'
    status = terminal.run("status", "--json").value
    assert (status["photos"], status["embedded"], status["index"]["count"]) == (1, 1, 1)
    assert found(terminal) == ["Trip"]
    assert terminal.run("scan").out.endswith("1 of 1 photo in the library can be searched.\n")
    assert terminal.run("exclude", "list").out.splitlines() == [
        f"{photos}: Screenshots",
        f"{photos}: 2 photos left out in all",
    ]
    write_photos(photos / "Screenshots", 1, seed=2)
    back = terminal.run("exclude", "remove", photos / "Screenshots")
    assert (back.code, back.out) == (
        0,
        f'"Screenshots" in {photos} is no longer left out (2 photos found again).\n',
    )
    assert found(terminal) == ["Screenshots", "Trip", "old", "old"]
    assert terminal.run("exclude", "list").out == "Nothing is left out.\n"
    assert embeddings_of(terminal) == 4


def embeddings_of(terminal: Terminal) -> int:
    """How many are stored; each was made once, for what comes back is only numbered anew."""
    status = terminal.run("status", "--json").value
    assert embeddings_made(terminal.folders, EncoderId(status["encoder"])) == status["embedded"] + 2
    return int(status["embedded"])


def test_patterns_hold_for_every_watched_folder_or_for_one(terminal: Terminal, photos: Path) -> None:
    write_photos(photos / "a", 2)
    write_photos(photos / "b", 2, seed=1)
    terminal.run("add", photos / "a", photos / "b")
    terminal.run("exclude", "add", "--pattern", "*_0000.jpg")
    terminal.run("exclude", "add", "--pattern", "*_0001.jpg", "--in", photos / "b")
    listed = terminal.run("exclude", "list", "--json").value
    assert [(root["patterns"], root["photos"]) for root in listed] == [
        (["*_0000.jpg"], 1),
        (["*_0000.jpg", "*_0001.jpg"], 2),
    ]
    assert found(terminal) == ["a"]
    assert terminal.run("exclude", "add", "--pattern", "*_0000.jpg").code == 0
    assert terminal.run("exclude", "remove", "--pattern", "*_0001.jpg").code == 0
    assert found(terminal) == ["a", "b"]


def test_what_cannot_be_left_out_is_said(terminal: Terminal, photos: Path) -> None:
    terminal.assert_wrong("exclude", says="ACTION")
    terminal.assert_wrong("exclude", "add", photos, says="No folder is watched yet")
    terminal.run("add", photos)
    terminal.assert_wrong("exclude", "add", says="name a folder")
    terminal.assert_wrong("exclude", "add", photos, says="This is the watched folder itself.")
    terminal.assert_wrong("exclude", "add", photos.parent / "other", says="is not in a watched folder")
    terminal.assert_wrong("exclude", "add", "--pattern", "!", says="This is no pattern")
    terminal.assert_wrong("exclude", "add", "--pattern", "x", "--in", photos / "a", says="not a watched folder")
    terminal.assert_wrong("exclude", "remove", photos / "never", says="This is not left out.")
    assert terminal.run("exclude", "list", "--json").value[0]["patterns"] == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have no such names")
def test_a_folder_of_any_name_is_left_out(terminal: Terminal, photos: Path) -> None:
    folders = [photos / os.fsdecode(name) for name in (b"caf\xe9", b"a*b", b"new\nline", b"[x]!", b"ab")]
    for number, folder in enumerate(folders):
        write_photos(folder, 1, seed=number)
    terminal.run("add", photos)
    for folder in folders[:-1]:
        assert terminal.run("exclude", "add", folder).code == 0
    assert found(terminal) == ["ab"]
    for folder in folders[:-1]:
        assert terminal.run("exclude", "remove", folder).code == 0
    assert len(found(terminal)) == len(folders)


def test_an_exception_is_not_said_to_be_left_out(terminal: Terminal, photos: Path) -> None:
    write_photos(photos / "Old", 1)
    write_photos(photos / "Old" / "best", 1, seed=1)
    terminal.run("add", photos)
    terminal.run("exclude", "add", "--pattern", "/Old/*")
    answer = terminal.run("exclude", "add", "--pattern", "!/Old/best/")
    assert answer.out == f'"!/Old/best/" is an exception from what is left out of {photos} (1 photo found again).\n'
    assert found(terminal) == ["best"]


def test_an_exception_brings_back_what_is_known_and_what_is_new(terminal: Terminal, photos: Path) -> None:
    write_photos(photos / "keep", 1)
    write_photos(photos / "other", 1, seed=1)
    terminal.run("add", photos)
    terminal.run("exclude", "add", "--pattern", "*.jpg")
    assert found(terminal) == []
    write_photos(photos / "keep", 1, seed=2, prefix="NEW")
    answer = terminal.run("exclude", "add", "--pattern", "!/keep/*.jpg")
    text = f'"!/keep/*.jpg" is an exception from what is left out of {photos} (1 photo found again).'
    assert (answer.code, answer.out.splitlines()[0]) == (0, text)
    assert found(terminal) == ["keep", "keep"]


def test_an_exception_below_a_folder_that_is_left_out_is_said_to_have_no_effect(
    terminal: Terminal, photos: Path
) -> None:
    write_photos(photos / "Screenshots" / "keep", 1)
    terminal.run("add", photos)
    terminal.run("exclude", "add", photos / "Screenshots")
    answer = terminal.run("exclude", "add", "--pattern", "!/Screenshots/keep/")
    text = f'"!/Screenshots/keep/" has no effect in {photos}: all of "Screenshots" is left out there.'
    assert (answer.code, answer.out.splitlines()[0]) == (0, text)
    answer = terminal.run("exclude", "add", "--pattern", "!keep/")
    assert "brings no photo back: below a folder that is left out, exceptions have no effect." in answer.out
    assert found(terminal) == []
    assert terminal.run("exclude", "list").out.splitlines()[:3] == [
        f"{photos}: Screenshots",
        f"{photos}: !/Screenshots/keep/ (no effect: all of Screenshots is left out)",
        f"{photos}: !keep/",
    ]
