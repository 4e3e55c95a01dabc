"""Whatever became of the saved copy, an opened index is equal to the store."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from photosearch.index.opening import new_index
from photosearch.index.vector_index import KeptIndex
from photosearch.shelves.catch_up import bring_up_to_date, drop_unknown, open_index, save_index
from photosearch.store.database import Database
from photosearch.store.store import Store
from photosearch.types.ids import EncoderId
from tests.library import Bench
from tests.photos import edit_photo, write_photos


def reopened(bench: Bench) -> KeptIndex:
    index, seq = open_index(bench.folder / "index", bench.shelf.encoder_id, bench.encoder.dim, bench.store)
    assert seq == bench.store.embeddings.latest_seq(bench.shelf.encoder_id)
    bench.shelf = type(bench.shelf)(bench.shelf.name, bench.shelf.encoder_id, bench.shelf.service, index, seq)
    bench.assert_consistent()
    return index


def save(bench: Bench) -> Path:
    save_index(bench.folder / "index", bench.shelf.index, bench.shelf.encoder_id, bench.store)
    (place,) = (bench.folder / "index").iterdir()
    return place


def test_an_empty_store_gives_an_empty_index(bench: Bench) -> None:
    assert len(reopened(bench)) == 0


def test_what_was_saved_is_what_is_opened(bench: Bench) -> None:
    write_photos(bench.photos, 5)
    bench.scan()
    save(bench)
    assert len(reopened(bench)) == 5


def test_everything_after_the_save_is_applied(bench: Bench) -> None:
    files = write_photos(bench.photos, 6)
    bench.scan()
    save(bench)
    files[0].unlink()
    edit_photo(files[1], seed=2)
    files[2].rename(bench.photos / "moved.jpg")
    write_photos(bench.photos / "new", 2, seed=5)
    bench.scan()
    assert len(reopened(bench)) == 7


def test_a_photo_that_left_and_came_back_after_the_save_is_in(bench: Bench) -> None:
    (photo,) = write_photos(bench.photos, 1)
    bench.scan()
    kept = photo.read_bytes()
    photo.unlink()
    bench.scan()
    save(bench)
    photo.write_bytes(kept)
    bench.scan()
    assert len(reopened(bench)) == 1


def cut(place: Path) -> None:
    for file in place.glob("*.vectors"):
        file.write_bytes(file.read_bytes()[:-7])


def flip(place: Path) -> None:
    for file in place.glob("*.vectors"):
        data = bytearray(file.read_bytes())
        data[len(data) // 2] ^= 0xFF
        file.write_bytes(data)


def garble_manifest(place: Path) -> None:
    (place / "manifest.json").write_text("{", encoding="utf-8")


def lose_vectors(place: Path) -> None:
    for file in place.glob("*.vectors"):
        file.unlink()


@pytest.mark.parametrize("damage", [cut, flip, garble_manifest, lose_vectors, shutil.rmtree])
def test_a_damaged_copy_is_built_anew(bench: Bench, damage: Callable[[Path], None]) -> None:
    write_photos(bench.photos, 4)
    bench.scan()
    damage(save(bench))
    assert len(reopened(bench)) == 4


def test_a_copy_of_another_database_is_not_used(bench: Bench, tmp_path: Path) -> None:
    write_photos(bench.photos, 3)
    bench.scan()
    save(bench)
    other = Store.of(Database.open(tmp_path / "other.db"))
    index, seq = open_index(bench.folder / "index", bench.shelf.encoder_id, bench.encoder.dim, other)
    assert (len(index), seq) == (0, 0)
    other.database.close()


def test_a_copy_of_another_encoder_is_not_used(bench: Bench) -> None:
    write_photos(bench.photos, 3)
    bench.scan()
    place = save(bench)
    _, other = bench.make_shelf("other", seed=1)
    save_index(bench.folder / "index", other.index, other.encoder_id, bench.store)
    (elsewhere,) = set((bench.folder / "index").iterdir()) - {place}
    shutil.rmtree(elsewhere)
    place.rename(elsewhere)
    index, _ = open_index(bench.folder / "index", other.encoder_id, bench.encoder.dim, bench.store)
    assert len(index) == 0
    assert len(reopened(bench)) == 3


def test_an_encoder_that_the_store_does_not_know_has_nothing(bench: Bench) -> None:
    index, seq = open_index(bench.folder / "index", EncoderId("unknown-1"), 8, bench.store)
    assert (len(index), seq) == (0, 0)


def test_ids_that_the_store_does_not_know_are_dropped(bench: Bench) -> None:
    write_photos(bench.photos, 2)
    bench.scan()
    bench.shelf.index.add(np.asarray([99], dtype=np.int64), bench.vector("IMG_0000.jpg")[np.newaxis])
    drop_unknown(bench.shelf.index, bench.shelf.encoder_id, bench.store)
    bench.assert_consistent()


def test_bringing_up_to_date_twice_changes_nothing(bench: Bench) -> None:
    write_photos(bench.photos, 2)
    bench.scan()
    index = new_index(bench.encoder.dim)
    seq = bring_up_to_date(index, bench.shelf.encoder_id, 0, bench.store)
    assert bring_up_to_date(index, bench.shelf.encoder_id, seq, bench.store) == seq
    assert len(index) == 2
