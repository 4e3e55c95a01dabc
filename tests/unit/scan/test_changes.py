"""From events to the places that should be looked at again."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.scan.changes import Change, changes_of, relative_path_of

BASE = os.sep + os.path.join("home", "me", "Pictures")  # noqa: PTH118


def at(relative_path: str) -> str:
    return os.path.join(BASE, *relative_path.split("/"))  # noqa: PTH118


def seen(
    event_type: str, source: str, destination: str = "", *, is_folder: bool = False, is_windows: bool = False
) -> list[tuple[str, bool]]:
    changes = changes_of(
        event_type,
        is_folder=is_folder,
        source=at(source),
        destination=at(destination) if destination else "",
        base=BASE,
        is_windows=is_windows,
    )
    return [(change.relative_path, change.is_folder) for change in changes]


@pytest.mark.parametrize("event_type", ["created", "modified", "closed", "deleted"])
def test_a_photo_file(event_type: str) -> None:
    assert seen(event_type, "a/猫.jpg") == [("a/猫.jpg", False)]


@pytest.mark.parametrize("path", ["a/notes.txt", "a/._x.jpg", "@eaDir/x.jpg", ".git/x.jpg", "x.jpg.part"])
def test_what_the_walker_passes_by_gives_nothing(path: str) -> None:
    assert seen("created", path) == []


@pytest.mark.parametrize("event_type", ["created", "deleted"])
@pytest.mark.parametrize("is_windows", [False, True])
def test_a_folder_that_is_kept_from_galleries_or_no_more_is_looked_into(event_type: str, is_windows: bool) -> None:
    assert seen(event_type, "a/b/.nomedia", is_windows=is_windows) == [("a/b", True)]
    assert seen("moved", "a/.nomedia", "b/.nomedia") == [("a", True), ("b", True)]
    assert seen(event_type, "@eaDir/.nomedia", is_windows=is_windows) == []
    assert seen(event_type, ".nomedia", is_windows=is_windows) == []


def test_a_file_moved_is_looked_for_at_both_places() -> None:
    assert seen("moved", "a/x.jpg", "b/y.jpg") == [("a/x.jpg", False), ("b/y.jpg", False)]


def test_a_finished_download_is_its_new_name_only() -> None:
    assert seen("moved", "x.jpg.part", "x.jpg") == [("x.jpg", False)]


@pytest.mark.parametrize(("old", "new"), [("a/img.jpg", "a/IMG.JPG"), ("a/é.jpg", "a/e\u0301.jpg")])
def test_a_rename_in_spelling_only_needs_a_listing(old: str, new: str) -> None:
    assert seen("moved", old, new) == [("a", True)]


def test_a_new_folder_is_looked_into() -> None:
    assert seen("created", "a/b", is_folder=True) == [("a/b", True)]


def test_a_folder_that_went_is_seen_from_its_parent() -> None:
    assert seen("deleted", "a/b", is_folder=True) == [("a", True)]
    assert seen("deleted", "b", is_folder=True) == [("", True)]


def test_a_folder_moved_is_seen_from_both_parents() -> None:
    assert seen("moved", "a/x", "b/x", is_folder=True) == [("a", True), ("b", True)]
    assert seen("moved", "a/x", "a/y", is_folder=True) == [("a", True)]


def test_a_folder_taken_out_of_the_trash_is_seen_where_it_came_to() -> None:
    assert seen("moved", ".Trash-1000/x", "b/x", is_folder=True) == [("b", True)]


def test_a_modified_folder_says_nothing_new() -> None:
    assert seen("modified", "a", is_folder=True) == []


def test_the_root_itself_went() -> None:
    assert changes_of("deleted", is_folder=True, source=BASE, destination="", base=BASE) == (
        Change("", is_folder=True),
    )


def test_a_path_spelt_otherwise_gives_the_whole_root() -> None:
    changes = changes_of("created", is_folder=False, source=os.sep + "other", destination="", base=BASE)
    assert changes == (Change("", is_folder=True),)


def test_windows_does_not_tell_a_deleted_folder_from_a_file() -> None:
    assert seen("deleted", "a/2024", is_windows=True) == [("a/2024", True)]
    assert seen("deleted", "a/x.jpg", is_windows=True) == [("a/x.jpg", False)]
    assert seen("deleted", "a/.tmp", is_windows=True) == []


@given(st.lists(st.text(st.characters(exclude_characters="/\\\0", exclude_categories=()), min_size=1), max_size=4))
def test_relative_paths_come_back(parts: list[str]) -> None:
    assert relative_path_of(BASE + "".join(os.sep + part for part in parts), BASE) == "/".join(parts)


def test_a_root_that_is_the_file_systems_own() -> None:
    assert relative_path_of(os.sep + "a", os.sep) == "a"
    assert relative_path_of(BASE + "2", BASE) is None


@pytest.mark.parametrize("path", ["a/x.jpg.xmp", "a/x.xmp", "a/x.jpg.supplemental-metadata.json"])
def test_a_file_that_tells_of_a_photo(path: str) -> None:
    assert seen("closed", path) == [(path, False)]
    assert seen("moved", "a/x.part", path) == [(path, False)]
    assert seen("closed", f"a/.{path.rpartition('/')[2]}") == []
