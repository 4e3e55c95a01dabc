"""Tells how far background work is: at most ten times a second, and at once when its pace or phase changes."""

from __future__ import annotations

import time

from photosearch.events import Event, EventBus, PhotosChanged, ProgressChanged
from photosearch.ingest.pace.governor import Governor
from photosearch.ingest.progress import ProgressMeter
from photosearch.types.progress import IngestPhase

_EVERY_S = 0.1


class ProgressReporter:
    """Publishes what the meter says. Used by the ingest thread, and by who pauses the work."""

    def __init__(self, meter: ProgressMeter, events: EventBus, governor: Governor) -> None:
        self._meter = meter
        self._events = events
        self._governor = governor
        self._told_at_s = 0.0
        self._unsubscribe = events.subscribe(self._on_event)

    def close(self) -> None:
        """Listen no longer."""
        self._unsubscribe()

    def tell(self, *, is_forced: bool = False) -> None:
        """Publish the progress now, unless that was done a moment ago."""
        now_s = time.monotonic()
        if is_forced or now_s - self._told_at_s >= _EVERY_S:
            self._told_at_s = now_s
            self._events.publish(ProgressChanged(self._meter.snapshot()))

    def tell_pace(self) -> None:
        """Say at once that the work goes at another pace, and why."""
        pace, told = self._governor.pace, self._meter.snapshot()
        if pace != told.pace:
            self._meter.set_pace(pace)
            if told.phase is not IngestPhase.IDLE:
                self.tell(is_forced=True)

    def _on_event(self, event: Event) -> None:
        if isinstance(event, PhotosChanged):
            self.tell()
