"""256 steps are laid where an input is, and what they lose on the average is made up for."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.embed.optimise.input_steps import (
    InputRange,
    Steps,
    best_steps,
    in_int8,
    plain_steps,
    scales_of,
    whole_steps_that_keep_sums,
)
from photosearch.types.arrays import Float32Array

CHANNELS, OUTPUTS = 24, 16


def _weights(seed: int) -> Float32Array:
    return np.random.default_rng(seed).normal(size=(OUTPUTS, CHANNELS)).astype(np.float32)


def _found(sample: Float32Array) -> InputRange:
    return InputRange(sample.min(axis=0), sample.max(axis=0), sample)


def _sample(seed: int, spread: Float32Array | float = 1.0, mean: float = 0.0) -> Float32Array:
    values = np.random.default_rng(seed).normal(mean, 1.0, (300, CHANNELS)) * spread
    return values.astype(np.float32)


def _outputs(steps: Steps, sample: Float32Array, weights: Float32Array) -> Float32Array:
    """As an int8 kernel computes them: whole numbers times whole numbers."""
    values = sample if steps.smoothing is None else sample / steps.smoothing
    step = (steps.high - steps.low) / 255
    whole = np.clip(np.rint((values - steps.low) / step), 0, 255)
    product = whole @ in_int8(steps.scaled(weights)).T * step
    return np.asarray(product + steps.offset(sample, weights), np.float32)


@given(seed=st.integers(0, 1000), size=st.floats(0.01, 1000))
def test_int8_weights_are_127_steps_either_way(seed: int, size: float) -> None:
    weights = (_weights(seed) * size).astype(np.float32)
    whole = weights / scales_of(weights)
    assert np.abs(whole).max() == pytest.approx(127, rel=1e-5)
    assert np.abs(in_int8(weights) - weights).max() <= 0.501 * scales_of(weights).max()


def test_weights_that_are_all_zero_stay_so() -> None:
    zeros = np.zeros((2, 3), np.float32)
    assert np.array_equal(in_int8(zeros), zeros)
    assert scales_of(np.zeros((2, 3, 4, 4), np.float32)).shape == (2, 1, 1, 1)


@given(seed=st.integers(0, 1000), mean=st.floats(-5, 5))
def test_outputs_are_right_on_the_average_and_nearly_so_each(seed: int, mean: float) -> None:
    sample, weights = _sample(seed, mean=mean), _weights(seed)
    steps = best_steps(_found(sample), [weights[:4], weights[4:]], may_smooth=False)
    exact, found = sample @ weights.T, _outputs(steps, sample, weights)
    assert np.abs((found - exact).mean(axis=0)).max() < 1e-3
    assert np.square(found - exact).mean() < 1e-3 * np.square(exact).mean()


def test_a_few_large_channels_are_evened_out_where_that_may_be() -> None:
    spread = np.ones(CHANNELS, np.float32)
    spread[:2] = 200
    sample, weights = _sample(1, spread), _weights(1)
    weights[:, :2] /= 200
    plain = best_steps(_found(sample), [weights], may_smooth=False)
    evened = best_steps(_found(sample), [weights], may_smooth=True)
    assert plain.smoothing is None
    assert evened.smoothing is not None
    assert evened.error(sample, weights) < plain.error(sample, weights) / 20


def test_a_lone_extreme_value_is_cut_off() -> None:
    sample = np.random.default_rng(2).uniform(0, 1, (4000, CHANNELS)).astype(np.float32)
    assert plain_steps(_found(sample)).high == pytest.approx(1, abs=0.01)
    sample[0, 0] = 1.6
    assert plain_steps(_found(sample)).high < 1.5


def test_zero_is_always_within_reach() -> None:
    steps = plain_steps(_found(_sample(3, mean=9.0)))
    assert steps.low == 0


@given(seed=st.integers(0, 1000))
def test_rounded_patches_keep_their_sums_and_stay_near(seed: int) -> None:
    steps = np.random.default_rng(seed).uniform(-120, 120, (3, 2, 8, 8)).astype(np.float32)
    whole = whole_steps_that_keep_sums(steps)
    assert np.array_equal(whole, np.rint(whole))
    assert np.abs(whole - steps).max() <= 1.01
    assert np.abs((whole - steps).sum(axis=(2, 3))).max() <= 0.51
    assert np.abs(np.cumsum((whole - steps).reshape(6, 64), axis=1)).max() <= 0.51


def test_a_plain_surface_is_seen_as_by_whole_weights() -> None:
    weights = np.random.default_rng(0).normal(size=(16, 3, 16, 16)).astype(np.float32)
    scales = scales_of(weights)
    surface = np.full((3, 16, 16), 200, np.float32)
    exact = (weights * surface).sum(axis=(1, 2, 3))
    kept = (whole_steps_that_keep_sums(weights / scales) * scales * surface).sum(axis=(1, 2, 3))
    rounded = (np.rint(weights / scales) * scales * surface).sum(axis=(1, 2, 3))
    assert np.abs(kept - exact).mean() < np.abs(rounded - exact).mean() / 5
