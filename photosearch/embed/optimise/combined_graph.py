"""Cuts the ONNX graph that model hubs publish of Chinese-CLIP, text and image in one, into two float32 towers.

Torch has no part in it. The graph takes ``input_ids``, ``attention_mask``, ``pixel_values`` (some exports
``token_type_ids`` too) and gives ``text_embeds`` and ``image_embeds``; kept in float16 its nodes are in no order that
runs. The towers take what a package's towers take: pixels alone, and token ids alone. A door to onnx.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from google.protobuf.message import DecodeError
from onnx import TensorProto, helper, numpy_helper
from onnx.external_data_helper import load_external_data_for_model

from photosearch.embed.optimise.onnx_export import IMAGE, TEXT
from photosearch.embed.running.package_manifest import TowerNames
from photosearch.errors import ModelWeightsError
from photosearch.mapped_array import mapped_array

PIXELS, TOKENS, MASK, TOKEN_TYPES = "pixel_values", "input_ids", "attention_mask", "token_type_ids"
IMAGE_OUTPUT, TEXT_OUTPUT = "image_embeds", "text_embeds"
_CAST = "Cast"


def split(source: Path, folder: Path, size_px: int) -> None:
    """Write ``image.onnx`` and ``text.onnx`` into ``folder``, the weights inside.

    Args:
        source: the graph, its weights inside or beside it.
        folder: where to.
        size_px: the side of the pictures that the model takes.

    Raises:
        ModelWeightsError: it is no such graph.
        OSError: a file cannot be read or written.
    """
    model = _load(source)
    try:
        pixels = helper.make_tensor_value_info(IMAGE.input, TensorProto.FLOAT, ["n", 3, size_px, size_px])
        _write(_Cut(model, IMAGE_OUTPUT, {PIXELS: IMAGE.input}), IMAGE, pixels, (), folder)
        tokens = helper.make_tensor_value_info(TEXT.input, TensorProto.INT64, ["n", "length"])
        _write(_Cut(model, TEXT_OUTPUT, {TOKENS: TEXT.input}), TEXT, tokens, _beside_tokens(), folder)
    except _UnfitError as error:
        raise ModelWeightsError(f"the graph cannot be taken apart: {error}", path=source) from error


class _UnfitError(Exception):
    """The graph lacks something, or has what cannot be taken apart."""


def _load(source: Path) -> Any:  # noqa: ANN401 - onnx's types are generated
    try:
        # Looked at where it lies, not read: for as long as it is taken apart it would be in memory twice.
        model = onnx.ModelProto.FromString(mapped_array(source).data)
        load_external_data_for_model(model, str(source.parent))
        return model
    except (DecodeError, onnx.checker.ValidationError) as error:
        raise ModelWeightsError(
            f"the file is no ONNX graph, or not all of it is there: {error}", path=source
        ) from error


class _Cut:
    """What of a graph one of its outputs is made of."""

    def __init__(self, model: Any, output: str, renamed: Mapping[str, str]) -> None:  # noqa: ANN401
        """``renamed`` has the inputs that get another name."""
        self.model = model
        self.nodes = _in_order(model.graph, output)
        self.output = output
        used = {name for node in self.nodes for name in node.input}
        self.weights = [tensor for tensor in model.graph.initializer if tensor.name in used]
        self.inputs = used & {value.name for value in model.graph.input} - {tensor.name for tensor in self.weights}
        for node in self.nodes:
            for at, name in enumerate(node.input):
                node.input[at] = renamed.get(name, name)


def _in_order(graph: Any, output: str) -> list[Any]:  # noqa: ANN401
    """The nodes that ``output`` depends on, each after those it needs."""
    makers = {name: node for node in graph.node for name in node.output if name}
    if output not in makers:
        raise _UnfitError(f"it gives no {output}")
    ordered: list[Any] = []
    begun: set[int] = set()
    done: set[int] = set()
    waiting = [makers[output]]
    while waiting:
        node = waiting[-1]
        missing = [makers[name] for name in node.input if name in makers and id(makers[name]) not in done]
        if not missing or id(node) in done:
            waiting.pop()
            if id(node) not in done:
                done.add(id(node))
                ordered.append(node)
            continue
        if id(node) in begun:
            raise _UnfitError(f"{node.name or node.op_type} depends on itself")
        begun.add(id(node))
        waiting.extend(missing)
    return ordered


def _beside_tokens() -> Iterable[Any]:
    """What a tower of token ids alone is asked for beside them: the mask of padding, which is 0, and a text's kind."""
    yield helper.make_node("Cast", [TEXT.input], ["tokens_are_there"], to=TensorProto.BOOL)
    yield helper.make_node("Cast", ["tokens_are_there"], [MASK], to=TensorProto.INT64)
    yield helper.make_node("Sub", [TEXT.input, TEXT.input], [TOKEN_TYPES])


def _write(cut: _Cut, names: TowerNames, taken: Any, before: Iterable[Any], folder: Path) -> None:  # noqa: ANN401
    made = {name: node for node in before for name in node.output}
    foreign = cut.inputs - {PIXELS, TOKENS} - made.keys()
    if foreign:
        raise _UnfitError(f"{cut.output} is made of {', '.join(sorted(foreign))}")
    # The mask is made of two steps, so all that comes before is kept where any of it is asked for.
    nodes = [*(made.values() if cut.inputs & made.keys() else ()), *cut.nodes]
    nodes.append(helper.make_node("Identity", [cut.output], [names.output]))
    for node in nodes:
        _widen_node(node)
    given = helper.make_tensor_value_info(names.output, TensorProto.FLOAT, ["n", "dim"])
    graph = helper.make_graph(nodes, names.file, [taken], [given])
    tower = helper.make_model(graph, opset_imports=cut.model.opset_import, ir_version=cut.model.ir_version)
    with (folder / names.file).open("wb") as stream:
        stream.write(tower.SerializeToString())
        for tensor in cut.weights:
            # Messages one after the other are one message, their lists joined: so the weights are never here twice.
            part = onnx.ModelProto(graph=onnx.GraphProto(initializer=[_widened(tensor)]))
            stream.write(part.SerializeToString())


def _widen_node(node: Any) -> None:  # noqa: ANN401
    """Float32 wherever it says float16: casts between the two remain as casts to what something is already."""
    for attribute in node.attribute:
        if attribute.HasField("g") or attribute.graphs:
            raise _UnfitError(f"{node.op_type} holds a graph of its own")
        if attribute.HasField("t"):
            attribute.t.CopyFrom(_widened(attribute.t))
        if node.op_type == _CAST and attribute.name == "to" and attribute.i == TensorProto.FLOAT16:
            attribute.i = TensorProto.FLOAT


def _widened(tensor: Any) -> Any:  # noqa: ANN401
    if tensor.data_type != TensorProto.FLOAT16:
        return tensor
    return numpy_helper.from_array(numpy_helper.to_array(tensor).astype(np.float32), tensor.name)
