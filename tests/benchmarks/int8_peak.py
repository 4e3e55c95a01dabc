"""What the machine can do at best in int8: squares multiplied by OpenVINO, as its kernels run a tower's products."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np

SIDE: Final = 2048
_CHAIN: Final = 4
_LEVELS: Final = 256


def int8_products() -> tuple[Callable[[], object], float]:
    """A call that multiplies, and how many operations (additions and multiplications) it does."""
    from photosearch.embed.openvino_runtime import shared_core

    compiled = shared_core().compile_model(_chain(), "CPU", {"ENABLE_CPU_PINNING": False})
    request = compiled.create_infer_request()
    rows = np.random.default_rng(0).standard_normal((SIDE, SIDE), dtype=np.float32)
    return lambda: request.infer({0: rows}, share_inputs=True), 2.0 * _CHAIN * SIDE**3


def _chain() -> Any:
    """Several products in a row, so that making int8 of the first input counts for little."""
    import openvino
    from openvino import opset13 as ops

    numbers = np.random.default_rng(1)
    first = ops.parameter([SIDE, SIDE], np.float32)
    rows = first.output(0)
    for _ in range(_CHAIN):
        whole = ops.fake_quantize(rows, *(np.float32(bound) for bound in (-3, 3, -3, 3)), _LEVELS)
        weights = ops.convert(ops.constant(numbers.integers(-127, 128, (SIDE, SIDE)).astype(np.int8)), "f32")
        scaled = ops.multiply(weights, ops.constant(np.full((SIDE, 1), 1e-4, np.float32)))
        rows = ops.matmul(whole, scaled, False, True).output(0)
    return openvino.Model([rows], [first])
