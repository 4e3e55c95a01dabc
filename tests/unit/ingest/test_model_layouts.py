"""Every form and folder in which people have Chinese-CLIP installs without torch, and answers as cn_clip does."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from photosearch.embed import known_models
from photosearch.embed.optimise import optimised
from photosearch.embed.running.chinese_clip import ChineseClipEncoder
from photosearch.embed.running.packaged import PackagedEncoder
from photosearch.ingest.model_installer import ModelInstaller
from photosearch.ingest.model_optimiser import ModelOptimiser
from photosearch.resources import resource
from photosearch.settings import Settings
from photosearch.types.ids import EncoderId
from photosearch.types.models import Installation
from tests.checkpoints import TINY_VIT, as_transformers, random_state, tiny_model, write_safetensors, write_state
from tests.library import Bench
from tests.unit.embed.optimise.test_optimise import TEXTS, pictures

pytestmark = pytest.mark.usefixtures("plenty_of_memory")

Weights = dict[str, torch.Tensor]

TINY = replace(
    tiny_model("ViT-B-16"),
    shapes={
        "visual.conv1.weight": (64, 3, 16, 16),
        "visual.positional_embedding": (17, 64),
        "text_projection": (32, 24),
    },
)
_WITHOUT_TORCH = """
import sys
sys.modules.update(torch=None, cn_clip=None)
from photosearch.embed.optimise.optimise_process import main
main()
"""


@pytest.fixture(scope="module")
def weights() -> Weights:
    return random_state(TINY_VIT)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory, weights: Weights) -> ChineseClipEncoder:
    checkpoint = write_state(tmp_path_factory.mktemp("torch") / "tiny.pt", weights)
    return ChineseClipEncoder(checkpoint, TINY, encoder_id=EncoderId("torch"), device="cpu", architecture=TINY_VIT)


def _described(folder: Path) -> Path:
    """What lies beside the weights in every repository."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text('{"model_type": "chinese_clip"}')
    (folder / "README.md").write_text("# Chinese-CLIP")
    (folder / "vocab.txt").write_text("[PAD]\n")
    return folder


def _hugging_face(weights: Weights, folder: Path) -> Path:
    """Its cache: links to files named by their digests, of an older state too, and which of them is the newest."""
    repository = folder / "models--OFA-Sys--chinese-clip-vit-base-patch16"
    older = {name: torch.zeros_like(tensor) for name, tensor in weights.items()}
    for revision, state in (("0a1b", older), ("36e6", weights)):
        blob = write_safetensors(repository / "blobs" / f"digest-of-{revision}", as_transformers(state))
        snapshot = _described(repository / "snapshots" / revision)
        (snapshot / "model.safetensors").symlink_to(Path("..", "..", "blobs", blob.name))
    (repository / "refs").mkdir()
    (repository / "refs" / "main").write_text("36e6")
    return repository


def _downloaded(weights: Weights, folder: Path) -> Path:
    """Hugging Face's ``local-dir``: the files themselves, and its own notes."""
    _described(folder / ".cache" / "huggingface" / "download")
    torch.save(as_transformers(weights), _described(folder) / "pytorch_model.bin")
    return folder


def _ai_model_scope(weights: Weights, folder: Path) -> Path:
    (_described(folder) / "configuration.json").write_text('{"framework": "pytorch"}')
    (folder / ".msc").write_bytes(b"\x80\x04]q\x00.")
    torch.save(as_transformers(weights), folder / "pytorch_model.bin")
    write_safetensors(folder / "model.safetensors", as_transformers(weights))
    return folder


def _iic(weights: Weights, folder: Path) -> Path:
    """cn_clip's own checkpoint under the name that transformers has for weights."""
    (_described(folder) / "configuration.json").write_text('{"task": "multi-modal-embedding"}')
    (folder / "text_model_config.json").write_text("{}")
    (folder / "vision_model_config.json").write_text("{}")
    write_state(folder / "pytorch_model.bin", weights)
    return folder


def _parts(weights: Weights, folder: Path) -> Path:
    tensors = as_transformers(weights)
    places = {name: f"model-0000{1 + at % 3}-of-00003.safetensors" for at, name in enumerate(tensors)}
    for part in set(places.values()):
        write_safetensors(_described(folder) / part, {name: tensors[name] for name in tensors if places[name] == part})
    (folder / "model.safetensors.index.json").write_text(json.dumps({"weight_map": places}))
    return folder


def _bare(weights: Weights, folder: Path) -> Path:
    torch.save({name.removeprefix("module."): tensor for name, tensor in weights.items()}, folder / "state.pth")
    return folder / "state.pth"


@pytest.mark.parametrize("lay_out", [_hugging_face, _downloaded, _ai_model_scope, _iic, _parts, _bare])
def test_it_installs_without_torch_and_answers_as_cn_clip(
    lay_out: Callable[[Weights, Path], Path],
    weights: Weights,
    original: ChineseClipEncoder,
    bench: Bench,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "brought").mkdir()
    brought = lay_out(weights, tmp_path / "brought")
    monkeypatch.setattr(known_models, "KNOWN_MODELS", (*known_models.KNOWN_MODELS, TINY))
    monkeypatch.setattr(optimised, "command", lambda: [sys.executable, "-c", _WITHOUT_TORCH])
    with monkeypatch.context() as blocked:
        for library in ("torch", "cn_clip"):
            blocked.setitem(sys.modules, library, None)
        installed = _install(brought, bench)
        assert (installed.name, installed.is_checkpoint) == (TINY.name, False)
        package = PackagedEncoder(bench.folder / "models" / f"{TINY.name}-optimised", threads=1)
        images, texts = package.encode_images(pictures(12)), package.encode_texts(TEXTS)
    assert (images * original.encode_images_exactly(pictures(12))).sum(1).mean() >= 0.999
    assert (texts * original.encode_texts(TEXTS)).sum(1).mean() >= 0.998


def _install(brought: Path, bench: Bench) -> Installation:
    models = bench.folder / "models"
    optimiser = ModelOptimiser(
        models, resource("calibration"), bench.store, bench.pool, bench.bus, Settings, lambda: None
    )
    return ModelInstaller(models, optimiser, lambda: Settings(device="cpu")).install(
        "",
        file=brought,
        source="auto",
        on_progress=lambda _done, _total: None,
        on_step=lambda _model, _step: None,
        should_stop=lambda: False,
    )
