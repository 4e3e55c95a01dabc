"""What an examination of a library looks at beyond what a person uses."""

from __future__ import annotations

from dataclasses import dataclass

from photosearch.index.vector_index import RECALL_HITS
from photosearch.shelves.shelves import Shelves
from photosearch.store.store import Store
from photosearch.types.ids import EncoderId


@dataclass(frozen=True, slots=True)
class EncoderAtWork:
    """The encoder that answers, loaded."""

    encoder_id: EncoderId
    device: str


@dataclass(frozen=True, slots=True)
class Recall:
    """How much of an exact search the index finds."""

    share: float
    """From 0 to 1."""
    hits: int
    """Of so many first hits."""


class HealthPart:
    """Every call blocks, for seconds with a large library."""

    def __init__(self, store: Store, shelves: Shelves) -> None:
        self._store = store
        self._shelves = shelves

    def check_database(self) -> None:
        """Read the whole database file.

        Raises:
            DamagedDatabaseError: something is wrong with it; the detail says what.
        """
        self._store.database.check()

    def load_encoder(self) -> EncoderAtWork:
        """Load the encoder that answers.

        Raises:
            ModelError: it cannot be loaded.
        """
        shelf = self._shelves.answering
        shelf.service.start()
        return EncoderAtWork(shelf.encoder_id, shelf.service.ready.result().device)

    def measure_recall(self) -> Recall:
        """Ask the index and an exact search the same."""
        return Recall(self._shelves.answering.index.measured_recall(), RECALL_HITS)
