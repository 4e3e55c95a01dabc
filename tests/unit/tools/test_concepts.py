"""The hand-written bilingual concepts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.starter.concepts import Concept, is_chinese, parse_classes, read_concepts

CLASS_COUNT = 1000


@pytest.fixture(scope="module")
def concepts() -> list[Concept]:
    return read_concepts()


@pytest.mark.parametrize(
    ("spec", "classes"), [("-", ()), ("7", (7,)), ("7-9,24", (7, 8, 9, 24)), ("281-283", (281, 282, 283))]
)
def test_class_lists_are_read(spec: str, classes: tuple[int, ...]) -> None:
    assert parse_classes(spec) == classes


@given(st.lists(st.integers(0, 999), min_size=1, max_size=20))
def test_single_classes_are_kept_as_they_are(numbers: list[int]) -> None:
    assert list(parse_classes(",".join(map(str, numbers)))) == numbers


def test_every_concept_has_names_in_both_languages(concepts: list[Concept]) -> None:
    for concept in concepts:
        assert concept.en, concept
        assert concept.zh, concept
        assert all(name == name.strip() and name.isascii() and name for name in concept.en), concept
        assert all(is_chinese(name.replace("T", "")) for name in concept.zh), concept


def test_every_class_is_an_imagenet_class(concepts: list[Concept]) -> None:
    assert all(0 <= number < CLASS_COUNT for concept in concepts for number in concept.classes)


@pytest.mark.parametrize(
    ("name", "number"),
    [("cat", 281), ("dog", 207), ("猫", 283), ("海滩", 978), ("car", 817), ("水果", 954), ("guitar", 402)],
)
def test_everyday_words_reach_the_classes_that_show_them(concepts: list[Concept], name: str, number: int) -> None:
    reached = {number for concept in concepts if name in concept.en + concept.zh for number in concept.classes}
    assert number in reached


@pytest.mark.parametrize(
    ("text", "answer"), [("猫", True), ("红色的汽车", True), ("", False), ("a猫", False), ("猫 ", False)]
)
def test_chinese_means_chinese_characters_only(text: str, answer: bool) -> None:
    assert is_chinese(text) is answer
