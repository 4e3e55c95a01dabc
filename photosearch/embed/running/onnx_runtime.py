"""Runs one ONNX graph on ONNX Runtime, which is imported when a graph is opened: the only door to it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np

from photosearch.errors import ModelPackageError, ModelRuntimeMissingError

_FATAL_ONLY = 4


class OnnxGraph:
    """An opened graph with one input.

    Raises (on construction):
        ModelPackageError: it is no graph that ONNX Runtime can run.
        ModelRuntimeMissingError: ONNX Runtime is not installed.
    """

    parallel_rows = 1
    """All threads work on one row."""

    def __init__(self, graph: bytes | Path, threads: int, folder: Path) -> None:
        """Open a graph.

        Args:
            graph: the very bytes that were proven, so that any path will do; or, of what this process just wrote, the
                file, which takes less memory by its size.
            threads: to compute with; 0 for one per core.
            folder: the package's, for complaints.
        """
        self._session = _session(graph, threads, folder)
        self.inputs = [node.name for node in self._session.get_inputs()]
        self.outputs = [node.name for node in self._session.get_outputs()]

    def run(self, values: np.ndarray[Any, Any], output: str) -> np.ndarray[Any, Any]:
        """The output of this name. ONNX Runtime's errors share no base class; they come out as they are."""
        (result,) = self._session.run([output], {self.inputs[0]: values})
        return np.asarray(result)


def _runtime() -> Any:  # noqa: ANN401 - ONNX Runtime has no types
    """ONNX Runtime, kept from telling its makers over the network which graphs it runs and where, as it does by itself
    from version 1.29 on. The variable keeps all of it from beginning and counts only before the first import; the call
    is for Windows, whose own tracing does not ask for the variable (its Privacy.md).
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    return onnxruntime


def _session(graph: bytes | Path, threads: int, folder: Path) -> Any:  # noqa: ANN401 - ONNX Runtime has no types
    try:
        onnxruntime = _runtime()
    except ImportError as error:
        raise ModelRuntimeMissingError(str(error), needs=("onnxruntime",)) from error
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = _FATAL_ONLY
    # Without an arena memory goes back after each batch: the starter encoder stays at 270 MB instead of 560, as fast.
    options.enable_cpu_mem_arena = False
    # Threads that spin while they wait would take the cores from the processes that decode photos.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    # ONNX Runtime raises a dozen unrelated types for a model it cannot load; all mean the same here.
    except Exception as error:
        raise ModelPackageError(f"the model package cannot be loaded: {error}", path=folder) from error
