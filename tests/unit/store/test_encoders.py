"""Encoders are counted with what their embeddings take, and forgotten a few thousand at a time."""

from __future__ import annotations

import numpy as np
import pytest

from photosearch.store import encoders
from photosearch.store.encoders import Encoders
from photosearch.store.records import StoredEncoder
from photosearch.types.ids import EncoderId, PhotoId
from tests.unit.store.conftest import DIM, Shelf, unit

OTHER = EncoderId("other-1-def")


@pytest.fixture
def kept(shelf: Shelf) -> Encoders:
    return Encoders(shelf.db)


def embed_with_other(shelf: Shelf, ids: list[PhotoId]) -> None:
    shelf.embeddings.encoder_row(OTHER, "other", DIM)
    shelf.embeddings.save(OTHER, np.array(ids, np.int64), np.stack([unit(photo_id) for photo_id in ids]))


def test_each_encoder_takes_two_bytes_a_value(shelf: Shelf, kept: Encoders) -> None:
    assert kept.all() == ()
    ids = shelf.save("a.jpg", "b.jpg", "c.jpg")
    shelf.embed(*ids)
    embed_with_other(shelf, ids[:1])
    shelf.embeddings.encoder_row(EncoderId("none-yet"), "none", DIM)
    assert kept.all() == (
        StoredEncoder(shelf.encoder, "starter", 3 * DIM * 2),
        StoredEncoder(OTHER, "other", DIM * 2),
        StoredEncoder(EncoderId("none-yet"), "none", 0),
    )


def test_forgetting_an_encoder_leaves_the_others(shelf: Shelf, kept: Encoders) -> None:
    ids = shelf.save("a.jpg", "b.jpg")
    shelf.embed(*ids)
    embed_with_other(shelf, ids)
    kept.forget(shelf.encoder)
    assert [one.encoder_id for one in kept.all()] == [OTHER]
    assert shelf.embeddings.ids(shelf.encoder).tolist() == []
    assert shelf.embeddings.ids(OTHER).tolist() == ids
    kept.forget(shelf.encoder)
    kept.forget(EncoderId("never seen"))
    assert [one.encoder_id for one in kept.all()] == [OTHER]


def test_others_can_write_between_the_pieces(shelf: Shelf, kept: Encoders, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoders, "_FORGOTTEN_AT_ONCE", 2)
    ids = shelf.save("a.jpg", "b.jpg", "c.jpg")
    shelf.embed(*ids)
    assert kept.forget_some(shelf.encoder)
    assert shelf.embeddings.count(shelf.encoder) == 1
    embed_with_other(shelf, ids)
    assert not kept.forget_some(shelf.encoder)
    assert [one.encoder_id for one in kept.all()] == [OTHER]


def test_an_encoder_that_is_left_is_found_after_its_time_unless_it_is_taken_up_again(
    shelf: Shelf, kept: Encoders
) -> None:
    for number, encoder_id in enumerate((shelf.encoder, OTHER)):
        shelf.embeddings.encoder_row(encoder_id, str(number), DIM)
    kept.leave_all_but([shelf.encoder, OTHER], 50)
    assert kept.left_before(1000) == []
    kept.leave_all_but([shelf.encoder], 100)
    kept.leave_all_but([shelf.encoder], 200)
    assert kept.left_before(100) == []
    assert kept.left_before(101) == [OTHER]
    kept.take_up(OTHER)
    kept.take_up(EncoderId("never seen"))
    assert kept.left_before(1000) == []
