"""How different two colours look: CIEDE2000 (CIE 142-2001) on the Lab values of sRGB, D65."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_TO_XYZ = np.array(
    [[0.4123908, 0.3575843, 0.1804808], [0.2126390, 0.7151687, 0.0721923], [0.0193308, 0.1191948, 0.9505322]]
)
_25_TO_7 = 25.0**7


def srgb_light(share: Floats) -> Floats:
    """Linear light of sRGB values 0 to 1 (IEC 61966-2-1)."""
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)


def srgb_share(light: Floats) -> Floats:
    """The sRGB values, 0 to 1, of linear light."""
    light = light.clip(0.0, 1.0)
    return np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)


def lab_of(levels: NDArray[np.uint8]) -> Floats:
    """CIE L*a*b* of sRGB levels [..., 3]."""
    xyz = srgb_light(levels / 255.0) @ _TO_XYZ.T
    share = xyz / _TO_XYZ.sum(axis=1)
    f = np.where(share > (6 / 29) ** 3, np.cbrt(share), share * (29 / 6) ** 2 / 3 + 4 / 29)
    return np.stack([116 * f[..., 1] - 16, 500 * (f[..., 0] - f[..., 1]), 200 * (f[..., 1] - f[..., 2])], axis=-1)


def delta_e(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> Floats:
    """CIEDE2000 of each pair of sRGB levels [..., 3]."""
    return delta_e_of_lab(lab_of(one), lab_of(other))


def delta_e_of_lab(one: Floats, other: Floats) -> Floats:
    """CIEDE2000 of each pair of CIE L*a*b* colours [..., 3]."""
    l_1, a_1, b_1 = np.moveaxis(one, -1, 0)
    l_2, a_2, b_2 = np.moveaxis(other, -1, 0)
    mean_c = (np.hypot(a_1, b_1) + np.hypot(a_2, b_2)) / 2
    stretch = 1.5 - 0.5 * np.sqrt(mean_c**7 / (mean_c**7 + _25_TO_7))
    c_1, c_2 = np.hypot(a_1 * stretch, b_1), np.hypot(a_2 * stretch, b_2)
    h_1 = np.degrees(np.arctan2(b_1, a_1 * stretch)) % 360
    h_2 = np.degrees(np.arctan2(b_2, a_2 * stretch)) % 360
    is_grey = c_1 * c_2 == 0
    turn = h_2 - h_1
    turn = np.where(turn > 180, turn - 360, np.where(turn < -180, turn + 360, turn))
    turn = np.where(is_grey, 0.0, turn)
    d_l, d_c = l_2 - l_1, c_2 - c_1
    d_h = 2 * np.sqrt(c_1 * c_2) * np.sin(np.radians(turn / 2))
    mean_l, mean_c = (l_1 + l_2) / 2, (c_1 + c_2) / 2
    far = np.abs(h_1 - h_2) > 180
    mean_h = np.where(
        is_grey, h_1 + h_2, np.where(far, (h_1 + h_2 + np.where(h_1 + h_2 < 360, 360, -360)) / 2, (h_1 + h_2) / 2)
    )
    t = (
        1
        - 0.17 * np.cos(np.radians(mean_h - 30))
        + 0.24 * np.cos(np.radians(2 * mean_h))
        + 0.32 * np.cos(np.radians(3 * mean_h + 6))
        - 0.20 * np.cos(np.radians(4 * mean_h - 63))
    )
    s_l = 1 + 0.015 * (mean_l - 50) ** 2 / np.sqrt(20 + (mean_l - 50) ** 2)
    s_c, s_h = 1 + 0.045 * mean_c, 1 + 0.015 * mean_c * t
    rotation = (
        -2
        * np.sqrt(mean_c**7 / (mean_c**7 + _25_TO_7))
        * np.sin(np.radians(60 * np.exp(-(((mean_h - 275) / 25) ** 2))))
    )
    parts = d_l / s_l, d_c / s_c, d_h / s_h
    return np.asarray(np.sqrt(parts[0] ** 2 + parts[1] ** 2 + parts[2] ** 2 + rotation * parts[1] * parts[2]))
