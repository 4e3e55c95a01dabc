"""Checkpoints are recognised, verified and recorded; changed ones are refused."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest
import torch

from photosearch.embed.known_models import KNOWN_MODELS
from photosearch.embed.models.digests import InstallStoppedError
from photosearch.embed.models.weights import InstalledModel, chinese_clip_id, install_from_file, installed_models
from photosearch.errors import ModelNotInstalledError, ModelWeightsError
from tests.checkpoints import write_state, write_telling_part

RN50, VIT_B_16 = KNOWN_MODELS[:2]


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_telling_part(tmp_path_factory.mktemp("download") / "any name.pt", VIT_B_16)


def _install(file: Path, folder: Path, name: str | None = None) -> InstalledModel:
    return install_from_file(file, folder, name=name, on_progress=lambda _done, _total: None)


def _id_of(file: Path) -> str:
    return f"chinese-clip-ViT-B-16-{hashlib.sha256(file.read_bytes()).hexdigest()[:12]}-p1"


def test_a_file_is_recognised_copied_and_recorded(checkpoint: Path, tmp_path: Path) -> None:
    seen: list[tuple[int, int | None]] = []
    folder = tmp_path / "models"
    installed = install_from_file(checkpoint, folder, on_progress=lambda done, total: seen.append((done, total)))
    assert installed == InstalledModel(VIT_B_16, folder / "clip_cn_vit-b-16.pt", installed.encoder_id)
    assert installed.encoder_id == _id_of(checkpoint)
    assert installed.checkpoint.read_bytes() == checkpoint.read_bytes()
    assert seen[-1] == (checkpoint.stat().st_size, checkpoint.stat().st_size)
    assert installed_models(folder) == (installed,)


def test_a_file_with_another_model_is_refused(checkpoint: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelWeightsError, match="holds ViT-B-16, not RN50"):
        _install(checkpoint, tmp_path, "RN50")
    assert _install(checkpoint, tmp_path, "vit-b-16").model is VIT_B_16


def test_a_model_of_another_kind_is_refused(tmp_path: Path) -> None:
    other = write_state(tmp_path / "other.pt", {"visual.conv1.weight": torch.zeros(1, 3, 2, 2)})
    with pytest.raises(ModelWeightsError, match="none of the five"):
        _install(other, tmp_path / "models")


def test_a_damaged_file_is_refused_and_leaves_nothing(checkpoint: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.pt"
    data = bytearray(checkpoint.read_bytes())
    data[500_000:564_000] = os.urandom(64_000)
    damaged.write_bytes(data)
    with pytest.raises(ModelWeightsError, match="damaged"):
        _install(damaged, tmp_path / "models")
    assert [file.name for file in (tmp_path / "models").iterdir() if file.suffix != ".lock"] == []


def test_stopping_leaves_nothing(checkpoint: Path, tmp_path: Path) -> None:
    with pytest.raises(InstallStoppedError):
        install_from_file(checkpoint, tmp_path, on_progress=lambda _done, _total: None, should_stop=lambda: True)
    assert installed_models(tmp_path) == ()


def test_a_missing_file_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        _install(tmp_path / "none.pt", tmp_path)


def test_a_checkpoint_put_there_by_hand_is_known_after_its_digest_was_made(checkpoint: Path, tmp_path: Path) -> None:
    (tmp_path / VIT_B_16.file_name).write_bytes(checkpoint.read_bytes())
    assert [found.encoder_id for found in installed_models(tmp_path)] == [None]
    assert chinese_clip_id(VIT_B_16, tmp_path) == _id_of(checkpoint)
    assert [found.encoder_id for found in installed_models(tmp_path)] == [_id_of(checkpoint)]


def test_a_touched_checkpoint_is_still_the_same(checkpoint: Path, tmp_path: Path) -> None:
    installed = _install(checkpoint, tmp_path)
    os.utime(installed.checkpoint, ns=(1, 1))
    assert [found.encoder_id for found in installed_models(tmp_path)] == [None]
    assert chinese_clip_id(VIT_B_16, tmp_path) == installed.encoder_id
    assert [found.encoder_id for found in installed_models(tmp_path)] == [installed.encoder_id]


def test_a_changed_checkpoint_is_refused_until_installed_again(checkpoint: Path, tmp_path: Path) -> None:
    installed = _install(checkpoint, tmp_path)
    with installed.checkpoint.open("r+b") as stream:
        stream.seek(1_000_000)
        stream.write(os.urandom(64_000))
    os.utime(installed.checkpoint, ns=(1, 1))
    with pytest.raises(ModelWeightsError, match="changed since it was installed"):
        chinese_clip_id(VIT_B_16, tmp_path)
    assert _install(checkpoint, tmp_path).encoder_id == installed.encoder_id
    assert chinese_clip_id(VIT_B_16, tmp_path) == installed.encoder_id


@pytest.mark.parametrize("record", ["", "[]", json.dumps({"sha256": "a"})])
def test_an_unreadable_record_is_made_anew(checkpoint: Path, tmp_path: Path, record: str) -> None:
    installed = _install(checkpoint, tmp_path)
    (tmp_path / (VIT_B_16.file_name + ".json")).write_text(record)
    assert chinese_clip_id(VIT_B_16, tmp_path) == installed.encoder_id


def test_a_model_that_is_not_there(tmp_path: Path) -> None:
    assert installed_models(tmp_path / "none") == ()
    with pytest.raises(ModelNotInstalledError):
        chinese_clip_id(RN50, tmp_path)
