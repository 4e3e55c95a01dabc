"""Many values go in pieces and many rows come out as arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from photosearch.store.bulk import chunks, int64_column, int64_set, raw_rows
from photosearch.store.tables import PhotoTable

if TYPE_CHECKING:
    from tests.unit.store.conftest import Shelf


@given(st.lists(st.integers()), st.integers(1, 5))
def test_chunks_put_together_are_the_whole(values: list[int], size: int) -> None:
    pieces = [list(piece) for piece in chunks(values, size)]
    assert [value for piece in pieces for value in piece] == values
    assert all(0 < len(piece) <= size for piece in pieces)


def test_a_column_comes_out_as_an_array(shelf: Shelf) -> None:
    with shelf.db.read() as session:
        empty = int64_column(session, select(PhotoTable.photo_id))
    assert empty.dtype == np.int64
    assert len(empty) == 0
    ids = shelf.save("a.jpg", "b.jpg")
    with shelf.db.read() as session:
        assert int64_column(session, select(PhotoTable.photo_id)).tolist() == ids


def test_a_set_comes_out_as_an_array(shelf: Shelf) -> None:
    with shelf.db.read() as session:
        empty = int64_set(session, select(PhotoTable.photo_id))
    assert empty.dtype == np.int64
    assert len(empty) == 0
    ids = shelf.save(*(f"{number}.jpg" for number in range(30)))
    with shelf.db.read() as session:
        found = int64_set(session, select(PhotoTable.photo_id).where(PhotoTable.photo_id > ids[0]))
    assert found.dtype == np.int64
    assert sorted(found.tolist()) == ids[1:]


def test_raw_rows_are_what_sqlite_holds(shelf: Shelf) -> None:
    shelf.save("é.jpg")
    with shelf.db.read() as session:
        assert list(raw_rows(session, select(PhotoTable.relative_path))) == [("é.jpg".encode(),)]
