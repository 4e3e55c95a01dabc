"""The open stores and the target index that one stretch of ingest writes to."""

from __future__ import annotations

from dataclasses import dataclass

from photosearch.embed.running.service import EncoderService
from photosearch.index.vector_index import KeptIndex
from photosearch.store.database import Database
from photosearch.store.embeddings import Embeddings
from photosearch.store.libraries import Libraries
from photosearch.store.photos import Photos
from photosearch.store.problems import Problems
from photosearch.types import EncoderId


@dataclass(frozen=True, slots=True)
class Store:
    """The tables of one database, opened together."""

    database: Database
    libraries: Libraries
    photos: Photos
    problems: Problems
    embeddings: Embeddings

    @classmethod
    def of(cls, database: Database) -> Store:
        """The tables of ``database``."""
        return cls(database, Libraries(database), Photos(database), Problems(database), Embeddings(database))


@dataclass(frozen=True, slots=True)
class Shelf:
    """One encoder with the index of its embeddings: vectors of two encoders never meet in one."""

    name: str
    encoder_id: EncoderId
    service: EncoderService
    index: KeptIndex
    opened_seq: int = 0
    """Where the index stood in the store's order of embeddings when it was opened."""
