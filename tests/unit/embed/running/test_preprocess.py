"""Pixels become the planes that the towers were trained on."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from photosearch.embed.running.preprocess import CHINESE_CLIP, Normalisation, planes
from photosearch.types.arrays import UInt8Array


@given(hnp.arrays(np.uint8, hnp.array_shapes(min_dims=2, max_dims=2, max_side=6).map(lambda s: (3, *s, 3))))
def test_planes_are_the_normalised_channels(pixels: UInt8Array) -> None:
    expected = (pixels - np.asarray(CHINESE_CLIP.mean)) / np.asarray(CHINESE_CLIP.scale)
    result = planes(pixels, CHINESE_CLIP)
    assert result.dtype == np.float32
    assert result.flags.c_contiguous
    assert np.allclose(result, expected.transpose(0, 3, 1, 2), atol=1e-5)


@given(st.integers(0, 255))
def test_chinese_clip_is_normalised_as_published(value: int) -> None:
    pixels = np.full((1, 1, 1, 3), value, np.uint8)
    published = (value / 255 - np.array([0.48145466, 0.4578275, 0.40821073])) / [0.26862954, 0.26130258, 0.27577711]
    assert np.allclose(planes(pixels, CHINESE_CLIP).ravel(), published, atol=1e-5)


def test_no_images_give_no_planes() -> None:
    empty = planes(np.empty((0, 4, 4, 3), np.uint8), Normalisation((0, 0, 0), (1, 1, 1)))
    assert empty.shape == (0, 3, 4, 4)
