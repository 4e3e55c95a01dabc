"""A checkpoint is looked into without torch and without running anything that is in it."""

from __future__ import annotations

import pickle
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from photosearch.embed.models.checkpoint import check_bytes, tensor_shapes
from photosearch.errors import ModelWeightsError
from tests.checkpoints import write_state


def _ignore(_count: int) -> None:
    pass


@pytest.fixture
def checkpoint(tmp_path: Path) -> Path:
    state = {"module.a": torch.zeros(2, 3).half(), "module.b": torch.nn.Parameter(torch.zeros(()))}
    return write_state(tmp_path / "checkpoint.pt", state)


def test_shapes_are_read_without_the_prefix(checkpoint: Path) -> None:
    assert tensor_shapes(checkpoint) == {"a": (2, 3), "b": ()}


def test_an_optimiser_beside_the_weights_does_no_harm(tmp_path: Path) -> None:
    weight = torch.nn.Parameter(torch.zeros(4))
    optimiser = torch.optim.AdamW([weight])
    weight.grad = torch.ones(4)
    optimiser.step()
    path = tmp_path / "epoch.pt"
    torch.save({"state_dict": {"w": weight}, "optimizer": optimiser.state_dict(), "epoch": 1}, path)
    assert tensor_shapes(path) == {"w": (4,)}


class _Harmful:
    def __init__(self, target: Path) -> None:
        self._target = target

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return Path.touch, (self._target,)


def test_code_in_a_checkpoint_is_refused_and_not_run(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    path = tmp_path / "harmful.pt"
    torch.save({"state_dict": {"w": _Harmful(trace)}}, path)
    with pytest.raises(ModelWeightsError, match="not plain data"):
        tensor_shapes(path)
    assert not trace.exists()


@pytest.mark.parametrize("content", [b"", b"<html>", b"PK\x03\x04" + bytes(100), bytes(5000)])
def test_other_files_are_no_checkpoints(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.pt"
    path.write_bytes(content)
    with pytest.raises(ModelWeightsError):
        tensor_shapes(path)
    with pytest.raises(ModelWeightsError):
        check_bytes(path, _ignore)


def test_another_zip_is_no_checkpoint(tmp_path: Path) -> None:
    path = tmp_path / "photos.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "a")
    with pytest.raises(ModelWeightsError, match=r"torch\.save"):
        tensor_shapes(path)


@pytest.mark.parametrize("value", [[1, 2], {"model": {}}, {"state_dict": [1]}, {"state_dict": {1: 2}}, None])
def test_a_checkpoint_without_weights_by_name_is_refused(tmp_path: Path, value: object) -> None:
    path = tmp_path / "odd.pt"
    torch.save(value, path)
    with pytest.raises(ModelWeightsError, match="state_dict"):
        tensor_shapes(path)


def test_sound_bytes_pass_and_are_counted(checkpoint: Path) -> None:
    counts: list[int] = []
    check_bytes(checkpoint, counts.append)
    with zipfile.ZipFile(checkpoint) as archive:
        assert sum(counts) == sum(entry.file_size for entry in archive.infolist())


def test_noise_among_the_weights_is_noticed(tmp_path: Path) -> None:
    path = write_state(tmp_path / "noisy.pt", {"w": torch.zeros(100_000)})
    data = bytearray(path.read_bytes())
    data[200_000:264_000] = bytes(range(256)) * 250
    path.write_bytes(data)
    with pytest.raises(ModelWeightsError, match="damaged"):
        check_bytes(path, _ignore)


@settings(max_examples=60)
@given(instructions=st.binary(max_size=200))
def test_any_list_of_tensors_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, instructions: bytes) -> None:
    path = tmp_path_factory.mktemp("pickles") / "any.pt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("archive/data.pkl", pickle.PROTO + b"\x02" + instructions)
    try:
        tensor_shapes(path)
    except ModelWeightsError as error:
        assert error.facts["path"] == path  # noqa: PT017 - either outcome is right


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_checkpoint_is_refused(checkpoint: Path, share: float) -> None:
    data = checkpoint.read_bytes()
    checkpoint.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(ModelWeightsError):
        tensor_shapes(checkpoint)
