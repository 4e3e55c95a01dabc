"""Makes an index equal to the store: loads the saved copy, adds what came later, removes what left."""

from __future__ import annotations

import logging
from pathlib import Path

import numpy as np

from photosearch.errors import IndexFileError
from photosearch.index import opening
from photosearch.index.vector_index import KeptIndex
from photosearch.store.store import Store
from photosearch.types.ids import EncoderId

_log = logging.getLogger(__name__)


def open_index(
    folder: Path, encoder_id: EncoderId, dim: int, store: Store, backend: opening.Backend = opening.IN_USE
) -> tuple[KeptIndex, int]:
    """The index of ``encoder_id``, equal to the store, and the seq it stands at.

    A saved copy that is missing, stale or damaged is rebuilt from the store.
    """
    try:
        index, seq = opening.load_index(folder, encoder_id, dim, store.database.identity, backend)
    except IndexFileError as error:
        _log.info("the index of %s is built from the store: %s", encoder_id, error)
        index, seq = opening.new_index(dim, backend), 0
    return index, bring_up_to_date(index, encoder_id, seq, store)


def rebuild(index: KeptIndex, encoder_id: EncoderId, store: Store) -> None:
    """Give ``index`` the content of the store instead of what it has; it answers as before until that is there."""
    index.refill((ids, vectors) for ids, vectors, _ in store.embeddings.since(encoder_id, 0))
    drop_unknown(index, encoder_id, store)


def bring_up_to_date(index: KeptIndex, encoder_id: EncoderId, seq: int, store: Store) -> int:
    """Apply everything that the store committed after ``seq``; returns the seq that the index stands at now."""
    for ids, vectors, last in store.embeddings.since(encoder_id, seq):
        index.add(ids, vectors)
        seq = last
    drop_unknown(index, encoder_id, store)
    return seq


def drop_unknown(index: KeptIndex, encoder_id: EncoderId, store: Store) -> None:
    """Remove what the store has no more, such as the photos of a root that another process removed."""
    if len(index) == store.embeddings.count(encoder_id):
        # The index has all that the store has, so as many are the same ones: at a million the ids take over a second.
        return
    index.remove(np.setdiff1d(index.ids(), store.embeddings.ids(encoder_id)))


def make_equal(index: KeptIndex, encoder_id: EncoderId, store: Store) -> None:
    """Give ``index`` exactly what the store has, by comparing the ids: for what came back without a new embedding."""
    wanted, known = store.embeddings.ids(encoder_id), index.ids()
    index.remove(np.setdiff1d(known, wanted))
    for ids, vectors in store.embeddings.of(encoder_id, np.setdiff1d(wanted, known)):
        index.add(ids, vectors)


def save_index(folder: Path, index: KeptIndex, encoder_id: EncoderId, store: Store) -> None:
    """Save the copy that the next start loads.

    Call it from the thread that commits embeddings, so that what the store has is in the index.

    Raises:
        DiskFullError: no room; the previous copy stays whole.
        IndexFileError: the folder cannot be written; the previous copy stays whole.
    """
    seq = store.embeddings.latest_seq(encoder_id)
    opening.save_index(folder, index, encoder_id, seq, store.database.identity)
