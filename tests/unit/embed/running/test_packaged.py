"""A model package embeds pictures and words into one space, and a bad one says what is wrong."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import PIL.Image
import pytest

from photosearch.decode.pixels import fit
from photosearch.embed.running.encoder import EncoderClosedError
from photosearch.embed.running.packaged import PackagedEncoder
from photosearch.errors import ModelPackageError
from photosearch.resources import resource
from photosearch.types.arrays import UInt8Array
from photosearch.types.photos import PixelSpec
from tests.packages import write_colour_package
from tests.photos import real_photo

COLOURS = {"red": (255, 0, 0), "green": (0, 255, 0), "blue": (0, 0, 255), "dark": (0, 0, 0), "bright": (255, 255, 255)}


def _plain(*colours: tuple[int, int, int]) -> UInt8Array:
    pixels = np.empty((len(colours), 64, 64, 3), np.uint8)
    pixels[:] = np.asarray(colours, np.uint8)[:, np.newaxis, np.newaxis]
    return pixels


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> PackagedEncoder:
    return PackagedEncoder(write_colour_package(tmp_path_factory.mktemp("package") / "colours"), threads=1)


def _replace(folder: Path, file_name: str, data: bytes, change: Callable[[dict[str, Any]], object]) -> Path:
    """Put ``data`` into the package, with a manifest that vouches for it."""
    (folder / file_name).write_bytes(data)
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["files"][file_name] = {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
    change(manifest)
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return folder


def test_words_find_their_colours(encoder: PackagedEncoder) -> None:
    scores = encoder.encode_texts(list(COLOURS)) @ encoder.encode_images(_plain(*COLOURS.values())).T
    assert scores.argmax(axis=1).tolist() == [0, 1, 2, 3, 4]
    assert np.allclose(np.diag(scores), 1, atol=0.02)


def test_embeddings_are_unit_float32_whatever_the_batch(encoder: PackagedEncoder) -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (37, 64, 64, 3), np.uint8)
    together = encoder.encode_images(pixels)
    assert together.dtype == np.float32
    assert together.shape == (37, 48)
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    singly = np.concatenate([encoder.encode_images(pixels[i : i + 1]) for i in range(37)])
    assert np.allclose(together, singly, atol=1e-5)


def test_nothing_gives_nothing(encoder: PackagedEncoder) -> None:
    assert encoder.encode_images(_plain((0, 0, 0))[:0]).shape == (0, 48)
    assert encoder.encode_texts([]).shape == (0, 48)
    assert encoder.encode_texts([""]).shape == (1, 48)


def test_it_says_what_it_is(encoder: PackagedEncoder) -> None:
    assert (encoder.name, encoder.dim, encoder.pixel_spec) == ("colours", 48, PixelSpec(64))
    assert encoder.encoder_id.startswith("colours-1-")
    assert (encoder.device, encoder.match_floor, encoder.preferred_batch) == ("cpu", None, 16)


def test_wrong_pixels_are_a_mistake(encoder: PackagedEncoder) -> None:
    with pytest.raises(ValueError, match="64, 64, 3"):
        encoder.encode_images(np.zeros((1, 32, 32, 3), np.uint8))


def test_without_a_list_the_vocabulary_says_what_is_unknown(encoder: PackagedEncoder) -> None:
    assert encoder.unknown_words("red zebra 红色") == ("zebra", "色")


def test_a_list_of_known_words_says_what_is_unknown(tmp_path: Path) -> None:
    known = json.dumps({"format": 1, "rule": "longest-words-v1", "en": ["red"], "zh": ["红色"]}).encode()
    folder = write_colour_package(tmp_path / "colours")
    _replace(folder, "known.json", known, lambda manifest: manifest.update(coverage={"file": "known.json"}))
    assert PackagedEncoder(folder, threads=1).unknown_words("red blue 红色红") == ("blue", "红")


def test_a_list_of_another_rule_is_refused(tmp_path: Path) -> None:
    folder = write_colour_package(tmp_path / "colours")
    _replace(folder, "known.json", b"{}", lambda manifest: manifest.update(coverage={"file": "known.json"}))
    with pytest.raises(ModelPackageError, match="longest-words-v1"):
        PackagedEncoder(folder)


def test_a_shrunk_one_embeds_the_same(tmp_path: Path) -> None:
    encoder = PackagedEncoder(write_colour_package(tmp_path / "colours"), threads=1)
    before = encoder.encode_images(_plain(*COLOURS.values()))
    encoder.shrink()
    assert np.array_equal(encoder.encode_images(_plain(*COLOURS.values())), before)
    encoder.close()
    encoder.shrink()


def test_a_closed_encoder_still_says_what_it_is(tmp_path: Path) -> None:
    encoder = PackagedEncoder(write_colour_package(tmp_path / "colours"), threads=1)
    encoder.close()
    encoder.close()
    assert (encoder.dim, encoder.unknown_words("zebra")) == (48, ("zebra",))
    with pytest.raises(EncoderClosedError):
        encoder.encode_texts(["red"])
    with pytest.raises(EncoderClosedError):
        encoder.encode_images(_plain((0, 0, 0)))


@pytest.mark.parametrize("file_name", ["image.onnx", "text.onnx", "vocab.txt"])
def test_any_damaged_file_is_refused(tmp_path: Path, file_name: str) -> None:
    folder = write_colour_package(tmp_path / "colours")
    data = bytearray((folder / file_name).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / file_name).write_bytes(data)
    with pytest.raises(ModelPackageError, match=file_name):
        PackagedEncoder(folder)


def _unchanged(_manifest: dict[str, Any]) -> None:
    pass


def test_a_tower_that_is_no_model_is_refused_in_words(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = _replace(write_colour_package(tmp_path / "colours"), "image.onnx", b"not a model", _unchanged)
    with pytest.raises(ModelPackageError, match="cannot be loaded"):
        PackagedEncoder(folder)
    assert capfd.readouterr() == ("", "")


def test_a_vocabulary_without_special_pieces_is_refused(tmp_path: Path) -> None:
    folder = _replace(write_colour_package(tmp_path / "colours"), "vocab.txt", b"cat\n", _unchanged)
    with pytest.raises(ModelPackageError, match="no vocabulary"):
        PackagedEncoder(folder)


def test_towers_must_fit_the_manifest(tmp_path: Path) -> None:
    folder = write_colour_package(tmp_path / "colours")
    vocabulary = (folder / "vocab.txt").read_bytes()
    _replace(folder, "vocab.txt", vocabulary, lambda manifest: manifest["image"].update(input="picture"))
    with pytest.raises(ModelPackageError, match="the manifest says otherwise"):
        PackagedEncoder(folder)


def test_an_embedding_of_another_length_is_refused(tmp_path: Path) -> None:
    folder = write_colour_package(tmp_path / "colours")
    vocabulary = (folder / "vocab.txt").read_bytes()
    _replace(folder, "vocab.txt", vocabulary, lambda manifest: manifest.update(dim=47))
    with pytest.raises(ModelPackageError, match="instead of"):
        PackagedEncoder(folder).encode_texts(["red"])


def test_the_bundled_starter_knows_a_cat_when_it_is_told_of_one() -> None:
    encoder = PackagedEncoder(resource("models", "starter"), threads=1)
    names = ["cat", "coffee", "rocket", "motorcycle"]
    squares = [fit(PIL.Image.open(real_photo(name)).convert("RGB"), encoder.pixel_spec) for name in names]
    scores = encoder.encode_texts(["猫", "咖啡", "a motorcycle"]) @ encoder.encode_images(np.stack(squares)).T
    assert scores.argmax(axis=1).tolist() == [0, 1, 3]
    assert encoder.unknown_words("一只猫 a cat") == ()
    assert encoder.unknown_words("xyzzyplugh") == ("xyzzyplugh",)


def test_importing_it_loads_no_runtime() -> None:
    at_work = ["batching", "chinese_clip", "coverage", "packaged", "service"]
    modules = [f"running.{name}" for name in at_work] + ["models.catalogue", "models.weights"]
    heavy = {"torch", "cn_clip", "torchvision", "onnxruntime", "PIL"}
    code = (
        f"import sys, {', '.join(f'photosearch.embed.{name}' for name in modules)}\nprint({heavy} & set(sys.modules))"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "set()"
