"""What a vector index can do, whatever its backend: search and change, and the upkeep of one that lasts.

Ids are those of items, as int64 arrays [n]; embeddings are unit float32 [n, dim]; scores are cosines, larger is
nearer. Every method may be called from any thread. A backend that loses precision keeps scores near the true cosines.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final, Protocol

from photosearch.types.arrays import Float32Array, Int64Array
from photosearch.types.ids import EncoderId

NO_ITEM: Final = -1
"""In the place of an id where there are fewer neighbours than were asked for."""
RECALL_HITS: Final = 50
"""Recall is that of the first 50 hits, which is what somebody looks at."""


class VectorIndex(Protocol):
    """Embeddings by item id, and which of them are near."""

    @property
    def dim(self) -> int:
        """The length of an embedding."""

    def __len__(self) -> int: ...

    def add(self, ids: Int64Array, vectors: Float32Array) -> None:
        """Add unit float32 [n, dim] under ids [n]; an id that is there already gets the new vector (the last given).

        Raises:
            ValueError: shapes that do not fit, or vectors that are not unit; nothing is added then.
        """

    def remove(self, ids: Int64Array) -> int:
        """Take these ids out; how many of them were in."""

    def search(self, query: Float32Array, k: int, allowed: Int64Array | None = None) -> tuple[Int64Array, Float32Array]:
        """The ``k`` nearest to a unit query [dim], only among ``allowed`` if given: (ids, cosines), larger first.

        Fewer come back when there are fewer; cosines lie within [-1, 1]. ``allowed`` may name ids that are not in.

        Raises:
            ValueError: the query has another shape or is not unit.
        """

    def neighbours(self, ids: Int64Array, k: int) -> tuple[Int64Array, Float32Array]:
        """The ``k`` nearest of each of ``ids`` [n], itself left out: (ids [n, k], cosines [n, k]), larger first.

        A row that has fewer ends in ``NO_ITEM`` with cosine -1.

        Raises:
            KeyError: an id is not in.
        """

    def ids(self) -> Int64Array:
        """Every id, ascending; not to be written to."""

    def vectors_of(self, ids: Int64Array) -> Float32Array:
        """The stored vectors, float32 [n, dim], in the order of ``ids``.

        Raises:
            KeyError: an id is not in.
        """


class KeptIndex(VectorIndex, Protocol):
    """A vector index with the upkeep that background work does for it; a simple backend has little to do here."""

    @property
    def tier(self) -> str:
        """How it searches now, as a short name."""

    @property
    def unsaved(self) -> int:
        """How many vectors came or went since it was opened or saved; 0 in a backend that keeps them by itself."""

    def advance(self) -> bool:
        """Do a piece of the work towards the tier that fits the number of items; whether it is another one now.

        To be called again and again from one thread. Searches go on meanwhile, changes may wait for the piece (0.2 s).

        Raises:
            IndexFileError: what it was opened from is damaged; ``refill`` it.
        """

    def measured_recall(self) -> float:
        """The share of an exact search's first ``RECALL_HITS`` that it finds, over queries made of its items.

        Raises:
            IndexFileError: what it was opened from is damaged.
        """

    def shrink(self) -> None:
        """Give back memory that can be had again quickly."""

    def refill(self, batches: Iterable[tuple[Int64Array, Float32Array]]) -> None:
        """Hold these (ids, vectors) instead of all it holds; it answers as before until they are all there."""

    def save(self, place: Path, encoder_id: EncoderId, seq: int, generation: str) -> None:
        """Keep it in the folder ``place`` so that opening finds all of it or what was kept before.

        Args:
            place: the index's own folder, made if need be.
            encoder_id: what made the vectors.
            seq: the store's embeddings up to this seq are in.
            generation: identity of the store it was made from.

        Raises:
            DiskFullError: no room; what was kept before stays.
            IndexFileError: it cannot be written; what was kept before stays.
        """
