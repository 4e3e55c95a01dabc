"""The analyses beside embedding: each at its own pace, and what fails in one holds up no other."""

from __future__ import annotations

import dataclasses
import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from typing import Any, TypeVar

from photosearch.errors import StoreError
from photosearch.ingest.analyses.analysis import Analysis, Needs, Reading, Result
from photosearch.ingest.analyses.line import AnalysisLine
from photosearch.ingest.work import Work
from photosearch.store.store import Store
from photosearch.types.ids import PhotoId, RootId

_log = logging.getLogger(__name__)

_Line = AnalysisLine[Any]
_T = TypeVar("_T")


@dataclasses.dataclass(slots=True)
class _Flight:
    """A photo that is in the lines of some analyses."""

    lines: set[_Line]
    """Those that are not done with it."""
    photo_id: PhotoId | None
    """Its record; None as long as embedding has not made it."""
    unkept: list[tuple[_Line, Result[Any]]] = dataclasses.field(default_factory=list)
    """What came out before there was a record."""


class AnalysesBeside:
    """Used by the ingest thread only. Results for a new photo wait here until embedding has made its record."""

    def __init__(
        self,
        store: Store,
        analyses: Iterable[Analysis[Any]],
        on_done: Callable[[Work], None],
        on_retold: Callable[[Sequence[PhotoId]], None],
    ) -> None:
        """``on_done`` is told of a photo that was not read for embedding once all that it was read for is kept;
        ``on_retold`` of those that an analysis had something new to say of.
        """
        self._store = store
        self._on_done = on_done
        self._on_retold = on_retold
        self._lines = [AnalysisLine(analysis) for analysis in analyses]
        self._flights: dict[Reading, _Flight] = {}
        self.failures: dict[str, Exception] = {}
        """Why an analysis was set aside, by its name: what it has not done stays undone."""

    def due(self, work: Work) -> list[_Line]:
        """The lines of what ``work`` lacks, apart from analyses that were set aside."""
        names = {line.analysis.name for line in self._lines} if work.lacks is None else work.lacks
        return [line for line in self._lines if line.analysis.name in names - self.failures.keys()]

    @property
    def is_empty(self) -> bool:
        """Whether no photo is in any of them."""
        return not self._flights

    @property
    def answers(self) -> list[Future[Sequence[Any]]]:
        """What they are waiting for."""
        return [answer for line in self._lines for answer in line.answers]

    def needs_of(self, line: _Line, work: Work) -> Needs | None:
        """What the decoder must give of ``work``; None where asking failed, which ends the analysis for now."""
        return self._guarded(line, lambda: line.analysis.request(work))

    def add(self, reading: Reading, lines: Sequence[_Line], photo_id: PhotoId | None) -> None:
        """Let ``lines`` have a photo that was decoded for them; without an id its record is being made."""
        lines = [line for line in lines if line.analysis.name not in self.failures]
        if lines or photo_id is not None:
            self._flights[reading] = _Flight(set(lines), photo_id)
        for line in lines:
            self._guarded(line, lambda line=line: line.add(reading))  # type: ignore[misc]
        self._land([reading])

    def step(self) -> None:
        """Keep what is done by now.

        Raises:
            StoreError: nothing can be written.
        """
        for line in self._lines:
            while results := self._guarded(line, line.take_done):
                self._came_out(line, results)
            self._guarded(line, line.send_if_late)

    def send(self) -> None:
        """Nothing more is decoded: wait for no batch to fill up."""
        for line in self._lines:
            self._guarded(line, line.send)

    def recorded(self, readings: Iterable[Reading]) -> None:
        """Embedding has made the records of these photos.

        Raises:
            StoreError: nothing can be written.
        """
        waiting = [reading for reading in readings if reading in self._flights]
        ids = self._ids_of(waiting)
        unkept: defaultdict[_Line, list[Result[Any]]] = defaultdict(list)
        for reading in waiting:
            flight = self._flights[reading]
            flight.photo_id = ids.get((reading.work.root_id, reading.work.relative_path))
            if flight.photo_id is None:
                # Its root was removed meanwhile.
                del self._flights[reading]
                continue
            for line, result in flight.unkept:
                unkept[line].append(dataclasses.replace(result, photo_id=flight.photo_id))
            flight.unkept.clear()
        for line, results in unkept.items():
            self._keep(line, results)
        self._land(waiting)

    def drop(self) -> None:
        """Forget everything in flight: the next pass finds it again."""
        for line in self._lines:
            line.drop()
        self._flights.clear()

    def _came_out(self, line: _Line, results: Sequence[Result[Any]]) -> None:
        ready: list[Result[Any]] = []
        for result in results:
            flight = self._flights.get(result.reading)
            if flight is None:
                continue
            flight.lines.discard(line)
            if flight.photo_id is None:
                flight.unkept.append((line, result))
            else:
                ready.append(dataclasses.replace(result, photo_id=flight.photo_id))
        self._keep(line, ready)
        self._land([result.reading for result in results])

    def _keep(self, line: _Line, results: Sequence[Result[Any]]) -> None:
        if not results or line.analysis.name in self.failures:
            return
        self._guarded(line, lambda: line.analysis.keep(results))
        known = [one.photo_id for one in results if one.photo_id is not None and not one.reading.work.lacks_embedding]
        if known and line.analysis.name not in self.failures:
            self._on_retold(known)

    def _land(self, readings: Iterable[Reading]) -> None:
        """Those that nothing is left to be done for are no longer in flight."""
        for reading in readings:
            flight = self._flights.get(reading)
            if flight is not None and not flight.lines and not flight.unkept:
                del self._flights[reading]
                if reading.work.lacks_embedding:
                    continue
                self._on_done(reading.work)

    def _ids_of(self, readings: Sequence[Reading]) -> dict[tuple[RootId, str], PhotoId]:
        by_root: defaultdict[RootId, list[str]] = defaultdict(list)
        for reading in readings:
            by_root[reading.work.root_id].append(reading.work.relative_path)
        return {
            (root_id, path): photo_id
            for root_id, paths in by_root.items()
            for path, (photo_id, *_) in self._store.photos.at(root_id, paths).items()
        }

    def _guarded(self, line: _Line, action: Callable[[], _T]) -> _T | None:
        """What ``action`` gives; None after an analysis failed, which ends that one for now."""
        try:
            return action()
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 - an analysis' boundary: the others and embedding go on
            self._set_aside(line, error)
            return None

    def _set_aside(self, line: _Line, error: Exception) -> None:
        _log.warning("%s is left for now: %s", line.analysis.name, error)
        self.failures[line.analysis.name] = error
        line.drop()
        for flight in self._flights.values():
            flight.lines.discard(line)
        self._land(list(self._flights))
