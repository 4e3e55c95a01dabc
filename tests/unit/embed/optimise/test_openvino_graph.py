"""Graphs rewritten for OpenVINO compute nearly the same from fewer bytes, and their int8 parts in int8."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto, helper, numpy_helper

from photosearch.embed.optimise.openvino_graph import Calibration, calibrate, write_for_openvino
from photosearch.embed.running.openvino_runtime import shared_core
from photosearch.types.arrays import Float32Array
from photosearch.types.optimisation import Precision

SIDE_PX, WIDTH, OUTPUTS = 32, 256, 96
EXTREMES = np.array([[-2, -2, -2], [3, 2, 4]], np.float32)


def _write_graph(path: Path) -> Path:
    """Patches, a padded convolution after a ReLU, two products of one input, and a last product."""
    random = np.random.default_rng(0)

    def weights(name: str, *shape: int) -> onnx.TensorProto:
        scale = np.sqrt(np.prod(shape[1:])) if len(shape) == 4 else np.sqrt(shape[0])
        return numpy_helper.from_array((random.normal(size=shape) / scale).astype(np.float32), name)

    nodes = [
        helper.make_node("Conv", ["x", "patches"], ["a"], strides=[8, 8]),
        helper.make_node("Relu", ["a"], ["b"]),
        helper.make_node("Conv", ["b", "around"], ["c"], pads=[1, 1, 1, 1]),
        helper.make_node("Flatten", ["c"], ["d"]),
        helper.make_node("MatMul", ["d", "first"], ["e"]),
        helper.make_node("MatMul", ["d", "second"], ["f"]),
        helper.make_node("Mul", ["e", "f"], ["g"]),
        helper.make_node("MatMul", ["g", "last"], ["y"]),
    ]
    constants = [
        weights("patches", 16, 3, 8, 8),
        weights("around", 16, 16, 3, 3),
        weights("first", WIDTH, 512),
        weights("second", WIDTH, 512),
        weights("last", 512, OUTPUTS),
    ]
    graph = helper.make_graph(
        nodes,
        "graph",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["n", 3, SIDE_PX, SIDE_PX])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["n", OUTPUTS])],
        constants,
    )
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), path)
    return path


def _pictures(seed: int, count: int = 4) -> Float32Array:
    """Of whole steps between the extremes, as normalised bytes are."""
    low, high = (bound.reshape(1, 3, 1, 1) for bound in EXTREMES)
    whole = np.random.default_rng(seed).integers(0, 256, (count, 3, SIDE_PX, SIDE_PX))
    return np.asarray(low + (high - low) * whole / 255, np.float32)


def _calibration(source: Path) -> Calibration:
    return calibrate(source, [_pictures(seed) for seed in range(10, 18)], EXTREMES)


def _run(path: Path, values: Float32Array) -> Float32Array:
    return np.asarray(shared_core().compile_model(path, "CPU")([values])[0])


def _expected(path: Path, values: Float32Array) -> Float32Array:
    (result,) = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"]).run(None, {"x": values})
    return np.asarray(result)


@pytest.mark.parametrize(
    ("precision", "share"),
    [(Precision.INT8_CALIBRATED, 0.4), (Precision.INT8_WEIGHTS, 0.4), (Precision.BFLOAT16, 0.6)],
)
def test_it_computes_nearly_the_same_from_fewer_bytes(tmp_path: Path, precision: Precision, share: float) -> None:
    source, target = _write_graph(tmp_path / "source.onnx"), tmp_path / "target.xml"
    write_for_openvino(source, target, precision, _calibration(source))
    for count in (1, 5):
        values = _pictures(count, count)
        expected, found = _expected(source, values), _run(target, values)
        cosines = (expected * found).sum(1) / np.linalg.norm(expected, axis=1) / np.linalg.norm(found, axis=1)
        assert cosines.min() > 0.998
    assert target.with_suffix(".bin").stat().st_size < share * source.stat().st_size


def test_all_but_the_last_product_run_in_int8(tmp_path: Path) -> None:
    source, target = _write_graph(tmp_path / "source.onnx"), tmp_path / "target.xml"
    write_for_openvino(source, target, Precision.INT8_CALIBRATED, _calibration(source))
    model = shared_core().read_model(target)
    products = [node for node in model.get_ordered_ops() if node.get_type_name() in ("MatMul", "Convolution")]
    from_steps = [node.input_value(0).get_node().get_type_name() == "FakeQuantize" for node in products]
    assert from_steps == [True, True, True, True, False]
    assert products[2].input_value(0).get_node() == products[3].input_value(0).get_node()


def test_patches_of_pixels_lose_only_what_their_weights_lose(tmp_path: Path) -> None:
    weights = np.array([[[[127.0]], [[-64.0]], [[1.0]]]], np.float32)
    graph = helper.make_graph(
        [helper.make_node("Conv", ["x", "w"], ["y"]), helper.make_node("Conv", ["y", "v"], ["z"])],
        "graph",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["n", 3, SIDE_PX, SIDE_PX])],
        [helper.make_tensor_value_info("z", TensorProto.FLOAT, ["n", 1, SIDE_PX, SIDE_PX])],
        [numpy_helper.from_array(weights, "w"), numpy_helper.from_array(np.ones((1, 1, 1, 1), np.float32), "v")],
    )
    source, target = tmp_path / "source.onnx", tmp_path / "target.xml"
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), source)
    # Of this size the weights are whole numbers of their step, so that nothing is lost at all.
    extremes = np.array([[-1, -1, -1], [1, 1, 1]], np.float32)
    calibration = calibrate(source, [_pictures(1)], extremes)
    write_for_openvino(source, target, Precision.INT8_CALIBRATED, calibration)
    values = np.asarray(np.random.default_rng(0).integers(0, 256, (2, 3, SIDE_PX, SIDE_PX)) / 127.5 - 1, np.float32)
    compiled = shared_core().compile_model(target, "CPU", {"INFERENCE_PRECISION_HINT": "f32"})
    assert np.abs(compiled([values])[0] - _expected(source, values)).max() < 1e-3


def test_what_is_no_graph_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "source.onnx"
    source.write_bytes(b"nothing")
    with pytest.raises(RuntimeError):
        write_for_openvino(source, tmp_path / "target.xml", Precision.BFLOAT16)
