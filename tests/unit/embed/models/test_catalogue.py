"""Encoders are listed, chosen and opened by name."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from photosearch.embed.known_models import KNOWN_MODELS
from photosearch.embed.models.catalogue import (
    default_encoder_name,
    encoder_id_of,
    install,
    installed_encoders,
    list_encoders,
    open_by_id,
    open_encoder,
)
from photosearch.errors import ModelNotInstalledError, ModelPackageError, ModelWeightsError
from photosearch.types.ids import EncoderId
from tests.checkpoints import write_telling_part
from tests.packages import write_colour_package

VIT_B_16 = KNOWN_MODELS[1]


@pytest.fixture
def bundled(tmp_path: Path) -> Path:
    write_colour_package(tmp_path / "bundled" / "starter", name="starter")
    return tmp_path / "bundled"


@pytest.fixture
def models(tmp_path: Path) -> Path:
    return tmp_path / "models"


def _install(models: Path, tmp_path: Path) -> None:
    file = write_telling_part(tmp_path / "vit.pt", VIT_B_16)
    install(
        "", models_folder=models, file=file, source="auto", on_progress=lambda _d, _t: None, should_stop=lambda: False
    )


def test_packages_and_all_five_models_are_listed(models: Path, bundled: Path) -> None:
    found = list_encoders(models, bundled)
    assert [info.name for info in found] == ["starter", "RN50", "ViT-B-16", "ViT-L-14", "ViT-L-14-336", "ViT-H-14"]
    assert [info.is_installed for info in found] == [True, *[False] * 5]
    assert found[0].encoder_id is not None
    assert found[0].download_bytes is None
    assert all(info.download_bytes for info in found[1:])


@pytest.mark.parametrize(("torch_build", "size"), [("2.13.0+cpu", 377_000_000), ("2.13.0", 753_000_000)])
def test_the_download_is_that_of_the_form_that_is_taken_here(
    models: Path, bundled: Path, monkeypatch: pytest.MonkeyPatch, torch_build: str, size: int
) -> None:
    monkeypatch.setattr("importlib.metadata.version", lambda _name: torch_build)
    (info,) = (info for info in list_encoders(models, bundled) if info.name == "ViT-B-16")
    assert info.download_bytes == size


def test_the_starter_is_the_default_until_a_model_is_installed(models: Path, bundled: Path, tmp_path: Path) -> None:
    assert default_encoder_name(models, bundled) == "starter"
    _install(models, tmp_path)
    assert default_encoder_name(models, bundled) == "ViT-B-16"


def test_an_installed_model_has_its_id(models: Path, bundled: Path, tmp_path: Path) -> None:
    _install(models, tmp_path)
    (info,) = [info for info in list_encoders(models, bundled) if info.name == "ViT-B-16"]
    assert info.is_installed
    assert info.encoder_id == encoder_id_of("ViT-B-16", models_folder=models, bundled=bundled)


def test_a_package_is_opened_under_its_name(models: Path, bundled: Path) -> None:
    encoder = open_encoder("starter", models_folder=models, bundled=bundled, device="auto", threads=1)
    assert encoder.encoder_id == encoder_id_of("starter", models_folder=models, bundled=bundled)
    encoder.close()


def test_an_installed_package_goes_before_a_bundled_one(models: Path, bundled: Path) -> None:
    write_colour_package(models / "better", name="starter", seed=3)
    assert len([info for info in list_encoders(models, bundled) if info.name == "starter"]) == 1
    opened = open_encoder("starter", models_folder=models, bundled=bundled, device="cpu", threads=1)
    assert opened.encoder_id == encoder_id_of("starter", models_folder=models, bundled=models)
    opened.close()


def test_a_damaged_package_is_listed_and_says_why_when_opened(models: Path, bundled: Path) -> None:
    (bundled / "starter" / "manifest.json").write_text("{}")
    assert not list_encoders(models, bundled)[0].is_installed
    with pytest.raises(ModelPackageError, match="format"):
        open_encoder("starter", models_folder=models, bundled=bundled, device="cpu", threads=1)


@pytest.mark.parametrize("name", ["RN50", "nonsense"])
def test_what_is_not_installed_is_said(models: Path, bundled: Path, name: str) -> None:
    with pytest.raises(ModelNotInstalledError) as caught:
        open_encoder(name, models_folder=models, bundled=bundled, device="cpu", threads=1)
    assert caught.value.facts["name"] == name
    with pytest.raises(ModelNotInstalledError):
        encoder_id_of(name, models_folder=models, bundled=bundled)


def _optimise(models: Path, made_from: str | None) -> Path:
    """A package that goes by the name of the installed model."""
    folder = write_colour_package(models / "ViT-B-16-optimised", name="ViT-B-16")
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps(manifest | {"made_from": made_from}))
    return folder


def test_an_optimised_model_is_told_once_and_both_forms_can_be_opened(
    models: Path, bundled: Path, tmp_path: Path
) -> None:
    _install(models, tmp_path)
    original = encoder_id_of("ViT-B-16", models_folder=models, bundled=bundled)
    _optimise(models, original)
    (info,) = [info for info in list_encoders(models, bundled) if info.name == "ViT-B-16"]
    assert info.encoder_id == encoder_id_of("ViT-B-16", models_folder=models, bundled=bundled) != original
    assert info.download_bytes
    assert default_encoder_name(models, bundled) == "ViT-B-16"
    ids = [info.encoder_id for info in installed_encoders(models, bundled) if info.name == "ViT-B-16"]
    assert ids == [info.encoder_id, original]
    encoder = open_by_id(info.encoder_id, models_folder=models, bundled=bundled, device="cpu", threads=1)
    assert encoder.encoder_id == info.encoder_id
    # The original is looked for as such: this one holds too little to be loaded.
    with pytest.raises(ModelWeightsError):
        open_by_id(original, models_folder=models, bundled=bundled, device="cpu", threads=1)
    with pytest.raises(ModelNotInstalledError):
        open_by_id(EncoderId("gone"), models_folder=models, bundled=bundled, device="cpu", threads=1)


def test_a_package_of_an_earlier_checkpoint_is_passed_over(models: Path, bundled: Path, tmp_path: Path) -> None:
    _install(models, tmp_path)
    original = encoder_id_of("ViT-B-16", models_folder=models, bundled=bundled)
    _optimise(models, "chinese-clip-ViT-B-16-another")
    assert encoder_id_of("ViT-B-16", models_folder=models, bundled=bundled) == original


def test_without_the_runtime_of_its_package_a_model_opens_as_it_came(
    models: Path, bundled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _install(models, tmp_path)
    original = encoder_id_of("ViT-B-16", models_folder=models, bundled=bundled)
    manifest_file = _optimise(models, original) / "manifest.json"
    manifest = json.loads(manifest_file.read_text())
    manifest["image"]["weights"] = "image.bin"
    manifest_file.write_text(json.dumps(manifest))
    assert encoder_id_of("ViT-B-16", models_folder=models, bundled=bundled) != original
    monkeypatch.setitem(sys.modules, "openvino", None)
    assert encoder_id_of("ViT-B-16", models_folder=models, bundled=bundled) == original


def test_a_package_works_without_its_checkpoint(models: Path, bundled: Path) -> None:
    _optimise(models, "chinese-clip-ViT-B-16-another")
    assert default_encoder_name(models, bundled) == "ViT-B-16"
    encoder = open_encoder("ViT-B-16", models_folder=models, bundled=bundled, device="auto", threads=1)
    assert encoder.name == "ViT-B-16"
