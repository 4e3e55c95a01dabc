"""An encoder with its index."""

from __future__ import annotations

from dataclasses import dataclass

from photosearch.embed.running.service import EncoderService
from photosearch.index.vector_index import KeptIndex
from photosearch.types.ids import EncoderId


@dataclass(frozen=True, slots=True)
class Shelf:
    """One encoder with the index of its embeddings: vectors of two encoders never meet in one."""

    name: str
    encoder_id: EncoderId
    service: EncoderService
    index: KeptIndex
    opened_seq: int = 0
    """Where the index stood in the store's order of embeddings when it was opened."""
