"""Writes the two towers of a loaded Chinese-CLIP network as ONNX graphs in float32, with torch's own exporter."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from photosearch.embed.running.package_manifest import TowerNames

if TYPE_CHECKING:
    import torch

IMAGE = TowerNames("image.onnx", "pixels", "embedding")
TEXT = TowerNames("text.onnx", "token_ids", "embedding")
_OPSET = 17


def export_image_tower(network: Any, size_px: int, folder: Path) -> None:  # noqa: ANN401 - cn_clip has no types
    """``image.onnx``: normalised pixels float32 [n, 3, size, size] to float32 [n, dim], not of length 1."""
    import torch

    from photosearch.embed.optimise.lean_towers import image_tower

    _export(image_tower(network), torch.zeros(2, 3, size_px, size_px), IMAGE, {0: "n"}, folder)


def export_text_tower(network: Any, folder: Path) -> None:  # noqa: ANN401 - cn_clip has no types
    """``text.onnx``: token ids int64 [n, length] of any length, 0 as padding, to float32 [n, dim], not of length 1."""
    import torch

    from photosearch.embed.optimise.lean_towers import text_tower

    example = torch.tensor([[101, 4344, 1469, 4318, 102], [101, 4344, 102, 0, 0]])
    _export(text_tower(network), example, TEXT, {0: "n", 1: "length"}, folder)


def _export(
    tower: torch.nn.Module, example: torch.Tensor, names: TowerNames, axes: dict[int, str], folder: Path
) -> None:
    """Export by tracing: unlike torch's newer exporter it needs no package beside onnx."""
    import torch

    was_fast = torch.backends.mha.get_fastpath_enabled()
    # The fused attention of inference mode, in a ResNet's pooling, has no counterpart in ONNX.
    torch.backends.mha.set_fastpath_enabled(False)
    try:
        with torch.no_grad(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            torch.onnx.export(
                tower,
                (example,),
                str(folder / names.file),
                input_names=[names.input],
                output_names=[names.output],
                dynamic_axes={names.input: axes, names.output: {0: "n"}},
                opset_version=_OPSET,
                dynamo=False,
            )
    finally:
        torch.backends.mha.set_fastpath_enabled(was_fast)
