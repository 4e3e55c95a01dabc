"""Photos taken out of the library, and whether they come back in: a copy in a watched folder is a photo of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from photosearch.decode.thumbnails import ThumbnailCache
from photosearch.decode.worker_pool import DecodePool
from photosearch.exclusions import Exclusions
from photosearch.store.store import Store
from photosearch.types.exporting import ExportOrder, ExportOutcome, ExportPlan, ExportProgress

if TYPE_CHECKING:
    from photosearch.exporting.exporter import Exporter, FetchPhotos


class ExportingPart:
    """Thread-safe; see ``parts.Exporting``."""

    def __init__(self, photos: FetchPhotos, store: Store, pool: DecodePool, thumbnails: ThumbnailCache) -> None:
        self._photos, self._pool, self._thumbnails = photos, pool, thumbnails
        self._store = store

    def plan(self, order: ExportOrder) -> ExportPlan:
        """As ``parts.Exporting.plan``."""
        return replace(self._exporter.plan(order), watched=self._watched(order))

    def carry_out(
        self, order: ExportOrder, on_progress: Callable[[ExportProgress], None], should_stop: Callable[[], bool]
    ) -> ExportOutcome:
        """As ``parts.Exporting.carry_out``."""
        outcome = self._exporter.carry_out(order, on_progress, should_stop)
        return replace(outcome, watched=self._watched(order)) if outcome.copied else outcome

    @cached_property
    def _exporter(self) -> Exporter:
        # What draws sheets and writes PDFs is imported when somebody exports.
        from photosearch.exporting.exporter import Exporter

        return Exporter(self._photos, self._pool, self._thumbnails)

    def _watched(self, order: ExportOrder) -> Path | None:
        """The watched folder that the copies lie in, unless it leaves out what is there."""
        if order.copies is None:
            return None
        folder = order.copies.folder.resolve()
        for root in self._store.libraries.all():
            place = root.path.resolve()
            if folder.is_relative_to(place):
                inside = (folder / "copy.jpg").relative_to(place).as_posix()
                return None if Exclusions(root.exclusions).leaves_out(inside) else root.path
        return None
