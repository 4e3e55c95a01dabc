"""Which form of a model a file or a folder is: told by its bytes, never by running any of them."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from photosearch.embed.known_models import KnownModel
from photosearch.embed.models.graphs import model_in_graph
from photosearch.embed.models.packages import MANIFEST_NAME, is_package_archive
from photosearch.errors import ModelFileError, ModelWeightsError
from photosearch.types.models import WrongFile

_HEAD_BYTES = 512
_GRAPH_SUFFIX = ".onnx"
_BEST_FIRST = ("model_fp16.onnx", "model.onnx")
_CHECKPOINTS = ("clip_cn_*.pt", "*.pt", "*.pth")
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
    """Of a graph, which model it is; of the others that is found out in installing."""


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
    for place in (folder, folder / "onnx"):
        for name in _BEST_FIRST:
            if (place / name).is_file():
                return _file(place / name)
    for pattern in (*_CHECKPOINTS, f"*{_GRAPH_SUFFIX}", f"onnx/*{_GRAPH_SUFFIX}", "*.safetensors", "*.bin"):
        for file in sorted(folder.glob(pattern)):
            return _file(file)
    raise ModelFileError(WrongFile.EMPTY_FOLDER, folder)


def _file(file: Path) -> Brought:
    with file.open("rb") as stream:
        head = stream.read(_HEAD_BYTES)
    if not head:
        raise ModelFileError(WrongFile.EMPTY, file)
    if file.suffix.lower() in _UNFINISHED:
        raise ModelFileError(WrongFile.UNFINISHED, file)
    if file.suffix.lower() == ".safetensors" or _is_safetensors(head, file):
        raise ModelFileError(WrongFile.TRANSFORMERS, file)
    if zipfile.is_zipfile(file):
        return _archive(file)
    if head.startswith(b"PK"):
        raise ModelFileError(WrongFile.UNFINISHED, file)
    _refuse_by_signs(head, file)
    try:
        return Brought(Form.GRAPH, file, model_in_graph(file))
    except ModelWeightsError as error:
        wrong = WrongFile.UNFINISHED if file.suffix.lower() == _GRAPH_SUFFIX else WrongFile.UNKNOWN
        raise ModelFileError(wrong, file, error.detail) from error


def _archive(file: Path) -> Brought:
    """torch's checkpoints are archives as well."""
    if is_package_archive(file):
        return Brought(Form.PACKAGE_ARCHIVE, file)
    with zipfile.ZipFile(file) as archive:
        if any(name.rpartition("/")[2] == "data.pkl" for name in archive.namelist()):
            return Brought(Form.CHECKPOINT, file)
    raise ModelFileError(WrongFile.ARCHIVE, file)


def _refuse_by_signs(head: bytes, file: Path) -> None:
    text = head.lstrip().lower()
    if text.startswith((b"<!doctype", b"<html", b"<head")):
        raise ModelFileError(WrongFile.WEB_PAGE, file)
    for sign, found in _SIGNS:
        if head.startswith(sign):
            raise ModelFileError(found, file)
    if _is_text(head):
        raise ModelFileError(WrongFile.TEXT, file)


def _is_safetensors(head: bytes, file: Path) -> bool:
    """Eight bytes of a length, and as much JSON."""
    length = int.from_bytes(head[:8], "little")
    return head[8:9] == b"{" and 2 <= length <= file.stat().st_size - 8


def _is_text(head: bytes) -> bool:
    try:
        text = head.decode()
    except UnicodeDecodeError as error:
        if error.start < len(head) - 3:
            return False
        text = head[: error.start].decode()
    return all(char.isprintable() or char in "\t\r\n" for char in text)
