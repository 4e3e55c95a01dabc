"""Encoders that have embeddings in the store: what these take, which are in use, and how space is given back."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from photosearch.store.bulk import raw_rows
from photosearch.store.database import Database
from photosearch.store.embedding_writes import STORED_TYPE, encoder_row
from photosearch.store.records import StoredEncoder
from photosearch.store.tables import EmbeddingTable, EncoderTable
from photosearch.types.ids import EncoderId

_FORGOTTEN_AT_ONCE = 2000


class Encoders:
    """Reads and writes which encoders there are."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def all(self) -> tuple[StoredEncoder, ...]:
        """Every encoder in the order of their first use (some 50 ms per million embeddings: they are counted)."""
        counts = select(EmbeddingTable.encoder_row, func.count()).group_by(EmbeddingTable.encoder_row)
        with self._db.read() as session:
            count_of = dict[int, int](raw_rows(session, counts))
            rows = session.scalars(select(EncoderTable).order_by(EncoderTable.encoder_row))
            return tuple(
                StoredEncoder(
                    EncoderId(row.encoder_id),
                    row.name,
                    embeddings_bytes=count_of.get(row.encoder_row, 0) * row.dim * STORED_TYPE.itemsize,
                )
                for row in rows
            )

    def leave_all_but(self, in_use: Collection[EncoderId], now_s: float) -> None:
        """Note that no other encoder is in use; since when the first such note tells."""
        left = (EncoderTable.encoder_id.not_in(in_use), EncoderTable.left_at_s.is_(None))
        with self._db.read() as session:
            if session.scalar(select(EncoderTable.encoder_row).where(*left).limit(1)) is None:
                return
        with self._db.write() as session:
            session.execute(update(EncoderTable).where(*left).values(left_at_s=int(now_s)))

    def take_up(self, encoder_id: EncoderId) -> None:
        """Note that the encoder is in use (again)."""
        left = (EncoderTable.encoder_id == encoder_id, EncoderTable.left_at_s.is_not(None))
        with self._db.read() as session:
            if session.scalar(select(EncoderTable.encoder_row).where(*left)) is None:
                return
        with self._db.write() as session:
            session.execute(update(EncoderTable).where(*left).values(left_at_s=None))

    def left_before(self, before_s: float) -> list[EncoderId]:
        """Those that have not been in use since ``before_s``."""
        query = select(EncoderTable.encoder_id).where(EncoderTable.left_at_s < int(before_s))
        with self._db.read() as session:
            return [EncoderId(encoder_id) for encoder_id in session.scalars(query)]

    def is_left(self, encoder_id: EncoderId) -> bool:
        """Whether no process has it in use, as far as they noted."""
        with self._db.read() as session:
            return _is_left(session, encoder_id)

    def forget_some(self, encoder_id: EncoderId, *, only_left: bool = False) -> bool:
        """Forget two thousand embeddings in one transaction, and the encoder with the last of them.

        Args:
            encoder_id: one that the store does not know is forgotten already.
            only_left: nothing is forgotten once it is in use (again), be it in another process.

        Returns:
            Whether there are more: others can write in between.
        """
        with self._db.write() as session:
            encoder = encoder_row(session, encoder_id)
            if encoder is None or (only_left and not _is_left(session, encoder_id)):
                return False
            of_encoder = select(EmbeddingTable.seq).where(EmbeddingTable.encoder_row == encoder.row)
            some = delete(EmbeddingTable).where(EmbeddingTable.seq.in_(of_encoder.limit(_FORGOTTEN_AT_ONCE)))
            if session.connection().execute(some).rowcount == _FORGOTTEN_AT_ONCE:
                return True
            session.execute(delete(EncoderTable).where(EncoderTable.encoder_row == encoder.row))
            return False

    def forget(self, encoder_id: EncoderId) -> None:
        """Forget an encoder with its embeddings; one that the store does not know is forgotten already."""
        while self.forget_some(encoder_id):
            pass


def _is_left(session: Session, encoder_id: EncoderId) -> bool:
    left = (EncoderTable.encoder_id == encoder_id, EncoderTable.left_at_s.is_not(None))
    return session.scalar(select(EncoderTable.encoder_row).where(*left)) is not None
