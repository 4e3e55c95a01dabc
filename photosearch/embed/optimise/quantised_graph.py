"""Rewrites a float32 ONNX graph for less memory and faster products: int8 weights, or float16 ones. The door to onnx.

Only products with constant weights are rewritten: in a transformer that is nearly all of the work. Two int8 forms:

* ``INT8``: one scale for each column of the weights, one for the whole input, found anew at each call
  (DynamicQuantizeLinear, MatMulInteger). The fastest; inputs with a few large values lose precision.
* ``INT8_BLOCKS``: a scale for each 64 weights of a column and, inside the kernel, for each 64 values of each input row
  (ONNX Runtime's MatMulNBits). A little slower, several times as precise.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from photosearch.types.arrays import Float32Array
from photosearch.types.optimisation import Precision

_BLOCK = 64
_INT8_INSIDE_KERNEL = 4
"""MatMulNBits' accuracy_level that multiplies in int8."""
_SMALLEST_HALVED = 64
_SCALE_SUFFIX = ".step"
_RUNTIME_DOMAIN = "com.microsoft"


def write_at_precision(source: Path, target: Path, precision: Precision) -> None:
    """Write the float32 graph in ``source`` (weights beside it or inside) as one file ``target``.

    Raises:
        OSError: a file cannot be read or written.
        ValueError: the result does not fit into one file (2 GB).
    """
    model = onnx.load(str(source))
    if precision is not Precision.FLOAT:
        _quantise_products(model.graph, precision)
        model.opset_import.append(helper.make_opsetid(_RUNTIME_DOMAIN, 1))
    _halve_weights(model.graph)
    if model.ByteSize() >= onnx.checker.MAXIMUM_PROTOBUF:
        raise ValueError(f"{target.name} would have {model.ByteSize()} bytes, more than one ONNX file may")
    target.write_bytes(model.SerializeToString())


def _quantise_products(graph: Any, precision: Precision) -> None:  # noqa: ANN401 - onnx's types are generated
    weights = {tensor.name: tensor for tensor in graph.initializer}
    nodes: list[Any] = []
    quantised_inputs: dict[str, str] = {}
    for number, node in enumerate(graph.node):
        matrix = _constant_matrix(node, weights)
        if matrix is None:
            nodes.append(node)
        elif precision is Precision.INT8_BLOCKS:
            nodes.extend(_block_product(graph, node, matrix, f"q{number}"))
        else:
            nodes.extend(_integer_product(graph, node, matrix, f"q{number}", quantised_inputs))
    del graph.node[:]
    graph.node.extend(nodes)
    _drop_unused_weights(graph)


def _constant_matrix(node: Any, weights: dict[str, Any]) -> Float32Array | None:  # noqa: ANN401
    """The weights [inputs, outputs] of a product that can be rewritten; None for every other node."""
    if node.op_type not in ("MatMul", "Gemm") or node.input[1] not in weights:
        return None
    attributes = {attribute.name: helper.get_attribute_value(attribute) for attribute in node.attribute}
    is_plain = attributes.get("alpha", 1.0) == attributes.get("beta", 1.0) == 1.0 and not attributes.get("transA", 0)
    matrix = numpy_helper.to_array(weights[node.input[1]])
    if not is_plain or matrix.ndim != 2 or matrix.dtype != np.float32:
        return None
    return np.asarray(matrix.T if attributes.get("transB", 0) else matrix, dtype=np.float32)


def _integer_product(
    graph: Any,  # noqa: ANN401
    node: Any,  # noqa: ANN401
    matrix: Float32Array,
    name: str,
    quantised_inputs: dict[str, str],
) -> Iterable[Any]:
    scales = _scales(np.abs(matrix).max(axis=0))
    whole = np.rint(matrix / scales).astype(np.int8)
    _add(graph, {f"{name}_w": whole, name + _SCALE_SUFFIX: scales, f"{name}_z": np.zeros(len(scales), np.int8)})
    source = node.input[0]
    # Queries, keys and values come from one input: it is quantised once.
    if source not in quantised_inputs:
        quantised_inputs[source] = name
        parts = [f"{name}_{part}" for part in ("input", "input_scale", "input_zero")]
        yield helper.make_node("DynamicQuantizeLinear", [source], parts, name=f"{name}_quantise")
    shared = quantised_inputs[source]
    inputs = [f"{shared}_input", f"{name}_w", f"{shared}_input_zero", f"{name}_z"]
    yield helper.make_node("MatMulInteger", inputs, [f"{name}_sum"], name=f"{name}_product")
    yield helper.make_node("Cast", [f"{name}_sum"], [f"{name}_float"], to=TensorProto.FLOAT, name=f"{name}_cast")
    yield helper.make_node(
        "Mul", [f"{shared}_input_scale", name + _SCALE_SUFFIX], [f"{name}_both"], name=f"{name}_scales"
    )
    yield from _with_bias(node, name, lambda out: helper.make_node("Mul", [f"{name}_float", f"{name}_both"], [out]))


def _block_product(graph: Any, node: Any, matrix: Float32Array, name: str) -> Iterable[Any]:  # noqa: ANN401
    rows, columns = matrix.shape
    blocks = -(-rows // _BLOCK)
    padded = np.zeros((columns, blocks * _BLOCK), np.float32)
    padded[:, :rows] = matrix.T
    padded = padded.reshape(columns, blocks, _BLOCK)
    scales = _scales(np.abs(padded).max(axis=2))
    # The kernel's zero is 128.
    whole = (np.rint(padded / scales[..., None]) + 128).astype(np.uint8)
    _add(graph, {f"{name}_w": whole, name + _SCALE_SUFFIX: scales.reshape(-1)})
    sizes = {"K": rows, "N": columns, "bits": 8, "block_size": _BLOCK, "accuracy_level": _INT8_INSIDE_KERNEL}
    inputs = [node.input[0], f"{name}_w", name + _SCALE_SUFFIX]
    yield from _with_bias(
        node, name, lambda out: helper.make_node("MatMulNBits", inputs, [out], domain=_RUNTIME_DOMAIN, **sizes)
    )


def _with_bias(node: Any, name: str, product: Any) -> Iterable[Any]:  # noqa: ANN401
    """The product, and the sum with a Gemm's third input."""
    if len(node.input) < 3 or not node.input[2]:
        yield product(node.output[0])
        return
    yield product(f"{name}_unbiased")
    yield helper.make_node("Add", [f"{name}_unbiased", node.input[2]], [node.output[0]])


def _scales(largest: Float32Array) -> Float32Array:
    """Steps of which 127 reach the largest weight."""
    return np.asarray(np.maximum(largest / 127, 1e-12), dtype=np.float32)


def _add(graph: Any, arrays: dict[str, np.ndarray[Any, Any]]) -> None:  # noqa: ANN401
    graph.initializer.extend(numpy_helper.from_array(array, name) for name, array in arrays.items())


def _drop_unused_weights(graph: Any) -> None:  # noqa: ANN401
    used = {name for node in graph.node for name in node.input}
    kept = [tensor for tensor in graph.initializer if tensor.name in used]
    del graph.initializer[:]
    graph.initializer.extend(kept)


def _halve_weights(graph: Any) -> None:  # noqa: ANN401
    """Store larger float32 weights in 16 bits behind a cast that the runtime carries out once, when it loads."""
    kept, casts = [], []
    for tensor in graph.initializer:
        half = _half(tensor)
        if half is None:
            kept.append(tensor)
            continue
        kept.append(numpy_helper.from_array(half, f"{tensor.name}_half"))
        casts.append(helper.make_node("Cast", [f"{tensor.name}_half"], [tensor.name], to=TensorProto.FLOAT))
    del graph.initializer[:]
    graph.initializer.extend(kept)
    nodes = [*casts, *graph.node]
    del graph.node[:]
    graph.node.extend(nodes)


def _half(tensor: Any) -> np.ndarray[Any, Any] | None:  # noqa: ANN401
    """The weights in 16 bits; None where they are few, no float32, the steps of int8 ones, or too large for it."""
    is_scale = tensor.name.endswith(_SCALE_SUFFIX)
    if tensor.data_type != TensorProto.FLOAT or is_scale or np.prod(tensor.dims) < _SMALLEST_HALVED:
        return None
    values = numpy_helper.to_array(tensor)
    return values.astype(np.float16) if np.abs(values).max() < np.finfo(np.float16).max else None
