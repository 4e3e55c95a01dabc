"""Two threads use the encoder: images are embedded by one, queries first; words beside them by another, at once."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np

from photosearch.embed.batching import MicroBatch
from photosearch.embed.encoder import Encoder, EncoderClosedError, EncoderFailedError
from photosearch.errors import ModelError, ModelWeightsError, PhotosearchError
from photosearch.heap import give_back_freed_memory
from photosearch.types import EncoderId, Float32Array, PixelSpec, UInt8Array

_log = logging.getLogger(__name__)

_QUERY_WAIT_S = 0.08
"""A piece of an image batch takes about this long: the most that a photo query waits behind it (a slow encoder's single
image takes longer). Words never wait behind images.
"""
_CLOSE_S = 2.0


@dataclass(slots=True)
class _Texts:
    texts: list[str]
    answer: Future[Float32Array] = field(default_factory=Future)


@dataclass(slots=True)
class _Images:
    """An image batch, embedded piece by piece."""

    pixels: UInt8Array
    is_query: bool
    answer: Future[Float32Array] = field(default_factory=Future)
    parts: list[Float32Array] = field(default_factory=list)
    done: int = 0


_W = TypeVar("_W", _Texts, _Images)


class EncoderService:
    """Queues work for one encoder, loads it when needed and gives its memory back when it rests.

    All methods may be called from any thread. Failures come out of the futures: a ``ModelError`` always, and
    ``EncoderClosedError`` for what was still waiting at ``close``. After a failure to load, the next work tries again.
    """

    def __init__(
        self,
        open_encoder: Callable[[], Encoder],
        *,
        idle_release_s: float | None,
        shrink_after_s: float | None = None,
        on_shrink: Callable[[], None] = lambda: None,
        rest_s: Callable[[float], float] = lambda _took_s: 0.0,
    ) -> None:
        """Prepare; ``open_encoder`` is called in one of the service's own threads.

        Args:
            open_encoder: loads the encoder, and loads the same one again after a rest.
            idle_release_s: a rest this long closes the encoder until work comes; None keeps it.
            shrink_after_s: a rest this long gives back what can be had again quickly; None keeps it.
            on_shrink: gives back more of that kind, which belongs to others; called in a thread of the service.
            rest_s: says how long image batches rest after so many seconds of them; queries never do.
        """
        self._open_encoder = open_encoder
        self._idle_release_s = idle_release_s
        self._shrink_after_s = shrink_after_s
        self._on_shrink = on_shrink
        self._is_shrinkable = False
        """Whether the encoder may hold more than it must."""
        self._rest_s = rest_s
        self._rested_at_s = 0.0
        """When (``time.monotonic``) image batches may go on."""
        self._changed = threading.Condition()
        self._texts: deque[_Texts] = deque()
        self._queries: deque[_Images] = deque()
        self._batches: deque[_Images] = deque()
        self._is_closing = False
        self._in_use = threading.RLock()
        """Held while the encoder is opened, closed, or embeds words; never asked for by who holds ``_changed``."""
        self._encoder: Encoder | None = None
        self._known: Encoder | None = None
        """The last encoder opened: its properties stay readable after it was closed."""
        self._micro = MicroBatch(_QUERY_WAIT_S)
        self.busy_s = 0.0
        """Seconds that the encoder has spent on images so far: beside the clock, how well it is kept fed."""
        self.ready: Future[Encoder] = Future()
        """Done when the encoder was loaded for the first time, or could not be."""
        self._threads = (
            threading.Thread(target=self._run, name="encoder", daemon=True),
            threading.Thread(target=self._run_words, name="encoder-words", daemon=True),
        )

    def start(self) -> None:
        """Begin to load, unless that began before."""
        with self._changed:
            if self._threads[0].ident is None and not self._is_closing:
                for thread in self._threads:
                    thread.start()

    def close(self) -> None:
        """End the threads, in at most two seconds: one that is busy loading ends by itself when that is done."""
        until_s = time.monotonic() + _CLOSE_S
        with self._changed:
            self._is_closing = True
            self._changed.notify_all()
        for thread in self._threads:
            if thread.is_alive():
                thread.join(timeout=max(0.0, until_s - time.monotonic()))
        self._fail_waiting(EncoderClosedError())
        with self._changed:
            if not self.ready.done():
                self.ready.set_exception(EncoderClosedError())

    def encode_text(self, texts: Sequence[str]) -> Future[Float32Array]:
        """Embed ``texts``, whatever else is under way: unit float32 [n, dim]."""
        return self._enqueue(self._texts, _Texts(list(texts)))

    def encode_images(self, pixels: UInt8Array, *, is_query: bool = False) -> Future[Float32Array]:
        """Embed uint8 RGB [n, size_px, size_px, 3] as unit float32 [n, dim]; a query overtakes batches."""
        return self._enqueue(self._queries if is_query else self._batches, _Images(pixels, is_query))

    def unknown_words(self, text: str) -> tuple[str, ...]:
        """Words of ``text`` that mean nothing to the encoder; waits until it is loaded."""
        return self._properties.unknown_words(text)

    @property
    def name(self) -> str:
        """The encoder's name. This and the other properties wait for ``ready``."""
        return self._properties.name

    @property
    def encoder_id(self) -> EncoderId:
        """The encoder's id."""
        return self._properties.encoder_id

    @property
    def dim(self) -> int:
        """Length of an embedding."""
        return self._properties.dim

    @property
    def pixel_spec(self) -> PixelSpec:
        """The square that images come in."""
        return self._properties.pixel_spec

    @property
    def device(self) -> str:
        """Where it runs."""
        return self._properties.device

    @property
    def match_floor(self) -> float | None:
        """Text-to-image cosine below which hits are merely the nearest."""
        return self._properties.match_floor

    @property
    def preferred_batch(self) -> int:
        """Images per batch beyond which nothing is gained."""
        return self._properties.preferred_batch

    @property
    def _properties(self) -> Encoder:
        return self._known if self._known is not None else self.ready.result()

    def _enqueue(self, line: deque[_W], work: _W) -> Future[Float32Array]:
        with self._changed:
            if self._is_closing:
                work.answer.set_exception(EncoderClosedError())
            else:
                line.append(work)
                self._changed.notify_all()
        return work.answer

    def _run(self) -> None:
        try:
            self._load()
        except ModelError as error:
            _log.warning("the encoder cannot be loaded: %s", error)
        while (work := self._next()) is not None:
            self._do(work)
        # Again, beside close(): this thread may have been busy for longer than close() waited.
        self._fail_waiting(EncoderClosedError())
        self._release()

    def _run_words(self) -> None:
        while (work := self._next_texts()) is not None:
            self._do(work)

    def _load(self) -> Encoder:
        """The encoder, opened if need be; a first failure also reaches everyone who waits for ``ready``."""
        with self._in_use:
            if self._encoder is not None:
                return self._encoder
            try:
                encoder = self._open()
            except ModelError as error:
                with self._changed:
                    if not self.ready.done():
                        self.ready.set_exception(error)
                raise
            self._known = self._encoder = encoder
            self._is_shrinkable = self._shrink_after_s is not None
            with self._changed:
                if not self.ready.done():
                    self.ready.set_result(encoder)
            return encoder

    def _open(self) -> Encoder:
        begin_s = time.monotonic()
        try:
            encoder = self._open_encoder()
        # The thread's boundary: libraries raise what they like while loading; it reaches whoever waits.
        except Exception as error:
            raise _as_model_error(error) from error
        give_back_freed_memory()
        _log.info("%s loaded in %.1f s", encoder.encoder_id, time.monotonic() - begin_s)
        if self._known is not None and self._known.encoder_id != encoder.encoder_id:
            encoder.close()
            raise ModelWeightsError("the model was replaced by another one meanwhile", name=encoder.name)
        return encoder

    def _next(self) -> _Images | None:
        """The most urgent image work; None when closing. A rest gives memory back, a long one all of it."""
        while self._has_rested_long():
            if self._is_shrinkable:
                self._shrink()
            else:
                self._release()
        with self._changed:
            while not (self._queries or self._is_closing) and (left_s := self._rest_left_s()) > 0:
                self._changed.wait(left_s)
            if self._is_closing:
                return None
            return self._queries.popleft() if self._queries else self._batches.popleft()

    def _has_rested_long(self) -> bool:
        """Wait for image work; True when for so long neither that came nor words that there is memory to give back."""
        with self._changed:
            while not (self._queries or self._batches or self._is_closing):
                if not self._changed.wait(self._release_after_s()):
                    return True
        return False

    def _release_after_s(self) -> float | None:
        if self._encoder is None:
            return None
        return self._shrink_after_s if self._is_shrinkable else self._idle_release_s

    def _next_texts(self) -> _Texts | None:
        with self._changed:
            self._changed.wait_for(lambda: self._texts or self._is_closing)
            return None if self._is_closing else self._texts.popleft()

    def _rest_left_s(self) -> float:
        return max(self._rested_at_s - time.monotonic(), self._rest_s(0.0))

    def _do(self, work: _Texts | _Images) -> None:
        if work.answer.cancelled():
            return
        try:
            if isinstance(work, _Texts):
                self._do_texts(work)
            else:
                self._do_piece(self._load(), work)
        except Exception as error:  # noqa: BLE001 - the threads' boundary: this work fails, the next goes on
            if not isinstance(error, ModelError):
                _log.exception("the encoder failed")
            _fail(work.answer, _as_model_error(error))

    def _do_texts(self, work: _Texts) -> None:
        with self._in_use:
            if self._is_closing:
                raise EncoderClosedError
            vectors = self._load().encode_texts(work.texts)
        _answer(work.answer, vectors)
        with self._changed:
            # What is asked with the words looks at the index.
            self._is_shrinkable = self._shrink_after_s is not None
            self._changed.notify_all()  # a long rest begins anew

    def _do_piece(self, encoder: Encoder, work: _Images) -> None:
        """Embed the next few images of a batch, then let queries pass."""
        rows = work.pixels[work.done : work.done + self._micro.size]
        self._is_shrinkable = self._shrink_after_s is not None
        begin_s = time.perf_counter()
        work.parts.append(encoder.encode_images(rows))
        took_s = time.perf_counter() - begin_s
        self.busy_s += took_s
        self._micro.record(len(rows), took_s, limit=encoder.preferred_batch, least=encoder.parallel_images)
        if not work.is_query:
            self._rested_at_s = time.monotonic() + self._rest_s(took_s)
        work.done += len(rows)
        if work.done >= len(work.pixels):
            _answer(work.answer, np.concatenate(work.parts))
            return
        with self._changed:
            (self._queries if work.is_query else self._batches).appendleft(work)

    def _shrink(self) -> None:
        self._is_shrinkable = False
        if self._encoder is not None:
            self._encoder.shrink()
            self._on_shrink()
            give_back_freed_memory()

    def _release(self) -> None:
        with self._in_use:
            encoder, self._encoder = self._encoder, None
            if encoder is not None:
                encoder.close()
                give_back_freed_memory()

    def _fail_waiting(self, error: ModelError) -> None:
        with self._changed:
            works: tuple[_Texts | _Images, ...] = (*self._texts, *self._queries, *self._batches)
            self._texts.clear()
            self._queries.clear()
            self._batches.clear()
        for work in works:
            _fail(work.answer, error)


def _as_model_error(error: Exception) -> ModelError:
    if isinstance(error, ModelError):
        return error
    detail = error.detail if isinstance(error, PhotosearchError) else f"{type(error).__name__}: {error}"
    return EncoderFailedError(detail)


def _answer(answer: Future[Float32Array], value: Float32Array) -> None:
    if answer.set_running_or_notify_cancel():
        answer.set_result(value)


def _fail(answer: Future[Float32Array], error: ModelError) -> None:
    if answer.set_running_or_notify_cancel():
        answer.set_exception(error)
