"""The way of the library's state: from the engine's events into sidebar, activity bar and dialogs, and back."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from photosearch.types.folder_tree import Folder, folder_tree
from photosearch.types.ids import RootId
from photosearch.types.progress import IngestPhase, IngestProgress, LibraryStatus
from photosearch.types.roots import LibraryRoot
from photosearch.ui.background import Background, EngineEvents
from photosearch.ui.desktop.file_manager import show_in_folder
from photosearch.ui.flows.exclusion_flow import ExclusionFlow
from photosearch.ui.flows.problems_flow import ProblemsFlow
from photosearch.ui.library.activity_bar import ActivityBar
from photosearch.ui.library.folder_questions import choose_folder, confirm_removal
from photosearch.ui.library.sidebar import Sidebar
from photosearch.ui.search.filter_row import FilterRow
from photosearch.words.failures import code_sentence, error_sentence
from photosearch.words.places import folder_added_text, folder_removed_text, taken_over_text

if TYPE_CHECKING:
    from photosearch.engine.parts import Library, Work
    from photosearch.ui.library.library_dialog import LibraryDialog

_STATUS_PAUSE_MS = 500
_FOLDERS_AFTER_MS = 5000
_PHOTOS_IN_A_MS = 20
"""Up to so many photos a millisecond of waiting for them is enough."""
_REST = 20
"""After looking so many times as long passes before the next look as it and the answer took: a twentieth of a core."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """The library in one look: whatever is shown of it is counted the same."""

    status: LibraryStatus
    roots: tuple[LibraryRoot, ...]
    """As they are noted, not as the status finds them: so the records of photos agree on what is away."""
    folders: Mapping[RootId, Folder]
    formats: list[tuple[str, int]]
    taken_range: tuple[dt.date, dt.date] | None
    took_s: float
    """Of the processor's time: on a busy machine looking is no more work, and what is shown grows no older."""


class LibraryFlow(QObject):
    """Looks at the library in the background when an event says that it changed, at a measured pace.

    What it saw is shown together with the answer that is brought up to date then: they count the same photos.
    """

    status_changed = Signal()
    photos_changed = Signal(object)
    message = Signal(str)
    folder_dropped = Signal(object)
    """A ``LibraryRoot`` that was dropped on the window is added; nobody chose it in a dialog."""
    undoable = Signal(str)
    """A sentence about what was done and can be undone."""

    def __init__(
        self,
        background: Background,
        sidebar: Sidebar,
        filter_row: FilterRow,
        activity_bar: ActivityBar,
        window: QWidget,
        refresh_answer: Callable[[Callable[[float], None]], None] = lambda show: show(0.0),
    ) -> None:
        """``refresh_answer`` brings the photos shown up to date, and calls back then with the seconds it took."""
        super().__init__(window)
        self._background = background
        self._sidebar, self._filter_row, self._activity_bar = sidebar, filter_row, activity_bar
        self._window = window
        self._refresh_answer = refresh_answer
        self._library: Library | None = None
        self._work: Work | None = None
        self._library_dialog: LibraryDialog | None = None
        self.problems = ProblemsFlow(background, window)
        self.problems.refused.connect(self._on_refused)
        self.exclusions = ExclusionFlow(background, window)
        self.exclusions.refused.connect(self._on_refused)
        self.exclusions.message.connect(self.message)
        self.roots: tuple[LibraryRoot, ...] = ()
        self.folders: Mapping[RootId, Folder] = {}
        self.status: LibraryStatus | None = None
        self.progress = IngestProgress(IngestPhase.IDLE)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_STATUS_PAUSE_MS)
        self._later.timeout.connect(self._fetch)
        self._connect_widgets()

    def start(self, library: Library, work: Work, events: EngineEvents) -> None:
        """Begin following the engine."""
        self._library, self._work = library, work
        self.problems.start(library)
        self.exclusions.start(library)
        events.photos_changed.connect(self._on_photos_changed)
        events.roots_changed.connect(self._fetch)
        events.problems_changed.connect(self._on_problems_changed)
        events.progress_changed.connect(self._on_progress)
        events.encoder_changed.connect(self._fetch_later)
        events.watch_mode_changed.connect(self._show_polled)
        events.engine_failed.connect(self._on_engine_failed)
        events.optimisation_changed.connect(self._activity_bar.set_optimisation)
        self._on_progress(work.progress)
        self._show_polled()
        first = partial(_look_at, library, has_folders=False)
        self._background.run_newest("library", first, self._on_first_seen, self._on_refused)

    # What the person asks for

    @Slot()
    def choose_folder(self) -> None:
        """Ask for a folder and watch it."""
        folder = choose_folder(self._window)
        if folder is not None:
            self.add_folder(folder)

    @Slot(object)
    def add_folder(self, folder: Path) -> None:
        """Watch this folder from now on."""
        if self._library is not None:
            on_added = partial(self._on_root_added, self.roots)
            self._background.run(partial(self._library.add_root, folder), on_added, self._on_refused)

    @Slot(object)
    def drop_folder(self, folder: Path) -> None:
        """Watch a folder that was dropped: it is said that it is added, and it can be undone."""
        if self._library is not None:
            on_added = partial(self._on_dropped_added, self.roots)
            self._background.run(partial(self._library.add_root, folder), on_added, self._on_refused)

    def take_out(self, root_id: RootId) -> None:
        """Watch a folder no longer that was only just added: nobody is asked."""
        root = self._root(root_id)
        if root is not None and self._library is not None:
            gone = partial(self.message.emit, folder_removed_text(root))
            self._background.run(partial(self._library.remove_root, root_id), lambda _: gone(), self._on_refused)

    @Slot()
    def show_library(self) -> None:
        """Open the dialog with the watched folders."""
        if self._library_dialog is None:
            self._library_dialog = self._make_library_dialog()
            self._show_polled()
        self._library_dialog.set_roots(self.roots)
        _bring_up(self._library_dialog)

    @Slot()
    def toggle_pause(self) -> None:
        """Pause the background work, or go on with it."""
        if self.progress.is_paused:
            self._on_resume()
        else:
            self._on_pause()

    # Wiring

    def _connect_widgets(self) -> None:
        self._sidebar.add_folder_requested.connect(self.choose_folder)
        self._sidebar.library_requested.connect(self.show_library)
        self._sidebar.problems_requested.connect(self.problems.show)
        self._sidebar.remove_root_requested.connect(self._on_remove)
        self._sidebar.rescan_requested.connect(self._on_rescan)
        self._sidebar.show_folder_requested.connect(self._on_show_folder)
        self._sidebar.exclude_requested.connect(self.exclusions.choose_folder)
        self._sidebar.show_path_requested.connect(show_in_folder)
        self._sidebar.exclude_path_requested.connect(self.exclusions.exclude_folder)
        self._filter_row.exclusion_requested.connect(self.exclusions.exclude_folder)
        self._activity_bar.pause_requested.connect(self._on_pause)
        self._activity_bar.resume_requested.connect(self._on_resume)
        self._activity_bar.details_requested.connect(self.show_library)
        self._activity_bar.problems_requested.connect(self.problems.show)

    def _make_library_dialog(self) -> LibraryDialog:
        from photosearch.ui.library.library_dialog import LibraryDialog

        dialog = LibraryDialog(self._window)
        dialog.add_folder_requested.connect(self.choose_folder)
        dialog.remove_root_requested.connect(self._on_remove)
        dialog.rescan_requested.connect(self._on_rescan)
        dialog.show_folder_requested.connect(self._on_show_folder)
        dialog.exclude_requested.connect(self.exclusions.choose_folder)
        dialog.take_back_requested.connect(self.exclusions.take_back)
        return dialog

    def _call(self, call: Callable[[], None]) -> None:
        """Have the engine do something that returns nothing."""
        self._background.run(call, _nothing, self._on_refused)

    # What the engine said

    @Slot(object)
    def _on_photos_changed(self, event: object) -> None:
        self._fetch_later()
        self.photos_changed.emit(event)

    @Slot()
    def _fetch_later(self) -> None:
        if not self._later.isActive():
            self._later.start()

    @Slot()
    def _fetch(self) -> None:
        if self._library is not None:
            self._background.run_newest("library", partial(_look_at, self._library), self._on_seen, self._on_refused)

    def _on_first_seen(self, seen: _Seen) -> None:
        """The folders below take the longest: in a large library they come once the first question is answered."""
        self._show_seen(seen, 0.0)
        self._later.setInterval(min(_FOLDERS_AFTER_MS, seen.status.photos // _PHOTOS_IN_A_MS))
        self._later.start()

    def _on_seen(self, seen: _Seen) -> None:
        self._refresh_answer(partial(self._show_seen, seen))

    def _show_seen(self, seen: _Seen, answer_s: float) -> None:
        if not self._later.isActive():
            self._later.setInterval(max(_STATUS_PAUSE_MS, round((seen.took_s + answer_s) * 1000 * _REST)))
        if self.status is not None and self.status.problems != seen.status.problems:
            self.problems.refresh()  # one that became a photo is told of as a photo only
        self.status, self.roots, self.folders = seen.status, seen.roots, seen.folders
        self.exclusions.set_roots(seen.roots)
        self._sidebar.set_counts(seen.status.photos, seen.status.problems)
        self._sidebar.set_folders(seen.folders)
        self._sidebar.set_roots(seen.roots)
        self._filter_row.set_roots(seen.roots)
        self._filter_row.set_folders(seen.folders)
        self._filter_row.set_choices(seen.formats, seen.taken_range)
        if self._library_dialog is not None:
            self._library_dialog.set_roots(seen.roots)
        self.status_changed.emit()

    @Slot(int)
    def _on_problems_changed(self, _count: int) -> None:
        self._fetch_later()
        self.problems.refresh()

    @Slot(object)
    def _on_progress(self, progress: IngestProgress) -> None:
        was_busy, self.progress = self.progress.phase is not IngestPhase.IDLE, progress
        self._activity_bar.set_progress(progress)
        if was_busy and progress.phase is IngestPhase.IDLE:
            self._fetch_later()
        self.status_changed.emit()

    @Slot()
    def _show_polled(self) -> None:
        if self._library is not None:
            self._sidebar.set_polled(self._library.polled_roots)
            if self._library_dialog is not None:
                self._library_dialog.set_polled(self._library.polled_roots)

    @Slot(str, str)
    def _on_engine_failed(self, code: str, detail: str) -> None:
        self._activity_bar.show_failure(code_sentence(code, detail))

    # What the person did in a widget

    def _on_root_added(self, before: tuple[LibraryRoot, ...], root: LibraryRoot) -> None:
        if taken_over := taken_over_text(root, before):
            self.message.emit(taken_over)
        self._fetch()

    def _on_dropped_added(self, before: tuple[LibraryRoot, ...], root: LibraryRoot) -> None:
        self._on_root_added(before, root)
        if not taken_over_text(root, before):
            self.folder_dropped.emit(root)
            self.undoable.emit(folder_added_text(root))

    def _on_refused(self, error: BaseException) -> None:
        self.message.emit(error_sentence(error))

    @Slot(int)
    def _on_remove(self, root_id: int) -> None:
        root = self._root(root_id)
        if root is not None and self._library is not None and confirm_removal(self._window, root):
            self._call(partial(self._library.remove_root, root.root_id))

    @Slot(int)
    def _on_rescan(self, root_id: int) -> None:
        if self._library is not None:
            self._call(partial(self._library.rescan, RootId(root_id)))

    @Slot(int)
    def _on_show_folder(self, root_id: int) -> None:
        root = self._root(root_id)
        if root is not None:
            show_in_folder(root.path)

    @Slot()
    def _on_pause(self) -> None:
        if self._work is not None:
            self._call(self._work.pause)

    @Slot()
    def _on_resume(self) -> None:
        if self._work is not None:
            self._call(self._work.resume)

    def _root(self, root_id: int) -> LibraryRoot | None:
        return next((root for root in self.roots if root.root_id == root_id), None)


def _look_at(library: Library, *, has_folders: bool = True) -> _Seen:
    """All of it at once. Photos may be added meanwhile: those in a folder are counted once, and added up from there."""
    begin_s = time.thread_time()
    roots = library.roots()
    folders: dict[RootId, Folder] = {}
    if has_folders:
        folders = {root.root_id: folder_tree(library.folders_of(root.root_id)) for root in roots}
        roots = tuple(replace(root, photo_count=folders[root.root_id].photos) for root in roots)
    status = replace(library.status(), photos=sum(root.photo_count for root in roots))
    formats, taken_range = library.formats(), library.taken_range()
    return _Seen(status, roots, folders, formats, taken_range, time.thread_time() - begin_s)


def _nothing(_value: None) -> None:
    """The engine's events say what came of it."""


def _bring_up(dialog: QWidget) -> None:
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
