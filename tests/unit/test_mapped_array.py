"""Files are looked at where they lie: their memory goes back and comes again, and they are never written."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import psutil
import pytest

from photosearch.mapped_array import give_back_pages, mapped_array


def test_the_array_is_the_file_and_writing_to_it_leaves_the_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "权重.bin"
    path.write_bytes(bytes(range(256)))
    array = mapped_array(path)
    assert array.tolist() == list(range(256))
    array[0] = 7
    assert path.read_bytes() == bytes(range(256))


def test_an_empty_file_is_an_empty_array(tmp_path: Path) -> None:
    (tmp_path / "empty.bin").touch()
    array = mapped_array(tmp_path / "empty.bin")
    give_back_pages(array)
    assert array.size == 0


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        mapped_array(tmp_path / "none.bin")


def test_an_array_with_memory_of_its_own_keeps_it() -> None:
    array = np.arange(100_000)
    give_back_pages(array[10:])
    assert array.sum() == 100_000 * 99_999 // 2


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take pages back when they like")
def test_pages_go_back_and_come_again(tmp_path: Path) -> None:
    size_bytes = 64_000_000
    path = tmp_path / "weights.bin"
    np.ones(size_bytes, np.uint8).tofile(path)
    array, process = mapped_array(path), psutil.Process()
    assert array.sum() == size_bytes
    held = process.memory_info().rss
    give_back_pages(array[1:].reshape(-1, 3))
    assert held - process.memory_info().rss > 0.9 * size_bytes
    assert array.sum() == size_bytes
