"""Rows that keep the photos' form, laid out anew only when something is another: the photos, the width, the height."""

from __future__ import annotations

from collections.abc import Sequence

from photosearch.types.arrays import Int64Array
from photosearch.ui.grid.grid_layout import Anchor
from photosearch.ui.grid.results_model import ResultsModel
from photosearch.ui.grid.row_layout import RowLayout
from photosearch.ui.grid.shapes import Shapes

GAP_PX = 4


class KeptRows:
    """Asked many times for each repaint. Every change of the model gives it another array of numbers."""

    def __init__(self, model: ResultsModel, shapes: Shapes) -> None:
        self._model, self._shapes = model, shapes
        self._photo_ids: Int64Array | None = None
        self._asked: tuple[object, ...] = ()
        self._layout: RowLayout | None = None

    def layout(
        self, sections: Sequence[tuple[int, int]], width_px: int, wanted_px: int, anchor: Anchor | None
    ) -> RowLayout:
        """Where everything is."""
        photo_ids = self._model.photo_ids
        asked = (tuple(sections), width_px, wanted_px, anchor)
        if self._layout is None or photo_ids is not self._photo_ids or asked != self._asked:
            aspects = self._shapes.of(photo_ids)
            self._photo_ids, self._asked = photo_ids, asked
            self._layout = RowLayout.of(sections, aspects, width_px, wanted_px, GAP_PX, anchor)
        return self._layout
