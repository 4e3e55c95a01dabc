"""Names that every system takes."""

from __future__ import annotations

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.exporting.file_names import MOST_BYTES, legal_name, numbered, same_key, split_name, with_number

anything = st.text(st.characters(exclude_characters="\0"), max_size=400)
"""Half surrogates too: bytes that are no text."""
FORBIDDEN = set('<>:"/\\|?*') | {chr(code) for code in range(32)}


@given(anything, st.sampled_from([".jpg", ".JPEG", "", ".tif", ".jp:g", ".. "]))
def test_every_system_takes_it(stem: str, suffix: str) -> None:
    name = legal_name(stem, suffix)
    assert name
    assert not FORBIDDEN & set(name)
    assert len(name.encode()) <= MOST_BYTES
    assert not name.endswith((".", " "))
    assert name not in (".", "..")
    first = name.split(".")[0].rstrip(" ").upper()
    assert first not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT9", "COM²"}


@given(anything, st.sampled_from([".jpg", ".webp", ""]))
def test_a_legal_name_stays_as_it_is(stem: str, suffix: str) -> None:
    once = legal_name(stem, suffix)
    assert legal_name(*split_name(once)) == once


@given(anything)
def test_numbers_make_names_that_are_legal_and_differ(stem: str) -> None:
    name = legal_name(stem, ".jpg")
    few = list(itertools.islice(numbered(name), 12))
    assert few[0] == name
    assert len({same_key(one) for one in few}) == len(few)
    assert all(legal_name(*split_name(one)) == one for one in few)


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("海边 日落", "海边 日落.jpg"),
        ("a:b?c", "a_b_c.jpg"),
        ("con", "con_.jpg"),
        ("Aux.2019", "Aux_.2019.jpg"),
        ("console", "console.jpg"),
        ("COM1", "COM1_.jpg"),
        ("", "_.jpg"),
        ("\udcff\udcfe", "__.jpg"),
        ("字" * 200, "字" * 83 + ".jpg"),
    ],
)
def test_what_becomes_of_a_name(stem: str, name: str) -> None:
    assert legal_name(stem, ".jpg") == name


def test_names_are_the_same_in_other_case_and_composed_otherwise() -> None:
    assert same_key("IMG.JPG") == same_key("img.jpg")
    assert same_key("Ö.jpg") == same_key(unicodedata.normalize("NFD", "ö.jpg"))
    assert same_key("a.jpg") != same_key("b.jpg")


def test_a_long_name_makes_room_for_its_number() -> None:
    name = with_number("a" * 251, ".jpg", 12)
    assert name.endswith("a (12).jpg")
    assert len(name) == MOST_BYTES


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("a.b.jpg", ("a.b", ".jpg")),
        (".hidden", (".hidden", "")),
        ("no suffix. At all", ("no suffix. At all", "")),
        ("plain", ("plain", "")),
    ],
)
def test_where_a_suffix_begins(name: str, parts: tuple[str, str]) -> None:
    assert split_name(name) == parts
