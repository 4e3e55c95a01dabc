"""What happens to a row and its embeddings when files are edited, moved, swapped, lost and found."""

from __future__ import annotations

import datetime as dt
import time
from typing import TYPE_CHECKING

import pytest

from photosearch.errors import StoreError
from photosearch.types.files import FileStamp
from photosearch.types.ids import PhotoId, RootId
from tests.known import known_files

if TYPE_CHECKING:
    from tests.unit.store.conftest import Shelf

LATER = FileStamp(101, 2 * 10**18)


def is_embedded(shelf: Shelf, photo_id: PhotoId) -> bool:
    return photo_id in shelf.embeddings.ids(shelf.encoder)


def test_an_edited_file_keeps_its_id_and_loses_its_embedding(shelf: Shelf) -> None:
    edited, other = shelf.save("a.jpg", "b.jpg")
    shelf.embed(edited, other)
    assert shelf.photos.save([shelf.new("a.jpg", b"edited", stamp=LATER)]) == [edited]
    assert not is_embedded(shelf, edited)
    assert is_embedded(shelf, other)
    photo = shelf.photos.get([edited])[edited]
    assert (photo.content_hash, photo.stamp) == (b"edited", LATER)


def test_a_file_saved_again_with_the_same_bytes_keeps_its_embedding(shelf: Shelf) -> None:
    (photo_id,) = shelf.save("a.jpg")
    shelf.embed(photo_id)
    assert shelf.photos.save([shelf.new("a.jpg", stamp=LATER)]) == [photo_id]
    assert is_embedded(shelf, photo_id)


def test_a_lost_file_that_returns_gets_its_row_and_embedding_back(shelf: Shelf) -> None:
    (photo_id,) = shelf.save("a.jpg")
    shelf.embed(photo_id)
    shelf.photos.mark_missing([photo_id], 0)
    assert not is_embedded(shelf, photo_id)
    assert shelf.save("a.jpg") == [photo_id]
    assert is_embedded(shelf, photo_id)


def test_other_bytes_at_a_lost_path_are_another_photo_and_the_lost_one_can_still_be_found(shelf: Shelf) -> None:
    (lost,) = shelf.save("a.jpg")
    shelf.embed(lost)
    shelf.photos.mark_missing([lost], 0)
    (newcomer,) = shelf.photos.save([shelf.new("a.jpg", b"other bytes")])
    assert newcomer != lost
    assert shelf.photos.find_by_hash(b"of a.jpg")[0].photo_id == lost
    shelf.photos.move(lost, shelf.root, "b.jpg", LATER)
    assert shelf.paths() == {"a.jpg", "b.jpg"}
    assert is_embedded(shelf, lost)


def test_a_moved_photo_keeps_everything_but_its_place(shelf: Shelf) -> None:
    other_root = shelf.add_root("/more").root_id
    (photo_id,) = shelf.photos.save([shelf.new("a.jpg", taken_at=dt.datetime(2019, 8, 3))])
    shelf.embed(photo_id)
    before = shelf.photos.get([photo_id])[photo_id]
    shelf.photos.move(photo_id, other_root, "x/b.jpg", LATER)
    after = shelf.photos.get([photo_id])[photo_id]
    assert (after.root_id, after.relative_path, after.stamp) == (other_root, "x/b.jpg", LATER)
    assert (after.content_hash, after.metadata) == (before.content_hash, before.metadata)
    assert is_embedded(shelf, photo_id)


def test_moving_onto_a_missing_row_leaves_that_to_be_found(shelf: Shelf) -> None:
    mover, lost = shelf.save("a.jpg", "b.jpg")
    shelf.photos.mark_missing([lost], 0)
    shelf.photos.move(mover, shelf.root, "b.jpg", LATER)
    assert shelf.paths() == {"b.jpg"}
    assert shelf.photos.find_by_hash(b"of b.jpg") == [(lost, True, shelf.root, "b.jpg")]


def test_moving_onto_a_present_row_supersedes_it(shelf: Shelf) -> None:
    mover, overwritten = shelf.save("a.jpg", "b.jpg")
    started_s = int(time.time())
    shelf.photos.move(mover, shelf.root, "b.jpg", LATER)
    assert set(shelf.photos.get([mover, overwritten])) == {mover}
    assert shelf.photos.purge_missing(started_s, 9).count == 0
    assert shelf.photos.purge_missing(time.time() + 2, 9).count == 1


def test_two_photos_can_swap_their_names(shelf: Shelf) -> None:
    one, two = shelf.save("a.jpg", "b.jpg")
    shelf.embed(one, two)
    shelf.photos.move(one, shelf.root, "b.jpg", LATER)
    shelf.photos.move(two, shelf.root, "a.jpg", LATER)
    assert {path: known[0] for path, known in known_files(shelf.photos, shelf.root).items()} == {
        "a.jpg": two,
        "b.jpg": one,
    }
    assert is_embedded(shelf, one)
    assert is_embedded(shelf, two)


def test_moving_to_where_it_is_only_changes_the_stamp(shelf: Shelf) -> None:
    (photo_id,) = shelf.save("a.jpg")
    shelf.photos.move(photo_id, shelf.root, "a.jpg", LATER)
    assert known_files(shelf.photos, shelf.root) == {"a.jpg": (photo_id, LATER)}


@pytest.mark.parametrize("way_back", ["save", "move"])
def test_a_returning_photos_embedding_is_told_of_again(shelf: Shelf, way_back: str) -> None:
    (photo_id,) = shelf.save("a.jpg")
    vectors = shelf.embed(photo_id)
    seen = shelf.embeddings.latest_seq(shelf.encoder)
    shelf.photos.mark_missing([photo_id], 0)
    if way_back == "save":
        shelf.save("a.jpg")
    else:
        shelf.photos.move(photo_id, shelf.root, "b.jpg", LATER)
    ((ids, again, seq),) = shelf.embeddings.since(shelf.encoder, seen)
    assert ids.tolist() == [photo_id]
    assert abs(again - vectors).max() < 1e-3
    assert seq > seen


def test_a_photo_that_never_left_is_not_told_of_again(shelf: Shelf) -> None:
    (photo_id,) = shelf.save("a.jpg")
    shelf.embed(photo_id)
    seen = shelf.embeddings.latest_seq(shelf.encoder)
    shelf.photos.move(photo_id, shelf.root, "b.jpg", LATER)
    assert list(shelf.embeddings.since(shelf.encoder, seen)) == []


def test_a_batch_for_a_root_that_is_gone_fails_whole(shelf: Shelf) -> None:
    with pytest.raises(StoreError):
        shelf.photos.save([shelf.new("a.jpg"), shelf.new("b.jpg", root_id=RootId(99))])
    assert shelf.photos.count() == 0


def test_a_batch_of_new_edited_and_returned_files_is_saved_in_the_order_given(shelf: Shelf) -> None:
    edited, lost = shelf.save("edited.jpg", "lost.jpg")
    shelf.photos.mark_missing([lost], 0)
    batch = [
        shelf.new("new.jpg"),
        shelf.new("edited.jpg", b"edited"),
        shelf.new("lost.jpg"),
        shelf.new("newer.jpg"),
    ]
    new, *known, newer = shelf.photos.save(batch)
    assert known == [edited, lost]
    found = shelf.photos.get([new, edited, lost, newer])
    assert [found[photo_id].relative_path for photo_id in (new, newer)] == ["new.jpg", "newer.jpg"]
    assert shelf.photos.count() == 4


def test_a_path_that_comes_twice_in_a_batch_is_one_photo_with_the_later_bytes(shelf: Shelf) -> None:
    batch = [shelf.new("a.jpg", b"first"), shelf.new("a.jpg", b"second", stamp=LATER)]
    first, second = shelf.photos.save(batch)
    assert first == second
    assert shelf.photos.get([first])[first].content_hash == b"second"
