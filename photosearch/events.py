"""Events say what changed (ids and kind); the bus hands them to whoever subscribed, on the publisher's thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from photosearch.types.ids import EncoderId, PhotoId, RootId
from photosearch.types.progress import IngestProgress


@dataclass(frozen=True, slots=True)
class PhotosChanged:
    """These photos became searchable, left, or are told of differently."""

    added: tuple[PhotoId, ...] = ()
    removed: tuple[PhotoId, ...] = ()
    retold: tuple[PhotoId, ...] = ()
    """Searchable as before, but with other dates, places or words."""
    others_wrote: bool = False
    """Whether another process wrote into the library: any photo may be told of differently."""


@dataclass(frozen=True, slots=True)
class RootsChanged:
    """The list of watched folders, or whether one is online, changed."""


@dataclass(frozen=True, slots=True)
class ProblemsChanged:
    """The list of problems changed."""

    count: int


@dataclass(frozen=True, slots=True)
class ProgressChanged:
    """Background work moved on (at most 10 a second)."""

    progress: IngestProgress


@dataclass(frozen=True, slots=True)
class EncoderChanged:
    """Another encoder answers queries now."""

    encoder_id: EncoderId


@dataclass(frozen=True, slots=True)
class WatchModeChanged:
    """The operating system's watch limit was hit (or is no longer): this root is polled instead."""

    root_id: RootId
    is_polling: bool


@dataclass(frozen=True, slots=True)
class EngineFailed:
    """Background work stopped; ``code`` picks the sentence (such as disk_full)."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class OptimisationChanged:
    """Optimising a model in the background moved on or ended."""

    name: str
    state: str
    """A step (load, reference, export, measure), or how it ended (done, refused, stopped, failed)."""
    detail: str = ""


Event = (
    PhotosChanged
    | RootsChanged
    | ProblemsChanged
    | ProgressChanged
    | EncoderChanged
    | WatchModeChanged
    | EngineFailed
    | OptimisationChanged
)
Subscriber = Callable[[Event], None]


class EventBus:
    """Thread-safe fan-out. A subscriber must return at once: it is called on the publishing thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._subscribers: tuple[Subscriber, ...] = ()

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Start delivering to ``subscriber``; the returned call stops it."""
        with self._lock:
            self._subscribers = (*self._subscribers, subscriber)

        def unsubscribe() -> None:
            with self._lock:
                self._subscribers = tuple(s for s in self._subscribers if s is not subscriber)

        return unsubscribe

    def publish(self, event: Event) -> None:
        """Deliver ``event`` to everyone subscribed at this moment."""
        for subscriber in self._subscribers:
            subscriber(event)
