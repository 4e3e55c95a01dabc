"""What a source of hits is, and what it gives: items, how well they fit, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from photosearch.types.arrays import Float32Array, Int64Array, StrArray
from photosearch.types.queries import Bars, SearchQuery


@dataclass(frozen=True, slots=True)
class Candidates:
    """What one source names for a query, best first. Arrays of the same length, no object an item."""

    source: str
    """Who names them: short and the same for ever, such as ``vectors``."""
    item_ids: Int64Array
    """Each once."""
    scores: Float32Array
    """Larger is better; comparable among themselves only."""
    bars: Bars | None = None
    """From which score on an item is strong or possible; None where all that are named are strong."""
    details: StrArray | None = None
    """Why each is named, in words that a person understands, such as the text that was found; None: no words for it."""
    is_tentative: NDArray[np.bool_] | None = None
    """For each, whether it is strong only where that agrees with the other sources (``fusion``); None: none is so."""
    is_complete: bool = False
    """It names nothing more, whatever the limit."""
    unread: int = 0
    """So many photos may be named later: what they would be named for has not been read yet."""
    denied: Int64Array | None = None
    """Photos [m] that the query does not want: far, whoever names them."""

    @property
    def ends_far(self) -> bool:
        """Whether what would be named after the last one is far too: all that is strong or possible has been named."""
        if self.bars is None or not self.scores.size:
            return False
        return bool(self.scores[-1] < np.float32(self.bars.possible))


class Source(Protocol):
    """Names candidates for a query. Used from any thread."""

    def candidates(self, query: SearchQuery, allowed: Int64Array | None, limit: int) -> Candidates:
        """The ``limit`` best items for ``query`` (0: all), only among the items ``allowed`` [n] if given.

        Nothing is named where it has nothing to say. It is asked again with a larger limit until the last one is far.
        Bars come from the query and the whole library: what ``allowed`` leaves out does not move them.

        Raises:
            QueryImageError: a picture of the query cannot be read.
            UserError: the query asks for nothing.
            ModelError: a model that it needs cannot be loaded or fails.
        """
