"""Texts are embedded once, before they are asked for where that is possible, and again after a failure."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future

import numpy as np
import pytest

from photosearch.errors import ModelError
from photosearch.search.text_embeddings import TextEmbeddings
from photosearch.types.arrays import Float32Array


class Encoder:
    """Answers when it is told to, each text by its length; a text that says so fails once."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []
        self.waiting: list[tuple[tuple[str, ...], Future[Float32Array]]] = []
        self.is_prompt = True

    def __call__(self, texts: Sequence[str]) -> Future[Float32Array]:
        self.asked.append(tuple(texts))
        self.waiting.append((tuple(texts), Future()))
        answer = self.waiting[-1][1]
        if self.is_prompt:
            self.answer()
        return answer

    def answer(self) -> None:
        for texts, answer in self.waiting:
            if "fail" in texts and self.asked.count(texts) == 1:
                answer.set_exception(ModelError("no memory"))
            else:
                answer.set_result(np.array([[len(text), 0.0] for text in texts], np.float32))
        self.waiting = []


@pytest.fixture
def encoder() -> Encoder:
    return Encoder()


def lengths(vectors: Sequence[Float32Array]) -> list[float]:
    return [float(vector[0]) for vector in vectors]


def test_what_was_expected_is_not_embedded_again(encoder: Encoder) -> None:
    encoder.is_prompt = False
    texts = TextEmbeddings(encoder)
    texts.expect(["cat", "night"])
    encoder.answer()
    assert lengths(texts.of(["night"])) == [5]
    assert lengths(texts.of(["cat", "night", "cat"])) == [3, 5, 3]
    assert encoder.asked == [("cat", "night")]


def test_new_texts_are_embedded_together_and_each_once(encoder: Encoder) -> None:
    texts = TextEmbeddings(encoder)
    texts.of(["a"])
    assert lengths(texts.of(["bb", "a", "ccc", "bb"])) == [2, 1, 3, 2]
    assert encoder.asked == [("a",), ("bb", "ccc")]
    assert texts.of([]) == []


def test_expectations_never_line_up_before_a_slow_encoder(encoder: Encoder) -> None:
    encoder.is_prompt = False
    texts = TextEmbeddings(encoder)
    for typed in ("s", "sn", "sno", "snow"):
        texts.expect([typed])
    assert encoder.asked == [("s",)]
    encoder.answer()
    texts.expect(["snowy"])
    assert encoder.asked == [("s",), ("snowy",)]


def test_after_a_failure_the_next_one_who_asks_tries_again(encoder: Encoder) -> None:
    texts = TextEmbeddings(encoder)
    texts.expect(["fail"])
    assert lengths(texts.of(["fail"])) == [4]
    assert encoder.asked == [("fail",), ("fail",)]


def test_who_asks_is_told_of_a_failure(encoder: Encoder) -> None:
    with pytest.raises(ModelError, match="no memory"):
        TextEmbeddings(encoder).of(["fail"])


def test_what_was_used_longest_ago_is_forgotten(encoder: Encoder) -> None:
    texts = TextEmbeddings(encoder, capacity=2)
    texts.of(["one"])
    texts.of(["two"])
    texts.of(["one"])
    texts.of(["three"])
    encoder.asked.clear()
    texts.of(["one"])
    texts.of(["three"])
    assert encoder.asked == []
    texts.of(["two"])
    assert encoder.asked == [("two",)]
