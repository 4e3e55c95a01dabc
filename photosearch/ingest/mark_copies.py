"""A copy of all marks beside the database, made on each day on which they differ from the last one."""

from __future__ import annotations

import datetime as dt
import filecmp
import logging
from pathlib import Path

from photosearch.store.mark_file import write_file
from photosearch.store.marks import Marks

_log = logging.getLogger(__name__)

_KEPT = 7
_NAME = "marks-{day}.jsonl"
_ANY_NAME = _NAME.format(day="????-??-??")


class MarkCopies:
    """Used by the ingest thread only. What a person made cannot be computed again: it is kept in a second place."""

    def __init__(self, marks: Marks, folder: Path) -> None:
        self._marks = marks
        self._folder = folder
        self._looked_on: dt.date | None = None

    def make(self, now_s: float) -> None:
        """Make the copy of this day, unless it is there or nothing changed since the last one; the oldest go.

        A disk that refuses is only logged: the next call tries again.

        Raises:
            StoreError: the marks cannot be read.
        """
        today = dt.datetime.fromtimestamp(now_s).date()
        if self._looked_on == today:
            return
        try:
            self._copy(self._folder / _NAME.format(day=today.isoformat()))
        except OSError as error:
            _log.warning("the marks are not copied today: %s", error)
        else:
            self._looked_on = today

    def _copy(self, target: Path) -> None:
        before = self._copies()
        # Without a single mark there is nothing to lose, and copies of a library before this one are not to go for it.
        if target in before or next(self._marks.all(), None) is None:
            return
        for unfinished in self._folder.glob(f"{_ANY_NAME}.new"):
            unfinished.unlink()
        write_file(self._marks.all(), target)
        if before and filecmp.cmp(before[-1], target, shallow=False):
            target.unlink()
            return
        for copy in self._copies()[:-_KEPT]:
            copy.unlink()

    def _copies(self) -> list[Path]:
        """From the oldest to the newest: the names sort by day."""
        return sorted(self._folder.glob(_ANY_NAME))
