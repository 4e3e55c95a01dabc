"""What is no model is told for what it is, whatever it is called, alone and in a folder, in both languages."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import torch

from photosearch.embed.known_models import KNOWN_MODELS
from photosearch.embed.models.forms import recognise
from photosearch.errors import ModelFileError
from photosearch.types.models import WrongFile
from photosearch.words.failures import error_sentence, terminal_sentence
from photosearch.words.spoken import speak
from tests.checkpoints import write_safetensors
from tests.hub_graphs import write_telling_graph
from tests.unit.embed.models.test_forms import BERT, LORA, OPENAI, _openai_program

SUFFIXES = (".pt", ".pth", ".bin", ".safetensors", ".onnx", ".zip")
"""What the dialog for files offers, and what is taken for a file at the terminal."""

OPENAI_STATE = {
    "token_embedding.weight": torch.zeros(9, 8),
    "visual.conv1.weight": torch.zeros(8, 3, 4, 4),
    "visual.class_embedding": torch.zeros(8),
}
POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 753000000\n"
PAGE = b'<!DOCTYPE html>\n<html lang="en"><head><title>Not found</title>'


def _saved(tensors: dict[str, torch.Tensor]) -> Callable[[Path], object]:
    return lambda path: torch.save(tensors, path)


def _tensors(tensors: dict[str, torch.Tensor]) -> Callable[[Path], object]:
    return lambda path: write_safetensors(path, tensors)


def _half(write: Callable[[Path], object]) -> Callable[[Path], object]:
    def write_half(path: Path) -> None:
        write(path)
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])

    return write_half


def _bytes(data: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(data)


def _graph(path: Path) -> object:
    return write_telling_graph(path, KNOWN_MODELS[1])


WRONG: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "GGUF": (_bytes(b"GGUF\x03" + bytes(100)), "(GGUF)", "GGUF"),
    "web page": (_bytes(PAGE), "This is a web page", "网页"),
    "web page with a byte order mark": (_bytes(b"\xef\xbb\xbf" + PAGE), "This is a web page", "网页"),
    "git-lfs pointer": (_bytes(POINTER), "(Git LFS)", "Git LFS"),
    "half of what torch saved": (_half(_saved(BERT)), "Only a part of this file", "只有一部分"),
    "half of safetensors": (_half(_tensors(BERT)), "Only a part of this file", "只有一部分"),
    "half a graph": (_half(_graph), "Only a part of this file", "只有一部分"),
    "OpenAI's CLIP as a program": (_openai_program, "another CLIP", "OpenAI"),
    "OpenAI's CLIP in transformers": (_tensors(OPENAI), "another CLIP", "OpenAI"),
    "OpenAI's CLIP as a state dict": (_saved(OPENAI_STATE), "another CLIP", "OpenAI"),
    "BERT as safetensors": (_tensors(BERT), "(BERT)", "BERT"),
    "BERT as torch saves it": (_saved(BERT), "(BERT)", "BERT"),
    "LoRA as safetensors": (_tensors(LORA), "(LoRA)", "LoRA"),
    "LoRA as torch saves it": (_saved(LORA), "(LoRA)", "LoRA"),
}


@cache
def _content(kind: str) -> bytes:
    with TemporaryDirectory() as folder:
        WRONG[kind][0](Path(folder) / "x")
        return (Path(folder) / "x").read_bytes()


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    speak("en")


@pytest.mark.parametrize("is_in_folder", [False, True], ids=["file", "folder"])
@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("kind", WRONG)
def test_it_is_told_under_every_suffix(kind: str, suffix: str, is_in_folder: bool, tmp_path: Path) -> None:
    _, english, chinese = WRONG[kind]
    file = tmp_path / f"pytorch_model{suffix}"
    file.write_bytes(_content(kind))
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(ModelFileError) as caught:
        recognise(tmp_path if is_in_folder else file)
    assert english in error_sentence(caught.value)
    assert terminal_sentence(caught.value).startswith(f"{file}: {error_sentence(caught.value)}")
    speak("zh")
    assert chinese in error_sentence(caught.value)


@pytest.mark.parametrize("has_list", [True, False])
@pytest.mark.parametrize(
    ("content", "found"),
    [(POINTER, WrongFile.POINTER), (PAGE, WrongFile.WEB_PAGE), (b"", WrongFile.EMPTY)],
)
@pytest.mark.parametrize("suffix", [".bin", ".safetensors"])
def test_what_lies_in_the_place_of_a_part_is_told(
    suffix: str, content: bytes, found: WrongFile, has_list: bool, tmp_path: Path
) -> None:
    """As git leaves a repository of weights in parts where Git LFS is not installed."""
    part = tmp_path / f"model-00001-of-00001{suffix}"
    part.write_bytes(content)
    if has_list:
        listed = {"weight_map": {"visual.proj": part.name}}
        (tmp_path / f"model{suffix}.index.json").write_text(json.dumps(listed))
    for given in (tmp_path, part):
        with pytest.raises(ModelFileError) as caught:
            recognise(given)
        assert (caught.value.found, caught.value.path) == (found, part)
