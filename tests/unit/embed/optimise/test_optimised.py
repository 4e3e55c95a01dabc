"""Optimised packages appear whole or not at all, and a refusal is remembered."""

from __future__ import annotations

import importlib.util
import json
import shutil
import sys
import threading
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from photosearch import machine
from photosearch.embed.known_models import KNOWN_MODELS
from photosearch.embed.models.digests import InstallStoppedError
from photosearch.embed.models.weights import install_from_file
from photosearch.embed.optimise import optimised
from photosearch.embed.optimise.order import Order
from photosearch.embed.running.package_manifest import load_manifest
from photosearch.errors import (
    BusyError,
    DiskFullError,
    ModelError,
    ModelNotInstalledError,
    ModelRuntimeMissingError,
)
from photosearch.locks import held_alone
from photosearch.types.ids import EncoderId
from photosearch.types.optimisation import Precision, Step, Trial, Verdict
from tests.checkpoints import write_telling_part
from tests.packages import write_colour_package
from tests.unit.embed.optimise.test_optimise import make_order

pytestmark = pytest.mark.usefixtures("plenty_of_memory")

RN50 = KNOWN_MODELS[0]
SAMPLES = optimised.Samples(np.zeros((2, 224, 224, 3), np.uint8), ("a cat",))


@pytest.fixture
def models(tmp_path: Path) -> Path:
    """RN50 is installed: only the tensors that tell it, so it cannot be loaded."""
    folder = tmp_path / "models"
    file = write_telling_part(tmp_path / "rn50.pt", RN50)
    install_from_file(file, folder, on_progress=lambda _done, _total: None)
    return folder


def _optimise(models: Path, name: str = "RN50") -> Verdict:
    return optimised.optimise_installed(
        name, models, SAMPLES, device="cpu", on_step=lambda _step: None, should_stop=lambda: False
    )


def _result(monkeypatch: pytest.MonkeyPatch, *, is_accepted: bool) -> None:
    """The process apart answers this, having left a package if it accepted one."""

    def run(order: Order, _on_step: object, _should_stop: object) -> Verdict:
        trial = Trial("image", Precision.INT8, None, 2.0, 1.0, "no such operator")
        if not is_accepted:
            return Verdict(None, (trial,))
        write_colour_package(order.folder, name=order.model.name, made_from=order.encoder_id)
        return Verdict(load_manifest(order.folder).encoder_id, (trial,))

    monkeypatch.setattr(optimised, "run_apart", run)


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if not path.name.endswith(".lock")}


def test_a_package_is_put_in_place_and_can_be_made_anew_and_removed(
    models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _names(models)
    assert optimised.is_pending("RN50", models)
    _result(monkeypatch, is_accepted=True)
    for _ in range(2):
        verdict = _optimise(models)
        assert load_manifest(models / "RN50-optimised").encoder_id == verdict.encoder_id
        assert _names(models) == before | {"RN50-optimised"}
    assert not optimised.is_pending("RN50", models)
    assert optimised.remove_package("RN50", models)
    assert not optimised.remove_package("RN50", models)
    assert _names(models) == before


def test_a_refusal_is_remembered_for_this_checkpoint(
    models: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _result(monkeypatch, is_accepted=False)
    assert _optimise(models).encoder_id is None
    assert not optimised.is_pending("RN50", models)
    record = json.loads((models / "clip_cn_rn50.pt.optimised.json").read_text())
    assert record["trials"][0]["failure"] == "no such operator"
    other = write_telling_part(tmp_path / "other.pt", RN50)
    with other.open("ab") as stream:
        stream.write(b"x")
    shutil.copy(other, models / RN50.file_name)
    (models / (RN50.file_name + ".json")).unlink()
    assert optimised.is_pending("RN50", models)


def test_a_process_that_fails_leaves_nothing(models: Path) -> None:
    """The checkpoint holds too little to be loaded, which the real process finds out."""
    before = _names(models)
    with pytest.raises(optimised.OptimisationError, match="does not fit the model"):
        _optimise(models)
    assert _names(models) == before
    assert optimised.is_pending("RN50", models)


def test_another_checkpoint_meanwhile_spoils_it(models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = iter([EncoderId("before"), EncoderId("after")])
    monkeypatch.setattr(optimised, "chinese_clip_id", lambda _model, _folder: next(ids))
    _result(monkeypatch, is_accepted=True)
    with pytest.raises(optimised.OptimisationError, match="meanwhile"):
        _optimise(models)
    assert not (models / "RN50-optimised").exists()


@pytest.mark.parametrize("name", ["ViT-B-16", "starter", "none"])
def test_what_is_not_installed_cannot_be_optimised(models: Path, name: str) -> None:
    assert not optimised.is_pending(name, models)
    with pytest.raises(ModelNotInstalledError):
        _optimise(models, name)


def test_room_on_disk_and_in_memory_is_checked_first(models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(machine, "available_bytes", lambda: 1_000_000)
        with pytest.raises(optimised.OptimisationMemoryError, match="of free memory are needed") as caught:
            _optimise(models)
        assert caught.value.facts["free_bytes"] == 1_000_000
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=1_000_000))
    with pytest.raises(DiskFullError) as full:
        _optimise(models)
    assert full.value.facts["free_bytes"] == 1_000_000


def test_one_optimisation_at_a_time(models: Path) -> None:
    with held_alone(models / ".optimise.lock", or_else=""), pytest.raises(BusyError):
        _optimise(models)


def test_missing_libraries_are_named(models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.util.find_spec
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "onnx" else real(name))
    assert not optimised.is_pending("RN50", models)
    with pytest.raises(ModelRuntimeMissingError) as caught:
        _optimise(models)
    assert caught.value.facts["needs"] == ("onnx",)


def test_the_process_apart_makes_a_whole_package(tmp_path: Path) -> None:
    """True speed decides here, so only that there is a verdict is certain."""
    order = make_order(tmp_path)
    steps: list[Step] = []
    verdict = optimised.run_apart(order, steps.append, lambda: False)
    assert steps == list(Step)
    assert verdict.trials
    assert order.folder.exists() == (verdict.encoder_id is not None)


def test_it_stops_at_once_when_told(tmp_path: Path) -> None:
    order = make_order(tmp_path)
    stop = threading.Event()
    with pytest.raises(InstallStoppedError):
        optimised.run_apart(order, lambda _step: stop.set(), stop.is_set)


@pytest.mark.parametrize(
    ("program", "why"), [("raise SystemExit(7)", "code 7"), ("import os; os.abort()", "ended with code")]
)
def test_a_process_that_dies_is_an_error(tmp_path: Path, program: str, why: str) -> None:
    with pytest.raises(optimised.OptimisationError, match=why):
        optimised.run_apart(make_order(tmp_path), lambda _step: None, lambda: False, [sys.executable, "-c", program])


def test_the_errors_are_errors_of_models() -> None:
    assert issubclass(optimised.OptimisationMemoryError, ModelError)
