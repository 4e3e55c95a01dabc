"""Makes an index equal to the store: loads the saved copy, adds what came later, removes what left."""

from __future__ import annotations

import logging
from pathlib import Path

import numpy as np

from photosearch.errors import IndexFileError
from photosearch.index import index_file
from photosearch.index.vector_index import VectorIndex
from photosearch.store.embeddings import Embeddings
from photosearch.types import EncoderId, Int64Array

_log = logging.getLogger(__name__)

_FETCH_CHUNK = 4096


def open_index(folder: Path, encoder_id: EncoderId, dim: int, embeddings: Embeddings) -> VectorIndex:
    """The index of ``encoder_id``, equal to the store. A saved copy that is missing, stale or damaged is rebuilt."""
    try:
        index, manifest = index_file.load(folder, encoder_id, dim)
        seq = manifest.seq
    except IndexFileError as error:
        _log.info("the index of %s is built from the store: %s", encoder_id, error)
        index, seq = VectorIndex(dim), 0
    bring_up_to_date(index, encoder_id, seq, embeddings)
    return index


def bring_up_to_date(index: VectorIndex, encoder_id: EncoderId, seq: int, embeddings: Embeddings) -> int:
    """Apply everything that the store committed after ``seq``; returns the seq that the index stands at now."""
    latest = embeddings.latest_seq(encoder_id)
    for ids, vectors, _ in embeddings.since(encoder_id, seq):
        index.add(ids, vectors)
    stored = embeddings.ids(encoder_id)
    held = index.ids()
    gone = np.setdiff1d(held, stored)
    if gone.size:
        index.remove(gone)
    # Records that came back (a drive's files found again) keep their old seq.
    _add_by_id(index, encoder_id, np.setdiff1d(stored, index.ids()), embeddings)
    return latest


def save_index(folder: Path, index: VectorIndex, encoder_id: EncoderId, embeddings: Embeddings) -> None:
    """Save the copy that the next start loads.

    Raises:
        OSError: no room, or the folder cannot be written; the previous copy stays whole.
    """
    # Read before saving: what is committed meanwhile is applied again at the next start, which does no harm.
    seq = embeddings.latest_seq(encoder_id)
    index_file.save(folder, index, encoder_id, seq)


def _add_by_id(index: VectorIndex, encoder_id: EncoderId, ids: Int64Array, embeddings: Embeddings) -> None:
    for start in range(0, ids.size, _FETCH_CHUNK):
        found, vectors = embeddings.vectors(encoder_id, ids[start : start + _FETCH_CHUNK])
        if found.size:
            index.add(found, vectors)
