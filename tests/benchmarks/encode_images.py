"""The starter's image tower at one and two threads, against a float32 matrix product of as much arithmetic."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import numpy as np

from photosearch.embed.running.packaged import PackagedEncoder
from photosearch.resources import resource
from tests.benchmarks.machine import square_product_flop, square_products
from tests.benchmarks.measure import Figure, by_turns, figure, per_second
from tests.benchmarks.plan import Plan

NAME = "encode_images"
_BATCH = 16
_GFLOP_AN_IMAGE = 1.72
"""EfficientNet-Lite2 at 260 px: 0.86 billion multiply-adds, as its authors give it."""
_THREAD_VARIABLES = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS", "OMP_NUM_THREADS")


def run(plan: Plan) -> list[Figure]:
    """A process for each number of threads: a matrix library is told it only at its start."""
    return [figure_of for threads in (1, 2) for figure_of in _with_threads(threads, plan.rounds(12))]


def _with_threads(threads: int, rounds: int) -> list[Figure]:
    command = [sys.executable, "-m", "tests.benchmarks.encode_images", str(threads), str(rounds)]
    environment = os.environ | dict.fromkeys(_THREAD_VARIABLES, str(threads))
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    ours, product = json.loads(done.stdout)
    return [
        figure(
            f"starter image tower, {threads} thread{'s' * (threads > 1)}, batch {_BATCH}",
            "images/s",
            per_second(_BATCH, ours),
            baseline="float32 matrix product of equal GFLOP",
            against=per_second(_BATCH, product),
            note="the ratio is the share of the matrix peak reached",
        )
    ]


def _measure(threads: int, rounds: int) -> tuple[list[float], list[float]]:
    encoder = PackagedEncoder(resource("models") / "starter", threads=threads)
    side_px = encoder.pixel_spec.size_px
    pixels = np.random.default_rng(0).integers(0, 255, (_BATCH, side_px, side_px, 3), dtype=np.uint8)
    times = round(_BATCH * _GFLOP_AN_IMAGE * 1e9 / square_product_flop())
    return by_turns(lambda: encoder.encode_images(pixels), lambda: square_products(times), rounds)


if __name__ == "__main__":
    print(json.dumps(_measure(int(sys.argv[1]), int(sys.argv[2]))))
