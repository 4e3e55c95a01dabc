"""What a source of hits is, and what it gives: items, how well they fit, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from photosearch.types.arrays import Float32Array, Int64Array, StrArray
from photosearch.types.queries import SearchQuery


@dataclass(frozen=True, slots=True)
class Candidates:
    """What one source names for a query, best first. Arrays of the same length, no object an item."""

    source: str
    """Who names them: short and the same for ever, such as ``vectors``."""
    item_ids: Int64Array
    """Each once."""
    scores: Float32Array
    """Larger is better; comparable among themselves only."""
    floor: float | None = None
    """Items that score less are merely the nearest; None where all are matches, or nobody can tell."""
    details: StrArray | None = None
    """Why each is named, in words that a person understands, such as the text that was found; None: no words for it."""


class Source(Protocol):
    """Names candidates for a query. Used from any thread."""

    def candidates(self, query: SearchQuery, allowed: Int64Array | None, limit: int) -> Candidates:
        """The ``limit`` best items for ``query`` (0: all), only among the items ``allowed`` [n] if given.

        Nothing is named where it has nothing to say. It may be asked again with a larger limit.

        Raises:
            QueryImageError: a picture of the query cannot be read.
            UserError: the query asks for nothing.
            ModelError: a model that it needs cannot be loaded or fails.
        """
