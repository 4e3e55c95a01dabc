"""Every training photo as pixels in one table, and random crops of them made on the device that trains."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from tools.starter.backbone import INPUT_SIZE_PX, Backbone, normalise
from tools.starter.data import Photo

CROP_AREA = (0.45, 1.0)
CROP_STRETCH = (0.8, 1.25)
BRIGHTNESS = 0.2
CONTRAST = 0.2
BATCH = 128


def squashed_pixels(photos: Sequence[Photo], threads: int) -> Tensor:
    """Whole photos squashed to squares: uint8 [n, size, size, 3]."""
    table = np.empty((len(photos), INPUT_SIZE_PX, INPUT_SIZE_PX, 3), np.uint8)

    def read(row: int) -> None:
        with Image.open(photos[row].path) as image:
            table[row] = image.convert("RGB").resize((INPUT_SIZE_PX, INPUT_SIZE_PX), Image.Resampling.BICUBIC)

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(read, range(len(photos))))
    return torch.from_numpy(table)


def whole(pixels: Tensor) -> Tensor:
    """Pixels uint8 [n, size, size, 3] as the backbone wants them: float [n, 3, size, size]."""
    return normalise(pixels.permute(0, 3, 1, 2).float())


def random_crops(pixels: Tensor, whole_share: float, generator: torch.Generator) -> Tensor:
    """Like ``whole``, but of random area, shape and place, half of them mirrored, a little brighter or darker.

    ``whole_share`` of them keep the whole photo. ``generator`` lives on the pixels' device.
    """
    count = len(pixels)

    def drawn(low: float, high: float) -> Tensor:
        return torch.rand(count, generator=generator, device=pixels.device) * (high - low) + low

    area, stretch = drawn(*CROP_AREA), drawn(*CROP_STRETCH)
    is_whole = drawn(0, 1) < whole_share
    width = (area * stretch).sqrt().clamp(max=1.0).masked_fill(is_whole, 1.0)
    height = (area / stretch).sqrt().clamp(max=1.0).masked_fill(is_whole, 1.0)
    mirrored = torch.where(drawn(0, 1) < 0.5, -1.0, 1.0)
    boxes = torch.zeros(count, 2, 3, device=pixels.device)
    boxes[:, 0, 0], boxes[:, 1, 1] = width * mirrored, height
    boxes[:, 0, 2], boxes[:, 1, 2] = drawn(-1, 1) * (1 - width), drawn(-1, 1) * (1 - height)
    colours = pixels.permute(0, 3, 1, 2).float()
    grid = torch.nn.functional.affine_grid(boxes, list(colours.shape), align_corners=False)
    cropped = torch.nn.functional.grid_sample(colours, grid, padding_mode="border", align_corners=False)
    brightness = drawn(1 - BRIGHTNESS, 1 + BRIGHTNESS).view(-1, 1, 1, 1)
    contrast = drawn(1 - CONTRAST, 1 + CONTRAST).view(-1, 1, 1, 1)
    middle = cropped.mean(dim=(1, 2, 3), keepdim=True)
    return normalise(((cropped - middle) * contrast + middle * brightness).clamp(0, 255))


def view_features(backbone: Backbone, pixels: Tensor, number: int, rows: np.ndarray) -> Tensor:
    """Features of one view of rows of ``squashed_pixels``, float16 [n, FEATURE_DIM]: whole for view 0, else crops."""
    generator = torch.Generator(pixels.device).manual_seed(number)
    parts = []
    with torch.inference_mode():
        for chosen in torch.from_numpy(rows).to(pixels.device).split(BATCH):
            seen = whole(pixels[chosen]) if number == 0 else random_crops(pixels[chosen], 0.0, generator)
            parts.append(backbone(seen.contiguous(memory_format=torch.channels_last)).half())
    return torch.cat(parts)
