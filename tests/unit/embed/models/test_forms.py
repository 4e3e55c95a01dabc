"""Every form of a model that people have is told by its bytes, and what is none is told for what it is."""

from __future__ import annotations

import pickle
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from photosearch.embed.known_models import KNOWN_MODELS
from photosearch.embed.models.forms import Form, recognise
from photosearch.errors import ModelFileError
from photosearch.types.models import WrongFile
from tests.checkpoints import write_telling_part
from tests.hub_graphs import write_telling_graph
from tests.packages import write_colour_package

RN50, VIT_B_16 = KNOWN_MODELS[:2]


def test_the_forms_are_told_apart(tmp_path: Path) -> None:
    checkpoint = write_telling_part(tmp_path / "any.name", RN50)
    assert recognise(checkpoint).form is Form.CHECKPOINT
    graph = recognise(write_telling_graph(tmp_path / "model.bin", VIT_B_16))
    assert (graph.form, graph.model) == (Form.GRAPH, VIT_B_16)
    package = write_colour_package(tmp_path / "package", name="ViT-B-16")
    assert recognise(package).form is Form.PACKAGE_FOLDER
    with zipfile.ZipFile(tmp_path / "package.zip", "w") as archive:
        archive.write(package / "manifest.json", "manifest.json")
    assert recognise(tmp_path / "package.zip").form is Form.PACKAGE_ARCHIVE


def test_of_a_snapshot_folder_the_best_is_taken(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    (tmp_path / "README.md").write_text("# Chinese-CLIP")
    write_telling_part(tmp_path / "clip_cn_vit-b-16.pt", VIT_B_16)
    assert recognise(tmp_path).form is Form.CHECKPOINT
    write_telling_graph(tmp_path / "onnx" / "model_quantized.onnx", VIT_B_16, "MatMulInteger")
    write_telling_graph(tmp_path / "onnx" / "model.onnx", VIT_B_16)
    assert recognise(tmp_path).path == tmp_path / "onnx" / "model.onnx"
    write_telling_graph(tmp_path / "onnx" / "model_fp16.onnx", VIT_B_16)
    assert recognise(tmp_path).path == tmp_path / "onnx" / "model_fp16.onnx"


def _half_a_checkpoint(path: Path) -> None:
    whole = write_telling_part(path, RN50).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def _half_a_graph_file(path: Path) -> None:
    whole = write_telling_graph(path, VIT_B_16).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def _other_archive(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")


def _another_graph(path: Path) -> None:
    path.write_bytes((write_colour_package(path.parent / "colours") / "image.onnx").read_bytes())


def _text_tower_alone(path: Path) -> None:
    data = write_telling_graph(path, VIT_B_16).read_bytes()
    path.write_bytes(data.replace(b"image_embeds", b"other_embeds"))


def _old_pickle(path: Path) -> None:
    path.write_bytes(pickle.dumps({"weights": [1.0] * 200}))


def _bytes(data: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(data)


@pytest.mark.parametrize(
    ("name", "write", "found"),
    [
        ("model.onnx", _bytes(b""), WrongFile.EMPTY),
        ("model.onnx", _bytes(b"\n<!DOCTYPE html><html><body>log in"), WrongFile.WEB_PAGE),
        ("model.onnx", _bytes(b"version https://git-lfs.github.com/spec/v1\noid sha256:ab\n"), WrongFile.POINTER),
        ("photo.jpg", _bytes(b"\xff\xd8\xff\xe0" + bytes(100)), WrongFile.PICTURE),
        ("photo.png", _bytes(b"\x89PNG\r\n\x1a\n" + bytes(100)), WrongFile.PICTURE),
        ("vocab.txt", _bytes("[PAD]\n猫\n狗\n".encode() * 100), WrongFile.TEXT),
        ("config.json", _bytes(b'{"model_type": "chinese_clip"}'), WrongFile.TEXT),
        ("llama.gguf", _bytes(b"GGUF\x03" + bytes(100)), WrongFile.OTHER_PROGRAM),
        ("model.rar", _bytes(b"Rar!\x1a\x07" + bytes(100)), WrongFile.ARCHIVE),
        ("paper.docx", _other_archive, WrongFile.ARCHIVE),
        ("old.pt", _old_pickle, WrongFile.OLD_PICKLE),
        ("half.pt", _half_a_checkpoint, WrongFile.UNFINISHED),
        ("half.onnx", _half_a_graph_file, WrongFile.UNFINISHED),
        ("model.onnx.crdownload", _bytes(b"\x08\x07" + bytes(100)), WrongFile.UNFINISHED),
        ("model.safetensors", _bytes((16).to_bytes(8, "little") + b'{"a": 1}' + bytes(60)), WrongFile.TRANSFORMERS),
        ("q8.onnx", lambda path: write_telling_graph(path, VIT_B_16, "MatMulInteger"), WrongFile.EIGHT_BITS),
        ("text.onnx", _text_tower_alone, WrongFile.HALF_GRAPH),
        ("colours.onnx", _another_graph, WrongFile.OTHER_GRAPH),
        ("noise.dat", _bytes(bytes(range(1, 128)) * 9), WrongFile.UNKNOWN),
    ],
)
def test_what_is_no_model_is_told_for_what_it_is(
    name: str, write: Callable[[Path], object], found: WrongFile, tmp_path: Path
) -> None:
    write(tmp_path / name)
    with pytest.raises(ModelFileError) as caught:
        recognise(tmp_path / name)
    assert caught.value.found is found
    assert caught.value.path == tmp_path / name


def test_a_folder_without_weights_is_told(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    with pytest.raises(ModelFileError) as caught:
        recognise(tmp_path)
    assert caught.value.found is WrongFile.EMPTY_FOLDER


def test_no_pickle_is_carried_out(tmp_path: Path) -> None:
    """Looking at one that would write a file writes none."""
    trap = f"c{Path.__module__}\nPath\n(V{tmp_path / 'sprung'}\ntR."
    with zipfile.ZipFile(tmp_path / "trap.pt", "w") as archive:
        archive.writestr("archive/data.pkl", trap)
    (tmp_path / "trap.pkl").write_bytes(b"\x80\x02" + trap.encode())
    assert recognise(tmp_path / "trap.pt").form is Form.CHECKPOINT
    with pytest.raises(ModelFileError):
        recognise(tmp_path / "trap.pkl")
    assert not (tmp_path / "sprung").exists()
