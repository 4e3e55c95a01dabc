"""How far the background work is, and the library in numbers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from photosearch.types.ids import EncoderId
from photosearch.types.roots import LibraryRoot


class IngestPhase(StrEnum):
    """What the background work is doing."""

    IDLE = "idle"
    SCANNING = "scanning"
    ADDING = "adding"
    SWITCHING = "switching"
    """Embedding the library again for another encoder while the old index answers."""
    READING = "reading"
    """Reading photos again for what else they say; they are searchable as before."""


class YieldReason(StrEnum):
    """Why background work waits, or goes slower than it could. The window turns these into words."""

    NOT_NOW = "not_now"
    """The person chose so in the settings."""
    BATTERY = "battery"
    LOW_BATTERY = "low_battery"
    """Or one that the system is set to spare."""
    SEARCH = "search"
    HEAT = "heat"
    LOAD = "load"
    """Other programs need the processor."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast background work goes."""

    share: float = 1.0
    """Of the time it could work, from 0 (it waits) to 1."""
    reason: YieldReason | None = None
    """None: nothing but the person's choice of the share holds it back."""


@dataclass(frozen=True, slots=True)
class IngestProgress:
    """How far the background work is."""

    phase: IngestPhase
    done: int = 0
    total: int = 0
    problems: int = 0
    rate_per_s: float = 0.0
    """Photos per second over the last half minute or so."""
    eta_s: float | None = None
    """None while unknown: never a guess from too little."""
    is_paused: bool = False
    pace: Pace = Pace()
    current: str = ""
    """Relative path of a file in work, for the details line."""


@dataclass(frozen=True, slots=True)
class LibraryStatus:
    """The library in numbers."""

    photos: int
    embedded: int
    """Photos with an embedding of the active encoder."""
    problems: int
    roots: tuple[LibraryRoot, ...]
    encoder: EncoderId | None
    index_count: int
    index_tier: str
