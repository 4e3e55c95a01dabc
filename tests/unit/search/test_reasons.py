"""A photo shows the things that fit it, said once each."""

from __future__ import annotations

import numpy as np
import pytest

from photosearch.search.concepts import Concepts, SeenConcepts
from photosearch.search.reasons import MOST, reasons
from photosearch.search.yardstick import Yardstick, measure
from photosearch.types.arrays import Float32Array

DIM = 64
NAMES = Concepts(tuple(f"物{number}" for number in range(30)), tuple(f"thing {number}" for number in range(30)))


@pytest.fixture
def things() -> Float32Array:
    return np.linalg.qr(np.random.default_rng(4).normal(size=(DIM, DIM)))[0][:30].astype(np.float32)


def measured(things: Float32Array) -> Yardstick:
    return measure(things, things, strangers=0.2, is_sure=True)


def test_the_things_on_a_photo_are_said_and_the_better_one_first(things: Float32Array) -> None:
    photo = (0.8 * things[3] + 0.6 * things[7]).astype(np.float32)
    said = reasons(photo, SeenConcepts(things, True, True, 0.2), NAMES, measured(things))
    assert [reason.english for reason in said[:2]] == ["thing 3", "thing 7"]
    assert [reason.chinese for reason in said[:2]] == ["物3", "物7"]
    assert all(0 <= reason.fit <= 1 for reason in said)
    assert said[0].fit >= said[1].fit > 0.5


def test_two_names_for_one_thing_are_one_reason(things: Float32Array) -> None:
    doubled = things.copy()
    doubled[8] = doubled[3]
    said = reasons(things[3], SeenConcepts(doubled, True, True, 0.2), NAMES, measured(things))
    assert [reason.english for reason in said].count("thing 3") + [r.english for r in said].count("thing 8") == 1


def test_of_many_things_the_first_few_are_said(things: Float32Array) -> None:
    photo = things[:9].sum(axis=0) / 3
    assert len(reasons(photo, SeenConcepts(things, True, True, 0.2), NAMES, measured(things))) == MOST


def test_a_photo_of_nothing_known_says_nothing(things: Float32Array) -> None:
    photo = np.linalg.svd(things)[2][-1].astype(np.float32)
    assert reasons(photo, SeenConcepts(things, True, True, 0.2), NAMES, measured(things)) == ()
