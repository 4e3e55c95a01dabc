"""Emojis are asked by what they are called, in the language of the words beside them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.search.understanding.emoji_names import bundled_emoji_names
from photosearch.types.typed_words import says_something

NAMES = bundled_emoji_names()


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("🐱", "猫"),
        ("🐈", "猫"),
        ("🐷", "猪"),
        ("☀️", "太阳"),
        ("👋🏽", "挥手"),
        ("👩🏿‍🚀", "女宇航员"),
        ("🇨🇳", "旗 中国"),
        ("🐱🐶", "猫 狗"),
        ("我的🐱", "我的 猫"),
        ("dog and 🐱", "dog and cat"),
        ("猫 cat 🐱", "猫 cat 猫"),
        ("🐱!", "猫 !"),
        ("海边", "海边"),
        ("a  cat", "a  cat"),
    ],
)
def test_an_emoji_is_spelled_out(typed: str, asked: str) -> None:
    assert NAMES.spelled(typed) == asked


@pytest.mark.parametrize("typed", ["", "cat", "。，！", "1️⃣", "→", "🏽"])
def test_what_is_no_emoji_has_no_name(typed: str) -> None:
    assert NAMES.found_in(typed) == ()
    assert NAMES.spelled(typed) == typed


def test_each_emoji_is_told_once_with_both_names() -> None:
    told = NAMES.found_in("🐱 und 🐶🐱")
    assert [(name.emoji, name.chinese, name.english) for name in told] == [("🐱", "猫", "cat"), ("🐶", "狗", "dog")]


@given(st.lists(st.sampled_from(sorted(NAMES.names)) | st.text(alphabet="ab海 ", max_size=3), max_size=5))
def test_words_stay_and_no_emoji_does(parts: list[str]) -> None:
    spelled = NAMES.spelled("".join(parts))
    assert NAMES.found_in(spelled) == ()
    for word in "".join(part if part not in NAMES.names else " " for part in parts).split():
        assert word in spelled


@pytest.mark.parametrize("emoji", sorted(NAMES.names)[::97])
def test_an_emoji_alone_can_be_searched_for(emoji: str) -> None:
    assert says_something(emoji)
    assert says_something(NAMES.spelled(emoji))
