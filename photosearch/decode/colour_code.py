"""Colour told by code numbers (ITU-T H.273: ``nclx`` in HEIF and AVIF, ``cICP`` in PNG and ICC) instead of a profile.

Values become light by the curve that the code names, HDR light is brought down to what a screen shows
(``tone_mapping``), and the primaries are converted to those of sRGB by their chromaticities. What lies outside of sRGB
is clipped.
"""

from __future__ import annotations

import struct
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
from PIL import Image

from photosearch.decode import tone_mapping
from photosearch.decode.heif_items import properties_of_shown
from photosearch.types.arrays import Float32Array

_D65: Final = (0.3127, 0.3290)
# H.273 table 2: x and y of red, green, blue and white.
_PRIMARIES: Final[dict[int, tuple[float, ...]]] = {
    1: (0.640, 0.330, 0.300, 0.600, 0.150, 0.060, *_D65),  # BT.709, sRGB
    4: (0.670, 0.330, 0.210, 0.710, 0.140, 0.080, 0.310, 0.316),
    5: (0.640, 0.330, 0.290, 0.600, 0.150, 0.060, *_D65),  # BT.601, 625 lines
    6: (0.630, 0.340, 0.310, 0.595, 0.155, 0.070, *_D65),  # BT.601, 525 lines
    7: (0.630, 0.340, 0.310, 0.595, 0.155, 0.070, *_D65),
    8: (0.681, 0.319, 0.243, 0.692, 0.145, 0.049, 0.310, 0.316),
    9: (0.708, 0.292, 0.170, 0.797, 0.131, 0.046, *_D65),  # BT.2020
    11: (0.680, 0.320, 0.265, 0.690, 0.150, 0.060, 0.314, 0.351),  # DCI P3
    12: (0.680, 0.320, 0.265, 0.690, 0.150, 0.060, *_D65),  # Display P3
}
_SRGB: Final = 1
_TOLD_BY_THE_PICTURE: Final = 2
_NEARLY_SRGB: Final = frozenset({_SRGB, 5, 6, 7})
"""What writers say of ordinary pictures, by defaults of old. Nobody shows those otherwise than sRGB."""
_LINEAR: Final = 8
_GAMMAS: Final = {4: 2.2, 5: 2.8, _LINEAR: 1.0, 17: 2.6}
PQ: Final = 16
HLG: Final = 18
_BRADFORD: Final = np.array([[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]])
_STEPS: Final = 4096


class ColourCode(NamedTuple):
    """The code numbers of primaries and transfer characteristics."""

    primaries: int
    transfer: int

    @property
    def is_srgb(self) -> bool:
        """Whether pixels with this code are taken as they are.

        The curves of television (BT.709 and its kin, code 1, 6, 14, 15) tell how a camera made the values, not how a
        screen shows them: still pictures with them are shown by sRGB's curve, as by browsers and viewers.
        """
        return self.primaries in _NEARLY_SRGB | {_TOLD_BY_THE_PICTURE} and not self.is_unusual_curve

    @property
    def is_unusual_curve(self) -> bool:
        """Whether values become light otherwise than by sRGB's curve."""
        return self.transfer in (PQ, HLG) or self.transfer in _GAMMAS


def in_png(data: bytes) -> ColourCode | None:
    """The code in a PNG's ``cICP`` chunk, which must stand before the picture (PNG 3rd edition, 11.3.2.6)."""
    end = data.find(b"IDAT")
    at = data.find(b"\0\0\0\4cICP", 0, end if end >= 0 else len(data))
    return ColourCode(data[at + 8], data[at + 9]) if 0 <= at <= len(data) - 12 else None


def in_profile(profile: bytes) -> ColourCode | None:
    """The code in an ICC profile's ``cicp`` tag (ICC.1:2022, 9.2.17); HDR profiles hold no more than a hint besides."""
    if len(profile) < 132:
        return None
    count = min(int.from_bytes(profile[128:132], "big"), 100)
    for at in range(132, min(132 + 12 * count, len(profile) - 11), 12):
        if profile[at : at + 4] == b"cicp":
            start = int.from_bytes(profile[at + 4 : at + 8], "big")
            tag = profile[start : start + 12]
            return ColourCode(tag[8], tag[9]) if len(tag) == 12 and tag[:4] == b"cicp" else None
    return None


def in_boxes(data: bytes) -> ColourCode | None:
    """The code (``colr`` of kind ``nclx``) of the picture that a HEIF or AVIF shows; None where it has none."""
    for box in properties_of_shown(data):
        if box.kind == b"colr" and data[box.start : box.start + 4] == b"nclx" and box.end - box.start >= 8:
            numbers = data[box.start + 4 : box.start + 8]
            return ColourCode(*struct.unpack(">HH", numbers)) if len(numbers) == 4 else None
    return None


def to_srgb(image: Image.Image, code: ColourCode) -> Image.Image:
    """RGB in sRGB from mode L or RGB whose values have the meaning that ``code`` gives them."""
    if code.is_srgb:
        return image.convert("RGB")
    values = np.asarray(image.convert("RGB"))
    light = _curve(code.transfer)[values]
    matrix = _to_srgb_matrix(code.primaries)
    if code.transfer == HLG:
        light = tone_mapping.hlg_display_light(light)
    if code.transfer in (PQ, HLG):
        light = tone_mapping.to_sdr(light)
    return encoded(light @ matrix.T)


def encoded(light: Float32Array) -> Image.Image:
    """RGB of linear light, float32 [height, width, 3] where 1 is white, by sRGB's curve (IEC 61966-2-1)."""
    steps = np.rint(light.clip(0.0, 1.0) * (_STEPS - 1)).astype(np.uint16)
    return Image.fromarray(_levels()[steps])


@lru_cache(maxsize=1)
def _levels() -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    """The sRGB level of each of evenly spaced steps of light."""
    light = np.linspace(0.0, 1.0, _STEPS)
    curve = np.where(light <= 0.0031308, light * 12.92, 1.055 * np.power(light, 1 / 2.4) - 0.055)
    return np.rint(curve * 255.0).astype(np.uint8)


@lru_cache(maxsize=8)
def _curve(transfer: int) -> Float32Array:
    """The light of each of the 256 values: 1 is white, for PQ and HLG what ``tone_mapping`` says."""
    values = np.linspace(0.0, 1.0, 256)
    if transfer == PQ:
        return tone_mapping.pq_light(values).astype(np.float32)
    if transfer == HLG:
        return tone_mapping.hlg_scene_light(values).astype(np.float32)
    if transfer in _GAMMAS:
        return np.power(values, _GAMMAS[transfer]).astype(np.float32)
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4).astype(np.float32)


@lru_cache(maxsize=8)
def _to_srgb_matrix(primaries: int) -> Float32Array:
    """From linear light of these primaries to that of sRGB; unknown ones are taken for sRGB's. float32 [3, 3]."""
    known = _PRIMARIES.get(primaries, _PRIMARIES[_SRGB])
    white = _xyz(*known[6:])
    target = _xyz(*_D65)
    scale = (_BRADFORD @ target) / (_BRADFORD @ white)
    adapted = np.linalg.inv(_BRADFORD) @ np.diag(scale) @ _BRADFORD
    matrix = np.linalg.inv(_to_xyz(_PRIMARIES[_SRGB])) @ adapted @ _to_xyz(known)
    return np.asarray(matrix, dtype=np.float32)


def _to_xyz(chromaticities: tuple[float, ...]) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    colours = np.stack([_xyz(*chromaticities[k : k + 2]) for k in (0, 2, 4)], axis=1)
    return np.asarray(colours * np.linalg.solve(colours, _xyz(*chromaticities[6:])))


def _xyz(x: float, y: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.array([x / y, 1.0, (1.0 - x - y) / y])
