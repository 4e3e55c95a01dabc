"""The graph that hubs publish becomes two towers that embed as cn_clip does, and a package, without torch."""

from __future__ import annotations

import dataclasses
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper

from photosearch.embed.optimise.combined_graph import split
from photosearch.embed.optimise.optimise import optimise
from photosearch.embed.optimise.order import Order
from photosearch.embed.running.chinese_clip import ChineseClipEncoder
from photosearch.embed.running.onnx_runtime import OnnxGraph
from photosearch.embed.running.package_manifest import load_manifest
from photosearch.embed.running.packaged import PackagedEncoder
from photosearch.embed.running.preprocess import CHINESE_CLIP, planes
from photosearch.errors import ModelWeightsError
from photosearch.resources import resource
from photosearch.types.arrays import Float32Array
from photosearch.types.ids import EncoderId
from photosearch.types.optimisation import Precision, Verdict
from tests.checkpoints import TINY_VIT, random_state, tiny_model, write_state
from tests.hub_graphs import halve, write_hub_graph
from tests.unit.embed.optimise.test_optimise import TEXTS, pictures, referee

FORMS = ("model.onnx", "model_fp16.onnx")


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hub")
    halve(write_hub_graph(folder / FORMS[0], TINY_VIT), folder / FORMS[1])
    return folder


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> ChineseClipEncoder:
    checkpoint = write_state(tmp_path_factory.mktemp("torch") / "tiny.pt", random_state(TINY_VIT))
    return ChineseClipEncoder(
        checkpoint, tiny_model(), encoder_id=EncoderId("torch"), device="cpu", architecture=TINY_VIT
    )


def order_of(graph: Path, folder: Path) -> Order:
    return Order(
        weights=graph,
        model=tiny_model(),
        encoder_id=EncoderId("graph"),
        folder=folder / "package",
        pixels=pictures(12),
        texts=TEXTS,
        threads=1,
        is_graph=True,
        vocabulary=resource("chinese_clip", "vocab.txt"),
    )


def run_tower(file: Path, values: np.ndarray[Any, Any]) -> Float32Array:
    graph = OnnxGraph(file.read_bytes(), 1, file.parent)
    rows = graph.run(values, "embedding")
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True))


def changed(graph: Path, target: Path, change: Callable[[Any], None]) -> Path:
    model = onnx.load(str(graph))
    change(model.graph)
    target.write_bytes(model.SerializeToString())
    return target


@pytest.mark.parametrize("form", FORMS)
def test_the_towers_embed_as_cn_clip_does(hub: Path, original: ChineseClipEncoder, tmp_path: Path, form: str) -> None:
    split(hub / form, tmp_path, 64)
    found = run_tower(tmp_path / "image.onnx", planes(pictures(5), CHINESE_CLIP))
    assert (found * original.encode_images_exactly(pictures(5))).sum(1).min() > 0.9999
    for tokens in ([[101, 4344, 102]], [[101, 4344, 102, 0, 0], [101, 2769, 4263, 4344, 102]]):
        ids = np.array(tokens, np.int64)
        expected = original._run_text(ids)
        assert (run_tower(tmp_path / "text.onnx", ids) * expected).sum(1).min() > 0.9999


def test_nodes_in_no_order_that_runs_are_sorted(hub: Path, tmp_path: Path) -> None:
    with pytest.raises(onnx.checker.ValidationError, match="topologically"):
        onnx.checker.check_model(str(hub / "model_fp16.onnx"))
    split(hub / "model_fp16.onnx", tmp_path, 64)
    for name in ("image.onnx", "text.onnx"):
        onnx.checker.check_model(str(tmp_path / name))


def test_a_graph_that_asks_for_kinds_of_text_too_gets_the_first(
    hub: Path, original: ChineseClipEncoder, tmp_path: Path
) -> None:
    """Some exports take ``token_type_ids``: here they are added to the tokens, which must change nothing."""

    def ask(graph: Any) -> None:
        graph.input.append(helper.make_tensor_value_info("token_type_ids", TensorProto.INT64, ["n", "length"]))
        for node in graph.node:
            node.input[:] = ["both" if name == "input_ids" else name for name in node.input]
        graph.node.insert(0, helper.make_node("Add", ["input_ids", "token_type_ids"], ["both"]))

    split(changed(hub / "model.onnx", tmp_path / "asking.onnx", ask), tmp_path, 64)
    ids = np.array([[101, 4344, 102, 0]], np.int64)
    assert (run_tower(tmp_path / "text.onnx", ids) * original._run_text(ids)).sum() > 0.9999


def _without_images(graph: Any) -> None:
    for node in graph.node:
        node.output[:] = ["elsewhere" if name == "image_embeds" else name for name in node.output]


def _with_a_circle(graph: Any) -> None:
    (last,) = [node for node in graph.node if "image_embeds" in node.output]
    last.input[0] = "image_embeds"


def _with_another_input(graph: Any) -> None:
    graph.input.append(helper.make_tensor_value_info("sound", TensorProto.FLOAT, [1]))
    (last,) = [node for node in graph.node if "image_embeds" in node.output]
    last.input[1] = "sound"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (_without_images, "gives no image_embeds"),
        (_with_a_circle, "depends on itself"),
        (_with_another_input, "made of sound"),
    ],
)
def test_what_cannot_be_taken_apart_says_why(
    hub: Path, tmp_path: Path, change: Callable[[Any], None], why: str
) -> None:
    with pytest.raises(ModelWeightsError, match=why):
        split(changed(hub / "model.onnx", tmp_path / "other.onnx", change), tmp_path, 64)


def test_half_a_file_is_no_graph(hub: Path, tmp_path: Path) -> None:
    whole = (hub / "model.onnx").read_bytes()
    (tmp_path / "half.onnx").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ModelWeightsError, match="not all of it is there"):
        split(tmp_path / "half.onnx", tmp_path, 64)


_WITHOUT_TORCH = """
import pickle, sys
for name in ("torch", "cn_clip", "torchvision"):
    sys.modules[name] = None
from photosearch.embed.optimise.optimise import optimise
order = pickle.load(sys.stdin.buffer)
sys.stdout.buffer.write(pickle.dumps(optimise(order, lambda step: None, lambda new, old: (1.0, 2.0))))
"""


def test_a_package_is_made_where_torch_cannot_be_imported(
    hub: Path, original: ChineseClipEncoder, tmp_path: Path
) -> None:
    order = order_of(hub / "model_fp16.onnx", tmp_path)
    made = subprocess.run(
        [sys.executable, "-c", _WITHOUT_TORCH], input=pickle.dumps(order), stdout=subprocess.PIPE, check=True
    )
    verdict: Verdict = pickle.loads(made.stdout)
    manifest = load_manifest(order.folder)
    assert manifest.encoder_id == verdict.encoder_id
    assert manifest.made_from is None
    assert next(trial.precision for trial in verdict.trials if trial.is_accepted) is Precision.INT8_CALIBRATED
    assert {path.name for path in order.folder.iterdir()} == {"manifest.json", "vocab.txt", *manifest.files}
    encoder = PackagedEncoder(order.folder, threads=1)
    assert (encoder.encode_images(pictures(5)) * original.encode_images_exactly(pictures(5))).sum(1).min() > 0.995
    assert (encoder.encode_texts(TEXTS) * original.encode_texts(TEXTS)).sum(1).min() > 0.995


def test_where_nothing_is_faster_a_graph_runs_in_the_most_faithful_form(hub: Path, tmp_path: Path) -> None:
    """There is no checkpoint to go back to."""
    order = dataclasses.replace(order_of(hub / "model.onnx", tmp_path), pixels=pictures(4))
    verdict = optimise(order, lambda _step: None, referee(3.0))
    assert verdict.encoder_id is not None
    accepted = [trial.precision for trial in verdict.trials if trial.is_accepted]
    assert accepted == [Precision.FLOAT, Precision.FLOAT]
