"""Which words the bundled encoder says it knows, and what it makes of the everyday ones."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from photosearch.embed.running.packaged import PackagedEncoder
from photosearch.resources import resource

PHOTOS = Path(__file__).parents[1] / "data" / "starter_parity.npz"


@pytest.fixture(scope="module")
def encoder() -> PackagedEncoder:
    return PackagedEncoder(resource("models", "starter"), threads=1)


@pytest.mark.parametrize(
    "text",
    [
        "猫",
        "海边",
        "红色的汽车",
        "宇航员",
        "穿红衣服的女孩",
        "两个人在踢足球",
        "一只黑色的狗",
        "a cat",
        "flowers",
        "people playing football",
        "a red car",
        "astronaut",
        "the dog's ball",
        "３只狗",
    ],
)
def test_everyday_words_are_known(encoder: PackagedEncoder, text: str) -> None:
    assert encoder.unknown_words(text) == ()


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("量子计算", ("量子计算",)),
        ("a quantum cat", ("quantum",)),
        ("democracy", ("democracy",)),
        ("猫和民主", ("民主",)),
        ("ひまわり", ("ひまわり",)),
    ],
)
def test_words_nothing_ever_showed_are_reported(encoder: PackagedEncoder, text: str, unknown: tuple[str, ...]) -> None:
    assert encoder.unknown_words(text) == unknown


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("猫", "a cat"),
        ("狗", "a dog"),
        ("咖啡", "coffee"),
        ("摩托车", "motorcycle"),
        ("花", "flowers"),
        ("海边", "seaside"),
    ],
)
def test_a_word_means_the_same_in_both_languages(encoder: PackagedEncoder, chinese: str, english: str) -> None:
    others = encoder.encode_texts(["a computer", "people playing football", "a brick wall", "a fish"])
    said, same = encoder.encode_texts([chinese, english])
    assert said @ same > 0.6
    assert said @ same > (others @ said).max()


@pytest.mark.parametrize(
    ("query", "place"), [("宇航员", 0), ("astronaut", 0), ("kitten", 1), ("宠物", 1), ("espresso", 2)]
)
def test_words_no_caption_of_these_photos_had_find_them(encoder: PackagedEncoder, query: str, place: int) -> None:
    with np.load(PHOTOS) as stored:
        photos = encoder.encode_images(stored["pixels"])  # an astronaut, a cat, a cup of coffee
    (text,) = encoder.encode_texts([query])
    assert int((photos @ text).argmax()) == place
