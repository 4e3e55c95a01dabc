"""Embeddings are kept per encoder, streamed by seq, and committed together with their photos."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from sqlalchemy import text

from photosearch.errors import DiskFullError, StoreError
from photosearch.store.embeddings import save_batch
from photosearch.store.records import EmbeddedPhoto, NewProblem
from photosearch.types.arrays import Float32Array
from photosearch.types.files import ProblemReason
from photosearch.types.ids import EncoderId, PhotoId, RootId, item_of

if TYPE_CHECKING:
    from tests.unit.store.conftest import Shelf

OTHER = EncoderId("other-1")
DIM = 8


def vector(axis: int) -> Float32Array:
    made = np.zeros(DIM, np.float32)
    made[axis] = 1
    return made


def told_since(shelf: Shelf, seq: int, chunk: int = 4096) -> list[int]:
    return [photo_id for ids, _, _ in shelf.embeddings.since(shelf.encoder, seq, chunk) for photo_id in ids.tolist()]


@pytest.fixture
def ready(shelf: Shelf) -> Shelf:
    shelf.embeddings.encoder_row(shelf.encoder, "starter", DIM)
    return shelf


def test_an_encoder_gets_one_row(ready: Shelf) -> None:
    row = ready.embeddings.encoder_row(ready.encoder, "starter", DIM)
    assert ready.embeddings.encoder_row(ready.encoder, "starter", DIM) == row
    assert ready.embeddings.encoder_row(OTHER, "other", DIM) != row


def test_an_encoder_id_stands_for_one_dim(ready: Shelf) -> None:
    with pytest.raises(StoreError):
        ready.embeddings.encoder_row(ready.encoder, "starter", DIM + 1)


def test_an_embedding_comes_back_in_float16_precision(ready: Shelf) -> None:
    (photo_id,) = ready.save("a.jpg")
    (wanted,) = ready.embed(photo_id)
    got = ready.embeddings.get(ready.encoder, item_of(photo_id))
    assert got is not None
    assert got.dtype == np.float32
    assert np.abs(got - wanted).max() < 1e-3


def test_encoders_do_not_see_each_others_embeddings(ready: Shelf) -> None:
    (photo_id,) = ready.save("a.jpg")
    ready.embed(photo_id)
    ready.embeddings.encoder_row(OTHER, "other", 2)
    assert ready.embeddings.get(OTHER, item_of(photo_id)) is None
    assert ready.embeddings.missing_ids(OTHER, 10).tolist() == [photo_id]
    ready.embeddings.save(OTHER, np.array([photo_id]), np.array([[0, 1]], np.float32))
    found = ready.embeddings.get(OTHER, item_of(photo_id))
    assert found is not None
    assert found.tolist() == [0, 1]
    assert ready.embeddings.count(ready.encoder) == ready.embeddings.count(OTHER) == 1


def test_an_unknown_encoder_simply_has_none(shelf: Shelf) -> None:
    (photo_id,) = shelf.save("a.jpg")
    assert shelf.embeddings.get(OTHER, item_of(photo_id)) is None
    assert shelf.embeddings.ids(OTHER).tolist() == []
    assert shelf.embeddings.count(OTHER) == shelf.embeddings.latest_seq(OTHER) == 0
    assert list(shelf.embeddings.since(OTHER, 0)) == []
    assert shelf.embeddings.missing_ids(OTHER, 10).tolist() == [photo_id]


def test_saving_for_an_unknown_encoder_is_refused(shelf: Shelf) -> None:
    (photo_id,) = shelf.save("a.jpg")
    with pytest.raises(StoreError):
        shelf.embeddings.save(OTHER, np.array([photo_id]), np.ones((1, DIM), np.float32))


def test_embeddings_of_photos_that_are_gone_by_now_are_left_out(ready: Shelf) -> None:
    (photo_id,) = ready.save("a.jpg")
    ready.embeddings.save(ready.encoder, np.array([photo_id, 99]), np.stack([vector(0), vector(1)]))
    assert ready.embeddings.ids(ready.encoder).tolist() == [photo_id]


def test_since_tells_everything_once_in_order_in_pieces(ready: Shelf) -> None:
    ids = ready.save(*(f"{number}.jpg" for number in range(10)))
    wanted = ready.embed(*ids)
    pieces = list(ready.embeddings.since(ready.encoder, 0, chunk=4))
    assert [len(piece[0]) for piece in pieces] == [4, 4, 2]
    assert np.concatenate([piece[0] for piece in pieces]).tolist() == ids
    assert np.abs(np.concatenate([piece[1] for piece in pieces]) - wanted).max() < 1e-3
    assert pieces[-1][2] == ready.embeddings.latest_seq(ready.encoder)
    assert told_since(ready, pieces[0][2]) == ids[4:]
    assert told_since(ready, pieces[-1][2]) == []


def test_since_meets_what_is_written_while_it_runs(ready: Shelf) -> None:
    ids = ready.save("a.jpg", "b.jpg", "c.jpg")
    ready.embed(*ids[:2])
    stream = ready.embeddings.since(ready.encoder, 0, chunk=1)
    told = [next(stream)[0].item()]
    ready.embed(ids[2])
    told += [piece[0].item() for piece in stream]
    assert told == ids


def test_a_replaced_embedding_is_told_of_again(ready: Shelf) -> None:
    one, two = ready.save("a.jpg", "b.jpg")
    ready.embed(one, two)
    seen = ready.embeddings.latest_seq(ready.encoder)
    ready.embeddings.save(ready.encoder, np.array([one]), vector(3)[np.newaxis])
    assert told_since(ready, seen) == [one]
    assert told_since(ready, 0) == [two, one]


def test_a_seq_is_never_given_twice(ready: Shelf) -> None:
    one, two = ready.save("a.jpg", "b.jpg")
    ready.embed(one)
    seen = ready.embeddings.latest_seq(ready.encoder)
    ready.photos.mark_missing([one], 0)
    ready.photos.purge_missing(10, 9)
    assert ready.embeddings.latest_seq(ready.encoder) == 0
    ready.embed(two)
    assert told_since(ready, seen) == [two]


def test_missing_photos_have_no_embedding_in_any_answer(ready: Shelf) -> None:
    one, two = ready.save("a.jpg", "b.jpg")
    ready.embed(one, two)
    ready.photos.mark_missing([one], 0)
    assert ready.embeddings.ids(ready.encoder).tolist() == [two]
    assert ready.embeddings.count(ready.encoder) == 1
    assert told_since(ready, 0) == [two]


def test_catch_up_work_comes_in_pieces_by_id(ready: Shelf) -> None:
    ids = ready.save(*(f"{number}.jpg" for number in range(6)))
    ready.embed(ids[1])
    ready.photos.mark_missing([ids[2]], 0)
    assert ready.embeddings.missing_ids(ready.encoder, 2).tolist() == [ids[0], ids[3]]
    assert ready.embeddings.missing_ids(ready.encoder, 10, after_id=ids[3]).tolist() == ids[4:]


def test_photos_of_an_offline_root_are_no_work_for_now(ready: Shelf) -> None:
    ready.save("a.jpg")
    (root,) = ready.libraries.all()
    ready.libraries.set_location(root.root_id, root.path, root.path, False)
    assert ready.embeddings.missing_ids(ready.encoder, 10).tolist() == []


def test_a_duplicate_gets_a_copy(ready: Shelf) -> None:
    one, two = ready.photos.save([ready.new("a.jpg", b"same"), ready.new("b.jpg", b"same")])
    ready.embed(one)
    assert ready.embeddings.copy(ready.encoder, one, two)
    copied, original = (ready.embeddings.get(ready.encoder, item_of(photo_id)) for photo_id in (two, one))
    assert copied is not None
    assert original is not None
    assert np.array_equal(copied, original)


def test_nothing_is_copied_from_other_bytes_or_from_nothing(ready: Shelf) -> None:
    one, two, three = ready.photos.save([ready.new("a", b"same"), ready.new("b", b"same"), ready.new("c", b"other")])
    assert not ready.embeddings.copy(ready.encoder, one, two)
    ready.embed(one)
    assert not ready.embeddings.copy(ready.encoder, one, three)
    assert ready.embeddings.get(ready.encoder, item_of(three)) is None


def test_a_batch_is_photos_embeddings_and_cleared_problems(ready: Shelf) -> None:
    ready.problems.record([NewProblem(ready.root, path, ProblemReason.EMPTY) for path in ("a.jpg", "z.jpg")])
    batch = [EmbeddedPhoto(ready.new("a.jpg"), vector(0)), EmbeddedPhoto(ready.new("b.jpg"))]
    saved = save_batch(ready.db, ready.encoder, batch)
    assert [one.embedded for one in saved] == batch
    assert ready.paths() == {"a.jpg", "b.jpg"}
    assert ready.embeddings.ids(ready.encoder).tolist() == [saved[0].photo_id]
    assert [problem.relative_path for problem in ready.problems.all()] == ["z.jpg"]


def test_a_duplicate_in_a_batch_takes_the_embedding_of_its_twin(ready: Shelf) -> None:
    ((twin, _),) = save_batch(ready.db, ready.encoder, [EmbeddedPhoto(ready.new("a.jpg", b"same"), vector(2))])
    batch = [
        EmbeddedPhoto(ready.new("b.jpg", b"same"), same_as=twin),
        EmbeddedPhoto(ready.new("c.jpg", b"not the same after all"), same_as=twin),
        EmbeddedPhoto(ready.new("a.jpg", b"same"), same_as=twin),
    ]
    copied, different, itself = (one.photo_id for one in save_batch(ready.db, ready.encoder, batch))
    assert itself == twin
    assert sorted(ready.embeddings.ids(ready.encoder).tolist()) == sorted([twin, copied])
    assert ready.embeddings.missing_ids(ready.encoder, 10).tolist() == [different]


def test_photos_of_a_root_removed_meanwhile_are_left_out(ready: Shelf) -> None:
    batch = [
        EmbeddedPhoto(ready.new("a.jpg", root_id=RootId(99)), vector(0)),
        EmbeddedPhoto(ready.new("b.jpg"), vector(1)),
    ]
    saved = save_batch(ready.db, ready.encoder, batch)
    assert [one.embedded.photo.relative_path for one in saved] == ["b.jpg"]
    assert ready.paths() == {"b.jpg"}


def test_an_edited_photos_new_embedding_replaces_the_old(ready: Shelf) -> None:
    ((photo_id, _),) = save_batch(ready.db, ready.encoder, [EmbeddedPhoto(ready.new("a.jpg", b"old"), vector(0))])
    save_batch(ready.db, ready.encoder, [EmbeddedPhoto(ready.new("a.jpg", b"new"), vector(1))])
    found = ready.embeddings.get(ready.encoder, item_of(PhotoId(photo_id)))
    assert found is not None
    assert found.tolist() == vector(1).tolist()


def test_a_bad_embedding_keeps_the_whole_batch_out(ready: Shelf) -> None:
    batch = [EmbeddedPhoto(ready.new("a.jpg"), vector(0)), EmbeddedPhoto(ready.new("b.jpg"), vector(0) * np.nan)]
    with pytest.raises(ValueError, match="finite"):
        save_batch(ready.db, ready.encoder, batch)
    assert ready.photos.count() == 0


def test_a_full_disk_keeps_the_whole_batch_out(ready: Shelf) -> None:
    with ready.db.write() as session:
        pages = session.execute(text("PRAGMA page_count")).scalar_one()
        session.execute(text(f"PRAGMA max_page_count = {pages}"))
    batch = [EmbeddedPhoto(ready.new(f"{number}.jpg"), vector(0)) for number in range(500)]
    with pytest.raises(DiskFullError):
        save_batch(ready.db, ready.encoder, batch)
    assert ready.photos.count() == ready.embeddings.count(ready.encoder) == 0
