"""Every part of a text is found, by FTS5 itself, and nothing that is not in it."""

from __future__ import annotations

import sqlite3
import unicodedata
from contextlib import closing

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from photosearch.folding import bundled_folding
from photosearch.store.tokens import found_in, indexed, phrase, runs

CHINESE = st.text(alphabet="巴黎铁塔洱海边看日落猫貓乾隆項鍊沈默第々カメラ", min_size=1, max_size=12)
MIXED = st.text(alphabet="巴黎铁塔洱海 ab1é-_.", max_size=16)
ANYTHING = st.text(max_size=30)


def is_found(asked: str, *values: str, is_open: bool = False) -> bool:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE one USING fts5(words, columnsize = 0, tokenize = 'ascii')")
        connection.execute("INSERT INTO one VALUES (?)", [indexed(values)])
        query = "SELECT count(*) FROM one WHERE one MATCH ?"
        (count,) = connection.execute(query, [phrase(runs(asked), is_open=is_open)]).fetchone()
        return bool(count)


@given(CHINESE, st.data())
def test_every_part_of_a_chinese_text_is_found(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    part = text[start : data.draw(st.integers(start + 1, len(text)))]
    assert is_found(part, text)
    assert is_found(part, f"IMG_{text}.jpg")


@given(CHINESE, CHINESE)
def test_a_chinese_text_is_found_only_where_it_stands(asked: str, text: str) -> None:
    def read(written: str) -> str:
        return written.translate(bundled_folding().character_classes)

    assert is_found(asked, text) == (read(asked) in read(text))


@given(MIXED, st.data())
def test_every_part_that_cuts_no_word_is_found(text: str, data: st.DataObject) -> None:
    found = runs(text)
    assume(found)
    first = data.draw(st.integers(0, len(found) - 1))
    last = data.draw(st.integers(first, len(found) - 1))
    assert is_found(text[found[first].start : found[last].end], text)


@given(ANYTHING, ANYTHING)
def test_whatever_is_typed_asks_for_words_and_nothing_else(asked: str, text: str) -> None:
    """No quote, operator, star, column or bracket of FTS5's own language reaches it."""
    if runs(asked):
        assert is_found(asked, asked)
        assert is_found(asked, text) in (True, False)


@pytest.mark.parametrize(
    "asked",
    [
        '"',
        '" OR "',
        "a AND",
        "NOT a",
        "NEAR(a b)",
        "title:a",
        "{title}:a",
        "-a",
        "a*",
        "^a",
        "(a",
        "a' --",
        "\0a",
        "‖a",
        "a‡",
    ],
)
def test_signs_and_operators_are_no_language(asked: str) -> None:
    found = runs(asked)
    if found:
        assert is_found(asked, asked)
        assert not is_found(asked, "something else")


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("埃菲尔", "埃菲尔铁塔下"),
        ("塔", "IMG_巴黎铁塔.jpg"),
        ("塔", "塔"),
        ("巴黎2019", "巴黎2019春"),
        ("第3届", "在第3届大会"),
        ("紐約", "纽约"),
        ("项链", "珍珠項鍊"),
        ("沉默", "沈默"),
        ("乾隆", "乾隆"),
        ("CAFE", "Café"),
        ("ｃａｔ", "Cat"),
        ("straße", "STRASSE"),
        ("img 2031", "IMG_2031.JPG"),
        ("한국", "한국에서"),
        ("カメラ", "新しいカメラ"),
        ("हिन्दी", "हिन्दी"),
    ],
)
def test_a_word_is_found_however_it_is_written(asked: str, text: str) -> None:
    assert is_found(asked, text)


@pytest.mark.parametrize(
    ("asked", "values"),
    [
        ("par", ["Paris"]),
        ("aris", ["Paris"]),
        ("铁巴", ["巴黎铁塔"]),
        ("黎铁", ["巴黎", "铁塔"]),
        ("黎铁", ["巴黎 铁塔"]),
        ("new york", ["new", "york"]),
        ("巴黎2019", ["巴黎铁塔2019"]),
        ("20", ["IMG_2031"]),
    ],
)
def test_what_is_not_in_it_is_not_found(asked: str, values: list[str]) -> None:
    assert not is_found(asked, *values)


@pytest.mark.parametrize(("asked", "text"), [("par", "Paris"), ("new yo", "in New York"), ("20", "IMG_2031")])
def test_the_last_word_may_go_on_where_that_is_wanted(asked: str, text: str) -> None:
    assert is_found(asked, text, is_open=True)


def test_a_character_that_stands_alone_is_told_from_one_in_a_word() -> None:
    assert indexed(["猫.jpg"]).split()[0] == "猫"
    assert "猫" not in indexed(["熊猫.jpg"]).split()


def test_what_is_no_text_has_no_words() -> None:
    assert runs("…！？ \udcff\ue000 _-") == []
    assert indexed(["", "…", "\udcff"]) == ""


@given(MIXED)
def test_a_run_says_where_it_stands(text: str) -> None:
    for run in runs(text):
        assert [again.text for again in runs(text[run.start : run.end])] == [run.text]


@given(MIXED, MIXED, st.booleans())
def test_where_it_stands_is_told_of_all_that_is_found_and_of_nothing_else(asked: str, text: str, is_open: bool) -> None:
    words = runs(asked)
    assume(words)
    place = found_in(text, words, is_open=is_open)
    assert (place is not None) == is_found(asked, text, is_open=is_open)
    if place is not None and not is_open:
        assert [run.text for run in runs(unicodedata.normalize("NFKC", text)[slice(*place)])] == [
            run.text for run in words
        ]
