"""Columns of a terminal: Chinese takes two each, and lines break between its characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.cli.columns import padded, width, wrapped

TEXTS = st.text(st.sampled_from("ab c照片，。（）-"), max_size=80)


@pytest.mark.parametrize(("text", "columns"), [("", 0), ("abc", 3), ("照片", 4), ("照片，3 张", 10), ("café", 4)])
def test_the_width_is_counted_in_columns(text: str, columns: int) -> None:
    assert width(text) == columns


def test_padding_lines_columns_up() -> None:
    assert [width(padded(text, 8)) for text in ("在线", "offline", "")] == [8, 8, 8]
    assert padded("much too long", 4) == "much too long"


def test_chinese_breaks_between_characters_and_words_stay_whole() -> None:
    assert list(wrapped("照片的文件夹 photosearch add", 12)) == ["照片的文件夹", "photosearch", "add"]


def test_no_line_begins_with_what_closes_the_one_before() -> None:
    assert list(wrapped("一二三，四", 6)) == ["一二", "三，四"]


def test_english_breaks_as_ever() -> None:
    assert list(wrapped("how many hits\n   (default 10)", 10)) == ["how many", "hits", "(default", "10)"]


@given(TEXTS, st.integers(min_value=8, max_value=40))
def test_nothing_is_lost_and_no_line_ends_in_a_space(text: str, columns: int) -> None:
    lines = list(wrapped(text, columns))
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(line == line.strip() and line for line in lines)
