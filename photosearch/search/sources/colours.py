"""What a wish for a colour finds among the stored colours of photos."""

from __future__ import annotations

from typing import Final

import numpy as np

from photosearch.paths import DataFolders
from photosearch.search.sources.source import Candidates
from photosearch.search.understanding.colour_words import colour_wish
from photosearch.store.store import Store
from photosearch.types.arrays import Int64Array
from photosearch.types.colours import Colour, ColourWish, Palette
from photosearch.types.queries import Bars, SearchQuery

COLOURS: Final = "colours"
_NOTHING: Final = Candidates(COLOURS, np.empty(0, np.int64), np.empty(0, np.float32))
_BARS: Final = {
    Palette.WARM: Bars(strong=0.6, possible=0.4),
    Palette.COOL: Bars(strong=0.6, possible=0.4),
    Palette.MONOCHROME: Bars(strong=0.5, possible=0.25),
    Palette.VIVID: Bars(strong=0.6, possible=0.45),
}
_BARS_OF_ONE: Final = Bars(strong=0.4, possible=0.2)
"""Shares of the area: what fills two fifths of a photo is its colour."""


class ColourSource:
    """Has something to say only where a colour is asked for, and nothing else."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def candidates(self, query: SearchQuery, allowed: Int64Array | None, limit: int) -> Candidates:
        """As ``Source.candidates``; all that there is at once, whatever the limit."""
        del limit
        wish = wish_in(query)
        if wish is None:
            return _NOTHING
        bars = bars_of(wish)
        ids, fits = self._store.colours.fitting(wish, bars.possible)
        if allowed is not None:
            is_allowed = np.isin(ids, allowed)
            ids, fits = ids[is_allowed], fits[is_allowed]
        return Candidates(COLOURS, ids, fits, bars, is_complete=True, unread=self._unread(allowed))

    def _unread(self, allowed: Int64Array | None) -> int:
        unread = self._store.colours.unread()
        return int(unread.size if allowed is None else np.isin(unread, allowed).sum())


def wish_in(query: SearchQuery) -> ColourWish | None:
    """The colour that is all that ``query`` asks for; None where it asks for anything else."""
    return None if query.images or query.not_images or query.not_texts else colour_wish(query.text)


def bars_of(wish: ColourWish) -> Bars:
    """From which fit on a photo has the colour, and may have it."""
    return _BARS_OF_ONE if isinstance(wish, Colour) else _BARS[wish]


def colour_source(store: Store, folders: DataFolders) -> ColourSource:
    """As ``beside_embedding.SOURCES`` takes it."""
    del folders
    return ColourSource(store)
