"""Writing embeddings inside a session that is already open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from sqlalchemy import insert, or_, select
from sqlalchemy.orm import Session

from photosearch.store.bulk import chunks, table_of
from photosearch.store.tables import EmbeddingTable, EncoderTable, ItemTable, PhotoTable
from photosearch.types.arrays import Float32Array
from photosearch.types.ids import EncoderId, ItemId, PhotoId, item_of

STORED_TYPE = np.dtype("<f2")
"""Little-endian float16 on every machine: rounding a unit vector to it moves a cosine by less than 0.001."""


class EncoderRow(NamedTuple):
    """An encoder as the store knows it."""

    row: int
    dim: int


def encoder_row(session: Session, encoder_id: EncoderId) -> EncoderRow | None:
    """The row of an encoder, None when it has none."""
    query = select(EncoderTable.encoder_row, EncoderTable.dim).where(EncoderTable.encoder_id == encoder_id)
    found = session.execute(query).first()
    return None if found is None else EncoderRow(found[0], found[1])


def packed(vectors: Float32Array, dim: int) -> list[bytes]:
    """float32 [n, dim] as float16 blobs.

    Raises:
        ValueError: another shape, or a value that is not finite: never let in, it would spoil every search.
    """
    if vectors.ndim != 2 or vectors.shape[1] != dim:
        raise ValueError(f"embeddings of shape {vectors.shape} for an encoder of {dim} dimensions")
    if not np.isfinite(vectors).all():
        raise ValueError("an embedding with values that are not finite")
    return [row.tobytes() for row in vectors.astype(STORED_TYPE)]


def unpacked(blobs: Sequence[bytes], dim: int) -> Float32Array:
    """Blobs back as float32 [n, dim]."""
    return np.frombuffer(b"".join(blobs), STORED_TYPE).reshape(len(blobs), dim).astype(np.float32)


def put_embeddings(session: Session, row: int, blobs: dict[ItemId, bytes]) -> None:
    """Store item -> blob, replacing older ones with new seq numbers; items that are gone by now are left out."""
    table = table_of(EmbeddingTable)
    for some in chunks(list(blobs)):
        known = session.scalars(select(ItemTable.item_id).where(ItemTable.item_id.in_(some)))
        values = [{"encoder_row": row, "item_id": item, "vector": blobs[ItemId(item)]} for item in sorted(known)]
        if values:
            session.connection().execute(insert(table).prefix_with("OR REPLACE"), values)


def copy_embedding(session: Session, row: int, from_photo: PhotoId, to_photo: PhotoId) -> bool:
    """Give one photo the embedding of another that shows the same; False when that has none or shows another now."""
    hashes = (PhotoTable.content_hash, PhotoTable.pixel_hash)
    of_other = select(*hashes).where(PhotoTable.photo_id == to_photo).subquery()
    same = or_(*(column == select(of_other.c[column.key]).scalar_subquery() for column in hashes))
    query = select(EmbeddingTable.vector).join(PhotoTable, PhotoTable.photo_id == from_photo)
    query = query.where(EmbeddingTable.encoder_row == row, EmbeddingTable.item_id == item_of(from_photo))
    blob = session.scalars(query.where(same)).one_or_none()
    if blob is None:
        return False
    put_embeddings(session, row, {item_of(to_photo): blob})
    return True
