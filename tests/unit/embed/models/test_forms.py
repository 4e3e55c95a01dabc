"""Every form of a model that people have is told by its bytes, and what is none is told for what it is."""

from __future__ import annotations

import json
import pickle
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from photosearch.embed.known_models import KNOWN_MODELS, KnownModel
from photosearch.embed.models.forms import Form, recognise
from photosearch.errors import ModelFileError
from photosearch.types.models import WrongFile
from tests.checkpoints import as_transformers, write_safetensors, write_state, write_telling_part
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


def _telling(model: KnownModel) -> dict[str, torch.Tensor]:
    """By which it is known, in transformers' names and shapes."""
    return as_transformers({name: torch.zeros(shape) for name, shape in model.shapes.items()})


@pytest.mark.parametrize("model", KNOWN_MODELS[1:], ids=lambda model: model.name)
def test_what_transformers_keeps_is_told_by_its_tensors(tmp_path: Path, model: KnownModel) -> None:
    kept = recognise(write_safetensors(tmp_path / "any.name", _telling(model)))
    assert (kept.form, kept.model) == (Form.TENSORS, model)
    torch.save(_telling(model), tmp_path / "pytorch_model.bin")
    pickled = recognise(tmp_path / "pytorch_model.bin")
    assert (pickled.form, pickled.model) == (Form.TENSORS, model)


def test_a_bare_state_dict_is_a_checkpoint(tmp_path: Path) -> None:
    torch.save({name: torch.zeros(shape) for name, shape in VIT_B_16.shapes.items()}, tmp_path / "state.pt")
    found = recognise(tmp_path / "state.pt")
    assert (found.form, found.model) == (Form.CHECKPOINT, VIT_B_16)


def _hugging_face(folder: Path) -> Path:
    """Its cache: a snapshot below the repository's folder."""
    folder /= "models--OFA-Sys--chinese-clip-vit-base-patch16"
    return write_safetensors(folder / "snapshots" / "36e679e" / "model.safetensors", _telling(VIT_B_16))


def _hugging_face_pickled(folder: Path) -> Path:
    torch.save(["what a training was started with"], folder / "a_training_args.bin")
    torch.save(_telling(VIT_B_16), folder / "pytorch_model.bin")
    return folder / "pytorch_model.bin"


def _model_scope(folder: Path) -> Path:
    """``AI-ModelScope``: as at Hugging Face, and a file that says what to do with it."""
    (folder / "configuration.json").write_text('{"framework": "pytorch", "task": "multi-modal-embedding"}')
    torch.save(_telling(VIT_B_16), folder / "pytorch_model.bin")
    return folder / "pytorch_model.bin"


def _iic(folder: Path) -> Path:
    """``iic``: cn_clip's own checkpoint under the other name."""
    (folder / "text_model_config.json").write_text("{}")
    (folder / "vision_model_config.json").write_text("{}")
    state = {f"module.{name}": torch.zeros(shape) for name, shape in VIT_B_16.shapes.items()}
    return write_state(folder / "pytorch_model.bin", state)


def _in_parts(folder: Path) -> Path:
    tensors = _telling(VIT_B_16)
    places = {name: f"model-0000{at}-of-00003.safetensors" for at, name in enumerate(tensors, 1)}
    for name, part in places.items():
        write_safetensors(folder / part, {name: tensors[name]})
    index = folder / "model.safetensors.index.json"
    index.write_text(json.dumps({"weight_map": places}))
    return index


@pytest.mark.parametrize(
    ("lay_out", "form"),
    [
        (_hugging_face, Form.TENSORS),
        (_hugging_face_pickled, Form.TENSORS),
        (_model_scope, Form.TENSORS),
        (_iic, Form.CHECKPOINT),
        (_in_parts, Form.TENSORS),
    ],
)
def test_a_snapshot_of_a_hub_is_known(lay_out: Callable[[Path], Path], form: Form, tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text('{"model_type": "chinese_clip"}')
    (tmp_path / "vocab.txt").write_text("[PAD]\n")
    file = lay_out(tmp_path)
    found = recognise(file.parents[2] if "snapshots" in file.parts else tmp_path)
    assert (found.form, found.path, found.model) == (form, file, VIT_B_16)


def test_of_weights_in_parts_any_part_leads_to_all(tmp_path: Path) -> None:
    index = _in_parts(tmp_path)
    assert recognise(tmp_path / "model-00002-of-00003.safetensors").path == index
    (tmp_path / "model-00003-of-00003.safetensors").unlink()
    with pytest.raises(ModelFileError) as caught:
        recognise(tmp_path)
    assert caught.value.found is WrongFile.MISSING_PARTS
    assert caught.value.facts["files"] == ["model-00003-of-00003.safetensors"]


def test_without_the_list_of_parts_their_numbers_tell_which_are_missing(tmp_path: Path) -> None:
    for number in (2, 3):
        write_safetensors(tmp_path / f"model-0000{number}-of-00004.safetensors", BERT)
    with pytest.raises(ModelFileError) as caught:
        recognise(tmp_path)
    assert caught.value.facts["files"] == [
        "model-00001-of-00004.safetensors",
        "model-00004-of-00004.safetensors",
        "model.safetensors.index.json",
    ]


def test_a_name_that_tells_of_billions_of_parts_lists_only_so_many(tmp_path: Path) -> None:
    (tmp_path / "model-1-of-999999999.bin").write_bytes(b"PK\x03\x04")
    with pytest.raises(ModelFileError) as caught:
        recognise(tmp_path)
    files = caught.value.facts["files"]
    assert isinstance(files, list)
    assert len(files) == 999


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


LORA = {"base_model.model.bert.encoder.layer.0.attention.self.query.lora_A.weight": torch.zeros(4, 32)}
BERT = {"bert.embeddings.word_embeddings.weight": torch.zeros(9, 8), "bert.pooler.dense.weight": torch.zeros(8, 8)}
OPENAI = {
    "text_model.embeddings.token_embedding.weight": torch.zeros(9, 8),
    "vision_model.embeddings.class_embedding": torch.zeros(8),
}


def _tensors(tensors: dict[str, torch.Tensor]) -> Callable[[Path], object]:
    return lambda path: write_safetensors(path, tensors)


def _saved(tensors: dict[str, torch.Tensor]) -> Callable[[Path], object]:
    return lambda path: torch.save(tensors, path)


def _index(part: str) -> Callable[[Path], object]:
    return lambda path: path.write_text(json.dumps({"weight_map": {"visual.proj": part}}))


def _half_a_safetensors(path: Path) -> None:
    whole = write_safetensors(path, BERT).read_bytes()
    path.write_bytes(whole[:-8])


def _openai_program(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("ViT-B-32/code/__torch__/multimodal/model/multimodal_transformer.py", "class Multimodal: ...")
        archive.writestr("ViT-B-32/data.pkl", pickle.dumps({}))


def _locked_archive(path: Path) -> None:
    """Marked as every program marks an entry that asks for a password: a bit in both of its headers."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("manifest.json", "{}")
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)


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
        ("model.safetensors", _bytes((8).to_bytes(8, "little") + b'{"a": 1}' + bytes(60)), WrongFile.UNFINISHED),
        ("half.safetensors", _half_a_safetensors, WrongFile.UNFINISHED),
        ("page.bin", _bytes(b"<!DOCTYPE html><html>" + bytes(90)), WrongFile.WEB_PAGE),
        (
            "pytorch_model.bin",
            _bytes(b"version https://git-lfs.github.com/spec/v1\noid sha256:ab\n"),
            WrongFile.POINTER,
        ),
        ("adapter_model.safetensors", _tensors(LORA), WrongFile.ADAPTER),
        ("adapter_model.bin", _saved(LORA), WrongFile.ADAPTER),
        ("model.safetensors", _tensors(BERT), WrongFile.TEXT_MODEL),
        ("pytorch_model.bin", _saved(BERT), WrongFile.TEXT_MODEL),
        ("model.safetensors", _tensors(OPENAI), WrongFile.OTHER_CLIP),
        ("open_clip_pytorch_model.bin", _saved(OPENAI), WrongFile.OTHER_CLIP),
        ("ViT-B-32.pt", _openai_program, WrongFile.OTHER_CLIP),
        ("resnet.pt", _saved({"fc.weight": torch.zeros(3, 4)}), WrongFile.OTHER_GRAPH),
        ("locked.zip", _locked_archive, WrongFile.LOCKED_ARCHIVE),
        ("model-00001-of-00002.safetensors", _tensors(BERT), WrongFile.MISSING_PARTS),
        ("model.safetensors.index.json", _index("model-00001-of-00002.safetensors"), WrongFile.MISSING_PARTS),
        ("model.safetensors.index.json", _index("../elsewhere.safetensors"), WrongFile.UNFINISHED),
        ("model.safetensors.index.json", _bytes(b"[" * 100_000), WrongFile.UNFINISHED),
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
