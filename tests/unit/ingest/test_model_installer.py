"""A model is installed from whatever a person has, or by download, and torch is asked for nothing it need not do."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch

from photosearch.embed.known_models import KNOWN_MODELS
from photosearch.embed.models import sources
from photosearch.embed.models.sources import HuggingFaceSource
from photosearch.embed.models.weights import installed_models
from photosearch.embed.optimise import optimised
from photosearch.embed.optimise.order import Order
from photosearch.embed.running.package_manifest import load_manifest
from photosearch.errors import (
    DownloadError,
    ModelFileError,
    ModelMadeHereError,
    ModelNeedsTorchError,
    ModelRuntimeMissingError,
    ModelWeightsError,
)
from photosearch.events import OptimisationChanged
from photosearch.ingest.model_installer import ModelInstaller
from photosearch.ingest.model_optimiser import ModelOptimiser
from photosearch.resources import resource
from photosearch.settings import Settings
from photosearch.types.models import Installation, WrongFile
from photosearch.types.optimisation import Step, Verdict
from photosearch.words.failures import error_sentence, terminal_sentence
from tests.checkpoints import as_transformers, write_safetensors, write_telling_part
from tests.flaky_server import Answer, Script, serving
from tests.hub_graphs import write_telling_graph
from tests.library import Bench
from tests.packages import write_colour_package

pytestmark = pytest.mark.usefixtures("plenty_of_memory")

VIT_B_16 = KNOWN_MODELS[1]
PACKAGE = "ViT-B-16-optimised"


class Workshop:
    """An installer over a library; what makes packages apart stands aside, the rest is real."""

    def __init__(self, bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
        self.bench = bench
        self.models = bench.folder / "models"
        self.orders: list[Order] = []
        self.changes = 0
        self.optimiser = ModelOptimiser(
            self.models, resource("calibration"), bench.store, bench.pool, bench.bus, Settings, self._on_changed
        )
        self.installer = ModelInstaller(self.models, self.optimiser, lambda: Settings(device="cpu"))
        self.is_good = True
        self.steps: list[tuple[str, Step]] = []
        monkeypatch.setattr(optimised, "run_apart", self._make)

    def _on_changed(self) -> None:
        self.changes += 1

    def _make(self, order: Order, on_step: object, _should_stop: object) -> Verdict:
        assert callable(on_step)
        self.orders.append(order)
        on_step(Step.LOAD)
        if not self.is_good:
            return Verdict(None, ())
        # A toy, which says that it has the published model's length of embeddings.
        write_colour_package(order.folder, name=order.model.name, dim=order.model.dim)
        return Verdict(load_manifest(order.folder).encoder_id, ())

    def install(self, name: str = "", file: Path | None = None) -> Installation:
        return self.installer.install(
            name,
            file=file,
            source="auto",
            on_progress=lambda _done, _total: None,
            on_step=lambda model, step: self.steps.append((model, step)),
            should_stop=lambda: False,
        )

    @property
    def names(self) -> set[str]:
        return {path.name for path in self.models.iterdir() if not path.name.endswith(".lock")}


@pytest.fixture
def workshop(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    return Workshop(bench, monkeypatch)


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Script]:
    """A server that answers as a model hub does."""
    content = write_telling_graph(tmp_path / "hub.onnx", VIT_B_16).read_bytes()
    script = Script(content)
    linked = (("X-Linked-ETag", f'"{hashlib.sha256(content).hexdigest()}"'),)
    with serving(script) as base:
        script.answers.append(Answer(redirect="/cdn", headers=linked))
        monkeypatch.setattr(sources, "SOURCES", (HuggingFaceSource("hub", base),))
        yield script


def test_by_name_the_published_graph_becomes_a_package(workshop: Workshop, hub: Script) -> None:
    installed = workshop.install("vit-b-16")
    assert (installed.name, installed.is_checkpoint) == ("ViT-B-16", False)
    assert installed.verdict is not None
    assert hub.requests[0]["path"] == ("/Xenova/chinese-clip-vit-base-patch16/resolve/main/onnx/model_fp16.onnx")
    (order,) = workshop.orders
    assert order.is_graph
    assert order.vocabulary == resource("chinese_clip", "vocab.txt")
    assert workshop.steps == [("ViT-B-16", Step.LOAD)]
    assert workshop.changes == 1
    assert workshop.names == {PACKAGE}


def test_what_was_downloaded_need_not_come_again(workshop: Workshop, hub: Script) -> None:
    workshop.is_good = False
    with pytest.raises(optimised.OptimisationError):
        workshop.install("ViT-B-16")
    assert PACKAGE not in workshop.names
    asked = len(hub.requests)
    workshop.is_good = True
    workshop.install("ViT-B-16")
    assert len(hub.requests) == asked
    assert workshop.names == {PACKAGE}


@pytest.mark.logs("did not deliver")
def test_another_graph_than_was_asked_for_is_refused(workshop: Workshop, hub: Script, tmp_path: Path) -> None:
    hub.content = write_telling_graph(tmp_path / "large.onnx", KNOWN_MODELS[2]).read_bytes()
    hub.answers.clear()
    linked = (("X-Linked-ETag", f'"{hashlib.sha256(hub.content).hexdigest()}"'),)
    hub.answers.extend([Answer(redirect="/cdn", headers=linked), Answer(), Answer(redirect="/cdn", headers=linked)])
    with pytest.raises(DownloadError, match="another model"):
        workshop.install("ViT-B-16")
    assert workshop.names == set()


def test_a_graph_on_disk_stays_where_it_is(workshop: Workshop, tmp_path: Path) -> None:
    graph = write_telling_graph(tmp_path / "model_fp16.onnx", VIT_B_16)
    assert workshop.install(file=graph).name == "ViT-B-16"
    assert graph.exists()
    with pytest.raises(ModelWeightsError, match="holds ViT-B-16, not RN50"):
        workshop.install("RN50", graph)


def test_a_checkpoint_takes_the_name_over_and_a_graph_takes_it_back(workshop: Workshop, tmp_path: Path) -> None:
    graph = write_telling_graph(tmp_path / "model.onnx", VIT_B_16)
    checkpoint = write_telling_part(tmp_path / "fine-tuned.pt", VIT_B_16)
    workshop.install(file=graph)
    assert workshop.install(file=checkpoint) == Installation("ViT-B-16", None, is_checkpoint=True)
    assert workshop.names == {"clip_cn_vit-b-16.pt", "clip_cn_vit-b-16.pt.json"}
    assert len(installed_models(workshop.models)) == 1
    workshop.install(file=graph)
    assert load_manifest(workshop.models / PACKAGE).made_from is None


def test_what_transformers_keeps_becomes_a_package_that_stands_alone(workshop: Workshop, tmp_path: Path) -> None:
    tensors = as_transformers({name: torch.zeros(shape) for name, shape in VIT_B_16.shapes.items()})
    file = write_safetensors(tmp_path / "snapshot" / "model.safetensors", tensors)
    assert not workshop.install(file=file.parent).is_checkpoint
    (order,) = workshop.orders
    assert (order.weights, order.is_graph, order.is_tensors) == (file.resolve(), True, True)
    assert workshop.names == {PACKAGE}
    with pytest.raises(ModelWeightsError, match="holds ViT-B-16, not ViT-L-14"):
        workshop.install("ViT-L-14", file)


def test_where_there_is_no_torch_a_checkpoint_becomes_a_package_at_once(
    workshop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(optimised, "_FOR_CHECKPOINTS", ("no_such_library",))
    assert not workshop.install(file=write_telling_part(tmp_path / "any.pt", VIT_B_16)).is_checkpoint
    assert workshop.orders[0].is_tensors
    assert workshop.names == {PACKAGE}


def test_where_there_is_no_torch_a_resnet_says_so_before_anything_is_fetched(
    workshop: Workshop, hub: Script, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(optimised, "_FOR_CHECKPOINTS", ("no_such_library",))
    resnet = KNOWN_MODELS[0]
    bare = {name: torch.zeros(shape) for name, shape in resnet.shapes.items()}
    torch.save(bare, tmp_path / "state.pt")
    for name, file in (
        ("", write_telling_part(tmp_path / "clip_cn_rn50.pt", resnet)),
        ("", tmp_path / "state.pt"),
        ("rn50", None),
    ):
        with pytest.raises(ModelNeedsTorchError) as caught:
            workshop.install(name, file)
        assert "PyTorch" in error_sentence(caught.value)
        assert "bootstrap.py demo" in terminal_sentence(caught.value)
    assert not hub.requests
    assert not workshop.models.exists() or workshop.names == set()


@pytest.mark.parametrize("has_torch", [True, False])
def test_a_resnet_as_safetensors_names_the_file_to_take(
    workshop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_torch: bool
) -> None:
    if not has_torch:
        monkeypatch.setattr(optimised, "_FOR_CHECKPOINTS", ("no_such_library",))
    bare = {name: torch.zeros(shape) for name, shape in KNOWN_MODELS[0].shapes.items()}
    with pytest.raises(ModelFileError) as caught:
        workshop.install(file=write_safetensors(tmp_path / "model.safetensors", bare))
    assert caught.value.found is WrongFile.RESNET
    assert "clip_cn_rn50.pt" in error_sentence(caught.value)


def test_a_package_is_handed_from_one_to_another(workshop: Workshop, tmp_path: Path) -> None:
    workshop.install(file=write_telling_graph(tmp_path / "model.onnx", VIT_B_16))
    optimised.export_package("ViT-B-16", workshop.models, tmp_path / "ViT-B-16.zip")
    before = load_manifest(workshop.models / PACKAGE).encoder_id
    assert optimised.remove_package("ViT-B-16", workshop.models, stands_alone=True)
    assert workshop.names == set()
    assert workshop.install(file=tmp_path / "ViT-B-16.zip") == Installation("ViT-B-16", None, is_checkpoint=False)
    assert load_manifest(workshop.models / PACKAGE).encoder_id == before
    assert workshop.names == {PACKAGE}
    with pytest.raises(ModelWeightsError, match="holds ViT-B-16, not RN50"):
        workshop.install("RN50", tmp_path / "ViT-B-16.zip")


def test_it_is_no_other_form_of_a_checkpoint_and_is_not_undone(workshop: Workshop, tmp_path: Path) -> None:
    workshop.install(file=write_telling_graph(tmp_path / "model.onnx", VIT_B_16))
    assert not optimised.remove_package("ViT-B-16", workshop.models)
    assert PACKAGE in workshop.names
    with pytest.raises(ModelMadeHereError):
        workshop.optimiser.run("ViT-B-16", on_step=lambda _step: None)


def test_everybody_is_told_how_it_ended(workshop: Workshop, tmp_path: Path) -> None:
    graph = write_telling_graph(tmp_path / "model.onnx", VIT_B_16)
    workshop.install(file=graph)
    workshop.is_good = False
    with pytest.raises(optimised.OptimisationError):
        workshop.install(file=graph)
    states = [event.state for event in workshop.bench.events if isinstance(event, OptimisationChanged)]
    assert states == ["done", "failed"]


def test_without_onnx_it_says_so(workshop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(optimised, "_FOR_GRAPHS", ("no_such_library",))
    with pytest.raises(ModelRuntimeMissingError) as caught:
        workshop.install(file=write_telling_graph(tmp_path / "model.onnx", VIT_B_16))
    assert caught.value.facts["needs"] == ("no_such_library",)
