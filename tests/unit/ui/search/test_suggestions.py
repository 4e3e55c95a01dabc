"""What is offered for what is typed: the line below the field completes it, and keeps the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from photosearch.types.queries import Filters
from photosearch.types.tags import TagName
from photosearch.ui.search.suggestions import FolderName, Kind, Suggestion, suggestions

SEARCHES = ("sunset at sea", "cat", "海边的猫", "a cat asleep")
WORDS = (TagName("猫", "cat"), TagName("日落", "sunset"), TagName("海边", "seaside"), TagName("海滩", "beach"))
FOLDERS = tuple(
    FolderName(name, f"/照片/{name}", Filters(folder=Path("/照片") / name)) for name in ("海边", "Summer 2024", "Sea")
)


def offered(typed: str) -> list[Suggestion]:
    return suggestions(typed, searches=SEARCHES, folders=FOLDERS, words=WORDS)


def texts(typed: str, kind: Kind) -> list[str]:
    return [line.text for line in offered(typed) if line.kind is kind]


def test_past_searches_stand_below_an_empty_field_newest_first() -> None:
    assert texts("", Kind.SEARCH) == list(SEARCHES)
    assert {line.kind for line in offered("")} == {Kind.SEARCH, Kind.CLEAR}
    assert suggestions("", searches=(), folders=FOLDERS, words=WORDS) == []


def test_past_searches_that_begin_so_come_before_those_that_have_it() -> None:
    assert texts("ca", Kind.SEARCH) == ["cat", "a cat asleep"]
    assert texts("CAT", Kind.SEARCH) == ["a cat asleep"]
    assert offered("ca")[-1].kind is Kind.CLEAR


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("sea", ["seaside"]),
        ("two dogs sun", ["two dogs sunset"]),
        ("海", ["海边", "海滩"]),
        ("去年的海", ["去年的海边", "去年的海滩"]),
        ("猫 sun", ["猫 sunset"]),
        ("s", []),
        ("sunset", []),
        ("sunset ", []),
    ],
)
def test_the_word_that_is_being_typed_is_completed(typed: str, completed: list[str]) -> None:
    assert [line.typed for line in offered(typed) if line.kind is Kind.WORD] == completed


@pytest.mark.parametrize(
    ("typed", "names", "left"),
    [
        ("summ", ["Summer 2024"], ""),
        ("cat summer 20", ["Summer 2024"], "cat"),
        ("cat summer", ["Summer 2024"], "cat"),
        ("猫 海", ["海边"], "猫"),
        ("se", ["Sea"], ""),
        ("er", [], ""),
    ],
)
def test_a_folder_is_found_by_the_beginning_of_its_name(typed: str, names: list[str], left: str) -> None:
    found = [line for line in offered(typed) if line.kind is Kind.FOLDER]
    assert [line.text for line in found] == names
    assert all(line.typed == left and line.filters is not None for line in found)
