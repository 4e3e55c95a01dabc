"""What the ingest thread looks at between jobs and in the middle of long ones: other processes, the index, drives."""

from __future__ import annotations

from collections.abc import Callable

from photosearch.events import EventBus, PhotosChanged, RootsChanged
from photosearch.ingest.index_keeper import IndexKeeper
from photosearch.ingest.root_watch import RootWatch
from photosearch.ingest.timetable import Timetable
from photosearch.settings import Settings
from photosearch.shelves.shelves import Shelves

_VOLUMES_EVERY_S = 2.0
_TIDY_EVERY_S = 1800.0


class Rounds:
    """Used by the ingest thread only."""

    def __init__(
        self,
        shelves: Shelves,
        keeper: IndexKeeper,
        watch: RootWatch,
        events: EventBus,
        settings: Callable[[], Settings],
        tidy: Callable[[], object],
        scan_everything: Callable[[], None],
    ) -> None:
        self._shelves = shelves
        self._keeper = keeper
        self._watch = watch
        self._events = events
        self._settings = settings
        self._tidy = tidy
        self._scan_everything = scan_everything
        self._timetable = Timetable()
        self._timetable.has_just_done("rescan")

    def look_at_index(self, *, is_owner: bool) -> None:
        """Apply what other processes committed, and give the index a form that suits its size."""
        if self._keeper.is_behind():
            self._keeper.follow(self._shelves.answering, is_owner=is_owner)
            self._events.publish(RootsChanged())
            self._events.publish(PhotosChanged(others_wrote=True))
            self._watch.refresh()
        self._keeper.fit_tier(lambda: self._shelves.answering)

    def look_at_drives(self) -> None:
        """What a process that watches does now and then: see which drives are there, tidy, scan everything again."""
        self._timetable.every(_VOLUMES_EVERY_S, "volumes", self._watch.see_volumes)
        self._timetable.every(_TIDY_EVERY_S, "tidy", self._tidy)
        self._timetable.every(self._settings().rescan_interval_s, "rescan", self._scan_everything)

    def save_index(self) -> None:
        """Save the index if its changes have rested."""
        self._keeper.save_if_rested(lambda: self._shelves.answering)
