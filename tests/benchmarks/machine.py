"""What the machine can do at best: matrix products and memory bandwidth, measured with numpy in the same run."""

from __future__ import annotations

import os
import platform
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from photosearch.types.arrays import Float32Array
from tests.benchmarks.measure import Figure, figure, times_s
from tests.benchmarks.plan import Plan

NAME = "machine"
_SIDE = 1024
_READ_BYTES = 256 << 20


def run(plan: Plan) -> list[Figure]:
    """float32 GFLOP/s as numpy's BLAS reaches them, and GB/s read by a sum over an array larger than any cache."""
    rounds = plan.rounds(12)
    square_products(1)
    gflops = [square_product_flop() / times_s(lambda: square_products(1)) / 1e9 for _ in range(rounds)]
    values = np.ones(_READ_BYTES // 4, dtype=np.float32)
    bandwidth = [_READ_BYTES / times_s(values.sum) / 1e9 for _ in range(rounds)]
    return [
        figure("matrix product, float32, all cores", "GFLOP/s", gflops),
        figure("memory read by one thread", "GB/s", bandwidth),
    ]


def square_product_flop() -> float:
    """Floating-point operations of one product of ``square_products``."""
    return 2.0 * _SIDE**3


def square_products(times: int) -> None:
    """So many products of two float32 squares, with as many threads as numpy's BLAS takes."""
    square = _square()
    for _ in range(times):
        square @ square


def describe() -> dict[str, Any]:
    """Processor, cores, load and versions."""
    cpu = Path("/proc/cpuinfo")
    names = [line.partition(":")[2].strip() for line in _lines(cpu) if line.startswith("model name")]
    load = os.getloadavg() if hasattr(os, "getloadavg") else ()
    return {
        "processor": names[0] if names else platform.processor(),
        "cores": os.cpu_count(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "load": [round(value, 2) for value in load],
    }


@cache
def _square() -> Float32Array:
    return np.random.default_rng(0).standard_normal((_SIDE, _SIDE), dtype=np.float32)


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8", errors="replace").splitlines() if path.exists() else []
