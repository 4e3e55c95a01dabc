"""Writes the ONNX graphs that model hubs publish of Chinese-CLIP, from cn_clip's own network with random weights.

As there: one graph of text and image with ``transformers``' names, and its float16 form, whose casts come last.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from photosearch.embed.known_models import KnownModel
from photosearch.embed.running import chinese_clip
from tests.checkpoints import random_state

_AXES = {
    "input_ids": {0: "text_batch_size", 1: "sequence_length"},
    "attention_mask": {0: "text_batch_size", 1: "sequence_length"},
    "pixel_values": {0: "image_batch_size", 1: "num_channels", 2: "height", 3: "width"},
    "logits_per_image": {0: "image_batch_size", 1: "text_batch_size"},
    "text_embeds": {0: "text_batch_size"},
    "image_embeds": {0: "image_batch_size"},
}


class _Combined(torch.nn.Module):
    def __init__(self, network: Any) -> None:
        super().__init__()
        self.network = network

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor, pixel_values: torch.Tensor) -> Any:
        hidden = self.network.bert(input_ids, attention_mask=attention_mask.float())[0]
        texts = hidden[:, 0, :] @ self.network.text_projection
        images = self.network.encode_image(pixel_values)
        texts = texts / texts.norm(dim=-1, keepdim=True)
        images = images / images.norm(dim=-1, keepdim=True)
        return images @ texts.t() * self.network.logit_scale.exp(), texts, images


def write_hub_graph(path: Path, architecture: Mapping[str, object], seed: int = 0) -> Path:
    """``model.onnx`` in float32, of the weights that ``random_state`` gives for ``seed``."""
    _, clip_model = chinese_clip._import_cn_clip()
    network: Any = clip_model.CLIP(**architecture)
    state = {name.removeprefix("module."): value for name, value in random_state(architecture, seed).items()}
    network.load_state_dict(state)
    return export_network(path, network, int(str(architecture["image_resolution"])))


def export_network(path: Path, network: Any, size_px: int) -> Path:
    """``network`` with its weights as they are, rounded to half where cn_clip rounds them."""
    _, clip_model = chinese_clip._import_cn_clip()
    clip_model.convert_weights(network)
    combined = _Combined(network.float().eval())
    tokens = torch.tensor([[101, 4344, 1469, 4318, 102], [101, 4344, 102, 0, 0]])
    example = (tokens, tokens.ne(0).long(), torch.zeros(3, 3, size_px, size_px))
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.backends.mha.set_fastpath_enabled(False)
        torch.onnx.export(
            combined,
            example,
            str(path),
            input_names=list(_AXES)[:3],
            output_names=list(_AXES)[3:],
            dynamic_axes=_AXES,
            opset_version=14,
            dynamo=False,
        )
        torch.backends.mha.set_fastpath_enabled(True)
    return path


def halve(source: Path, target: Path) -> Path:
    """``model_fp16.onnx``: as the converters for float16 leave it, taking and giving float32, in no order that runs."""
    model = onnx.load(str(source))
    graph = model.graph
    renamed = {value.name: f"graph_input_cast_{value.name}" for value in graph.input if _is_float(value)}
    results = {value.name: f"graph_output_cast_{value.name}" for value in graph.output}
    for node in graph.node:
        node.input[:] = [results.get(name, renamed.get(name, name)) for name in node.input]
        node.output[:] = [results.get(name, name) for name in node.output]
        for attribute in node.attribute:
            if attribute.HasField("t"):
                attribute.t.CopyFrom(_halved(attribute.t))
            if node.op_type == "Cast" and attribute.name == "to" and attribute.i == TensorProto.FLOAT:
                attribute.i = TensorProto.FLOAT16
    halves = [_halved(tensor) for tensor in graph.initializer]
    del graph.initializer[:]
    graph.initializer.extend(halves)
    for name, inner in renamed.items():
        graph.node.append(helper.make_node("Cast", [name], [inner], to=TensorProto.FLOAT16))
    for name, inner in results.items():
        graph.node.append(helper.make_node("Cast", [inner], [name], to=TensorProto.FLOAT))
    target.write_bytes(model.SerializeToString())
    return target


def _is_float(value: Any) -> bool:
    return bool(value.type.tensor_type.elem_type == TensorProto.FLOAT)


def _halved(tensor: Any) -> Any:
    if tensor.data_type != TensorProto.FLOAT:
        return tensor
    values = np.clip(numpy_helper.to_array(tensor), -1e4, 1e4)
    return numpy_helper.from_array(values.astype(np.float16), tensor.name)


def write_telling_graph(path: Path, model: KnownModel, kind: str = "Identity") -> Path:
    """A graph by which ``model`` is recognised, and that computes nothing: one node of ``kind`` between its ends."""
    weights = [
        numpy_helper.from_array(np.zeros(shape[::-1] if name == "text_projection" else shape, np.float16), f"w{number}")
        for number, (name, shape) in enumerate(model.shapes.items())
    ]
    taken = [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n"]) for name in ("input_ids", "pixel_values")]
    given = [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n"]) for name in ("text_embeds", "image_embeds")]
    nodes = [helper.make_node(kind, [a.name], [b.name]) for a, b in zip(taken, given, strict=True)]
    graph = helper.make_graph(nodes, "hub", taken, given, weights)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(helper.make_model(graph).SerializeToString())
    return path
