"""One thread owns the encoder: texts overtake images, and image batches are cut so that a query hardly waits."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field

import numpy as np

from photosearch.embed.batching import MicroBatch
from photosearch.embed.encoder import Encoder, EncoderClosedError
from photosearch.errors import ModelError, PhotosearchError
from photosearch.types import EncoderId, Float32Array, PixelSpec, UInt8Array

_log = logging.getLogger(__name__)

_QUERY_WAIT_S = 0.08
"""A piece of an image batch takes about this long: the most that a query waits behind it."""
_CLOSE_S = 2.0


@dataclass(slots=True)
class _Texts:
    texts: list[str]
    answer: Future[Float32Array]


@dataclass(slots=True)
class _Images:
    """An image batch, embedded piece by piece."""

    pixels: UInt8Array
    answer: Future[Float32Array]
    parts: list[Float32Array] = field(default_factory=list)
    done: int = 0


class EncoderService:
    """Queues work for one encoder, loads it when needed and gives its memory back when it rests."""

    def __init__(self, open_encoder: Callable[[], Encoder], *, idle_release_s: float | None) -> None:
        self._open_encoder = open_encoder
        self._idle_release_s = idle_release_s
        self._changed = threading.Condition()
        self._texts: deque[_Texts] = deque()
        self._images: deque[_Images] = deque()
        self._is_closing = False
        self._encoder: Encoder | None = None
        self._known: Encoder | None = None
        """The last encoder opened: its properties stay readable after it was closed."""
        self._micro = MicroBatch(_QUERY_WAIT_S)
        self.ready: Future[Encoder] = Future()
        """Done when the encoder was loaded for the first time, or could not be."""
        self._thread = threading.Thread(target=self._run, name="encoder", daemon=True)

    def start(self) -> None:
        """Begin to load."""
        self._thread.start()

    def close(self) -> None:
        """End the thread; what is waiting fails with ``EncoderClosedError``."""
        with self._changed:
            self._is_closing = True
            self._changed.notify_all()
        if self._thread.is_alive():
            self._thread.join(timeout=_CLOSE_S)
        self._fail_all(EncoderClosedError())
        if not self.ready.done():
            self.ready.set_exception(EncoderClosedError())

    def encode_text(self, texts: Sequence[str]) -> Future[Float32Array]:
        """Embed ``texts`` before any waiting image: float32 ``[n, dim]``."""
        work = _Texts(list(texts), Future())
        self._enqueue(self._texts, work)
        return work.answer

    def encode_images(self, pixels: UInt8Array) -> Future[Float32Array]:
        """Embed uint8 ``[n, size, size, 3]``: float32 ``[n, dim]``."""
        work = _Images(pixels, Future())
        self._enqueue(self._images, work)
        return work.answer

    def unknown_words(self, text: str) -> tuple[str, ...]:
        """Words of ``text`` that mean nothing to the encoder."""
        return self.ready.result().unknown_words(text)

    @property
    def name(self) -> str:
        """The encoder's name."""
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

    def _enqueue(self, line: deque[_Texts] | deque[_Images], work: _Texts | _Images) -> None:
        with self._changed:
            if self._is_closing:
                work.answer.set_exception(EncoderClosedError())
                return
            line.append(work)  # type: ignore[arg-type]
            self._changed.notify_all()

    def _run(self) -> None:
        try:
            self._load()
        except PhotosearchError as error:
            _log.warning("the encoder cannot be loaded: %s", error)
        while (work := self._next()) is not None:
            self._do(work)
        self._release()

    def _load(self) -> Encoder:
        """Open the encoder; its failure also reaches everyone who waits for ``ready``."""
        if self._encoder is None:
            begin_s = time.monotonic()
            try:
                self._encoder = self._known = self._open_encoder()
            except PhotosearchError as error:
                if not self.ready.done():
                    self.ready.set_exception(error)
                raise
            except Exception as error:  # the thread's boundary: libraries raise what they like while loading
                failure = ModelError(f"{type(error).__name__}: {error}")
                if not self.ready.done():
                    self.ready.set_exception(failure)
                raise failure from error
            _log.info("%s loaded in %.1f s", self._encoder.encoder_id, time.monotonic() - begin_s)
            if not self.ready.done():
                self.ready.set_result(self._encoder)
        return self._encoder

    def _next(self) -> _Texts | _Images | None:
        """The most urgent work; None when closing. A long rest releases the encoder."""
        with self._changed:
            while not (self._texts or self._images or self._is_closing):
                if not self._changed.wait(self._idle_release_s) and self._encoder is not None:
                    self._release()
            if self._is_closing:
                return None
            return self._texts.popleft() if self._texts else self._images.popleft()

    def _do(self, work: _Texts | _Images) -> None:
        if work.answer.cancelled():
            return
        try:
            encoder = self._load()
            if isinstance(work, _Texts):
                _answer(work.answer, encoder.encode_texts(work.texts))
            else:
                self._do_piece(encoder, work)
        except PhotosearchError as error:
            _fail(work.answer, error)
        except Exception as error:  # noqa: BLE001 - the thread's boundary: this work fails, the next goes on
            _log.exception("the encoder failed")
            _fail(work.answer, ModelError(f"{type(error).__name__}: {error}"))

    def _do_piece(self, encoder: Encoder, work: _Images) -> None:
        """Embed the next few images of a batch, then let queries pass."""
        rows = work.pixels[work.done : work.done + self._micro.size]
        begin_s = time.perf_counter()
        work.parts.append(encoder.encode_images(rows))
        self._micro.record(len(rows), time.perf_counter() - begin_s, limit=encoder.preferred_batch)
        work.done += len(rows)
        if work.done >= len(work.pixels):
            _answer(work.answer, np.concatenate(work.parts))
            return
        with self._changed:
            self._images.appendleft(work)

    def _release(self) -> None:
        encoder, self._encoder = self._encoder, None
        if encoder is not None:
            encoder.close()

    def _fail_all(self, error: ModelError) -> None:
        with self._changed:
            waiting = [*(work.answer for work in self._texts), *(work.answer for work in self._images)]
            self._texts.clear()
            self._images.clear()
        for answer in waiting:
            _fail(answer, error)


def _answer(answer: Future[Float32Array], value: Float32Array) -> None:
    if answer.set_running_or_notify_cancel():
        answer.set_result(value)


def _fail(answer: Future[Float32Array], error: PhotosearchError) -> None:
    if not answer.done() and answer.set_running_or_notify_cancel():
        answer.set_exception(error)
