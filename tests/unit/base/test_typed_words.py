"""Typed text taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.types.typed_words import TypedWords, parse_typed


@pytest.mark.parametrize(
    ("typed", "text", "not_texts"),
    [
        ("海边日落", "海边日落", ()),
        ("海边 -人群", "海边", ("人群",)),
        ("-car street", "street", ("car",)),
        ('street -"red car" night', "street night", ("red car",)),
        ("beach without people", "beach", ("people",)),
        ("beach Without any people, sunset", "beach, sunset", ("people",)),
        ("dog without a leash without people", "dog", ("leash", "people")),
        ("海边不要人群", "海边", ("人群",)),
        ("海边 不要人群 日落", "海边 日落", ("人群",)),
        ("不含文字的海报", "海报", ("文字",)),
        ("海边，不要有人，不要船", "海边", ("人", "船")),
        ("red, without blue, green", "red, green", ("blue",)),
        ("要不要去海边", "要不要去海边", ()),
        ("a t-shirt", "a t-shirt", ()),
        ("room at -5 degrees", "room at -5 degrees", ()),
        ("-", "-", ()),
        ("walking withoutaddress", "walking withoutaddress", ()),
        ("  spaced   out  ", "spaced out", ()),
        ("sea -fish -fish", "sea", ("fish",)),
        ("海边 －人", "海边", ("人",)),
        ("sea –fish —boat −bird ﹣sand", "sea", ("fish", "boat", "bird", "sand")),
        ("－“two words” sea", "sea", ("two words",)),
        ("北京－上海", "北京－上海", ()),
        ("海边 ——日落", "海边 ——日落", ()),
        ("2019 – 2021", "2019 – 2021", ()),
        ("room at －5 degrees", "room at －5 degrees", ()),
    ],
)
def test_not_terms_are_taken_out(typed: str, text: str, not_texts: tuple[str, ...]) -> None:
    assert parse_typed(typed).text == text
    assert parse_typed(typed).not_texts == not_texts


PIECES = [
    *[
        "不要",
        "没有",
        "沒有",
        "没",
        "无",
        "不带",
        "不含",
        "除了",
        "以外",
        "的",
        "人",
        "车",
        "海边",
        "红色",
        "照片",
        "和",
        "也没有",
        "只要",
        "、",
        "，",
    ],
    *["no", "without", "with", "but", "and", "or", "a", "in", "the", "people", "beach", "photos", "-", "“", "”"],
    " ",
]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(max_size=60))
def test_taking_apart_what_remains_finds_nothing_more(typed: str) -> None:
    parsed = parse_typed(typed)
    assert parse_typed(parsed.text) == TypedWords(parsed.text, ())


@given(st.text(max_size=60))
def test_any_text_is_understood_somehow(typed: str) -> None:
    parsed = parse_typed(typed)
    assert all(parsed.not_texts)
    assert len(set(parsed.not_texts)) == len(parsed.not_texts)
    assert len(parsed.text) <= len(typed)


@given(st.text(alphabet="abc 海边", max_size=30))
def test_text_without_marks_stays_as_it_is(typed: str) -> None:
    assert parse_typed(typed).text == " ".join(typed.split())
    assert not parse_typed(typed).not_texts
