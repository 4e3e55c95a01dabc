"""A package goes from one person to another in one archive, and is put in place only if every file is proven."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from photosearch.embed.models.digests import InstallStoppedError
from photosearch.embed.models.packages import is_package_archive, unpack, write_archive
from photosearch.embed.running.package_manifest import PackageManifest, load_manifest
from photosearch.errors import ModelFileError, ModelPackageError
from photosearch.types.models import WrongFile
from tests.packages import write_colour_package


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Called as a published model is, with its length of embeddings."""
    return _stated(write_colour_package(tmp_path / "package", name="ViT-B-16"), dim=512, made_from="a checkpoint")


def _stated(package: Path, **fields: object) -> Path:
    manifest = package / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | fields))
    return package


def _unpack(source: Path, target: Path) -> PackageManifest:
    return unpack(source, target, lambda _done, _total: None, lambda: False)


def test_an_archive_and_a_folder_give_the_same_package(package: Path, tmp_path: Path) -> None:
    write_archive(package, tmp_path / "model.zip")
    assert is_package_archive(tmp_path / "model.zip")
    assert not list(tmp_path.glob("*.part"))
    (package / "notes.txt").write_text("mine")
    for name, source in (("a", package), ("b", tmp_path / "model.zip")):
        _unpack(source, tmp_path / name)
        found = load_manifest(tmp_path / name)
        assert found.encoder_id == load_manifest(package).encoder_id
        assert found.made_from is None
        assert {path.name for path in (tmp_path / name).iterdir()} == {"manifest.json", *found.files}


def test_a_damaged_file_is_refused(package: Path, tmp_path: Path) -> None:
    data = bytearray((package / "text.onnx").read_bytes())
    data[-1] ^= 1
    (package / "text.onnx").write_bytes(data)
    write_archive(package, tmp_path / "model.zip")
    for name, source in (("a", package), ("b", tmp_path / "model.zip")):
        with pytest.raises(ModelPackageError, match="damaged"):
            _unpack(source, tmp_path / name)


def test_a_missing_file_is_refused(package: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "model.zip", "w") as archive:
        archive.write(package / "manifest.json", "manifest.json")
    (package / "vocab.txt").unlink()
    for name, source in (("a", package), ("b", tmp_path / "model.zip")):
        with pytest.raises(ModelPackageError, match=r"cannot be (read|unpacked)"):
            _unpack(source, tmp_path / name)


def test_no_more_is_unpacked_than_the_manifest_says(package: Path, tmp_path: Path) -> None:
    (package / "vocab.txt").write_bytes((package / "vocab.txt").read_bytes() + bytes(5_000_000))
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for file in package.iterdir():
            archive.write(file, file.name)
        archive.writestr("../outside.txt", "no")
    _unpack(tmp_path / "bomb.zip", tmp_path / "a")
    assert (tmp_path / "a" / "vocab.txt").stat().st_size < 1000
    assert not (tmp_path / "outside.txt").exists()


@pytest.mark.parametrize("fields", [{"name": "../../escape"}, {"name": "starter"}, {"dim": 48}])
def test_a_package_of_another_model_is_refused(package: Path, tmp_path: Path, fields: dict[str, object]) -> None:
    with pytest.raises(ModelFileError) as caught:
        _unpack(_stated(package, **fields), tmp_path / "a")
    assert caught.value.found is WrongFile.OTHER_PACKAGE


def test_it_can_be_stopped(package: Path, tmp_path: Path) -> None:
    with pytest.raises(InstallStoppedError):
        unpack(package, tmp_path / "a", lambda _done, _total: None, lambda: True)
