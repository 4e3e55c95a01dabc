"""The last step before an image encoder: uint8 squares become normalised float32 planes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from photosearch.types.arrays import Float32Array, UInt8Array


@dataclass(frozen=True, slots=True)
class Normalisation:
    """``(pixel - mean) / scale`` for each of red, green and blue, on pixels 0 to 255."""

    mean: tuple[float, float, float]
    scale: tuple[float, float, float]


def _of_unit_range(mean: tuple[float, ...], std: tuple[float, ...]) -> Normalisation:
    red, green, blue = (255 * value for value in mean)
    red_scale, green_scale, blue_scale = (255 * value for value in std)
    return Normalisation((red, green, blue), (red_scale, green_scale, blue_scale))


CHINESE_CLIP = _of_unit_range((0.48145466, 0.4578275, 0.40821073), (0.26862954, 0.26130258, 0.27577711))
"""What cn_clip's ``image_transform`` applies to pixels of 0 to 1."""


def planes(pixels: UInt8Array, normalisation: Normalisation) -> Float32Array:
    """Normalise uint8 [n, height, width, 3] into contiguous float32 [n, 3, height, width]."""
    scale = (1 / np.asarray(normalisation.scale)).astype(np.float32)
    offset = (-np.asarray(normalisation.mean) / np.asarray(normalisation.scale)).astype(np.float32)
    result = np.empty((len(pixels), 3, *pixels.shape[1:3]), dtype=np.float32)
    for channel in range(3):
        np.multiply(pixels[..., channel], scale[channel], out=result[:, channel])
        result[:, channel] += offset[channel]
    return result
