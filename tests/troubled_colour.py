"""The mean colour of a photo, by an analysis that counts, waits and fails as it is told to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from photosearch.errors import ModelError
from photosearch.store.store import Store
from photosearch.types.arrays import UInt8Array
from tests.extending.mean_colour import Colour, MeanColour


class TroubledColour(MeanColour):
    """Well until it is told otherwise."""

    def __init__(self, store: Store, file: Path, version: str = "1") -> None:
        super().__init__(store, file, version)
        self.fails_on: Callable[[UInt8Array], bool] = lambda pixels: False
        self.is_broken = False
        """Fails otherwise than an analysis may."""
        self.seen = 0
        self.waits_for: Callable[[], object] = bool

    def _colours(self, pictures: list[UInt8Array]) -> Sequence[Colour]:
        self.waits_for()
        if self.is_broken:
            raise ZeroDivisionError("what nobody thought of")
        if any(self.fails_on(pixels) for pixels in pictures):
            raise ModelError("told to fail")
        self.seen += len(pictures)
        return super()._colours(pictures)
