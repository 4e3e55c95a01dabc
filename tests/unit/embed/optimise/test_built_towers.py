"""Weights alone, however they are kept, become towers that embed as cn_clip does, and a package, without torch."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import openvino
import pytest
import torch

from photosearch.embed.models.tensor_files import tensors_in
from photosearch.embed.models.transformers_names import by_cn_clip_names
from photosearch.embed.optimise.built_towers import build
from photosearch.embed.optimise.order import Order
from photosearch.embed.running.chinese_clip import ChineseClipEncoder
from photosearch.embed.running.packaged import PackagedEncoder
from photosearch.embed.running.preprocess import CHINESE_CLIP, planes
from photosearch.errors import ModelWeightsError
from photosearch.resources import resource
from photosearch.types.ids import EncoderId
from photosearch.types.optimisation import Verdict
from tests.checkpoints import TINY_VIT, as_transformers, random_state, tiny_model, write_safetensors, write_state
from tests.unit.embed.optimise.test_combined_graph import run_tower
from tests.unit.embed.optimise.test_optimise import TEXTS, pictures

Weights = dict[str, torch.Tensor]


@pytest.fixture(scope="module")
def weights() -> Weights:
    return random_state(TINY_VIT)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory, weights: Weights) -> ChineseClipEncoder:
    checkpoint = write_state(tmp_path_factory.mktemp("torch") / "tiny.pt", weights)
    return ChineseClipEncoder(
        checkpoint, tiny_model(), encoder_id=EncoderId("torch"), device="cpu", architecture=TINY_VIT
    )


def _saved(tensors: object, path: Path) -> Path:
    torch.save(tensors, path)
    return path


def _in_parts(folder: Path, weights: Weights, suffix: str, write: Callable[[Path, Weights], object]) -> Path:
    """As transformers keeps what is too large for one file."""
    names = sorted(weights)
    places = {name: f"part-{1 + 2 * at // len(names)}-of-2{suffix}" for at, name in enumerate(names)}
    for part in set(places.values()):
        write(folder / part, {name: weights[name] for name in names if places[name] == part})
    index = folder / f"model{suffix}.index.json"
    index.write_text(json.dumps({"metadata": {}, "weight_map": places}))
    return index


def _trained(weights: Weights, path: Path) -> Path:
    """With an optimiser's state beside the weights, as training keeps it."""
    optimiser = {"state": {0: {"step": 3, "exp_avg": torch.ones(5)}}, "param_groups": [{"lr": 1e-5, "params": [0]}]}
    return _saved({"epoch": 1, "state_dict": weights, "optimizer": optimiser}, path)


def _halved(weights: Weights) -> Weights:
    return {name: tensor.half() if tensor.is_floating_point() else tensor for name, tensor in weights.items()}


def _rounded(weights: Weights) -> Weights:
    return {name: tensor.bfloat16() if tensor.is_floating_point() else tensor for name, tensor in weights.items()}


def _turned_in_place(weights: Weights) -> Weights:
    """Saved as views: their numbers lie in another order than their shape tells."""
    return {name: tensor.T.contiguous().T if tensor.dim() == 2 else tensor for name, tensor in weights.items()}


FORMS: dict[str, Callable[[Weights, Path], Path]] = {
    "cn_clip .pt": lambda weights, folder: write_state(folder / "clip_cn_vit-b-16.pt", weights),
    "with an optimiser's state": lambda weights, folder: _trained(weights, folder / "epoch_1.pt"),
    "bare state dict": lambda weights, folder: _saved(weights, folder / "state.pt"),
    "bare state dict of views": lambda weights, folder: _saved(_turned_in_place(weights), folder / "state.pt"),
    "pytorch_model.bin": lambda weights, folder: _saved(as_transformers(weights), folder / "pytorch_model.bin"),
    "pytorch_model.bin in parts": lambda weights, folder: _in_parts(
        folder, as_transformers(weights), ".bin", lambda path, part: _saved(part, path)
    ),
    "model.safetensors": lambda weights, folder: write_safetensors(
        folder / "model.safetensors", as_transformers(weights)
    ),
    "model.safetensors float16": lambda weights, folder: write_safetensors(
        folder / "model.safetensors", as_transformers(_halved(weights))
    ),
    "model.safetensors bfloat16": lambda weights, folder: write_safetensors(
        folder / "model.safetensors", as_transformers(_rounded(weights))
    ),
    "model.safetensors in parts": lambda weights, folder: _in_parts(
        folder, as_transformers(weights), ".safetensors", write_safetensors
    ),
    "cn_clip's names in safetensors": lambda weights, folder: write_safetensors(folder / "x.safetensors", weights),
}


@pytest.mark.parametrize("form", FORMS)
def test_the_towers_embed_as_cn_clip_does(
    weights: Weights, original: ChineseClipEncoder, tmp_path: Path, form: str
) -> None:
    file = FORMS[form](weights, tmp_path)
    build(by_cn_clip_names(tensors_in(file)), tiny_model(), tmp_path, file)
    for name in ("image.onnx", "text.onnx"):
        onnx.checker.check_model(str(tmp_path / name))
    images = run_tower(tmp_path / "image.onnx", planes(pictures(5), CHINESE_CLIP))
    assert (images * original.encode_images_exactly(pictures(5))).sum(1).min() > 0.9999
    for tokens in ([[101, 4344, 102]], [[101, 4344, 102, 0, 0], [101, 2769, 4263, 4344, 102]]):
        ids = np.array(tokens, np.int64)
        texts = run_tower(tmp_path / "text.onnx", ids)
        assert (texts * original._run_text(ids)).sum(1).min() > 0.9999


def test_a_package_is_made_without_torch(weights: Weights, original: ChineseClipEncoder, tmp_path: Path) -> None:
    """In a process where torch cannot be imported: its images and texts are cn_clip's."""
    file = write_safetensors(tmp_path / "model.safetensors", as_transformers(weights))
    order = Order(
        weights=file,
        model=tiny_model(),
        encoder_id=EncoderId(""),
        folder=tmp_path / "package",
        pixels=pictures(12),
        texts=TEXTS,
        threads=1,
        is_graph=True,
        is_tensors=True,
        vocabulary=resource("chinese_clip", "vocab.txt"),
    )
    program = (
        "import pickle, sys\n"
        "sys.modules['torch'] = None\n"
        "from photosearch.embed.optimise.optimise import optimise\n"
        "order = pickle.load(sys.stdin.buffer)\n"
        "verdict = optimise(order, lambda step: None)\n"
        "sys.stdout.buffer.write(pickle.dumps(verdict))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], input=pickle.dumps(order), capture_output=True, check=True)
    verdict = pickle.loads(done.stdout)
    assert isinstance(verdict, Verdict)
    assert verdict.encoder_id is not None, verdict.trials
    package = PackagedEncoder(tmp_path / "package", threads=1)
    images = (package.encode_images(pictures(12)) * original.encode_images_exactly(pictures(12))).sum(1)
    texts = (package.encode_texts(TEXTS) * original.encode_texts(TEXTS)).sum(1)
    assert images.mean() >= 0.999
    assert texts.mean() >= 0.998


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda weights: weights.pop("visual_projection.weight"), "visual.proj is missing"),
        (lambda weights: weights.pop("vision_model.encoder.layers.0.self_attn.k_proj.weight"), "in_proj_weight"),
        (lambda weights: weights.update({"vision_model.pre_layrnorm.bias": torch.zeros(3)}), r"ln_pre.bias is \(3,\)"),
        (
            lambda weights: weights.update({"vision_model.pre_layrnorm.bias": torch.full((64,), torch.nan)}),
            "not all of them are finite",
        ),
        (
            lambda weights: [weights.pop(name) for name in list(weights) if "encoder.layer.0." in name],
            "blocks are missing",
        ),
    ],
)
def test_weights_that_do_not_fit_say_why(
    weights: Weights, tmp_path: Path, change: Callable[[Weights], object], why: str
) -> None:
    changed = as_transformers(weights)
    change(changed)
    file = write_safetensors(tmp_path / "model.safetensors", changed)
    with pytest.raises(ModelWeightsError, match=why):
        build(by_cn_clip_names(tensors_in(file)), tiny_model(), tmp_path, file)


def test_the_heads_of_the_known_models_are_those_of_cn_clip() -> None:
    from photosearch.embed.known_models import KNOWN_MODELS
    from photosearch.embed.running import chinese_clip

    package, _ = chinese_clip._import_cn_clip()
    for model in KNOWN_MODELS[1:]:
        arguments = chinese_clip._architecture(Path(str(package.__file__)).parent, model)
        width = int(str(arguments["vision_width"])) // int(str(arguments.get("vision_head_width", 64)))
        assert (model.image_heads, model.text_heads) == (width, arguments["text_num_attention_heads"])


def test_openvino_reads_the_towers(weights: Weights, tmp_path: Path) -> None:
    file = FORMS["model.safetensors"](weights, tmp_path)
    build(by_cn_clip_names(tensors_in(file)), tiny_model(), tmp_path, file)
    for name in ("image.onnx", "text.onnx"):
        assert openvino.Core().read_model(tmp_path / name).outputs
