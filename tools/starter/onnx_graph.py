"""Exports the two towers to ONNX: weights in 16 bits (the piece and class tables in 8), inputs and outputs in 32.

The runtime widens the weights once when it loads the file, so a CPU computes in 32 bits at full speed.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from tools.starter.backbone import Backbone
from tools.starter.models import ImageHead, InformedHead, TextTower

OPSET = 18
LARGEST_BYTE = 127.0
SMALLEST_HALVED = 64
"""Initialisers with fewer elements stay float32: biases, shapes, scales."""
IN_BYTES = frozenset({"classes.weight", "classes.names"})
"""Initialisers of the image tower that are stored in 8 bits, with one scale a row."""


class ImageTower(nn.Module):
    """What is shipped for images: backbone, then the head with its standardisation folded in, and the classifier."""

    def __init__(self, backbone: Backbone, images: InformedHead) -> None:
        super().__init__()
        head = images.head
        self.backbone = backbone
        self.linear = _folded(head.linear, head)
        self.enter = _folded(head.mlp[0], head)
        self.leave = head.mlp[3]
        self.classes = images.classes
        self.share = float(images.share)

    def forward(self, pixels: Tensor) -> Tensor:
        """Normalised pixels [n, 3, size, size] to embeddings [n, dim], not yet unit length."""
        features = self.backbone(pixels)
        learnt = self.linear(features) + self.leave(nn.functional.gelu(self.enter(features)))
        return nn.functional.normalize(learnt, dim=1) + self.share * self.classes(features)


class ShippedTextTower(nn.Module):
    """What is shipped for texts: the tower with its piece table in 8 bits and one scale a row."""

    table: Tensor
    row_scale: Tensor

    def __init__(self, tower: TextTower) -> None:
        super().__init__()
        weights = tower.pieces.weight.detach()
        row_scale = (weights.abs().amax(1, keepdim=True) / LARGEST_BYTE).clamp(min=1e-8)
        self.register_buffer("table", (weights / row_scale).round().to(torch.int8))
        self.register_buffer("row_scale", row_scale)
        self.tower = tower

    def forward(self, token_ids: Tensor) -> Tensor:
        """Token ids int64 [n, length] to embeddings [n, dim], not yet unit length."""
        states = self.table[token_ids].float() * self.row_scale[token_ids]
        return self.tower.encode(states, token_ids)


def _folded(layer: nn.Module, head: ImageHead) -> nn.Linear:
    assert isinstance(layer, nn.Linear)
    folded = nn.Linear(layer.in_features, layer.out_features)
    with torch.no_grad():
        folded.weight.copy_(layer.weight / head.deviation)
        folded.bias.copy_(layer.bias - folded.weight @ head.mean)
    return folded


def export_image(tower: ImageTower, size_px: int, path: Path) -> None:
    """Writes the image tower: `pixels` float32 [n, 3, size, size] to `embedding` float32 [n, dim]."""
    _export(tower, torch.zeros(2, 3, size_px, size_px), "pixels", {0: "n"}, path)


def export_text(tower: ShippedTextTower, path: Path) -> None:
    """Writes the text tower: `token_ids` int64 [n, length] to `embedding` float32 [n, dim]."""
    _export(tower, torch.tensor([[101, 5000, 102], [101, 102, 0]]), "token_ids", {0: "n", 1: "length"}, path)


def _export(tower: nn.Module, example: Tensor, name: str, axes: dict[int, str], path: Path) -> None:
    torch.onnx.export(
        tower.eval(),
        (example,),
        str(path),
        input_names=[name],
        output_names=["embedding"],
        dynamic_axes={name: axes, "embedding": {0: "n"}},
        opset_version=OPSET,
        dynamo=False,
    )
    model = onnx.load(str(path))
    shrink_tables(model)
    halve_weights(model)
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


def shrink_tables(model: onnx.ModelProto) -> None:
    """Stores the initialisers of IN_BYTES in 8 bits, each behind a cast to float32 and a scale for every row."""
    graph = model.graph
    for stored in [tensor for tensor in graph.initializer if tensor.name in IN_BYTES]:
        name, values = stored.name, numpy_helper.to_array(stored)
        row_scale = np.abs(values).max(1, keepdims=True) / LARGEST_BYTE
        graph.initializer.remove(stored)
        short = np.round(values / row_scale).astype(np.int8)
        graph.initializer.append(numpy_helper.from_array(short, f"{name}_int8"))
        graph.initializer.append(numpy_helper.from_array(row_scale.astype(np.float32), f"{name}_scale"))
        graph.node.insert(0, helper.make_node("Mul", [f"{name}_float", f"{name}_scale"], [name]))
        graph.node.insert(0, helper.make_node("Cast", [f"{name}_int8"], [f"{name}_float"], to=TensorProto.FLOAT))


def halve_weights(model: onnx.ModelProto) -> None:
    """Stores float32 initialisers and constants in 16 bits, each behind a cast back to float32."""
    graph = model.graph
    casts = []
    for stored in [tensor for tensor in graph.initializer if tensor.data_type == TensorProto.FLOAT]:
        values = numpy_helper.to_array(stored)
        if values.size < SMALLEST_HALVED:
            continue
        short = f"{stored.name}_fp16"
        graph.initializer.remove(stored)
        graph.initializer.append(numpy_helper.from_array(values.astype(np.float16), short))
        casts.append(helper.make_node("Cast", [short], [stored.name], to=TensorProto.FLOAT, name=f"widen_{short}"))
    for place, node in enumerate(casts):
        graph.node.insert(place, node)
