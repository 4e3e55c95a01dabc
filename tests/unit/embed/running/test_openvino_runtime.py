"""A graph on OpenVINO: any number of rows, shared among streams, comes out in order; damage is told apart."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import openvino
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openvino import opset13 as ops

from photosearch.embed.running.openvino_runtime import OpenVinoGraph, is_installed
from photosearch.errors import ModelPackageError, ModelRuntimeMissingError
from photosearch.mapped_array import mapped_array
from photosearch.types.arrays import UInt8Array

Parts = tuple[bytes, UInt8Array]


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Parts:
    """Twice each value, plus a constant."""
    values = ops.parameter([-1, 4], openvino.Type.f32, name="x")
    values.output(0).set_names({"x"})
    doubled = ops.multiply(values, ops.constant(np.full((1, 4), 2, np.float32)))
    result = ops.add(doubled, ops.constant(np.arange(4, dtype=np.float32)))
    result.output(0).set_names({"y"})
    path = tmp_path_factory.mktemp("graph") / "graph.xml"
    openvino.save_model(openvino.Model([result], [values], "graph"), str(path), compress_to_fp16=False)
    return path.read_bytes(), mapped_array(path.with_suffix(".bin"))


@pytest.fixture(scope="module")
def graph(parts: Parts) -> OpenVinoGraph:
    return OpenVinoGraph(*parts, 3, Path("package"), in_streams=True)


def test_it_tells_its_names_and_how_many_rows_it_works_on(parts: Parts, graph: OpenVinoGraph) -> None:
    assert (graph.inputs, graph.outputs, graph.parallel_rows) == (["x"], ["y"], 3)
    assert OpenVinoGraph(*parts, 2, Path("package"), in_streams=False).parallel_rows == 1


@settings(deadline=None)
@given(rows=st.integers(1, 20))
def test_rows_come_out_in_order(graph: OpenVinoGraph, rows: int) -> None:
    values = np.arange(rows * 4, dtype=np.float32).reshape(rows, 4)
    assert np.array_equal(graph.run(values, "y"), values * 2 + np.arange(4))


def test_results_stay_when_it_runs_again(graph: OpenVinoGraph) -> None:
    first = graph.run(np.ones((3, 4), np.float32), "y")
    graph.run(np.zeros((3, 4), np.float32), "y")
    assert np.array_equal(first, np.full((3, 4), 2) + np.arange(4))


def test_a_shrunk_one_gives_the_same(parts: Parts) -> None:
    graph = OpenVinoGraph(*parts, 1, Path("package"), in_streams=False)
    for _ in range(2):
        graph.shrink()
        assert np.array_equal(graph.run(np.ones((2, 4), np.float32), "y"), np.full((2, 4), 2) + np.arange(4))


def test_a_wrong_input_is_an_error_and_the_next_one_works(graph: OpenVinoGraph) -> None:
    with pytest.raises(RuntimeError):
        graph.run(np.ones((2, 5), np.float32), "y")
    assert graph.run(np.ones((2, 4), np.float32), "y").shape == (2, 4)


@pytest.mark.parametrize("damage", ["no xml", "cut", "no weights"])
def test_damage_is_told_with_the_package(parts: Parts, damage: str, tmp_path: Path) -> None:
    graph, weights = parts
    (tmp_path / "none.bin").touch()
    none = mapped_array(tmp_path / "none.bin")
    damaged = {"no xml": (b"\0\1", weights), "cut": (graph[: len(graph) // 2], weights), "no weights": (graph, none)}
    with pytest.raises(ModelPackageError):
        OpenVinoGraph(*damaged[damage], 1, Path("package"), in_streams=True)


def test_without_openvino_it_says_what_is_missing(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_installed()
    monkeypatch.setitem(sys.modules, "openvino", None)
    assert not is_installed()
    with pytest.raises(ModelRuntimeMissingError) as caught:
        OpenVinoGraph(*parts, 1, Path("package"), in_streams=True)
    assert caught.value.facts["needs"] == ("openvino",)


_ENDED_BY_A_SIGNAL = """
import gc, os, signal, sys, threading
from pathlib import Path
from photosearch.mapped_array import mapped_array
from photosearch.embed.running.openvino_runtime import OpenVinoGraph
graph, weights = Path(sys.argv[1]).read_bytes(), mapped_array(Path(sys.argv[2]))
held = [OpenVinoGraph(graph, weights, 2, Path("package"), in_streams=True)]
release = threading.Thread(target=held.clear)
release.start()
release.join()
gc.collect()
signal.signal(signal.SIGTERM, lambda *_: sys.exit(7))
os.kill(os.getpid(), signal.SIGTERM)
"""


def test_a_program_that_released_its_graph_still_hears_signals(parts: Parts, tmp_path: Path) -> None:
    files = [tmp_path / "graph.xml", tmp_path / "graph.bin"]
    files[0].write_bytes(parts[0])
    files[1].write_bytes(parts[1].tobytes())
    assert subprocess.run([sys.executable, "-c", _ENDED_BY_A_SIGNAL, *files], check=False).returncode == 7
