"""The work that waits for an encoder: words, photo queries, and batches of images that rest in between."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field

from photosearch.embed.running.encoder import EncoderClosedError, EncoderFailedError
from photosearch.errors import ModelError, PhotosearchError
from photosearch.types.arrays import Float32Array, UInt8Array


@dataclass(slots=True)
class Texts:
    """Words to embed in one go."""

    texts: list[str]
    answer: Future[Float32Array] = field(default_factory=Future)


@dataclass(slots=True)
class Images:
    """An image batch, embedded piece by piece."""

    pixels: UInt8Array
    is_query: bool
    answer: Future[Float32Array] = field(default_factory=Future)
    parts: list[Float32Array] = field(default_factory=list)
    done: int = 0


class WaitingWork:
    """Thread-safe. Photo queries come before batches; words have a line of their own."""

    def __init__(self, rest_s: Callable[[float], float]) -> None:
        """``rest_s`` says how long image batches rest after so many seconds of them; queries never do."""
        self._rest_s = rest_s
        self._rested_at_s = 0.0
        """When (``time.monotonic``) image batches may go on."""
        self._changed = threading.Condition()
        self._texts: deque[Texts] = deque()
        self._queries: deque[Images] = deque()
        self._batches: deque[Images] = deque()
        self._is_closing = False

    @property
    def is_closing(self) -> bool:
        """Whether nothing is done any more."""
        return self._is_closing

    def add(self, work: Texts | Images) -> Future[Float32Array]:
        """Let ``work`` wait for its turn; its answer."""
        with self._changed:
            if self._is_closing:
                work.answer.set_exception(EncoderClosedError())
            elif isinstance(work, Texts):
                self._texts.append(work)
            else:
                self._line_of(work).append(work)
            self._changed.notify_all()
        return work.answer

    def put_back(self, work: Images) -> None:
        """The rest of a batch whose piece is done goes on next, unless a query passes."""
        with self._changed:
            self._line_of(work).appendleft(work)

    def next_texts(self) -> Texts | None:
        """The words to embed next; None when closing."""
        with self._changed:
            self._changed.wait_for(lambda: self._texts or self._is_closing)
            return None if self._is_closing else self._texts.popleft()

    def next_images(self) -> Images | None:
        """The most urgent images, once something of them waits; None when closing."""
        with self._changed:
            while not (self._queries or self._is_closing) and (left_s := self._rest_left_s()) > 0:
                self._changed.wait(left_s)
            if self._is_closing:
                return None
            return self._queries.popleft() if self._queries else self._batches.popleft()

    def is_without_images(self, for_s: Callable[[], float | None]) -> bool:
        """Wait for images; True when for so long neither these came nor anything else happened. None: for ever."""
        with self._changed:
            while not (self._queries or self._batches or self._is_closing):
                if not self._changed.wait(for_s()):
                    return True
        return False

    def rest_after(self, took_s: float) -> None:
        """Image batches took so long: they rest a while."""
        self._rested_at_s = time.monotonic() + self._rest_s(took_s)

    def has_been_used(self) -> None:
        """Words were embedded: a long rest begins anew."""
        with self._changed:
            self._changed.notify_all()

    def close(self) -> None:
        """Nothing is handed out from now on; what waits is failed by ``fail_all``."""
        with self._changed:
            self._is_closing = True
            self._changed.notify_all()

    def fail_all(self) -> None:
        """Tell everyone who still waits that the encoder was closed."""
        with self._changed:
            works: tuple[Texts | Images, ...] = (*self._texts, *self._queries, *self._batches)
            self._texts.clear()
            self._queries.clear()
            self._batches.clear()
        for work in works:
            fail(work.answer, EncoderClosedError())

    def _line_of(self, work: Images) -> deque[Images]:
        return self._queries if work.is_query else self._batches

    def _rest_left_s(self) -> float:
        return max(self._rested_at_s - time.monotonic(), self._rest_s(0.0))


def answer(future: Future[Float32Array], value: Float32Array) -> None:
    """Give ``value`` to who waits, unless nobody does any more."""
    if future.set_running_or_notify_cancel():
        future.set_result(value)


def fail(future: Future[Float32Array], error: ModelError) -> None:
    """Give ``error`` to who waits, unless nobody does any more."""
    if future.set_running_or_notify_cancel():
        future.set_exception(error)


def as_model_error(error: Exception) -> ModelError:
    """Whatever a library raised, as one of the family."""
    if isinstance(error, ModelError):
        return error
    detail = error.detail if isinstance(error, PhotosearchError) else f"{type(error).__name__}: {error}"
    return EncoderFailedError(detail)
