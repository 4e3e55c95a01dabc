"""Builds the two float32 towers of Chinese-CLIP from its weights alone, as ONNX graphs. A door to onnx; no torch.

The towers compute what ``lean_towers`` does: attention written out as products and a softmax, which runtimes recognise,
and in the last block for the class token alone. The architecture is that of Yang et al., "Chinese CLIP"
(arXiv:2211.01335): a vision transformer with x * sigmoid(1.702 x), and BERT.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from photosearch.embed.known_models import KnownModel
from photosearch.embed.models.transformers_names import NamedTensor
from photosearch.embed.optimise.onnx_export import IMAGE, TEXT
from photosearch.embed.running.package_manifest import TowerNames
from photosearch.errors import ModelWeightsError
from photosearch.types.arrays import Float32Array

_OPSET, _IR_VERSION = 17, 8
_IMAGE_EPSILON, _TEXT_EPSILON = 1e-5, 1e-12
_QUICK_GELU = 1.702
_MASKED = -10000.0
"""What cn_clip's BERT adds to the scores of padding."""


def build(tensors: Mapping[str, NamedTensor], model: KnownModel, folder: Path, source: Path) -> None:
    """Write ``image.onnx`` and ``text.onnx`` into ``folder``, the weights inside.

    Args:
        tensors: by cn_clip's names; others among them are left out.
        model: which of the models with a vision transformer it is.
        folder: where to.
        source: named where something is wrong with the tensors.

    Raises:
        ModelWeightsError: a tensor is missing, or does not fit the others.
        OSError: a file cannot be read or written.
    """
    weights = _Weights(tensors, source)
    size = model.pixel_spec.size_px
    pixels = helper.make_tensor_value_info(IMAGE.input, TensorProto.FLOAT, ["n", 3, size, size])
    with (folder / IMAGE.file).open("wb") as stream:
        image = _Tower(weights, stream)
        image.finish(_image(image, model), IMAGE, pixels)
    tokens = helper.make_tensor_value_info(TEXT.input, TensorProto.INT64, ["n", "length"])
    with (folder / TEXT.file).open("wb") as stream:
        text = _Tower(weights, stream)
        text.finish(_text(text, model), TEXT, tokens)


class _Weights:
    """The tensors by cn_clip's names; each must be there, and of the shape that its place has."""

    def __init__(self, tensors: Mapping[str, NamedTensor], source: Path) -> None:
        self._tensors = tensors
        self._source = source

    def read(self, name: str, shape: Sequence[int | None]) -> Float32Array:
        """``shape`` has None where a side may be any."""
        tensor = self._tensors.get(name)
        if tensor is None:
            raise ModelWeightsError(f"the weights do not fit the model: {name} is missing", path=self._source)
        found = tensor.shape
        if len(found) != len(shape) or any(side not in (None, has) for side, has in zip(shape, found, strict=True)):
            raise ModelWeightsError(f"the weights do not fit the model: {name} is {found}", path=self._source)
        return tensor.read()

    def blocks(self, pattern: str) -> int:
        """How many blocks there are, told by the number in their names."""
        numbers = {int(found[1]) for name in self._tensors if (found := re.match(pattern, name))}
        if not numbers or len(numbers) != max(numbers) + 1:
            raise ModelWeightsError("the weights do not fit the model: blocks are missing", path=self._source)
        return len(numbers)


class _Tower:
    """A graph that is being written: its nodes are kept, its weights are in the file at once."""

    def __init__(self, weights: _Weights, stream: IO[bytes]) -> None:
        self.weights = weights
        self.nodes: list[Any] = []
        self._stream = stream
        self._made = 0
        # OpenVINO takes a file for a graph only if three fields come before any comes twice, as the weights do.
        opset = helper.make_opsetid("", _OPSET)
        first = onnx.ModelProto(ir_version=_IR_VERSION, producer_name="photosearch", opset_import=[opset])
        stream.write(first.SerializeToString())

    def node(self, kind: str, *inputs: str, **attributes: object) -> str:
        """The name of what the new node gives."""
        self._made += 1
        self.nodes.append(helper.make_node(kind, list(inputs), [f"v{self._made}"], f"{kind}{self._made}", **attributes))
        return f"v{self._made}"

    def constant(self, values: np.ndarray[Any, Any]) -> str:
        """The name of a weight with these values."""
        self._made += 1
        name = f"w{self._made}"
        tensor = numpy_helper.from_array(np.ascontiguousarray(values), name)
        # Messages one after the other are one message, their lists joined: so the weights are never here twice.
        self._stream.write(onnx.ModelProto(graph=onnx.GraphProto(initializer=[tensor])).SerializeToString())
        return name

    def finish(self, output: str, names: TowerNames, taken: Any) -> None:  # noqa: ANN401 - generated types
        """Write all but the weights, which are in the file already; ``output`` is [n, 1, dim]."""
        self.nodes.append(helper.make_node("Squeeze", [output, self.whole(1)], [names.output]))
        given = helper.make_tensor_value_info(names.output, TensorProto.FLOAT, ["n", "dim"])
        graph = helper.make_graph(self.nodes, names.file, [taken], [given])
        self._stream.write(onnx.ModelProto(graph=graph).SerializeToString())

    def whole(self, *values: int) -> str:
        return self.constant(np.array(values, np.int64))

    def number(self, value: float) -> str:
        return self.constant(np.array(value, np.float32))

    def linear(self, tokens: str, weight: Float32Array, bias: Float32Array) -> str:
        """``weight`` is [out, in]."""
        return self.node("Add", self.node("MatMul", tokens, self.constant(weight.T)), self.constant(bias))

    def read_linear(self, tokens: str, name: str, out: int | None, taken: int | None) -> str:
        weight = self.weights.read(f"{name}.weight", (out, taken))
        return self.linear(tokens, weight, self.weights.read(f"{name}.bias", (weight.shape[0],)))

    def norm(self, tokens: str, name: str, width: int, epsilon: float) -> str:
        scale, bias = (self.constant(self.weights.read(f"{name}.{part}", (width,))) for part in ("weight", "bias"))
        return self.node("LayerNormalization", tokens, scale, bias, axis=-1, epsilon=epsilon)

    def first(self, tokens: str) -> str:
        """[n, length, width] -> [n, 1, width]."""
        return self.node("Slice", tokens, self.whole(0), self.whole(1), self.whole(1))

    def attention(
        self,
        tokens: str,
        linears: Sequence[tuple[Float32Array, Float32Array]],
        heads: int,
        *,
        mask: str | None = None,
        first_only: bool = False,
    ) -> str:
        """The heads' sums; ``linears`` are (weight, bias) of queries, keys and values."""
        (query_weight, query_bias), keys, values = linears
        width = len(query_bias)
        scale = np.float32((width // heads) ** -0.5)
        asking = self.first(tokens) if first_only else tokens
        query = self._by_head(self.linear(asking, query_weight * scale, query_bias * scale), heads, width)
        key = self._by_head(self.linear(tokens, *keys), heads, width)
        value = self._by_head(self.linear(tokens, *values), heads, width)
        scores = self.node("MatMul", query, self.node("Transpose", key, perm=[0, 1, 3, 2]))
        if mask is not None:
            scores = self.node("Add", scores, mask)
        sums = self.node("MatMul", self.node("Softmax", scores, axis=-1), value)
        return self.node("Reshape", self.node("Transpose", sums, perm=[0, 2, 1, 3]), self.whole(0, 0, width))

    def _by_head(self, rows: str, heads: int, width: int) -> str:
        """[n, length, width] -> [n, heads, length, width of a head]."""
        split = self.node("Reshape", rows, self.whole(0, 0, heads, width // heads))
        return self.node("Transpose", split, perm=[0, 2, 1, 3])


def _image(tower: _Tower, model: KnownModel) -> str:
    weights = tower.weights
    patches = weights.read("visual.conv1.weight", (None, 3, None, None))
    width, _, side, _ = patches.shape
    count = (model.pixel_spec.size_px // side) ** 2
    grid = tower.node("Conv", IMAGE.input, tower.constant(patches), strides=[side, side])
    flat = tower.node("Reshape", grid, tower.whole(0, width, count))
    rows = tower.node("Transpose", flat, perm=[0, 2, 1])
    # The class token, once for each picture: what it is added to is as many zeros.
    none = tower.node("Mul", tower.first(rows), tower.number(0))
    token = tower.node("Add", none, tower.constant(weights.read("visual.class_embedding", (width,))))
    places = tower.constant(weights.read("visual.positional_embedding", (count + 1, width)))
    tokens = tower.node("Add", tower.node("Concat", token, rows, axis=1), places)
    tokens = tower.norm(tokens, "visual.ln_pre", width, _IMAGE_EPSILON)
    blocks = weights.blocks(r"visual\.transformer\.resblocks\.(\d{1,3})\.")
    for number in range(blocks):
        tokens = _image_block(tower, tokens, number, model.image_heads, width, is_last=number == blocks - 1)
    tokens = tower.norm(tokens, "visual.ln_post", width, _IMAGE_EPSILON)
    return tower.node("MatMul", tokens, tower.constant(weights.read("visual.proj", (width, model.dim))))


def _image_block(tower: _Tower, tokens: str, number: int, heads: int, width: int, *, is_last: bool) -> str:
    name = f"visual.transformer.resblocks.{number}"
    weight = tower.weights.read(f"{name}.attn.in_proj_weight", (3 * width, width))
    bias = tower.weights.read(f"{name}.attn.in_proj_bias", (3 * width,))
    linears = list(zip(np.split(weight, 3), np.split(bias, 3), strict=True))
    sums = tower.attention(
        tower.norm(tokens, f"{name}.ln_1", width, _IMAGE_EPSILON), linears, heads, first_only=is_last
    )
    kept = tower.first(tokens) if is_last else tokens
    tokens = tower.node("Add", kept, tower.read_linear(sums, f"{name}.attn.out_proj", width, width))
    inner = tower.norm(tokens, f"{name}.ln_2", width, _IMAGE_EPSILON)
    inner = tower.read_linear(inner, f"{name}.mlp.c_fc", None, width)
    inner = tower.node("Mul", inner, tower.node("Sigmoid", tower.node("Mul", inner, tower.number(_QUICK_GELU))))
    return tower.node("Add", tokens, tower.read_linear(inner, f"{name}.mlp.c_proj", width, None))


def _text(tower: _Tower, model: KnownModel) -> str:
    weights = tower.weights
    words = weights.read("bert.embeddings.word_embeddings.weight", (None, None))
    width = words.shape[1]
    tokens = tower.node("Gather", tower.constant(words), TEXT.input)
    # A search is one sentence: of the first kind.
    kinds = weights.read("bert.embeddings.token_type_embeddings.weight", (None, width))[0]
    places = weights.read("bert.embeddings.position_embeddings.weight", (None, width))
    length = tower.node("Slice", tower.node("Shape", TEXT.input), tower.whole(1), tower.whole(2))
    here = tower.node("Slice", tower.constant(places + kinds), tower.whole(0), length, tower.whole(0))
    tokens = tower.norm(tower.node("Add", tokens, here), "bert.embeddings.LayerNorm", width, _TEXT_EPSILON)
    mask = _padding(tower)
    blocks = weights.blocks(r"bert\.encoder\.layer\.(\d{1,3})\.")
    for number in range(blocks):
        tokens = _text_block(tower, tokens, number, model.text_heads, width, mask, is_last=number == blocks - 1)
    return tower.node("MatMul", tokens, tower.constant(weights.read("text_projection", (width, model.dim))))


def _padding(tower: _Tower) -> str:
    """[n, 1, 1, length]: what is added to the scores of each token."""
    is_padding = tower.node("Equal", TEXT.input, tower.whole(0))
    added = tower.node("Mul", tower.node("Cast", is_padding, to=TensorProto.FLOAT), tower.number(_MASKED))
    return tower.node("Unsqueeze", added, tower.whole(1, 2))


def _text_block(tower: _Tower, tokens: str, number: int, heads: int, width: int, mask: str, *, is_last: bool) -> str:
    name = f"bert.encoder.layer.{number}"
    linears = [
        (
            tower.weights.read(f"{name}.attention.self.{part}.weight", (width, width)),
            tower.weights.read(f"{name}.attention.self.{part}.bias", (width,)),
        )
        for part in ("query", "key", "value")
    ]
    sums = tower.attention(tokens, linears, heads, mask=mask, first_only=is_last)
    kept = tower.first(tokens) if is_last else tokens
    sums = tower.read_linear(sums, f"{name}.attention.output.dense", width, width)
    tokens = tower.node("Add", sums, kept)
    tokens = tower.norm(tokens, f"{name}.attention.output.LayerNorm", width, _TEXT_EPSILON)
    inner = _gelu(tower, tower.read_linear(tokens, f"{name}.intermediate.dense", None, width))
    inner = tower.read_linear(inner, f"{name}.output.dense", width, None)
    return tower.norm(tower.node("Add", inner, tokens), f"{name}.output.LayerNorm", width, _TEXT_EPSILON)


def _gelu(tower: _Tower, values: str) -> str:
    """x / 2 (1 + erf(x / sqrt 2)), in the order in which runtimes recognise it."""
    error = tower.node("Erf", tower.node("Div", values, tower.number(2**0.5)))
    return tower.node("Mul", tower.node("Mul", values, tower.node("Add", error, tower.number(1))), tower.number(0.5))
