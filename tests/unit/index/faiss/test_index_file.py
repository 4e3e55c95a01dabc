"""A saved index is whole or refused, whatever happened while it was saved or lay on the disk."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from photosearch.errors import DiskFullError, IndexFileError
from photosearch.index.faiss import float16_vectors, index_file, saved_index
from photosearch.index.faiss.faiss_index import FaissIndex
from photosearch.index.faiss.index_file import IndexManifest
from photosearch.index.opening import index_folder, save_index
from photosearch.types.ids import EncoderId

ENCODER = EncoderId("starter-1-abc")
DIM = 4
STORE = "store-1"

KILLED_SAVER = """
import os, sys
from pathlib import Path
from photosearch.index.opening import load_index, save_index
folder, encoder, survived_steps = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
index, _ = load_index(folder, encoder, 4, "store-1")
index.remove(index.ids()[:1])

def die_at_the_step(event, arguments):
    global survived_steps
    if event in ("open", "os.rename", "os.remove") and str(folder) in str(arguments[0]):
        survived_steps -= 1
        if survived_steps < 0:
            os._exit(9)

sys.addaudithook(die_at_the_step)
save_index(folder, index, encoder, 2, "store-1")
"""


def load(folder: Path, encoder_id: EncoderId, dim: int, generation: str) -> tuple[FaissIndex, IndexManifest]:
    """The index, and what its manifest says."""
    place = index_folder(folder, encoder_id)
    index, seq = saved_index.load(place, encoder_id, dim, generation)
    manifest = index_file.load(place, encoder_id, dim, generation)[0]
    assert manifest.seq == seq
    return index, manifest


def index_of(count: int) -> FaissIndex:
    vectors = np.random.default_rng(count).standard_normal((count, DIM)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    index = FaissIndex(DIM)
    index.add(np.arange(count, dtype=np.int64), vectors)
    return index


def files(folder: Path) -> list[Path]:
    return sorted(index_folder(folder, ENCODER).iterdir())


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A folder with an index of three vectors, seq 1."""
    save_index(tmp_path, index_of(3), ENCODER, 1, STORE)
    return tmp_path


def test_a_saved_index_comes_back(saved: Path) -> None:
    index, manifest = load(saved, ENCODER, DIM, STORE)
    assert index.ids().tolist() == [0, 1, 2]
    assert np.array_equal(index.vectors_of(index.ids()), index_of(3).vectors_of(index.ids()))
    assert (manifest.encoder_id, manifest.dim, manifest.count, manifest.seq) == (ENCODER, DIM, 3, 1)
    assert (manifest.generation, manifest.tier) == (STORE, index.tier)


def test_an_empty_index_can_be_kept(tmp_path: Path) -> None:
    save_index(tmp_path, FaissIndex(DIM), ENCODER, 0, STORE)
    assert len(load(tmp_path, ENCODER, DIM, STORE)[0]) == 0


def test_saving_again_leaves_only_the_newest(saved: Path) -> None:
    for count in (4, 5):
        save_index(saved, index_of(count), ENCODER, count, STORE)
    index, manifest = load(saved, ENCODER, DIM, STORE)
    assert (len(index), manifest.seq) == (5, 5)
    assert len(files(saved)) == 2


def test_each_encoder_has_its_own_folder_with_a_safe_name(tmp_path: Path) -> None:
    ids = [EncoderId(name) for name in ("a/b:c", "a_b_c", "A/b:c", "../..", "中文", "x" * 300, "CON", "")]
    folders = {index_folder(tmp_path, encoder_id) for encoder_id in ids}
    assert len({str(folder).lower() for folder in folders}) == len(ids)
    for folder in folders:
        assert folder.parent == tmp_path
        assert len(folder.name) < 100
        assert folder.name.isascii()
    for encoder_id in ids:
        save_index(tmp_path, index_of(2), encoder_id, 1, STORE)
        load(tmp_path, encoder_id, DIM, STORE)


@pytest.mark.parametrize("survived_steps", range(8))
def test_a_kill_at_any_step_leaves_the_old_or_the_new_index(saved: Path, survived_steps: int) -> None:
    command = [sys.executable, "-c", KILLED_SAVER, str(saved), ENCODER, str(survived_steps)]
    code = subprocess.run(command, check=False).returncode
    index, manifest = load(saved, ENCODER, DIM, STORE)
    assert (len(index), manifest.seq) in ([(3, 1), (2, 2)] if code else [(2, 2)])
    assert code in (0, 9)


@pytest.mark.parametrize("failing_sync", [0, 1])
def test_a_full_disk_keeps_the_old_index_and_leaves_nothing_behind(
    saved: Path, failing_sync: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(saved)
    calls = iter(range(10))
    sync = os.fsync

    def fsync(descriptor: int) -> None:
        if next(calls) == failing_sync:
            raise OSError(errno.ENOSPC, "No space left on device")
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(DiskFullError):
        save_index(saved, index_of(4), ENCODER, 2, STORE)
    assert files(saved) == before
    assert load(saved, ENCODER, DIM, STORE)[1].seq == 1


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("a file")
    with pytest.raises(IndexFileError):
        save_index(tmp_path / "index", index_of(1), ENCODER, 1, STORE)


def test_what_killed_saves_left_is_deleted_once_it_is_old(saved: Path) -> None:
    place = index_folder(saved, ENCODER)
    old, young, foreign = place / "old.vectors", place / "young.new", place / "notes.txt"
    for file in (old, young, foreign):
        file.write_bytes(b"left")
        os.utime(file, (time.time() - 7200, time.time() - 7200))
    os.utime(young)
    save_index(saved, index_of(4), ENCODER, 2, STORE)
    assert not old.exists()
    assert young.exists()
    assert foreign.exists()


def test_a_missing_index_is_an_index_file_error(tmp_path: Path) -> None:
    with pytest.raises(IndexFileError):
        load(tmp_path, ENCODER, DIM, STORE)


@pytest.mark.parametrize(
    ("encoder_id", "dim", "store"),
    [(EncoderId("other"), DIM, STORE), (ENCODER, DIM + 1, STORE), (ENCODER, DIM, "store-2")],
)
def test_an_index_made_from_something_else_is_refused(saved: Path, encoder_id: EncoderId, dim: int, store: str) -> None:
    index_folder(saved, encoder_id).mkdir(exist_ok=True)
    with pytest.raises(IndexFileError):
        load(saved, encoder_id, dim, store)


def vectors_file(folder: Path) -> Path:
    (found,) = index_folder(folder, ENCODER).glob("*.vectors")
    return found


def test_every_flipped_byte_is_noticed(saved: Path) -> None:
    file = vectors_file(saved)
    content = file.read_bytes()
    for position in range(len(content)):
        file.write_bytes(content[:position] + bytes([content[position] ^ 0x10]) + content[position + 1 :])
        with pytest.raises(IndexFileError):
            load(saved, ENCODER, DIM, STORE)


@pytest.mark.parametrize("kept_bytes", [0, 10, -1])
def test_a_truncated_file_is_noticed(saved: Path, kept_bytes: int) -> None:
    file = vectors_file(saved)
    file.write_bytes(file.read_bytes()[:kept_bytes])
    with pytest.raises(IndexFileError):
        load(saved, ENCODER, DIM, STORE)


def test_a_deleted_file_is_noticed(saved: Path) -> None:
    vectors_file(saved).unlink()
    with pytest.raises(IndexFileError):
        load(saved, ENCODER, DIM, STORE)


@pytest.mark.parametrize(
    "change",
    [
        {"count": 2},
        {"count": "3"},
        {"checksum": ""},
        {"format": 1},
        {"file": "../secret"},
        {"file": ""},
        {"extra": 1},
        {"values_first": 0},
    ],
)
def test_a_manifest_that_was_tampered_with_is_refused(saved: Path, change: dict[str, object]) -> None:
    manifest = index_folder(saved, ENCODER) / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | change))
    with pytest.raises(IndexFileError):
        load(saved, ENCODER, DIM, STORE)


@pytest.mark.parametrize("content", ["", "[]", "null", '{"format": 1}', "{", '"x"'])
def test_a_manifest_that_is_none_is_refused_and_replaced(saved: Path, content: str) -> None:
    (index_folder(saved, ENCODER) / "manifest.json").write_text(content)
    with pytest.raises(IndexFileError):
        load(saved, ENCODER, DIM, STORE)
    save_index(saved, index_of(2), ENCODER, 9, STORE)
    assert load(saved, ENCODER, DIM, STORE)[1].seq == 9


def save_coded(folder: Path) -> FaissIndex:
    """An index that searches by codes, saved."""
    vectors = np.random.default_rng(0).standard_normal((500, DIM)).astype(np.float32)
    index = FaissIndex(DIM, compress_from=100)
    index.add(np.arange(500, dtype=np.int64), vectors / np.linalg.norm(vectors, axis=1, keepdims=True))
    while not index.advance():
        pass
    save_index(folder, index, ENCODER, 1, STORE)
    return index


def flip(file: Path, position: int) -> None:
    content = bytearray(file.read_bytes())
    content[position] ^= 0x10
    file.write_bytes(content)


def test_values_of_a_large_index_are_verified_later_and_all_else_at_once(tmp_path: Path) -> None:
    save_coded(tmp_path)
    manifest = load(tmp_path, ENCODER, DIM, STORE)[1]
    assert manifest.values_last - manifest.values_first == 2 * DIM * 500
    file = vectors_file(tmp_path)
    for position in (0, manifest.values_first - 1, manifest.values_last, file.stat().st_size - 1):
        flip(file, position)
        with pytest.raises(IndexFileError):
            load(tmp_path, ENCODER, DIM, STORE)
        flip(file, position)
    for position in (manifest.values_first, manifest.values_last - 1):
        flip(file, position)
        index, _ = load(tmp_path, ENCODER, DIM, STORE)
        for ask in (index.advance, index.advance, index.measured_recall):
            with pytest.raises(IndexFileError, match="damaged"):
                ask()
        flip(file, position)
    load(tmp_path, ENCODER, DIM, STORE)[0].advance()


def test_damage_is_told_also_after_the_values_were_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(float16_vectors, "_MOST_BESIDE", 0)
    save_coded(tmp_path)
    file = vectors_file(tmp_path)
    flip(file, load(tmp_path, ENCODER, DIM, STORE)[1].values_first)
    index, _ = load(tmp_path, ENCODER, DIM, STORE)
    index.remove(np.arange(3, dtype=np.int64))
    with pytest.raises(IndexFileError, match="damaged"):
        index.advance()


def test_a_mapped_index_answers_though_another_program_saves_a_newer_one(tmp_path: Path) -> None:
    saved = save_coded(tmp_path)
    index, _ = load(tmp_path, ENCODER, DIM, STORE)
    save_index(tmp_path, index_of(3), ENCODER, 2, STORE)
    assert index.ids().tolist() == saved.ids().tolist()
    index.advance()
    assert np.array_equal(index.vectors_of(index.ids()), saved.vectors_of(saved.ids()))
