"""The files of a model are counted and deleted together; other models keep theirs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from photosearch.embed.known_models import KNOWN_MODELS
from photosearch.embed.models.catalogue import install, list_encoders
from photosearch.embed.models.removal import bundled_bytes, remove_weights, weights_bytes
from photosearch.errors import BusyError
from photosearch.locks import held_alone
from tests.checkpoints import write_telling_part
from tests.packages import write_colour_package

RN50, VIT_L, VIT_L_336 = KNOWN_MODELS[0], KNOWN_MODELS[2], KNOWN_MODELS[3]


@pytest.fixture
def bundled(tmp_path: Path) -> Path:
    write_colour_package(tmp_path / "bundled" / "starter", name="starter")
    return tmp_path / "bundled"


@pytest.fixture
def models(tmp_path: Path) -> Path:
    for model in (VIT_L, VIT_L_336):
        install(
            "",
            models_folder=tmp_path / "models",
            file=write_telling_part(tmp_path / "given.pt", model),
            source="auto",
            on_progress=lambda _done, _total: None,
            should_stop=lambda: False,
        )
    return tmp_path / "models"


def installed(models: Path, bundled: Path) -> list[str]:
    return [info.name for info in list_encoders(models, bundled) if info.is_installed]


def size_of(*places: Path) -> int:
    files = [file for place in places for file in (place.rglob("*") if place.is_dir() else [place])]
    return sum(file.stat().st_size for file in files)


def test_a_checkpoint_goes_with_its_records_and_optimised_form(models: Path, bundled: Path) -> None:
    package = write_colour_package(models / "ViT-L-14-optimised", name="ViT-L-14")
    checkpoint = models / VIT_L.file_name
    refusal = models / f"{VIT_L.file_name}.optimised.json"
    refusal.write_text("{}")
    record = checkpoint.with_name(f"{checkpoint.name}.json")
    assert weights_bytes("ViT-L-14", models, bundled) == size_of(checkpoint, record, refusal, package)
    remove_weights("ViT-L-14", models)
    assert not any(place.exists() for place in (checkpoint, record, refusal, package))
    assert weights_bytes("ViT-L-14", models, bundled) == 0
    assert installed(models, bundled) == ["starter", "ViT-L-14-336"]


def test_what_is_bundled_is_counted_and_stays(models: Path, bundled: Path) -> None:
    remove_weights("starter", models)
    assert weights_bytes("starter", models, bundled) == size_of(bundled / "starter") > 0
    assert bundled_bytes("starter", bundled) == size_of(bundled / "starter")
    assert "starter" in installed(models, bundled)


def test_what_is_left_of_a_killed_removal_can_be_removed(models: Path, bundled: Path) -> None:
    package = write_colour_package(models / "mine", name="mine")
    (package / "image.onnx").unlink()
    assert weights_bytes("mine", models, bundled) == size_of(package) > 0
    assert bundled_bytes("mine", bundled) == 0
    remove_weights("mine", models)
    assert not package.exists()


def test_a_model_that_is_not_there_takes_nothing(models: Path, bundled: Path) -> None:
    shutil.rmtree(models)
    assert weights_bytes(RN50.name, models, bundled) == weights_bytes("none", models, bundled) == 0
    remove_weights(RN50.name, models)
    remove_weights("none", models)


def test_nothing_is_removed_while_another_process_installs(models: Path) -> None:
    with held_alone(models / ".install.lock", or_else=""), pytest.raises(BusyError):
        remove_weights("ViT-L-14", models)
    assert (models / VIT_L.file_name).exists()
