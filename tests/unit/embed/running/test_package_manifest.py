"""A package is used only when its manifest makes sense and every byte is the packed one."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photosearch.embed.running.package_manifest import load_manifest
from photosearch.errors import ModelPackageError
from photosearch.types.photos import PixelSpec, Resize
from tests.packages import write_colour_package

Manifest = dict[str, Any]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_colour_package(tmp_path / "package")


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Manifest:
    folder = write_colour_package(tmp_path_factory.mktemp("raw") / "package")
    manifest: Manifest = json.loads((folder / "manifest.json").read_text())
    return manifest


def _rewrite(folder: Path, change: Callable[[Manifest], object]) -> None:
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text())
    change(manifest)
    path.write_text(json.dumps(manifest))


def test_a_sound_package_is_read(folder: Path) -> None:
    manifest = load_manifest(folder)
    assert (manifest.name, manifest.dim, manifest.context_length) == ("colours", 48, 16)
    assert manifest.pixel_spec == PixelSpec(64, Resize.SQUASH)
    assert manifest.match_floor is None
    assert manifest.read("vocab.txt") == (folder / "vocab.txt").read_bytes()


def test_the_optional_parts_are_read(folder: Path) -> None:
    _rewrite(folder, lambda raw: raw.update(match_floor=0.2, coverage={"file": "known.json"}))
    manifest = load_manifest(folder)
    assert (manifest.match_floor, manifest.coverage_file) == (0.2, "known.json")


CHANGES: dict[str, tuple[Callable[[Manifest], object], str]] = {
    "newer": (lambda raw: raw.update(format=3), "reads up to 2"),
    "older": (lambda raw: raw.update(format=0), "never used"),
    "no name": (lambda raw: raw.pop("name"), "name is missing"),
    "dim text": (lambda raw: raw.update(dim="48"), "dim"),
    "dim zero": (lambda raw: raw.update(dim=0), "dim is 0"),
    "dim bool": (lambda raw: raw.update(dim=True), "dim"),
    "floor": (lambda raw: raw.update(match_floor="high"), "match_floor is not a number"),
    "floor nan": (lambda raw: raw.update(match_floor=float("nan")), "match_floor"),
    "no image": (lambda raw: raw.pop("image"), "image is missing"),
    "image list": (lambda raw: raw.update(image=[]), "image: this is not an object"),
    "resize": (lambda raw: raw["image"].update(resize="stretch"), "resize rule 'stretch'"),
    "interpolation": (lambda raw: raw["image"].update(interpolation="nearest"), "not bicubic"),
    "mean": (lambda raw: raw["image"].update(mean=[1, 2]), "2 values"),
    "mean text": (lambda raw: raw["image"].update(mean=[1, 2, "3"]), "mean is not a number"),
    "scale": (lambda raw: raw["image"].update(scale=[1, 0, 1]), "zero"),
    "tokenizer": (lambda raw: raw["text"].update(tokenizer="bpe"), "tokenizer 'bpe'"),
    "path": (lambda raw: raw["files"].update({"../x": {"sha256": "a", "bytes": 1}}), "plain file name"),
    "windows path": (lambda raw: raw["files"].update({"c:\\x": {"sha256": "a", "bytes": 1}}), "plain file name"),
    "no bytes": (lambda raw: raw["files"]["vocab.txt"].pop("bytes"), "bytes is missing"),
}


@pytest.mark.parametrize(("change", "why"), CHANGES.values(), ids=CHANGES.keys())
def test_what_makes_no_sense_is_refused_with_a_sentence(
    folder: Path, change: Callable[[Manifest], object], why: str
) -> None:
    _rewrite(folder, change)
    with pytest.raises(ModelPackageError, match=why) as caught:
        load_manifest(folder)
    assert caught.value.detail.startswith("the model package cannot be used: ")
    assert caught.value.facts["path"] == folder


@pytest.mark.parametrize("content", [b"", b"\xff", b"[]", b"null", b"[" * 100_000])
def test_no_manifest_at_all(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "manifest.json").write_bytes(content)
    with pytest.raises(ModelPackageError):
        load_manifest(tmp_path)


def test_a_missing_manifest(tmp_path: Path) -> None:
    with pytest.raises(ModelPackageError, match=r"manifest\.json cannot be read"):
        load_manifest(tmp_path)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=150)
@given(data=st.data(), value=JSON)
def test_any_field_may_be_anything(
    raw: Manifest, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, value: object
) -> None:
    manifest = copy.deepcopy(raw)
    section = manifest[data.draw(st.sampled_from(["image", "text", "files"]))] if data.draw(st.booleans()) else manifest
    section[data.draw(st.sampled_from(sorted(section)))] = value
    folder = tmp_path_factory.mktemp("any")
    (folder / "manifest.json").write_text(json.dumps(manifest))
    try:
        assert load_manifest(folder).dim > 0
    except ModelPackageError as error:
        assert error.detail  # noqa: PT017 - either outcome is right


def test_a_file_of_another_length_is_damaged(folder: Path) -> None:
    with (folder / "vocab.txt").open("a") as stream:
        stream.write("x")
    with pytest.raises(ModelPackageError, match=r"vocab\.txt has \d+ bytes instead of"):
        load_manifest(folder).read("vocab.txt")


def test_one_changed_bit_is_damage(folder: Path) -> None:
    data = bytearray((folder / "vocab.txt").read_bytes())
    data[0] ^= 1
    (folder / "vocab.txt").write_bytes(data)
    with pytest.raises(ModelPackageError, match="SHA-256"):
        load_manifest(folder).read("vocab.txt")


def test_missing_and_unlisted_files_are_refused(folder: Path) -> None:
    manifest = load_manifest(folder)
    (folder / "vocab.txt").unlink()
    with pytest.raises(ModelPackageError, match="cannot be read"):
        manifest.read("vocab.txt")
    with pytest.raises(ModelPackageError, match="not listed"):
        manifest.read("other.txt")
