"""The background work as the surfaces see it: how far it is, the person's hold on it, and whose it is."""

from __future__ import annotations

from photosearch.events import EngineFailed, Event, EventBus
from photosearch.ingest.coordinator import Coordinator
from photosearch.ingest.jobs import EmbedMissing
from photosearch.types.progress import IngestProgress


class WorkPart:
    """Thread-safe; see ``parts.Work``."""

    def __init__(self, coordinator: Coordinator, events: EventBus) -> None:
        self._coordinator = coordinator
        self.last_failure: EngineFailed | None = None
        events.subscribe(self._note_failure)

    @property
    def progress(self) -> IngestProgress:
        """As ``parts.Work.progress``."""
        return self._coordinator.meter.snapshot()

    @property
    def is_paused(self) -> bool:
        """As ``parts.Work.is_paused``."""
        return self.progress.is_paused

    def pause(self) -> None:
        """As ``parts.Work.pause``."""
        self._coordinator.set_paused(True)

    def resume(self) -> None:
        """As ``parts.Work.resume``."""
        self._coordinator.set_paused(False)

    def wait_until_idle(self, timeout_s: float | None = None) -> bool:
        """As ``parts.Work.wait_until_idle``."""
        return self._coordinator.wait_until_idle(timeout_s)

    def embed_missing(self) -> None:
        """Embed what lacks an embedding once the scans are done; returns at once."""
        self._coordinator.add(EmbedMissing())

    @property
    def is_owner(self) -> bool:
        """Whether this process is the one that adds photos to the library."""
        return self._coordinator.ownership.is_held

    def ask_owner(self) -> str:
        """Ask whichever process owns the library to scan all roots; the token identifies the request."""
        return self._coordinator.ownership.ask_for_rescan()

    def is_answered(self, token: str) -> bool:
        """Whether the owner is done with the request."""
        return self._coordinator.ownership.is_answered(token)

    def _note_failure(self, event: Event) -> None:
        if isinstance(event, EngineFailed):
            self.last_failure = event
