"""HDR light becomes what a screen without HDR shows.

Curves: PQ is SMPTE ST 2084, HLG with its system gamma is ITU-R BT.2100-2. Bringing down: the EETF of ITU-R BT.2390-10
(5.4.1), a Hermite spline in PQ's own even steps that leaves the darker part alone and rolls highlights off; applied to
the largest of the three channels, so that no hue turns. Reference white is 203 cd/m2 (ITU-R BT.2408), which is what
white is on the screen; the brightest light expected is 1000 cd/m2, HLG's nominal peak and what stills in PQ are graded
to.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np

from photosearch.types.arrays import Float32Array

Float64Array = np.ndarray[tuple[int, ...], np.dtype[np.float64]]

WHITE_CD_M2: Final = 203.0
PEAK_CD_M2: Final = 1000.0
_PQ_TOP_CD_M2: Final = 10_000.0
_M1, _M2 = 2610 / 16384, 2523 / 4096 * 128
_C1, _C2, _C3 = 3424 / 4096, 2413 / 4096 * 32, 2392 / 4096 * 32
_HLG_A, _HLG_B, _HLG_C = 0.17883277, 0.28466892, 0.55991073
_SYSTEM_GAMMA: Final = 1.2
_BT2020_LUMINANCE: Final = np.array([0.2627, 0.6780, 0.0593], dtype=np.float32)
_STEPS: Final = 4096


def pq_light(values: Float64Array) -> Float64Array:
    """The light of PQ values 0 to 1, in units of reference white."""
    root = np.power(values, 1 / _M2)
    share = np.power(np.maximum(root - _C1, 0.0) / (_C2 - _C3 * root), 1 / _M1)
    return np.asarray(share * (_PQ_TOP_CD_M2 / WHITE_CD_M2))


def pq_values(light: Float64Array) -> Float64Array:
    """The PQ values, 0 to 1, of light in units of reference white."""
    power = np.power(np.maximum(light, 0.0) * (WHITE_CD_M2 / _PQ_TOP_CD_M2), _M1)
    return np.asarray(np.power((_C1 + _C2 * power) / (1.0 + _C3 * power), _M2))


def hlg_scene_light(values: Float64Array) -> Float64Array:
    """The scene's light, 0 to 1, of HLG values 0 to 1."""
    bright = (np.exp((values - _HLG_C) / _HLG_A) + _HLG_B) / 12.0
    return np.where(values <= 0.5, values**2 / 3.0, bright)


def hlg_display_light(scene: Float32Array) -> Float32Array:
    """What a screen of 1000 cd/m2 makes of the scene's light [..., 3], in units of reference white."""
    luminance = np.maximum(scene @ _BT2020_LUMINANCE, 1e-6)[..., np.newaxis]
    return np.asarray(scene * np.power(luminance, _SYSTEM_GAMMA - 1.0) * np.float32(PEAK_CD_M2 / WHITE_CD_M2))


def to_sdr(light: Float32Array) -> Float32Array:
    """Light [..., 3] in units of reference white, brought down to at most 1 with all hues kept."""
    largest = light.max(axis=-1, keepdims=True)
    return np.asarray(light * _factors(largest))


def _factors(largest: Float32Array) -> Float32Array:
    """What light of this strength is multiplied with: looked up in even steps of its square root."""
    top = PEAK_CD_M2 / WHITE_CD_M2
    steps = np.rint(np.sqrt((largest / top).clip(0.0, 1.0)) * (_STEPS - 1)).astype(np.int32)
    beyond = np.maximum(largest / np.float32(top), 1.0)  # brighter than expected: at the screen's white
    return np.asarray(_table()[steps] / beyond)


@lru_cache(maxsize=1)
def _table() -> Float32Array:
    light = np.linspace(0.0, 1.0, _STEPS) ** 2 * (PEAK_CD_M2 / WHITE_CD_M2)
    light[0] = light[1]
    return np.asarray(eetf(light) / light, dtype=np.float32)


def eetf(light: Float64Array) -> Float64Array:
    """BT.2390's curve: light up to the expected peak, in units of reference white, to light up to 1."""
    peak = float(pq_values(np.array(PEAK_CD_M2 / WHITE_CD_M2)))
    largest = float(pq_values(np.array(1.0))) / peak
    knee = 1.5 * largest - 0.5
    source = pq_values(light) / peak
    t = ((source - knee) / (1.0 - knee)).clip(0.0, 1.0)
    spline = (2 * t**3 - 3 * t**2 + 1) * knee + (t**3 - 2 * t**2 + t) * (1 - knee) + (3 * t**2 - 2 * t**3) * largest
    return pq_light(np.where(source < knee, source, spline) * peak)
