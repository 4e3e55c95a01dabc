"""What the machine can do at best in int8: products by OpenVINO, in the shapes of a tower's own and as squares."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, Final

import numpy as np

SHAPES: Final = ((8 * 197, 768, 3072), (2048, 2048, 2048))
"""(rows, columns, columns between two products): the tokens of eight images in ViT-B-16's MLP, and squares."""
_CHAIN: Final = 4
_LEVELS: Final = 256


def int8_products(rows: int, columns: int, between: int) -> tuple[Callable[[], object], float]:
    """A call that multiplies on all cores, and how many operations (additions and multiplications) it does.

    Each core has a chain of its own, as images have theirs in a tower's streams.
    """
    from photosearch.embed.running.openvino_runtime import shared_core

    streams = os.cpu_count() or 1
    settings = {"ENABLE_CPU_PINNING": False, "NUM_STREAMS": streams, "INFERENCE_NUM_THREADS": streams}
    compiled = shared_core().compile_model(_chain(rows, columns, between), "CPU", settings)
    requests = [compiled.create_infer_request() for _ in range(streams)]
    values = np.random.default_rng(0).standard_normal((rows, columns), dtype=np.float32)

    def multiply() -> None:
        for request in requests:
            request.start_async({0: values}, share_inputs=True)
        for request in requests:
            request.wait()

    return multiply, 2.0 * streams * _CHAIN * rows * columns * between


def _chain(rows: int, columns: int, between: int) -> Any:
    """Several products in a row, so that making int8 of the first input counts for little."""
    import openvino
    from openvino import opset13 as ops

    numbers = np.random.default_rng(1)
    first = ops.parameter([rows, columns], np.float32)
    values, wide, narrow = first.output(0), between, columns
    for _ in range(_CHAIN):
        whole = ops.fake_quantize(values, *(np.float32(bound) for bound in (-3, 3, -3, 3)), _LEVELS)
        weights = ops.convert(ops.constant(numbers.integers(-127, 128, (wide, narrow)).astype(np.int8)), "f32")
        scaled = ops.multiply(weights, ops.constant(np.full((wide, 1), 1e-4, np.float32)))
        values = ops.matmul(whole, scaled, False, True).output(0)
        wide, narrow = narrow, wide
    return openvino.Model([values], [first])
