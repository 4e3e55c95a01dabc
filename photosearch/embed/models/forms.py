"""Which form of a model a file or a folder is: told by its bytes, never by running any of them."""

from __future__ import annotations

import codecs
import re
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from photosearch.embed.known_models import KnownModel, identify
from photosearch.embed.models.checkpoint import tensor_shapes
from photosearch.embed.models.graphs import model_in_graph
from photosearch.embed.models.packages import MANIFEST_NAME, is_package_archive
from photosearch.embed.models.safetensors_file import is_safetensors
from photosearch.embed.models.tensor_files import INDEX_SUFFIX, tensors_in
from photosearch.embed.models.transformers_names import by_cn_clip_names, has_transformers_names
from photosearch.errors import ModelFileError, ModelWeightsError
from photosearch.types.models import WrongFile

_HEAD_BYTES = 512
_GRAPH_SUFFIX = ".onnx"
_BEST_FIRST = ("model_fp16.onnx", "model.onnx")
_CHECKPOINTS = ("clip_cn_*.pt", "*.pt", "*.pth")
_TENSORS = ("model.safetensors", "*.safetensors*", "pytorch_model.bin", "*.bin*")
_OTHERS = ("*.zip", "*.gguf")
_PART = re.compile(r"(?P<stem>.+)-(?P<number>\d{1,9})-of-(?P<count>\d{1,9})\.(?P<suffix>safetensors|bin)$")
_MOST_PARTS = 999
_GRAPH_BEGINNING = re.compile(rb"\x08[\x01-\x1f][\x12\x1a\x22\x3a\x42]")
"""Of ONNX: the version of its format, then who wrote it, the graph, or which operators it takes."""
_UNFINISHED = frozenset({".part", ".crdownload", ".incomplete", ".download", ".partial", ".aria2", ".tmp"})
_SIGNS: tuple[tuple[bytes, WrongFile], ...] = (
    (b"version https://git-lfs", WrongFile.POINTER),
    (b"\xff\xd8\xff", WrongFile.PICTURE),
    (b"\x89PNG", WrongFile.PICTURE),
    (b"GIF8", WrongFile.PICTURE),
    (b"GGUF", WrongFile.OTHER_PROGRAM),
    (b"\x80", WrongFile.OLD_PICKLE),
    (b"Rar!", WrongFile.ARCHIVE),
    (b"7z\xbc\xaf", WrongFile.ARCHIVE),
    (b"\x1f\x8b", WrongFile.ARCHIVE),
)


class Form(Enum):
    """How the weights are kept."""

    CHECKPOINT = auto()
    """As cn_clip's: runs on torch."""
    TENSORS = auto()
    """As transformers keeps them: a graph is built of them, which needs no torch."""
    GRAPH = auto()
    """As model hubs publish it for ONNX."""
    PACKAGE_FOLDER = auto()
    PACKAGE_ARCHIVE = auto()
    """As ``photosearch model export`` writes it."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What a person brought."""

    form: Form
    path: Path
    model: KnownModel | None = None
    """Which one it is; of a package, and of a checkpoint that is damaged, that is found out in installing."""


def recognise(path: Path) -> Brought:
    """What ``path`` is; of a folder, the best that lies in it.

    Raises:
        ModelFileError: it is something else; ``found`` says what.
        ModelWeightsError: it is a graph, but damaged.
        OSError: it cannot be read.
    """
    return _in_folder(path) if path.is_dir() else _file(path)


def _in_folder(folder: Path) -> Brought:
    """A package, or a snapshot of a repository, whose graphs lie below ``onnx``."""
    if (folder / MANIFEST_NAME).is_file():
        return Brought(Form.PACKAGE_FOLDER, folder)
    first: ModelFileError | None = None
    for file in _candidates(folder):
        try:
            return _file(file)
        except ModelFileError as error:
            # Something else may lie before the weights, such as what a training was started with.
            first = first or error
    raise first or ModelFileError(WrongFile.EMPTY_FOLDER, folder)


def _candidates(folder: Path) -> Iterator[Path]:
    """The files that may be weights, the best first; Hugging Face's own cache has its snapshots two levels below."""
    for place in (folder, *_snapshots(folder)):
        graphs = [f"{below}{name}" for below in ("", "onnx/") for name in _BEST_FIRST]
        others = (*_CHECKPOINTS, *_TENSORS, f"*{_GRAPH_SUFFIX}", f"onnx/*{_GRAPH_SUFFIX}", *_OTHERS)
        for pattern in (*graphs, *others):
            yield from (file for file in sorted(place.glob(pattern)) if file.is_file())


def _snapshots(folder: Path) -> list[Path]:
    """Of a repository in Hugging Face's cache, the one that its main branch was last seen at before the others."""
    try:
        with (folder / "refs" / "main").open("rb") as stream:
            newest = stream.read(_HEAD_BYTES).decode(errors="replace").strip()
    except OSError:
        newest = ""
    found = (place for place in folder.glob("snapshots/*") if place.is_dir())
    return sorted(found, key=lambda place: (place.name != newest, place.name))


def _file(file: Path) -> Brought:
    head = _head(file)
    if not head:
        raise ModelFileError(WrongFile.EMPTY, file)
    if file.suffix.lower() in _UNFINISHED:
        raise ModelFileError(WrongFile.UNFINISHED, file)
    if (part := _PART.match(file.name)) is not None:
        if not is_safetensors(head):
            _refuse_by_signs(head, file)
        return _parts(file, part)
    if file.name.endswith((f".safetensors{INDEX_SUFFIX}", f".bin{INDEX_SUFFIX}")) or is_safetensors(head):
        return _tensors(file)
    if zipfile.is_zipfile(file):
        return _archive(file)
    if head.startswith(b"PK"):
        raise ModelFileError(WrongFile.UNFINISHED, file)
    _refuse_by_signs(head, file)
    try:
        return Brought(Form.GRAPH, file, model_in_graph(file))
    except ModelWeightsError as error:
        is_graph = file.suffix.lower() == _GRAPH_SUFFIX or _GRAPH_BEGINNING.match(head) is not None
        wrong = WrongFile.UNFINISHED if is_graph else WrongFile.UNKNOWN
        raise ModelFileError(wrong, file, error.detail) from error


def _parts(part: Path, name: re.Match[str]) -> Brought:
    """One of several files: the list beside it tells the others; without that, their numbers do."""
    for index in sorted(part.parent.glob(f"*.{name['suffix']}{INDEX_SUFFIX}")):
        return _tensors(index)
    digits = len(name["number"])
    numbers = range(1, min(int(name["count"]), _MOST_PARTS) + 1)
    parts = [f"{name['stem']}-{number:0{digits}}-of-{name['count']}.{name['suffix']}" for number in numbers]
    wanted = (*parts, f"{name['stem']}.{name['suffix']}{INDEX_SUFFIX}")
    raise ModelFileError(
        WrongFile.MISSING_PARTS, part, files=[file for file in wanted if not part.with_name(file).exists()]
    )


def _tensors(file: Path) -> Brought:
    try:
        tensors = by_cn_clip_names(tensors_in(file))
    except ModelWeightsError as error:
        damaged = error.facts.get("path")
        part = damaged if isinstance(damaged, Path) else file
        if part != file:
            # What git or a browser left in the place of one part.
            _refuse_by_signs(_head(part), part)
        raise ModelFileError(WrongFile.UNFINISHED, part, error.detail) from error
    model = identify({name: tensor.shape for name, tensor in tensors.items()})
    if model is None:
        raise ModelFileError(_other_model(tensors), file)
    if not model.can_be_built:
        raise ModelFileError(WrongFile.RESNET, file)
    return Brought(Form.TENSORS, file, model)


def _archive(file: Path) -> Brought:
    """torch's checkpoints are archives as well."""
    with zipfile.ZipFile(file) as archive:
        entries = archive.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        raise ModelFileError(WrongFile.LOCKED_ARCHIVE, file)
    if is_package_archive(file):
        return Brought(Form.PACKAGE_ARCHIVE, file)
    names = [entry.filename for entry in entries]
    if any("/code/__torch__/" in name for name in names):
        # As OpenAI publishes its CLIP: a program, with the weights in it.
        is_clip = any("multimodal" in name or "clip" in name.lower() for name in names)
        raise ModelFileError(WrongFile.OTHER_CLIP if is_clip else WrongFile.OTHER_GRAPH, file)
    if any(name.rpartition("/")[2] == "data.pkl" for name in names):
        return _checkpoint(file)
    raise ModelFileError(WrongFile.ARCHIVE, file)


def _checkpoint(file: Path) -> Brought:
    try:
        shapes = tensor_shapes(file)
    except ModelWeightsError:
        # Installing says what is wrong with it.
        return Brought(Form.CHECKPOINT, file)
    if has_transformers_names(shapes):
        return _tensors(file)
    model = identify(shapes)
    if model is None:
        raise ModelFileError(_other_model(shapes), file)
    return Brought(Form.CHECKPOINT, file, model)


def _other_model(names: Collection[str]) -> WrongFile:
    """What weights are that are none of the five models, by what they are called."""
    if any("lora_" in name for name in names):
        return WrongFile.ADAPTER
    if any(name.endswith("token_embedding.weight") for name in names):
        return WrongFile.OTHER_CLIP
    can_see = any(name.startswith(("visual", "vision_model.", "module.visual")) for name in names)
    if not can_see and any("word_embeddings.weight" in name for name in names):
        return WrongFile.TEXT_MODEL
    return WrongFile.OTHER_GRAPH


def _head(file: Path) -> bytes:
    with file.open("rb") as stream:
        return stream.read(_HEAD_BYTES)


def _refuse_by_signs(head: bytes, file: Path) -> None:
    text = head.removeprefix(codecs.BOM_UTF8).lstrip().lower()
    if text.startswith((b"<!doctype", b"<html", b"<head")):
        raise ModelFileError(WrongFile.WEB_PAGE, file)
    for sign, found in _SIGNS:
        if head.startswith(sign):
            raise ModelFileError(found, file)
    if _is_text(head):
        raise ModelFileError(WrongFile.TEXT, file)


def _is_text(head: bytes) -> bool:
    try:
        text = head.decode()
    except UnicodeDecodeError as error:
        if error.start < len(head) - 3:
            return False
        text = head[: error.start].decode()
    return all(char.isprintable() or char in "\t\r\n" for char in text)
