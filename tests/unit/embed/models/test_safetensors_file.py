"""A list of tensors from anywhere is believed only as far as the file goes."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from photosearch.embed.models.safetensors_file import is_safetensors, safetensors_in
from photosearch.errors import ModelWeightsError
from tests.checkpoints import write_safetensors


def write_header(path: Path, header: object, numbers: bytes = bytes(64)) -> Path:
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    path.write_bytes(len(text).to_bytes(8, "little") + text + numbers)
    return path


@pytest.mark.parametrize("kind", [torch.float32, torch.float16, torch.bfloat16])
def test_numbers_come_back_as_they_were_kept(tmp_path: Path, kind: torch.dtype) -> None:
    values = torch.randn(3, 5, generator=torch.Generator().manual_seed(1)).to(kind)
    file = write_safetensors(tmp_path / "x.safetensors", {"before": torch.zeros(7), "values": values})
    read = safetensors_in(file)["values"].read()
    assert read.dtype == np.float32
    np.testing.assert_array_equal(read, values.float().numpy())


def _entry(**changed: object) -> dict[str, object]:
    return {"w": {"dtype": "F32", "shape": [4, 4], "data_offsets": [0, 64]} | changed}


@pytest.mark.parametrize(
    "header",
    [
        _entry(dtype="F31"),
        _entry(dtype=[]),
        _entry(shape=[4, 5]),
        _entry(shape=[-4, -4]),
        _entry(shape=[True, 16]),
        _entry(shape=[1] * 40),
        _entry(shape="44"),
        _entry(shape=[2**62, 2**62, 2**62]),
        _entry(data_offsets=[64, 0]),
        _entry(data_offsets=[-8, 56]),
        _entry(data_offsets=[64, 128]),
        _entry(data_offsets=[0]),
        _entry(data_offsets=None),
        {"w": None},
        [],
        b"{" * 5000,
        b'{"a":' * 50_000,
        b"{\xff\xfe}",
    ],
)
def test_a_list_that_lies_is_refused(tmp_path: Path, header: object) -> None:
    with pytest.raises(ModelWeightsError):
        safetensors_in(write_header(tmp_path / "x.safetensors", header))


def test_a_longer_list_than_the_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.safetensors").write_bytes((2**40).to_bytes(8, "little") + b"{}")
    assert not is_safetensors((tmp_path / "x.safetensors").read_bytes())
    with pytest.raises(ModelWeightsError):
        safetensors_in(tmp_path / "x.safetensors")


def test_whole_numbers_and_damaged_ones_are_no_weights(tmp_path: Path) -> None:
    tensors = {"whole": torch.arange(3), "damaged": torch.tensor([1.0, torch.inf])}
    found = safetensors_in(write_safetensors(tmp_path / "x.safetensors", tensors))
    with pytest.raises(ModelWeightsError, match="I64"):
        found["whole"].read()
    with pytest.raises(ModelWeightsError, match="finite"):
        found["damaged"].read()
