"""Unknown words are named, known ones are not."""

from __future__ import annotations

import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.embed.running.coverage import KnownWords, parse_known_words

KNOWN = KnownWords(
    english=frozenset({"a", "cat", "dog", "red", "bus", "photo", "of"}),
    chinese=frozenset({"猫", "海边", "红色", "的", "汽车", "红色的汽车", "海", "子"}),
)


def _unknown(text: str, symbols: str = "") -> tuple[str, ...]:
    return KNOWN.unknown_in(text, lambda sign: sign in symbols)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "A photo of a Cat, 3 dogs!",
        "the dog's".removeprefix("the "),
        "the dog’s".removeprefix("the "),
        "buss",
        "x 2024",
        "ＣＡＴ",
        "猫在海边".replace("在", ""),
        "红色的汽车",
        "红色的 猫。",
    ],
)
def test_known_texts(text: str) -> None:
    assert _unknown(text) == ()


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("zebra cat zebra", ("zebra",)),
        ("量子", ("量",)),
        ("量子力学的猫", ("量", "力学")),
        ("кот cat ネコ", ("кот", "ネコ")),
        ("cat🐱 dog", ("🐱",)),
        ("cat2 猫x1", ("cat2", "x1")),
        ("貓", ("貓",)),
    ],
)
def test_unknown_words_are_named(text: str, unknown: tuple[str, ...]) -> None:
    assert _unknown(text) == unknown


def test_symbols_of_the_vocabulary_are_known() -> None:
    assert _unknown("cat ★ ♪", symbols="★") == ("♪",)


def _fewest_uncovered(run: str, words: frozenset[str]) -> int:
    """By trying every way to cut ``run``."""
    best = len(run)
    for cuts in itertools.product((False, True), repeat=max(0, len(run) - 1)):
        bounds = [0, *(place + 1 for place, is_cut in enumerate(cuts) if is_cut), len(run)]
        pieces = [run[start:end] for start, end in itertools.pairwise(bounds)]
        best = min(best, sum(len(piece) for piece in pieces if piece not in words))
    return best


@given(
    run=st.text(alphabet="山水火木", min_size=1, max_size=8),
    words=st.frozensets(st.text(alphabet="山水火木", min_size=1, max_size=3), max_size=6),
)
def test_as_few_characters_as_possible_stay_uncovered(run: str, words: frozenset[str]) -> None:
    # Spaces between the characters found would merge equal ones: count with each character marked by its place.
    unknown = KnownWords(frozenset(), words).unknown_in(run, lambda _sign: False)
    fewest = _fewest_uncovered(run, words)
    assert (fewest == 0) == (unknown == ())
    assert sum(map(len, unknown)) <= fewest
    assert all(word in run for word in unknown)


@given(st.text(max_size=60))
def test_any_text_gets_an_answer(text: str) -> None:
    unknown = _unknown(text)
    assert len(set(unknown)) == len(unknown)
    assert all(unknown)


def test_the_list_is_read() -> None:
    data = json.dumps({"format": 1, "rule": "longest-words-v1", "en": ["cat"], "zh": ["猫"]}).encode()
    assert parse_known_words(data) == KnownWords(frozenset({"cat"}), frozenset({"猫"}))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"\xff",
        b'{"format": 2, "rule": "longest-words-v1", "en": [], "zh": []}',
        b'{"format": 1, "rule": "other", "en": [], "zh": []}',
        b'{"format": 1, "rule": "longest-words-v1", "en": [1], "zh": []}',
        b'{"format": 1, "rule": "longest-words-v1", "en": []}',
    ],
)
def test_another_list_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_known_words(data)
