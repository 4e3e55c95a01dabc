"""Decides how fast background work may go now: by the person's choice, the machine, and who is searching."""

from __future__ import annotations

import time
from collections.abc import Callable

from photosearch.ingest.pace.machine_state import MachineState, MachineWatch
from photosearch.settings import Settings
from photosearch.types.progress import Pace, YieldReason

ALWAYS, MAINS, PAUSED = "always", "mains", "paused"
_SEARCH_S = 1.5
"""So long after a search the person looks at it, or types on: the machine is theirs."""
_ON_BATTERY, _SLOW = 0.5, 0.25
_LEAST_SHARE = 0.05
_LONGEST_REST_S = 10.0


def pace_for(choice: str, machine: MachineState, *, is_searching: bool) -> Pace:
    """The pace by the person's choice (``Settings.background_work``): the strongest reason to yield counts."""
    if choice == PAUSED:
        return Pace(0.0, YieldReason.NOT_NOW)
    if choice == ALWAYS:
        return Pace()
    if machine.power.is_on_battery and choice == MAINS:
        return Pace(0.0, YieldReason.BATTERY)
    if machine.power.is_to_be_spared:
        return Pace(0.0, YieldReason.LOW_BATTERY)
    if is_searching:
        return Pace(0.0, YieldReason.SEARCH)
    if machine.is_too_hot:
        return Pace(_SLOW, YieldReason.HEAT)
    if machine.is_busy:
        return Pace(_SLOW, YieldReason.LOAD)
    if machine.power.is_on_battery:
        return Pace(_ON_BATTERY, YieldReason.BATTERY)
    return Pace()


class Governor:
    """Thread-safe, except for ``look``, which one thread calls now and then."""

    def __init__(
        self,
        settings: Callable[[], Settings],
        machine: MachineWatch | None = None,
        clock_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self._settings = settings
        self._machine = machine or MachineWatch()
        self._clock_s = clock_s
        self._searched_at_s = float("-inf")
        self.is_asked = False
        """A person waits for this very work, such as at a terminal: then only their choice of the share counts."""

    def look(self) -> None:
        """See how the machine is, if that was not done lately."""
        self._machine.look()

    def make_way(self) -> None:
        """A person searches: background work rests for a moment."""
        self._searched_at_s = self._clock_s()

    @property
    def pace(self) -> Pace:
        """How fast background work may go, and why not faster."""
        settings = self._settings()
        share = min(max(settings.cpu_share_percent / 100, _LEAST_SHARE), 1.0)
        if self.is_asked:
            return Pace(share)
        is_searching = self._search_rest_s() > 0
        pace = pace_for(settings.background_work, self._machine.state, is_searching=is_searching)
        return pace if pace.share < share else Pace(share)

    def rest_s(self, took_s: float) -> float:
        """How long to rest after ``took_s`` of work, so that the work takes its share of the time and no more.

        Where it may not go on at all, what is in flight is finished without rest, unless somebody is searching.
        """
        pace = self.pace
        if pace.reason is YieldReason.SEARCH:
            return self._search_rest_s()
        if pace.share == 0:
            return 0.0
        return min(took_s * (1 / pace.share - 1), _LONGEST_REST_S)

    def _search_rest_s(self) -> float:
        return max(0.0, self._searched_at_s + _SEARCH_S - self._clock_s())
