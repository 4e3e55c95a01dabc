"""What the grid shows, as arrays: photos in their order and how well each fits. Pure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from photosearch.types.arrays import Int64Array, UInt8Array
from photosearch.types.queries import Band, Match, SearchResult


@dataclass(frozen=True, slots=True)
class Section:
    """Rows that follow each other and fit equally well."""

    band: Band | None
    """None: nobody asked for anything that they could fit."""
    count: int
    is_unplaced: bool = False
    """They may be from the place that was asked for: they do not say where they were taken."""


@dataclass(frozen=True, slots=True)
class Hits:
    """Parallel arrays: ``photo_ids[i]`` is in ``bands[i]``, the better band first; without ``bands`` one browses."""

    photo_ids: Int64Array
    bands: UInt8Array | None = None
    is_same: NDArray[np.bool_] | None = None
    """Whether each is the picture that was searched with."""
    is_unplaced: bool = False
    """None of them says where it was taken, though a place was asked for."""

    @property
    def sections(self) -> tuple[Section, ...]:
        """The rows by band, empty bands left out."""
        if self.bands is None:
            return (Section(None, len(self.photo_ids)),) if len(self.photo_ids) else ()
        counts = ((band, int(np.count_nonzero(self.bands == band))) for band in sorted(Band, reverse=True))
        return tuple(Section(band, count, self.is_unplaced) for band, count in counts if count)

    def match(self, row: int) -> Match | None:
        """How well the photo in ``row`` fits; None where one browses."""
        if self.bands is None:
            return None
        return Match(Band(int(self.bands[row])), self.is_same is not None and bool(self.is_same[row]))

    def at(self, rows: Int64Array | NDArray[np.bool_]) -> Hits:
        """Only the rows for which it is true, or those with these numbers, in the order given."""
        bands = None if self.bands is None else self.bands[rows]
        is_same = None if self.is_same is None else self.is_same[rows]
        return Hits(self.photo_ids[rows], bands, is_same, self.is_unplaced)

    def with_more(self, photo_ids: Int64Array) -> Hits:
        """These too, at the end, as if they did not fit."""
        count = len(photo_ids)
        bands = None if self.bands is None else np.append(self.bands, np.full(count, Band.FAR, np.uint8))
        is_same = None if self.is_same is None else np.append(self.is_same, np.zeros(count, np.bool_))
        return Hits(np.concatenate([self.photo_ids, photo_ids]), bands, is_same, self.is_unplaced)


def hits_of(result: SearchResult, *, has_far: bool) -> Hits:
    """What of ``result`` is shown: all of it where one browses or ``has_far``, otherwise what fits."""
    if result.bands is None:
        return Hits(result.photo_ids)
    every = Hits(result.photo_ids, result.bands, result.is_same, result.is_unplaced)
    return every if has_far else every.at(result.bands > Band.FAR)


NO_HITS = Hits(np.empty(0, np.int64))
