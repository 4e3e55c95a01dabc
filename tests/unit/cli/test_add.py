"""`photosearch add`."""

from __future__ import annotations

from pathlib import Path

import pytest

from photosearch.types.ids import EncoderId
from photosearch.words.failures import code_sentence
from tests.library import embeddings_made
from tests.photos import write_photos
from tests.terminal import Terminal


def test_photos_are_searchable_when_it_returns(terminal: Terminal, photos: Path) -> None:
    write_photos(photos / "a", 2)
    write_photos(photos / "b", 1, seed=1)
    answer = terminal.run("add", photos / "a", photos / "b")
    assert answer.code == 0
    assert answer.out.splitlines() == [
        f"{photos / 'a'}: 2 photos",
        f"{photos / 'b'}: 1 photo",
        "3 of 3 photos in the library can be searched.",
    ]
    again = terminal.run("add", photos / "a", "--json")
    assert again.code == 0
    assert (again.value["photos"], again.value["embedded"], len(again.value["roots"])) == (3, 3, 2)


@pytest.mark.logs("cannot use 'bad.jpg'", "cannot use 'worse.jpg'")
def test_files_that_cannot_be_used_make_it_1(terminal: Terminal, photos: Path) -> None:
    write_photos(photos, 1)
    (photos / "bad.jpg").write_bytes(b"x")
    answer = terminal.run("add", photos)
    assert answer.code == 1
    assert "1 file could not be used" in answer.err
    (photos / "worse.jpg").write_bytes(b"y")
    assert "2 files could not be used" in terminal.run("add", photos).err


@pytest.mark.logs("cannot use 'bad.jpg'")
def test_files_elsewhere_that_cannot_be_used_are_not_its_business(terminal: Terminal, photos: Path) -> None:
    write_photos(photos / "good", 1)
    (photos / "other").mkdir()
    (photos / "other" / "bad.jpg").write_bytes(b"x")
    assert terminal.run("add", photos / "other").code == 1
    answer = terminal.run("add", photos / "good")
    assert (answer.code, answer.err) == (0, "")
    assert terminal.run("add", photos / "good", photos / "other").code == 1
    assert terminal.run("scan").code == 1


def test_a_folder_that_cannot_be_added_keeps_no_other_from_it(terminal: Terminal, photos: Path) -> None:
    write_photos(photos, 2)
    answer = terminal.run("add", photos / "none", photos)
    assert answer.code == 2
    assert answer.err == f"photosearch: {photos / 'none'}: {code_sentence('root_not_found')}\n"
    assert terminal.run("status", "--json").value["photos"] == 2


def test_wrong_folders_are_refused_with_a_sentence(terminal: Terminal, photos: Path) -> None:
    (photo,) = write_photos(photos / "sub", 1)
    terminal.assert_wrong("add", photo, says=f"{photo}: This is a file, not a folder.")
    terminal.assert_wrong("add", "~nobody-of-this-name/photos", says="photos: This folder does not exist.")
    terminal.assert_wrong("add", terminal.folders.data, says="photosearch keeps its own data in this folder.")
    terminal.assert_wrong("add", says="FOLDER")
    terminal.assert_wrong("add", "", says="the path is empty")
    assert terminal.run("status", "--json").value["roots"] == []


def test_a_folder_in_a_watched_one_is_said_to_be_watched_and_scanned(terminal: Terminal, photos: Path) -> None:
    write_photos(photos / "sub", 1)
    terminal.run("add", photos)
    write_photos(photos / "sub", 2)
    answer = terminal.run("add", photos / "sub", "--json")
    assert answer.code == 0
    assert answer.err == f'photosearch: "{photos / "sub"}" is watched already as part of "{photos}".\n'
    assert [root["path"] for root in answer.value["roots"]] == [str(photos)]
    assert (answer.value["photos"], answer.value["embedded"]) == (2, 2)


def test_a_folder_around_watched_ones_takes_them_over(terminal: Terminal, photos: Path) -> None:
    write_photos(photos / "a", 2)
    write_photos(photos / "b", 1, seed=1)
    terminal.run("add", photos / "a", photos / "b")
    terminal.run("exclude", "add", "--pattern", "IMG_0001.jpg", "--in", photos / "a")
    answer = terminal.run("add", photos, "--json")
    assert answer.code == 0
    smaller = f"{photos / 'a'}, {photos / 'b'}"
    assert answer.err == (
        f"photosearch: {photos} took over {smaller}, which it contains: nothing there is read again.\n"
    )
    (root,) = answer.value["roots"]
    assert (root["path"], root["photos"]) == (str(photos), 2)
    assert root["excluded"] == {"patterns": ["/a/**/IMG_0001.jpg"], "photos": 1}
    assert embeddings_made(terminal.folders, EncoderId(answer.value["encoder"])) == 3


def test_a_link_to_a_watched_folder_scans_that_one(terminal: Terminal, photos: Path, tmp_path: Path) -> None:
    write_photos(photos, 1)
    terminal.run("add", photos)
    (tmp_path / "link").symlink_to(photos)
    write_photos(photos / "new", 1, seed=2)
    answer = terminal.run("add", tmp_path / "link", "--json")
    assert answer.code == 0
    assert (answer.value["photos"], len(answer.value["roots"])) == (2, 1)
