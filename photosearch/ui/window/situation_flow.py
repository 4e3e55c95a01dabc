"""The way of all that is known - answers, failures, the library's state - into the middle of the window."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from photosearch.events import PhotosChanged
from photosearch.types.queries import SearchResult
from photosearch.types.roots import LibraryRoot
from photosearch.ui.flows.library_flow import LibraryFlow
from photosearch.ui.flows.search_flow import SearchFlow
from photosearch.ui.grid.hits import NO_HITS
from photosearch.ui.window.gallery import Gallery
from photosearch.ui.window.window_state import Situation


class SituationFlow(QObject):
    """Keeps the situation, and has the gallery show what it means."""

    reopen_requested = Signal()
    ask_requested = Signal()

    def __init__(self, gallery: Gallery, library: LibraryFlow, search: SearchFlow, parent: QObject) -> None:
        super().__init__(parent)
        self._gallery, self._library, self._search = gallery, library, search
        self._now = Situation()
        search.answered.connect(self._on_answered)
        search.unread_changed.connect(self._on_unread_changed)
        search.failed.connect(self._on_search_failed)
        library.status_changed.connect(self._on_library_changed)
        library.photos_changed.connect(self._on_photos_changed)
        gallery.page.retry_requested.connect(self._on_retry)

    def show(self) -> None:
        """Show it once more."""
        self._gallery.show_situation(self._now)

    def tell_open(self) -> None:
        """The library is open."""
        self._change(replace(self._now, is_open=True, open_error=None))

    def tell_not_opened(self, error: BaseException) -> None:
        """The library cannot be opened."""
        self._change(replace(self._now, open_error=error))

    def _change(self, now: Situation) -> None:
        self._now = now
        self.show()

    @Slot(object)
    def _on_answered(self, result: SearchResult) -> None:
        now = replace(self._now, result=result, search_error=None, shows_nearest=self._search.shows_nearest)
        self._change(now)

    @Slot(object)
    def _on_unread_changed(self, result: SearchResult) -> None:
        self._change(replace(self._now, result=result))

    @Slot(object)
    def _on_search_failed(self, error: BaseException) -> None:
        """Nothing of the answer before stands beside it: no photos, no numbers, no news."""
        self._gallery.model.set_hits(NO_HITS)
        self._change(replace(self._now, result=None, search_error=error))

    @Slot()
    def _on_library_changed(self) -> None:
        status, roots = self._library.status, self._library.roots
        was = self._now
        if was.roots is not None and _online(was.roots) != _online(roots):
            self._gallery.model.forget_all_records()
        photo_count = None if status is None else status.photos
        self._change(replace(was, roots=roots, photo_count=photo_count, progress=self._library.progress))

    @Slot(object)
    def _on_photos_changed(self, event: PhotosChanged) -> None:
        self._gallery.model.remove(event.removed)
        self._gallery.model.forget_records((*event.added, *event.retold))
        self._gallery.shapes.doubt((*event.added, *event.retold))
        if event.others_wrote:
            self._gallery.shapes.doubt_all()
            self._gallery.model.doubt_records()
        self._search.doubt()

    @Slot()
    def _on_retry(self) -> None:
        if self._now.open_error is not None:
            self._change(replace(self._now, open_error=None))
            self.reopen_requested.emit()
        else:
            self.ask_requested.emit()


def _online(roots: tuple[LibraryRoot, ...]) -> dict[int, bool]:
    return {root.root_id: root.is_online for root in roots}
