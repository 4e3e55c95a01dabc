"""In which 256 steps the input of products is best kept, judged by samples of that input from real pictures.

What is chosen: how far channels with large values are evened out, their weights taking over the rest (SmoothQuant,
Xiao et al. 2022, https://arxiv.org/abs/2211.10438, with the strength picked for each input), and how much of the
range's ends is cut off. What stays systematic in the error goes into the bias ("bias correction", Nagel et al. 2019,
https://arxiv.org/abs/1906.04721): on ViT-B-16 with random weights that took the loss of cosine from 0.0006 to 0.0001.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from photosearch.types.arrays import Float32Array

LEVELS = 256
LARGEST_INT8 = 127
_STRENGTHS = (0.0, 0.25, 0.5, 0.75)
_SMALLEST = 1e-5
_SMOOTHEST = 100.0
_CUTS = np.linspace(0.3, 1, 29)
_VALUES_TO_CUT_BY = 100_000


@dataclass(frozen=True, slots=True)
class InputRange:
    """What a product's input was on the calibration pictures, by channel."""

    low: Float32Array
    high: Float32Array
    sample: Float32Array
    """[rows, channels]."""


@dataclass(frozen=True, slots=True)
class Steps:
    """An input, divided by ``smoothing`` [channels] where there is one, counts in equal steps from low to high."""

    low: float
    high: float
    smoothing: Float32Array | None = None

    def scaled(self, weights: Float32Array) -> Float32Array:
        """The weights [outputs, channels] that fit an input that was divided."""
        return weights if self.smoothing is None else weights * self.smoothing

    def offset(self, sample: Float32Array, weights: Float32Array) -> Float32Array:
        """What to add to each output of ``weights`` [outputs, channels] so that its mean over the sample is exact."""
        kept = self._kept(sample) @ in_int8(self.scaled(weights)).T
        return np.asarray((sample @ weights.T - kept).mean(axis=0), np.float32)

    def error(self, sample: Float32Array, weights: Float32Array) -> float:
        """Squared error of the outputs, beside its mean, which is corrected."""
        wrong = self._kept(sample) @ in_int8(self.scaled(weights)).T - sample @ weights.T
        return float(wrong.var(axis=0).sum())

    def _kept(self, sample: Float32Array) -> Float32Array:
        """The sample in steps, which begin at zero."""
        step = (self.high - self.low) / (LEVELS - 1)
        values = sample if self.smoothing is None else sample / self.smoothing
        return np.asarray(np.clip(np.rint((values - self.low) / step), 0, LEVELS - 1) * step, np.float32)


def best_steps(found: InputRange, weights: Sequence[Float32Array], *, may_smooth: bool) -> Steps:
    """The steps with which products by all of ``weights`` [outputs, channels] err least on the sample."""
    joined = np.concatenate(weights)
    tried = [_steps(found, joined, strength) for strength in (_STRENGTHS if may_smooth else _STRENGTHS[:1])]
    return min(tried, key=lambda steps: steps.error(found.sample, joined)) if len(tried) > 1 else tried[0]


def plain_steps(found: InputRange) -> Steps:
    """Steps of equal size for all channels, without regard to weights."""
    return _cut(found.low, found.high, found.sample, None)


def scales_of(weights: Float32Array) -> Float32Array:
    """The step of each output's weights [outputs, ...], shaped to divide them."""
    largest = np.abs(weights.reshape(len(weights), -1)).max(axis=1)
    scales = np.maximum(largest / LARGEST_INT8, 1e-12).astype(np.float32)
    return np.asarray(scales.reshape(-1, *(1,) * (weights.ndim - 1)))


def whole_steps_that_keep_sums(steps: Float32Array) -> Float32Array:
    """[outputs, channels, height, width] rounded so that neighbours make up for each other's error.

    Neighbouring pixels are alike, so the errors of their weights would add up. This is noise shaping, as in converters
    of sound, along the rows of a patch: it took the loss of cosine by ViT-B-16's patches from 9e-4 to 5e-6.
    """
    running = np.rint(np.cumsum(steps.reshape(*steps.shape[:2], -1), axis=-1))
    whole = np.diff(running, axis=-1, prepend=0).reshape(steps.shape)
    return np.asarray(np.clip(whole, -LARGEST_INT8, LARGEST_INT8), np.float32)


def in_int8(weights: Float32Array) -> Float32Array:
    """The weights as int8 with a step for each output would have them."""
    scales = scales_of(weights)
    return np.asarray(np.rint(weights / scales) * scales, np.float32)


def _steps(found: InputRange, weights: Float32Array, strength: float) -> Steps:
    if not strength:
        return plain_steps(found)
    smoothing = _smoothing(found, weights, strength)
    return _cut(found.low / smoothing, found.high / smoothing, found.sample / smoothing, smoothing)


def _smoothing(found: InputRange, weights: Float32Array, strength: float) -> Float32Array:
    """How much of the input's largest values each channel's weights take over: 1 on the (geometric) average."""
    inputs = np.maximum(np.maximum(np.abs(found.low), np.abs(found.high)), _SMALLEST)
    columns = np.maximum(np.abs(weights).max(axis=0), _SMALLEST)
    factors = inputs**strength / columns ** (1 - strength)
    balanced = factors / np.exp(np.log(factors).mean())
    return np.asarray(np.clip(balanced, 1 / _SMOOTHEST, _SMOOTHEST), np.float32)


def _cut(lows: Float32Array, highs: Float32Array, sample: Float32Array, smoothing: Float32Array | None) -> Steps:
    """The part of the range that, in steps, has the least squared error."""
    low, high = min(0.0, float(lows.min())), max(float(highs.max()), _SMALLEST)
    values = sample.ravel()[:: max(1, sample.size // _VALUES_TO_CUT_BY)]

    def error(cut: float) -> float:
        step = (high - low) * cut / (LEVELS - 1)
        whole = np.clip(np.rint((values - low * cut) / step), 0, LEVELS - 1)
        return float(np.square(whole * step + low * cut - values).sum())

    best = float(min(_CUTS, key=error))
    return Steps(low * best, high * best, smoothing)
