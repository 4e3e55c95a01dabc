"""Runs one graph in OpenVINO's own format on the CPU; OpenVINO is imported when a graph is opened.

Images run in several streams, each of them a part of the batch on threads of its own: two streams of one thread gave 14
to 16 images/s where two threads on one batch gave 10 to 11 (ViT-B-16 int8, two cores beside other work).
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np

from photosearch.errors import ModelPackageError, ModelRuntimeMissingError
from photosearch.mapped_array import give_back_pages
from photosearch.types.arrays import UInt8Array

_MOST_STREAMS = 4
"""Each keeps buffers of its own; beyond a few the cores share the memory's bandwidth anyway."""
_INT8: Final = b'element_type="i8"'
"""What the text of a graph with int8 weights says of them."""
_INT8_PRODUCTS: Final[dict[str, int | str]] = {
    "INFERENCE_PRECISION_HINT": "f32",
    "DYNAMIC_QUANTIZATION_GROUP_SIZE": 128,
}
"""Where the CPU can, a few rows are multiplied in int8, with a scale for each 128 values, found anew at each call.

Left to itself OpenVINO widens the weights to bfloat16 for each query on CPUs that have it: a query of ViT-B-16 among
100,000 photos took 14.8 instead of 12.9 ms, with cosines against float32 of .99972 instead of .99976 (random weights).
Groups of 32, its choice on other CPUs, are a little more precise (.99980) and half a millisecond slower.
"""


def is_installed() -> bool:
    """Whether graphs can be opened here; does not import OpenVINO."""
    return importlib.util.find_spec("openvino") is not None


def read_names(graph: bytes, weights: UInt8Array, folder: Path) -> tuple[list[str], list[str]]:
    """The names of what a graph takes and gives, without the time and memory that making it ready to run costs.

    Raises:
        ModelPackageError: it is no graph that OpenVINO can read.
        ModelRuntimeMissingError: OpenVINO is not installed.
    """
    model = _read(graph, weights, folder)
    return _names(model.inputs), _names(model.outputs)


def parallel_rows(threads: int) -> int:
    """How many rows of a batch a graph in streams works on at the same time; ``threads`` 0 is one per core."""
    return min(threads or _cores(), _MOST_STREAMS)


class OpenVinoGraph:
    """An opened graph with one input.

    Where the CPU multiplies bfloat16, OpenVINO computes in it what is not int8, except of texts with int8 weights.

    Raises (on construction):
        ModelPackageError: it is no graph that OpenVINO can run.
        ModelRuntimeMissingError: OpenVINO is not installed.
    """

    def __init__(self, graph: bytes, weights: UInt8Array, threads: int, folder: Path, *, in_streams: bool) -> None:
        """Make it ready from the very bytes that were proven; and so any path will do.

        Args:
            graph: the XML text.
            weights: what it refers to, [n]; the graph looks at it as long as it lives.
            threads: to compute with; 0 for one per core.
            folder: the package's, for complaints.
            in_streams: share a batch's rows among streams (images), or work on one row with all threads (texts).
        """
        self.parallel_rows = parallel_rows(threads) if in_streams else 1
        self._weights = weights
        settings: dict[str, int | str] = {
            "INFERENCE_NUM_THREADS": threads or _cores(),
            "NUM_STREAMS": self.parallel_rows,
        }
        if in_streams:
            # Threads bound to cores would be in the way of the processes that decode photos, and these in theirs. A
            # text's are bound, where OpenVINO does so: left to themselves both may wake up on one core, which took
            # 12 instead of 8 ms.
            settings["ENABLE_CPU_PINNING"] = False
        elif _INT8 in graph:
            settings |= _INT8_PRODUCTS
        self._compiled = _compile(graph, weights, settings, folder)
        self._requests = [self._compiled.create_infer_request() for _ in range(self.parallel_rows)]
        self.inputs = _names(self._compiled.inputs)
        self.outputs = _names(self._compiled.outputs)

    def run(self, values: np.ndarray[Any, Any], output: str) -> np.ndarray[Any, Any]:
        """The output of this name. OpenVINO raises RuntimeError; it comes out as it is."""
        parts = np.array_split(values, min(len(values), len(self._requests)))
        used = self._requests[: len(parts)]
        for request, part in zip(used, parts, strict=True):
            request.start_async({self.inputs[0]: part}, share_inputs=True)
        for request in used:
            request.wait()
        return np.concatenate([request.get_tensor(output).data for request in used])

    def shrink(self) -> None:
        """Give back the pages of mapped weights; the next run reads again what it needs of them.

        OpenVINO keeps them beside those that it arranged anew for this CPU at its first run, and then hardly looks at
        them: 119 MB of ViT-B-16's text tower.
        """
        give_back_pages(self._weights)


def _compile(graph: bytes, weights: UInt8Array, settings: Mapping[str, int | str], folder: Path) -> Any:  # noqa: ANN401
    model = _read(graph, weights, folder)
    try:
        return shared_core().compile_model(model, "CPU", dict(settings))
    # An operation that this version lacks, for one.
    except RuntimeError as error:
        raise _unusable(error, folder) from error


def _read(graph: bytes, weights: UInt8Array, folder: Path) -> Any:  # noqa: ANN401
    try:
        import openvino

        core = shared_core()
    except ImportError as error:
        raise ModelRuntimeMissingError(str(error), needs=("openvino",)) from error
    try:
        return core.read_model(model=graph, weights=openvino.Tensor(weights, shared_memory=True))
    # A text that is no XML, weights that are too few: all RuntimeErrors; no weights at all are none for Python either.
    except RuntimeError as error:
        raise _unusable(error, folder) from error


def _unusable(error: RuntimeError, folder: Path) -> ModelPackageError:
    return ModelPackageError(f"the model package cannot be loaded: {error}", path=folder)


def _names(ports: Iterable[Any]) -> list[str]:
    return [port.get_any_name() for port in ports]


@cache
def shared_core() -> Any:  # noqa: ANN401
    """OpenVINO itself, once and for good.

    Its part for CPUs gives the thread that needs it first another stack for signals, and takes the memory away with the
    last core without telling the thread: the next signal then ended the program (2026.4.1).
    """
    import openvino

    return openvino.Core()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
