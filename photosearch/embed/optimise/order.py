"""What optimising a model takes, without the libraries that do it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from photosearch.embed.known_models import KnownModel
from photosearch.types.arrays import UInt8Array
from photosearch.types.ids import EncoderId


@dataclass(frozen=True, slots=True)
class Order:
    """Everything that making a package needs."""

    weights: Path
    """A checkpoint for torch; or the graph of a model hub, which needs none."""
    model: KnownModel
    encoder_id: EncoderId
    """Of the checkpoint."""
    folder: Path
    """An empty folder for the package."""
    pixels: UInt8Array
    """[n, size, size, 3], at least two pictures."""
    texts: tuple[str, ...]
    device: str = "auto"
    threads: int = 0
    is_graph: bool = False
    """Of the weights nothing stays but the package: they are a graph, or tensors that one is built of."""
    is_tensors: bool = False
    """They are the tensors alone."""
    vocabulary: Path | None = None
    """What a graph's texts are split by; a checkpoint's is cn_clip's."""
    architecture: Mapping[str, object] | None = None
    """cn_clip's CLIP arguments, for a model smaller than the published one."""
