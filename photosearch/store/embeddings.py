"""Embeddings: kept for every (item, encoder) pair, streamed to the index, and the ingest's one-transaction commit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from photosearch.errors import StoreError
from photosearch.store.bulk import chunks, int64_column, int64_set, raw_rows
from photosearch.store.database import Database
from photosearch.store.embedding_writes import (
    EncoderRow,
    copy_embedding,
    encoder_row,
    packed,
    put_embeddings,
    unpacked,
)
from photosearch.store.photo_writes import save_photos
from photosearch.store.problems import clear_problems, part_problem, record_problems
from photosearch.store.records import EmbeddedPhoto, SavedPhoto
from photosearch.store.tables import EmbeddingTable, EncoderTable, ItemTable, PhotoTable, RootTable
from photosearch.types.arrays import Float32Array, Int64Array
from photosearch.types.ids import EncoderId, ItemId, PhotoId, item_of

_PRESENT = PhotoTable.missing_since_s.is_(None)
_MISSING_ITEMS = (
    select(ItemTable.item_id)
    .join(PhotoTable, PhotoTable.photo_id == ItemTable.photo_id)
    .where(PhotoTable.missing_since_s.is_not(None))
)
_NO_IDS: Int64Array = np.empty(0, np.int64)


class Embeddings:
    """Reads and writes embeddings. An encoder that the store does not know simply has none."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def encoder_row(self, encoder_id: EncoderId, name: str, dim: int) -> int:
        """Make sure that the encoder has a row, needed before anything is saved for it; its number.

        Raises:
            StoreError: the id is known with another dim.
        """
        with self._db.write() as session:
            known = encoder_row(session, encoder_id)
            if known is None:
                made = EncoderTable(encoder_id=encoder_id, name=name, dim=dim)
                session.add(made)
                session.flush()
                return made.encoder_row
            if known.dim != dim:
                raise StoreError(f"encoder {encoder_id} is known with {known.dim} dimensions, not {dim}")
            return known.row

    def save(self, encoder_id: EncoderId, item_ids: Int64Array, vectors: Float32Array) -> None:
        """Store unit float32 [n, dim] for items [n]; each row gets a new, larger seq. Items gone by now are left out.

        Raises:
            ValueError: a wrong shape, or values that are not finite.
            StoreError: the encoder has no row yet, or one of the family.
        """
        with self._db.write() as session:
            encoder = _required(session, encoder_id)
            blobs = packed(vectors, encoder.dim)
            put_embeddings(session, encoder.row, dict(zip(map(ItemId, item_ids.tolist()), blobs, strict=True)))

    def copy(self, encoder_id: EncoderId, from_photo: PhotoId, to_photo: PhotoId) -> bool:
        """Give ``to_photo`` the embedding of a photo with the same bytes; False when there is none to copy."""
        with self._db.write() as session:
            return copy_embedding(session, _required(session, encoder_id).row, from_photo, to_photo)

    def latest_seq(self, encoder_id: EncoderId) -> int:
        """The largest seq there is for the encoder, 0 for none."""
        with self._db.read() as session:
            query = select(func.max(EmbeddingTable.seq)).where(
                EmbeddingTable.encoder_row == _row_or_none(session, encoder_id)
            )
            return session.scalar(query) or 0

    def since(
        self, encoder_id: EncoderId, seq: int, chunk: int = 4096
    ) -> Iterator[tuple[Int64Array, Float32Array, int]]:
        """Embeddings of present photos above ``seq``, oldest first, as (items [n], float32 [n, dim], last seq).

        Each piece is a read of its own: nothing is held open, and what is written meanwhile is met at the end.
        """
        while True:
            with self._db.read() as session:
                encoder = encoder_row(session, encoder_id)
                rows = [] if encoder is None else _rows_after(session, encoder.row, seq, chunk)
            if encoder is None or not rows:
                return
            seq = rows[-1][0]
            ids = np.fromiter((item_id for _, item_id, _ in rows), np.int64, len(rows))
            yield ids, unpacked([blob for _, _, blob in rows], encoder.dim), seq

    def ids(self, encoder_id: EncoderId) -> Int64Array:
        """The items of present photos that have an embedding, ascending."""
        with self._db.read() as session:
            encoder = encoder_row(session, encoder_id)
            if encoder is None:
                return _NO_IDS
            embedded = int64_set(
                session, select(EmbeddingTable.item_id).where(EmbeddingTable.encoder_row == encoder.row)
            )
            missing = int64_set(session, _MISSING_ITEMS)
        # Missing photos are few: two index scans and a numpy difference beat a join of a million rows.
        return np.setdiff1d(embedded, missing, assume_unique=True)

    def missing_ids(self, encoder_id: EncoderId, limit: int, after_id: int = 0) -> Int64Array:
        """Present photos without an embedding: at most ``limit`` ids above ``after_id``, ascending.

        Only of online roots: this is work that can be done now.
        """
        with self._db.read() as session:
            row = _row_or_none(session, encoder_id)
            embedded = exists().where(EmbeddingTable.encoder_row == row, EmbeddingTable.item_id == PhotoTable.photo_id)
            online = select(RootTable.root_id).where(RootTable.is_online)
            query = select(PhotoTable.photo_id).where(_PRESENT, PhotoTable.photo_id > after_id, ~embedded)
            query = query.where(PhotoTable.root_id.in_(online)).order_by(PhotoTable.photo_id).limit(limit)
            return int64_column(session, query)

    def get(self, encoder_id: EncoderId, item_id: ItemId) -> Float32Array | None:
        """One item's embedding, float32 [dim]."""
        with self._db.read() as session:
            encoder = encoder_row(session, encoder_id)
            if encoder is None:
                return None
            one = (EmbeddingTable.encoder_row == encoder.row, EmbeddingTable.item_id == item_id)
            blob = session.scalars(select(EmbeddingTable.vector).where(*one)).one_or_none()
        return None if blob is None else unpacked([blob], encoder.dim)[0]

    def of(self, encoder_id: EncoderId, item_ids: Int64Array) -> Iterator[tuple[Int64Array, Float32Array]]:
        """Those of ``item_ids`` that have an embedding, in pieces: items [n], float32 [n, dim]."""
        for some in chunks(item_ids.tolist()):
            with self._db.read() as session:
                encoder = encoder_row(session, encoder_id)
                if encoder is None:
                    return
                these = (EmbeddingTable.encoder_row == encoder.row, EmbeddingTable.item_id.in_(some))
                rows = list(raw_rows(session, select(EmbeddingTable.item_id, EmbeddingTable.vector).where(*these)))
            if rows:
                ids = np.asarray([item_id for item_id, _ in rows], np.int64)
                yield ids, unpacked([blob for _, blob in rows], encoder.dim)

    def count(self, encoder_id: EncoderId) -> int:
        """How many items of present photos have an embedding."""
        with self._db.read() as session:
            row = _row_or_none(session, encoder_id)
            of_encoder = select(func.count()).select_from(EmbeddingTable).where(EmbeddingTable.encoder_row == row)
            all_of_them = session.scalars(of_encoder).one()
            return all_of_them - session.scalars(of_encoder.where(EmbeddingTable.item_id.in_(_MISSING_ITEMS))).one()


def save_batch(db: Database, encoder_id: EncoderId, batch: Sequence[EmbeddedPhoto]) -> list[SavedPhoto]:
    """Commit photos with their embeddings, and clear the problems of their files, in one transaction.

    A photo that shows only a part of its picture has a problem that says so.

    Photos of roots that were removed meanwhile are left out of the store and of the answer.

    Raises:
        ValueError: an embedding of a wrong shape, or not finite; nothing is kept.
        DiskFullError: no room; nothing is kept.
        StoreError: the encoder has no row yet, or one of the family; nothing is kept.
    """
    with db.write() as session:
        encoder = _required(session, encoder_id)
        roots = set(session.scalars(select(RootTable.root_id)))
        wanted = [one for one in batch if one.photo.root_id in roots]
        ids = save_photos(session, [one.photo for one in wanted])
        saved = [SavedPhoto(photo_id, one) for photo_id, one in zip(ids, wanted, strict=True)]
        _save_vectors(session, encoder, saved)
        for root_id in {one.photo.root_id for one in wanted}:
            paths = [one.photo.relative_path for one in wanted if one.photo.root_id == root_id]
            clear_problems(session, root_id, paths)
        parts = [(one.photo, reason) for one in wanted if (reason := one.photo.part_reason) is not None]
        record_problems(session, [part_problem(photo, reason) for photo, reason in parts])
        return saved


def _save_vectors(session: Session, encoder: EncoderRow, saved: Sequence[SavedPhoto]) -> None:
    # Should a batch tell of one photo twice, the last one counts.
    last = dict(saved)
    for photo_id, one in last.items():
        if one.vector is None and one.same_as is not None and one.same_as != photo_id:
            copy_embedding(session, encoder.row, one.same_as, photo_id)
    vectors = {item_of(photo_id): one.vector for photo_id, one in last.items() if one.vector is not None}
    if vectors:
        blobs = packed(np.stack(list(vectors.values())), encoder.dim)
        put_embeddings(session, encoder.row, dict(zip(vectors, blobs, strict=True)))


def _required(session: Session, encoder_id: EncoderId) -> EncoderRow:
    found = encoder_row(session, encoder_id)
    if found is None:
        raise StoreError(f"encoder {encoder_id} has no row yet")
    return found


def _row_or_none(session: Session, encoder_id: EncoderId) -> int:
    found = encoder_row(session, encoder_id)
    return -1 if found is None else found.row


def _rows_after(session: Session, row: int, seq: int, limit: int) -> list[tuple[int, int, bytes]]:
    query = select(EmbeddingTable.seq, EmbeddingTable.item_id, EmbeddingTable.vector)
    query = query.join(ItemTable, ItemTable.item_id == EmbeddingTable.item_id)
    query = query.join(PhotoTable, PhotoTable.photo_id == ItemTable.photo_id)
    query = query.where(EmbeddingTable.encoder_row == row, EmbeddingTable.seq > seq, _PRESENT)
    return [
        (found, item_id, blob)
        for found, item_id, blob in raw_rows(session, query.order_by(EmbeddingTable.seq).limit(limit))
    ]
