"""A saved index is measured and removed by its encoder."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from photosearch.index.opening import index_bytes, index_folder, new_index, remove_index, save_index
from photosearch.types.ids import EncoderId

ONE, OTHER = EncoderId("one/1"), EncoderId("other")


def saved(folder: Path, encoder_id: EncoderId) -> Path:
    index = new_index(4)
    index.add(np.arange(1, 4), np.eye(4, dtype=np.float32)[:3])
    save_index(folder, index, encoder_id, 3, "g")
    return index_folder(folder, encoder_id)


def test_what_is_not_saved_takes_nothing_and_is_removed_already(tmp_path: Path) -> None:
    assert index_bytes(tmp_path, ONE) == 0
    remove_index(tmp_path, ONE)


def test_removing_one_leaves_the_other(tmp_path: Path) -> None:
    place, other = saved(tmp_path, ONE), saved(tmp_path, OTHER)
    assert index_bytes(tmp_path, ONE) == sum(file.stat().st_size for file in place.iterdir()) > 0
    remove_index(tmp_path, ONE)
    assert not place.exists()
    assert index_bytes(tmp_path, ONE) == 0
    assert index_bytes(tmp_path, OTHER) > 0
    assert other.exists()
