"""A wish is asked for the thing itself, in both languages where the dictionary has a name for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.search.understanding.dictionary import Dictionary, bundled_dictionary
from photosearch.search.understanding.wording import wording_of

SMALL = Dictionary(
    english_of={"猫": "cat", "雪山": "snow mountain", "宝宝": "baby", "红色的汽车": "red car"},
    chinese_of={
        "cat": "猫",
        "snow mountain": "雪山",
        "baby": "婴儿",
        "red car": "红色的汽车",
        "leaf": "叶子",
        "bus": "公交车",
    },
)


@pytest.mark.parametrize(
    "typed",
    [
        "猫",
        "cat",
        "a cat",
        "Cats",
        "猫 cat",
        "cat 猫",
        "一只猫",
        "一只猫的照片",
        "我的猫",
        "找一下我的猫",
        "photos of a cat",
        "show me my pictures of the cat",
        "cat photos",
        "  猫  ",
        "猫。",
        "“猫”",
        "《猫》？",
        "猫, cat!",
        '"cat"',
        "Cats?",
        "(a cat)",
        "photos of a cat.",
    ],
)
def test_one_wish_in_many_words_is_asked_the_same_way(typed: str) -> None:
    assert set(wording_of(typed, SMALL).asked) == {"猫", "cat"}


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("在海边奔跑的狗", {"在海边奔跑的狗"}),
        ("a dog that runs on a beach", {"dog that runs on a beach"}),
        ("宝宝", {"宝宝", "baby"}),
        ("baby", {"婴儿", "baby"}),
        ("红色的汽车的照片", {"红色的汽车", "red car"}),
        ("leaves", {"叶子", "leaf"}),
        ("buses", {"公交车", "bus"}),
        ("猫 dog", {"猫 dog"}),
        ("照片", {"照片"}),
        ("photos", {"photos"}),
        ("一张照片", {"照片"}),
        ("我的照片", {"照片"}),
        ("a photo", {"photo"}),
        ("my photos", {"photos"}),
        ("猫的照片，", {"猫", "cat"}),
        ("dog's bowl", {"dog's bowl"}),
        ("a dog, asleep", {"dog, asleep"}),
        ("🐱!", {"🐱"}),
        ("一只", {"一只"}),
        ("a", {"a"}),
        ("。，！", {"。，！"}),
        ("IMG_2031", {"img_2031"}),
        ("一些花", {"花"}),
    ],
)
def test_phrases_stay_whole_and_something_is_always_asked(typed: str, asked: set[str]) -> None:
    assert set(wording_of(typed, SMALL).asked) == asked


@given(st.text(min_size=1).filter(lambda text: bool(text.strip())))
def test_whatever_is_typed_something_is_asked(typed: str) -> None:
    asked = wording_of(typed, SMALL).asked
    assert asked
    assert all(text.strip() for text in asked)


@pytest.mark.parametrize(
    ("chinese", "english"),
    [("火箭", "rocket"), ("日落", "sunset"), ("生日蛋糕", "birthday cake"), ("自行车", "bicycle")],
)
def test_the_dictionary_that_comes_with_the_app_knows_everyday_things(chinese: str, english: str) -> None:
    assert set(wording_of(chinese, bundled_dictionary()).asked) == {chinese, english}
    assert set(wording_of(english, bundled_dictionary()).asked) == {chinese, english}
