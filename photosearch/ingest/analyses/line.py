"""The photos that wait for one analysis, are in it, or come out of it: batches, a bounded way ahead."""

from __future__ import annotations

import dataclasses
import time
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Generic

import numpy as np

from photosearch.decode.worker_pool import DecodedPhoto
from photosearch.errors import ModelError
from photosearch.ingest.analyses.analysis import Analysis, Failure, R, Reading, Result

_BATCHES_AHEAD = 4
"""Batches of photos between file and store: enough that the analysis never waits, little enough memory."""
_MAX_BATCH_WAIT_S = 1.0
"""A photo does not wait longer than this for its batch to fill up: slow formats become searchable too."""


@dataclass(slots=True)
class _Batch(Generic[R]):
    readings: list[Reading]
    answer: Future[Sequence[R]]


class AnalysisLine(Generic[R]):
    """Used by the ingest thread only."""

    def __init__(self, analysis: Analysis[R]) -> None:
        self.analysis = analysis
        self.decoding = 0
        """Photos that are being decoded for it: the pipeline counts them."""
        self._batch_size = max(1, analysis.batch_size)
        self._batch: list[Reading] = []
        self._batch_since_s = 0.0
        self._running: deque[_Batch[R]] = deque()

    @property
    def has_room(self) -> bool:
        """Whether it may be given more. Photos that wait for the analysis count too, or small files that decode faster
        than they are analysed would pile up without end.
        """
        return self.decoding + self._held < _BATCHES_AHEAD * self._batch_size + 2

    @property
    def is_empty(self) -> bool:
        """Whether no photo is in it."""
        return self._held == 0

    @property
    def answers(self) -> list[Future[Sequence[R]]]:
        """What it is waiting for."""
        return [batch.answer for batch in self._running]

    def add(self, reading: Reading) -> None:
        """A photo was decoded for it."""
        if not self._batch:
            self._batch_since_s = time.monotonic()
        self._batch.append(reading)
        if len(self._batch) >= self._batch_size:
            self.send()

    def send(self) -> None:
        """Do not wait for the batch to fill up."""
        if self._batch:
            batch, self._batch = self._batch, []
            self._running.append(_Batch(batch, self.analysis.run([reading.decoded for reading in batch])))

    def send_if_late(self) -> None:
        """Do not let a photo wait for long while the analysis has nothing to do."""
        is_late = bool(self._batch) and time.monotonic() - self._batch_since_s > _MAX_BATCH_WAIT_S
        if is_late and not self._running:
            self.send()

    def take_done(self) -> list[Result[R]]:
        """The results of the oldest batch; none while it is not done.

        Raises:
            ModelError: the analysis fails for everything.
        """
        if not self._running or not self._running[0].answer.done():
            return []
        batch = self._running.popleft()
        try:
            values = batch.answer.result()
        except ModelError as error:
            return self._one_by_one(batch.readings, error)
        return [Result(reading, value) for reading, value in zip(batch.readings, values, strict=True)]

    def drop(self) -> None:
        """Forget everything that is in it."""
        for batch in self._running:
            batch.answer.cancel()
        self._running.clear()
        self._batch.clear()

    @property
    def _held(self) -> int:
        return len(self._batch) + sum(len(batch.readings) for batch in self._running)

    def _one_by_one(self, readings: Sequence[Reading], error: ModelError) -> list[Result[R]]:
        """Find the photos that the analysis cannot take; the others in the batch are not to suffer."""
        results: list[Result[R]] = []
        for reading in readings:
            try:
                (value,) = self.analysis.run([reading.decoded]).result()
                results.append(Result(reading, value))
            except ModelError as single:
                results.append(Result(reading, Failure(str(single))))
        if all(isinstance(result.value, Failure) for result in results):
            self._check(readings[0].decoded, error)
        return results

    def _check(self, decoded: DecodedPhoto, error: ModelError) -> None:
        """Raise ``error`` when the analysis fails on plain grey too: then no photo is at fault."""
        grey = dataclasses.replace(
            decoded,
            pixels={spec: np.full_like(pixels, 128) for spec, pixels in decoded.pixels.items()},
            preview=None if decoded.preview is None else np.full_like(decoded.preview, 128),
        )
        try:
            self.analysis.run([grey]).result()
        except ModelError:
            raise error from None
