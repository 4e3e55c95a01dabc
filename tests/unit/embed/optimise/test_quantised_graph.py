"""Rewritten graphs compute nearly the same from far fewer bytes, for any number of rows."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto, helper, numpy_helper

from photosearch.embed.optimise.quantised_graph import write_at_precision
from photosearch.types.arrays import Float32Array
from photosearch.types.optimisation import Precision

INPUTS, HIDDEN, OUTPUTS = 96, 160, 32


def _write_graph(path: Path, *, largest: float = 1.0) -> Path:
    """Two products of one input, a Gemm with a bias and transposed weights, and a product of two inputs."""
    random = np.random.default_rng(0)

    def weights(name: str, *shape: int) -> onnx.TensorProto:
        return numpy_helper.from_array((largest * random.normal(size=shape) / 10).astype(np.float32), name)

    nodes = [
        helper.make_node("MatMul", ["x", "first"], ["a"]),
        helper.make_node("MatMul", ["x", "second"], ["b"]),
        helper.make_node("Mul", ["a", "b"], ["c"]),
        helper.make_node("Gemm", ["c", "third", "bias"], ["d"], transB=1),
        helper.make_node("Transpose", ["d"], ["e"], perm=[1, 0]),
        helper.make_node("MatMul", ["d", "e"], ["f"]),
        helper.make_node("MatMul", ["f", "d"], ["y"]),
    ]
    constants = [
        weights("first", INPUTS, HIDDEN),
        weights("second", INPUTS, HIDDEN),
        weights("third", OUTPUTS, HIDDEN),
        weights("bias", OUTPUTS),
    ]
    graph = helper.make_graph(
        nodes,
        "graph",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["n", INPUTS])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["n", OUTPUTS])],
        constants,
    )
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), path)
    return path


def _run(path: Path, values: Float32Array) -> Float32Array:
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    (result,) = session.run(None, {"x": values})
    return np.asarray(result)


@pytest.mark.parametrize(("precision", "share"), [("int8", 0.45), ("int8-blocks", 0.45), ("fp16-weights", 0.6)])
def test_it_computes_nearly_the_same_from_fewer_bytes(tmp_path: Path, precision: str, share: float) -> None:
    source = _write_graph(tmp_path / "source.onnx")
    target = tmp_path / "target.onnx"
    write_at_precision(source, target, Precision(precision))
    for rows in (1, 5):
        values = np.random.default_rng(rows).normal(size=(rows, INPUTS)).astype(np.float32)
        expected, found = _run(source, values), _run(target, values)
        cosines = (expected * found).sum(1) / np.linalg.norm(expected, axis=1) / np.linalg.norm(found, axis=1)
        assert cosines.min() > 0.999
    assert target.stat().st_size < share * source.stat().st_size


def test_only_products_with_constant_weights_are_quantised(tmp_path: Path) -> None:
    target = tmp_path / "target.onnx"
    write_at_precision(_write_graph(tmp_path / "source.onnx"), target, Precision.INT8)
    operations = [node.op_type for node in onnx.load(target).graph.node]
    assert (operations.count("MatMulInteger"), operations.count("MatMul"), operations.count("Gemm")) == (3, 2, 0)
    # The two products of one input share its quantisation.
    assert operations.count("DynamicQuantizeLinear") == 2


def test_weights_beyond_half_precision_stay_as_they_are(tmp_path: Path) -> None:
    source, target = _write_graph(tmp_path / "source.onnx", largest=1e6), tmp_path / "target.onnx"
    write_at_precision(source, target, Precision.FLOAT)
    values = np.ones((2, INPUTS), np.float32)
    assert np.allclose(_run(source, values), _run(target, values), rtol=1e-3)
