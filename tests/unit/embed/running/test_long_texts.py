"""Texts longer than an encoder reads at once count to their end."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from photosearch.embed.running.long_texts import MOST_WINDOWS, embed_texts
from photosearch.embed.running.wordpiece import WordPiece, parse_vocabulary
from photosearch.types.arrays import Float32Array, Int64Array

LENGTH = 6
TOKENIZER = WordPiece(parse_vocabulary("[PAD]\n[UNK]\n[CLS]\n[SEP]\n猫\n狗\n山\n海\n"))
CAT, DOG = 4, 5


def counted(token_ids: Int64Array) -> Float32Array:
    """How often each piece stands in a row, [n, 8]: an encoder that hears every piece alike."""
    assert token_ids.shape[1] <= LENGTH
    counts = np.stack([np.bincount(row, minlength=8) for row in token_ids]).astype(np.float32)
    counts[:, :4] = 0.01
    return counts


def embedded(texts: Sequence[str]) -> Float32Array:
    return embed_texts(texts, TOKENIZER, LENGTH, counted)


def test_what_stands_at_the_end_counts() -> None:
    vector = embedded(["猫" * 10 + "狗"])[0]
    assert vector[DOG] > 0.05
    assert vector[CAT] > vector[DOG]


def test_texts_that_fit_are_as_alone_beside_long_ones() -> None:
    together = embedded(["猫狗", "山海" * 9, "狗"])
    np.testing.assert_allclose(together[[0, 2]], np.concatenate([embedded(["猫狗"]), embedded(["狗"])]), atol=1e-6)


@given(st.text(st.sampled_from("猫狗山海 x"), max_size=200), st.integers(3, 12), st.integers(1, 9))
def test_windows_hold_the_text_in_its_order(text: str, length: int, most: int) -> None:
    windows = TOKENIZER.windows(text, context_length=length, most=most)
    whole = TOKENIZER.token_ids(text, context_length=10_000)[1:-1]
    assert 1 <= len(windows) <= most
    assert all(len(window) <= length for window in windows)
    assert [piece for window in windows for piece in window[1:-1]] == whole[: most * (length - 2)]


@given(st.text(st.sampled_from("猫狗山海 x"), max_size=4))
def test_a_text_that_fits_is_one_window(text: str) -> None:
    assert TOKENIZER.windows(text, context_length=LENGTH, most=MOST_WINDOWS) == [
        TOKENIZER.token_ids(text, context_length=LENGTH)
    ]
