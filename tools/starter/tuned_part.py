"""What of the image tower is tuned, and from what: all of it from pixels, or its deep blocks from kept maps."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import numpy as np
import torch
from torch import Tensor, nn

from tools.starter.backbone import FIRST_DEEP_BLOCK, TAP_AFTER_BLOCKS, TAP_DIMS, Backbone, join_features
from tools.starter.corpus import Corpus
from tools.starter.photo_pixels import BATCH, random_crops, squashed_pixels, view_features

SHALLOW_BLOCKS = 11
"""Blocks before this one change by a third of the rate: edges and colours need little tuning."""
SHALLOW_DIM = sum(dim for dim, block in zip(TAP_DIMS, TAP_AFTER_BLOCKS, strict=True) if block < FIRST_DEEP_BLOCK)


class TunedPart(Protocol):
    """The photos, seen through a backbone that is being tuned."""

    def groups(self, backbone: Backbone, rate: float) -> list[dict[str, object]]:
        """The weights that change, as the optimiser wants them."""
        ...

    def see(self, backbone: Backbone, rows: np.ndarray) -> tuple[Tensor, Tensor]:
        """Features float32 [n, FEATURE_DIM] of photo rows, with gradient, and those that the untuned backbone finds."""
        ...

    def view(self, backbone: Backbone, number: int, rows: np.ndarray) -> Tensor:
        """Features of one view of photo rows, float16 [n, FEATURE_DIM], without gradient. View 0 is the whole photo."""
        ...


class WholeTower:
    """All blocks, from fresh random crops: for a device that does thousands of photos a second."""

    def __init__(self, corpus: Corpus, untuned: Backbone, whole_share: float, seed: int, threads: int) -> None:
        """Decode every photo; ``whole_share`` of those seen stay whole."""
        self._pixels = squashed_pixels(corpus.photos, threads).to(corpus.device)
        self._untuned = untuned
        self._whole_share = whole_share
        self._crops = torch.Generator(corpus.device).manual_seed(seed)

    def groups(self, backbone: Backbone, rate: float) -> list[dict[str, object]]:
        """See ``TunedPart``."""
        shallow = [*backbone.stem.parameters(), *backbone.blocks[:SHALLOW_BLOCKS].parameters()]
        deep = [*backbone.blocks[SHALLOW_BLOCKS:].parameters(), *backbone.head.parameters()]
        return [
            {"params": shallow, "lr": rate / 3, "weight_decay": 0.0},
            {"params": deep, "lr": rate, "weight_decay": 0.0},
        ]

    def see(self, backbone: Backbone, rows: np.ndarray) -> tuple[Tensor, Tensor]:
        """See ``TunedPart``."""
        pixels = self._pixels[torch.from_numpy(rows).to(self._pixels.device)]
        crops = random_crops(pixels, self._whole_share, self._crops).contiguous(memory_format=torch.channels_last)
        with torch.autocast(pixels.device.type, torch.bfloat16, enabled=pixels.is_cuda):
            features = backbone(crops)
            with torch.no_grad():
                before = self._untuned(crops)
        return features.float(), before.float()

    def view(self, backbone: Backbone, number: int, rows: np.ndarray) -> Tensor:
        """See ``TunedPart``."""
        return view_features(backbone, self._pixels, number, rows)


class DeepBlocks:
    """The blocks from FIRST_DEEP_BLOCK on, from the maps that ``features`` kept of a few views: for a CPU."""

    def __init__(self, corpus: Corpus, work: Path, seed: int) -> None:
        """Read the maps, as many views of them as the corpus has features."""
        self._features = list(corpus.features)
        self._maps = [torch.from_numpy(np.load(work / f"maps-{view}.npy")) for view in range(len(self._features))]
        self._generator = np.random.default_rng(seed)

    def groups(self, backbone: Backbone, rate: float) -> list[dict[str, object]]:
        """See ``TunedPart``."""
        nn.ModuleList([backbone.stem, *backbone.blocks[:FIRST_DEEP_BLOCK]]).requires_grad_(False)
        deep = [*backbone.blocks[FIRST_DEEP_BLOCK:].parameters(), *backbone.head.parameters()]
        return [{"params": deep, "lr": rate, "weight_decay": 0.0}]

    def see(self, backbone: Backbone, rows: np.ndarray) -> tuple[Tensor, Tensor]:
        """See ``TunedPart``."""
        views = self._generator.integers(len(self._maps), size=len(rows))
        maps = torch.stack([self._maps[view][row] for view, row in zip(views, rows, strict=True)])
        before = torch.stack([self._features[view][row] for view, row in zip(views, rows, strict=True)]).float()
        return _deep_features(backbone, maps, before), before

    def view(self, backbone: Backbone, number: int, rows: np.ndarray) -> Tensor:
        """See ``TunedPart``."""
        parts = []
        with torch.inference_mode():
            for chosen in torch.from_numpy(rows).split(BATCH):
                before = self._features[number][chosen].float()
                parts.append(_deep_features(backbone, self._maps[number][chosen], before).half())
        return torch.cat(parts)


def _deep_features(backbone: Backbone, maps: Tensor, before: Tensor) -> Tensor:
    """Features by the deep blocks as they are now; the shallow taps are those of ``before``."""
    with torch.autocast(maps.device.type, torch.bfloat16):
        taps, last = backbone.deep(maps.float())
        return join_features([before[:, :SHALLOW_DIM], *taps], last).float()
