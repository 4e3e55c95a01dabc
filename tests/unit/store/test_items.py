"""A photo is an item with its own number; moments in it have others."""

from __future__ import annotations

import numpy as np
import pytest
from sqlalchemy import delete, insert
from sqlalchemy.exc import IntegrityError

from photosearch.errors import StoreError
from photosearch.store.embeddings import save_batch
from photosearch.store.items import Items
from photosearch.store.records import EmbeddedPhoto
from photosearch.store.tables import ItemTable
from photosearch.types.ids import FIRST_MOMENT_ID, PhotoId
from tests.unit.store.conftest import Shelf, unit


def ids(*numbers: int) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    return np.asarray(numbers, np.int64)


def moment(shelf: Shelf, number: int, photo_id: PhotoId, at_ms: int) -> int:
    item_id = FIRST_MOMENT_ID + number
    with shelf.db.write() as session:
        session.execute(insert(ItemTable).values(item_id=item_id, photo_id=photo_id, at_ms=at_ms))
    return item_id


def test_every_photo_is_an_item_of_its_own_number(shelf: Shelf) -> None:
    photos = ids(*shelf.save("a.jpg", "b.jpg"))
    items = Items(shelf.db)
    # The very same: nothing is compared, let alone copied, where there are no moments.
    assert items.items_of(photos) is photos
    assert items.photos_of(photos) is photos
    shelf.embed(*shelf.save("c.jpg"))
    assert shelf.embeddings.count(shelf.encoder) == 1


def test_a_photo_without_an_item_has_one_once_its_file_is_read_again(shelf: Shelf) -> None:
    """As a program of version 1 leaves it that goes on while another one upgrades the database."""
    (photo_id,) = shelf.save("a.jpg")
    shelf.embed(photo_id)
    with shelf.db.write() as session:
        session.execute(delete(ItemTable))
    assert shelf.embeddings.missing_ids(shelf.encoder, 10).tolist() == [photo_id]
    saved = save_batch(shelf.db, shelf.encoder, [EmbeddedPhoto(shelf.new("a.jpg"), unit(1))])
    assert [one.photo_id for one in saved] == [photo_id]
    assert shelf.embeddings.ids(shelf.encoder).tolist() == [photo_id]


def test_moments_belong_to_their_photo_and_come_after_it(shelf: Shelf) -> None:
    one, two = shelf.save("a.mp4", "b.mp4")
    early, late, other = moment(shelf, 0, one, 500), moment(shelf, 1, one, 9000), moment(shelf, 2, two, 500)
    items = Items(shelf.db)
    assert items.items_of(ids(one)).tolist() == [one, early, late]
    assert items.items_of(ids(two, one)).tolist() == [two, one, early, late, other]
    assert items.photos_of(ids(late, two, other, early)).tolist() == [one, two, two, one]


def test_a_moment_that_is_gone_belongs_to_no_photo(shelf: Shelf) -> None:
    (one,) = shelf.save("a.mp4")
    assert Items(shelf.db).photos_of(ids(one, FIRST_MOMENT_ID + 7)).tolist() == [one, -1]


def test_moments_go_with_other_bytes_and_with_the_photo(shelf: Shelf) -> None:
    one, two = shelf.save("a.mp4", "b.mp4")
    moment(shelf, 0, one, 500)
    moment(shelf, 1, two, 500)
    shelf.photos.save([shelf.new("a.mp4", b"edited")])
    shelf.photos.mark_missing([two], 5)
    shelf.photos.purge_missing(10, limit=100)
    assert Items(shelf.db).items_of(ids(one, two)).tolist() == [one, two]
    with shelf.db.read() as session:
        assert session.query(ItemTable.item_id).all() == [(one,)]


@pytest.mark.parametrize("values", [{"item_id": 7, "at_ms": 5}, {"item_id": FIRST_MOMENT_ID, "at_ms": None}])
def test_a_number_of_the_wrong_kind_is_refused(shelf: Shelf, values: dict[str, int | None]) -> None:
    (one,) = shelf.save("a.mp4")
    with pytest.raises((IntegrityError, StoreError)), shelf.db.write() as session:
        session.execute(insert(ItemTable).values(photo_id=one, **values))


def test_embeddings_of_moments_count_and_leave_with_a_missing_photo(shelf: Shelf) -> None:
    one, two = shelf.save("a.mp4", "b.jpg")
    shelf.embed(one, two, PhotoId(moment(shelf, 0, one, 500)))
    assert shelf.embeddings.count(shelf.encoder) == 3
    shelf.photos.mark_missing([one], 5)
    assert shelf.embeddings.count(shelf.encoder) == 1
    assert shelf.embeddings.ids(shelf.encoder).tolist() == [two]
    (entry,) = shelf.embeddings.since(shelf.encoder, 0)
    assert entry[0].tolist() == [two]
