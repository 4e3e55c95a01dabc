"""The yardstick is that of the library as it is now."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from photosearch.embed.running.encoder import Encoder
from photosearch.embed.running.service import EncoderService
from photosearch.index.opening import new_index
from photosearch.index.vector_index import VectorIndex
from photosearch.search.concepts import SeenConcepts, bundled_concepts, keep, kept
from photosearch.search.judgement import Judgement
from photosearch.types.arrays import Float32Array
from photosearch.types.ids import EncoderId

DIM = 16
COUNT = 100
ENCODER = EncoderId("some-1")


def photos_like(thing: int) -> Float32Array:
    vectors = 0.2 * np.random.default_rng(thing).normal(size=(COUNT, DIM)) + np.eye(DIM)[thing]
    unit: Float32Array = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    return unit


def nobody() -> Encoder:
    raise AssertionError("what is kept is not asked for again")


@pytest.fixture
def index() -> VectorIndex:
    made = new_index(DIM)
    made.add(np.arange(1, COUNT + 1), photos_like(0))
    return made


@pytest.fixture
def judgement(tmp_path: Path, index: VectorIndex) -> Judgement:
    things = np.eye(DIM, dtype=np.float32)
    keep(kept(tmp_path, ENCODER, bundled_concepts()), SeenConcepts(things, True, True, 0.2))
    return Judgement(ENCODER, EncoderService(nobody, idle_release_s=None), index, tmp_path)


def thing_of(judgement: Judgement) -> int:
    """What the library shows, as the yardstick has it."""
    yardstick = judgement.yardstick()
    assert yardstick is not None
    return int(yardstick.sample.mean(axis=0).argmax())


def test_other_photos_in_place_of_all_are_measured_however_many_they_are(
    judgement: Judgement, index: VectorIndex
) -> None:
    assert thing_of(judgement) == 0
    index.remove(np.arange(1, COUNT + 1))
    index.add(np.arange(COUNT + 1, 2 * COUNT + 1), photos_like(1))
    assert len(index) == COUNT
    assert thing_of(judgement) == 1


def test_few_that_come_and_leave_are_not_measured_until_they_are_many(judgement: Judgement, index: VectorIndex) -> None:
    first = judgement.yardstick()
    others = photos_like(1)
    for number in range(5):
        index.remove(np.asarray([number + 1]))
        index.add(np.asarray([COUNT + number + 1]), others[number : number + 1])
        assert judgement.yardstick() is first
    index.remove(np.asarray([50]))
    assert judgement.yardstick() is not first


def test_an_emptied_library_has_no_yardstick_until_photos_come(judgement: Judgement, index: VectorIndex) -> None:
    assert thing_of(judgement) == 0
    index.remove(np.arange(1, COUNT + 1))
    assert judgement.yardstick() is None
    index.add(np.asarray([1]), photos_like(2)[:1])
    assert thing_of(judgement) == 2
