"""Rewrites a float32 ONNX graph for OpenVINO: int8 or float16 weights, and inputs of products in int8 by calibration.

* ``INT8_CALIBRATED``: weights int8 with a scale for each output; each product's input in 256 steps that were found
  beforehand on pictures (``input_steps``; FakeQuantize, which OpenVINO's CPU plugin turns into int8 kernels). The
  fastest. Patches of pixels are 8-bit numbers anyway and lose nothing.
* ``INT8_WEIGHTS``: weights int8 alone; OpenVINO quantises inputs in the kernel where the CPU gains by it.
* ``BFLOAT16``: weights float16 in the file, computed in bfloat16 where the CPU has it.

The last product, whose error nothing after it averages out, is never in int8: it took a third of all loss and no time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import openvino
from openvino import opset13 as ops
from openvino.passes import ConstantFolding, Manager

from photosearch.embed.optimise.input_steps import (
    LEVELS,
    InputRange,
    Steps,
    best_steps,
    plain_steps,
    scales_of,
    whole_steps_that_keep_sums,
)
from photosearch.embed.running.openvino_runtime import shared_core
from photosearch.types.arrays import Float32Array
from photosearch.types.optimisation import Precision

_SAMPLED_ROWS = 64
_SMALLEST_HALVED = 100_000
_KEYS_TURNED = [0, 2, 3, 1]
"""From [n, length, heads, width] to what the scores' product takes, [n, heads, width, length]."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """What is known of the inputs of products."""

    ranges: Mapping[str, InputRange]
    darkest: Float32Array
    """What black becomes in the graph's own input, [3]."""
    brightest: Float32Array
    """White, [3]."""


def calibrate(source: Path, batches: Sequence[Float32Array], extremes: Float32Array) -> Calibration:
    """Run the float32 graph ``source`` on ``batches`` and tell what went into its products.

    Args:
        source: takes normalised pixels.
        batches: pictures, each [n, 3, size, size].
        extremes: a black and a white pixel, normalised: [2, 3].

    Raises:
        RuntimeError: OpenVINO cannot run it.
    """
    model = _read(source)
    inputs = {_name(node): node.input_value(0) for node in _products(model)}
    model.add_outputs(list(inputs.values()))
    compiled = shared_core().compile_model(model, "CPU", {"INFERENCE_PRECISION_HINT": "f32"})
    found: dict[str, list[InputRange]] = {name: [] for name in inputs}
    for batch in batches:
        results = compiled([batch])
        for name, port in zip(inputs, compiled.outputs[1:], strict=True):
            found[name].append(_range(results[port]))
    return Calibration({name: _joined(ranges) for name, ranges in found.items()}, extremes[0], extremes[1])


def write_for_openvino(
    source: Path, target: Path, precision: Precision, calibration: Calibration | None = None
) -> None:
    """Write the float32 ONNX graph ``source`` as ``target`` (``.xml``) with its weights beside it (``.bin``).

    Args:
        source: read with the weights beside it, if it has such.
        target: where to.
        precision: one of the three above.
        calibration: for ``INT8_CALIBRATED``.

    Raises:
        RuntimeError: OpenVINO cannot read or write it.
    """
    model = _read(source)
    _leave_keys_to_the_product(model)
    if precision is Precision.INT8_CALIBRATED:
        assert calibration is not None
        _quantise_all(model, calibration)
    elif precision is Precision.INT8_WEIGHTS:
        for node in list(_products(model))[:-1]:
            _replace(node, node.input_value(0), _quantised(_weights(node)))
    _halve_weights(model)
    openvino.save_model(model, str(target), compress_to_fp16=False)


def _read(source: Path) -> Any:  # noqa: ANN401 - the types of OpenVINO's graph are those of its C++ side
    model = shared_core().read_model(str(source))
    folding = Manager()
    folding.register_pass(ConstantFolding())
    folding.run_passes(model)
    for node in model.get_ordered_ops():
        # A cast to what it is already: OpenVINO drops it when it loads, and gives its name to what it was made of.
        if node.get_type_name() == "Convert" and node.get_element_type() == node.input_value(0).get_element_type():
            for target in list(node.output(0).get_target_inputs()):
                target.replace_source_output(node.input_value(0))
    return model


def _leave_keys_to_the_product(model: Any) -> None:  # noqa: ANN401
    """Let attention's product turn the keys itself: turned before, they are written to memory once more (1 %)."""
    for node in model.get_ordered_ops():
        turned = node.input_value(1).get_node() if node.get_type_name() == "MatMul" else None
        if turned is None or turned.get_type_name() != "Transpose":
            continue
        if list(turned.input_value(1).get_node().get_vector()) != _KEYS_TURNED:
            continue
        keys = ops.transpose(turned.input_value(0), ops.constant(np.array([0, 2, 1, 3])))
        _stand_in(node, ops.matmul(node.input_value(0), keys, False, True))


def _products(model: Any) -> Iterator[Any]:  # noqa: ANN401
    """Products and convolutions whose weights are constant: nearly all of the work."""
    for node in model.get_ordered_ops():
        kind = node.get_type_name()
        if kind not in ("MatMul", "Convolution") or node.input_value(1).get_node().get_type_name() != "Constant":
            continue
        if kind == "Convolution" or len(node.input_value(1).get_partial_shape()) == 2:
            yield node


def _name(node: Any) -> str:  # noqa: ANN401
    """Of what goes into a product: the same for several products of one input."""
    source = node.input_value(0)
    return f"{source.get_node().get_friendly_name()}:{source.get_index()}"


def _is_convolution(node: Any) -> bool:  # noqa: ANN401
    return bool(node.get_type_name() == "Convolution")


def _weights(node: Any) -> Float32Array:  # noqa: ANN401
    """[outputs, inputs] of a product, [outputs, inputs, height, width] of a convolution."""
    values = np.asarray(node.input_value(1).get_node().data, np.float32)
    is_plain = not _is_convolution(node) and not node.get_attributes()["transpose_b"]
    return values.T if is_plain else values


def _range(values: Float32Array) -> InputRange:
    """Channels are last in a product's input, second in a convolution's."""
    by_channel = np.moveaxis(values, 1, -1) if values.ndim == 4 else values
    rows = by_channel.reshape(-1, by_channel.shape[-1])
    sample = rows[:: -(-len(rows) // _SAMPLED_ROWS)]
    return InputRange(rows.min(axis=0), rows.max(axis=0), sample.copy())


def _joined(ranges: Sequence[InputRange]) -> InputRange:
    return InputRange(
        np.min([each.low for each in ranges], axis=0),
        np.max([each.high for each in ranges], axis=0),
        np.concatenate([each.sample for each in ranges]),
    )


def _quantise_all(model: Any, calibration: Calibration) -> None:  # noqa: ANN401
    sharing: dict[str, list[Any]] = {}
    for node in list(_products(model))[:-1]:
        sharing.setdefault(_name(node), []).append(node)
    for name, nodes in sharing.items():
        found = calibration.ranges[name]
        if not _is_convolution(nodes[0]):
            _quantise_products(nodes, found)
        elif _takes_patches(nodes[0]):
            _quantise_patches(nodes[0], calibration)
        # Zeros around a picture must be the lowest step: so they are after a ReLU, not in the first pixels.
        elif found.low.min() >= 0:
            _quantise_convolutions(nodes, plain_steps(found))


def _quantise_products(nodes: Sequence[Any], found: InputRange) -> None:
    """Products that share an input share its steps."""
    source, weights = nodes[0].input_value(0), [_weights(node) for node in nodes]
    # After a normalisation OpenVINO divides at no cost.
    steps = best_steps(found, weights, may_smooth=source.get_node().get_type_name() == "Add")
    whole = _in_steps(source, steps)
    for node, matrix in zip(nodes, weights, strict=True):
        _replace(node, whole, _quantised(steps.scaled(matrix)), steps.offset(found.sample, matrix))


def _takes_patches(node: Any) -> bool:  # noqa: ANN401
    """Whether it is applied to the graph's own input, with nothing around it."""
    return node.input_value(0).get_node().get_type_name() == "Parameter" and not any(
        node.get_attributes()["pads_begin"]
    )


def _quantise_patches(node: Any, calibration: Calibration) -> None:  # noqa: ANN401
    """The steps are those of the pixels, 0 to 255 in each channel: nothing is lost."""
    by_channel = (1, -1, 1, 1)
    low, high = calibration.darkest.reshape(by_channel), calibration.brightest.reshape(by_channel)
    last = LEVELS - 1
    whole = ops.fake_quantize(node.input_value(0), *map(_constant, (low, high, 0, last)), LEVELS)
    weights = _weights(node)
    scaled = np.asarray(weights * ((high - low) / last), np.float32)
    lowest = (weights * low).sum(axis=(1, 2, 3)).reshape(by_channel)
    _replace(node, whole.output(0), _quantised(scaled, keeps_sums=True), lowest)


def _quantise_convolutions(nodes: Sequence[Any], steps: Steps) -> None:
    whole = _in_steps(nodes[0].input_value(0), steps)
    for node in nodes:
        _replace(node, whole, _quantised(_weights(node)))


def _in_steps(source: Any, steps: Steps) -> Any:  # noqa: ANN401
    """Steps begin at zero, which spares the kernel a subtraction; the offset of the outputs makes up for it."""
    if steps.smoothing is not None:
        source = ops.multiply(source, _constant(1 / steps.smoothing)).output(0)
    bounds = (steps.low, steps.high, 0, steps.high - steps.low)
    return ops.fake_quantize(source, *map(_constant, bounds), LEVELS).output(0)


def _quantised(weights: Float32Array, *, keeps_sums: bool = False) -> Any:  # noqa: ANN401
    """Weights in int8 with a scale for each output, as a graph that OpenVINO keeps in int8."""
    scales = scales_of(weights)
    steps = weights / scales
    whole = (whole_steps_that_keep_sums(steps) if keeps_sums else np.rint(steps)).astype(np.int8)
    return ops.multiply(ops.convert(ops.constant(whole), "f32"), _constant(scales)).output(0)


def _replace(node: Any, source: Any, weights: Any, offset: Float32Array | None = None) -> None:  # noqa: ANN401
    """Let another product, of these inputs, stand where ``node`` stands; ``offset`` is added to its outputs."""
    if _is_convolution(node):
        geometry = (node.get_attributes()[name] for name in ("strides", "pads_begin", "pads_end", "dilations"))
        product = ops.convolution(source, weights, *geometry)
    else:
        product = ops.matmul(source, weights, False, True)
    _stand_in(node, product, offset)


def _stand_in(node: Any, product: Any, offset: Float32Array | None = None) -> None:  # noqa: ANN401
    targets = list(node.output(0).get_target_inputs())
    product.set_friendly_name(node.get_friendly_name())
    result = product if offset is None else ops.add(product, _constant(offset))
    for target in targets:
        target.replace_source_output(result.output(0))


def _halve_weights(model: Any) -> None:  # noqa: ANN401
    """Keep larger float32 weights in 16 bits, to which cn_clip rounds them anyway. Scales of int8 stay whole."""
    for node in model.get_ordered_ops():
        if node.get_type_name() != "Constant" or node.get_element_type() != openvino.Type.f32:
            continue
        if node.data.size < _SMALLEST_HALVED or np.abs(node.data).max() >= np.finfo(np.float16).max:
            continue
        targets = list(node.output(0).get_target_inputs())
        widened = ops.convert(ops.constant(node.data.astype(np.float16)), "f32")
        for target in targets:
            target.replace_source_output(widened.output(0))


def _constant(values: Any) -> Any:  # noqa: ANN401
    return ops.constant(np.ascontiguousarray(values, np.float32) if np.ndim(values) else np.float32(values))
