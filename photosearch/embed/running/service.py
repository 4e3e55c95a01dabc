"""Two threads use the encoder: images are embedded by one, queries first; words beside them by another, at once."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future

import numpy as np

from photosearch.embed.running.batching import MicroBatch
from photosearch.embed.running.encoder import Encoder, EncoderClosedError
from photosearch.embed.running.kept_encoder import KeptEncoder
from photosearch.embed.running.waiting_work import Images, Texts, WaitingWork, answer, as_model_error, fail
from photosearch.errors import ModelError
from photosearch.types.arrays import Float32Array, UInt8Array
from photosearch.types.ids import EncoderId
from photosearch.types.photos import PixelSpec

_log = logging.getLogger(__name__)

_QUERY_WAIT_S = 0.08
"""A piece of an image batch takes about this long: the most that a photo query waits behind it (a slow encoder's single
image takes longer). Words never wait behind images.
"""
_CLOSE_S = 2.0


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
        self._kept = KeptEncoder(open_encoder, on_shrink)
        self._waiting = WaitingWork(rest_s)
        self._idle_release_s = idle_release_s
        self._shrink_after_s = shrink_after_s
        self._micro = MicroBatch(_QUERY_WAIT_S)
        self._starting = threading.Lock()
        self.busy_s = 0.0
        """Seconds that the encoder has spent on images so far: beside the clock, how well it is kept fed."""
        self.ready: Future[Encoder] = self._kept.ready
        """Done when the encoder was loaded for the first time, or could not be."""
        self._threads = (
            threading.Thread(target=self._run, name="encoder", daemon=True),
            threading.Thread(target=self._run_words, name="encoder-words", daemon=True),
        )

    def start(self) -> None:
        """Begin to load, unless that began before."""
        with self._starting:
            if self._threads[0].ident is None and not self._waiting.is_closing:
                for thread in self._threads:
                    thread.start()

    def close(self) -> None:
        """End the threads, in at most two seconds: one that is busy loading ends by itself when that is done."""
        until_s = time.monotonic() + _CLOSE_S
        with self._starting:
            self._waiting.close()
        for thread in self._threads:
            if thread.is_alive():
                thread.join(timeout=max(0.0, until_s - time.monotonic()))
        self._waiting.fail_all()
        self._kept.give_up(EncoderClosedError())

    def encode_text(self, texts: Sequence[str]) -> Future[Float32Array]:
        """Embed ``texts``, whatever else is under way: unit float32 [n, dim]."""
        return self._waiting.add(Texts(list(texts)))

    def encode_images(self, pixels: UInt8Array, *, is_query: bool = False) -> Future[Float32Array]:
        """Embed uint8 RGB [n, size_px, size_px, 3] as unit float32 [n, dim]; a query overtakes batches."""
        return self._waiting.add(Images(pixels, is_query))

    def unknown_words(self, text: str) -> tuple[str, ...]:
        """Words of ``text`` that mean nothing to the encoder; waits until it is loaded."""
        return self._kept.known.unknown_words(text)

    @property
    def name(self) -> str:
        """The encoder's name. This and the other properties wait for ``ready``."""
        return self._kept.known.name

    @property
    def encoder_id(self) -> EncoderId:
        """The encoder's id."""
        return self._kept.known.encoder_id

    @property
    def dim(self) -> int:
        """Length of an embedding."""
        return self._kept.known.dim

    @property
    def pixel_spec(self) -> PixelSpec:
        """The square that images come in."""
        return self._kept.known.pixel_spec

    @property
    def device(self) -> str:
        """Where it runs."""
        return self._kept.known.device

    @property
    def match_floor(self) -> float | None:
        """Text-to-image cosine below which hits are merely the nearest."""
        return self._kept.known.match_floor

    @property
    def preferred_batch(self) -> int:
        """Images per batch beyond which nothing is gained."""
        return self._kept.known.preferred_batch

    def _run(self) -> None:
        try:
            self._kept.load()
        except ModelError as error:
            _log.warning("the encoder cannot be loaded: %s", error)
        while (work := self._next_images()) is not None:
            self._do(work)
        # Again, beside close(): this thread may have been busy for longer than close() waited.
        self._waiting.fail_all()
        self._kept.release()

    def _run_words(self) -> None:
        while (work := self._waiting.next_texts()) is not None:
            self._do(work)

    def _next_images(self) -> Images | None:
        """The most urgent image work; None when closing. A rest gives memory back, a long one all of it."""
        while self._waiting.is_without_images(self._release_after_s):
            if self._is_shrinkable:
                self._kept.shrink()
            else:
                self._kept.release()
        return self._waiting.next_images()

    def _release_after_s(self) -> float | None:
        """How long a rest lets the encoder give something back; None where it has nothing to give."""
        if not self._kept.is_open:
            return None
        return self._shrink_after_s if self._is_shrinkable else self._idle_release_s

    @property
    def _is_shrinkable(self) -> bool:
        return self._shrink_after_s is not None and self._kept.is_shrinkable

    def _do(self, work: Texts | Images) -> None:
        if work.answer.cancelled():
            return
        try:
            if isinstance(work, Texts):
                self._do_texts(work)
            else:
                self._do_piece(self._kept.load(), work)
        except Exception as error:  # noqa: BLE001 - the threads' boundary: this work fails, the next goes on
            if not isinstance(error, ModelError):
                _log.exception("the encoder failed")
            fail(work.answer, as_model_error(error))

    def _do_texts(self, work: Texts) -> None:
        vectors = self._kept.encode_texts(work.texts, lambda: self._waiting.is_closing)
        answer(work.answer, vectors)
        # What is asked with the words looks at the index.
        self._kept.is_shrinkable = True
        self._waiting.has_been_used()

    def _do_piece(self, encoder: Encoder, work: Images) -> None:
        """Embed the next few images of a batch, then let queries pass."""
        rows = work.pixels[work.done : work.done + self._micro.size]
        self._kept.is_shrinkable = True
        begin_s = time.perf_counter()
        work.parts.append(encoder.encode_images(rows))
        took_s = time.perf_counter() - begin_s
        self.busy_s += took_s
        self._micro.record(len(rows), took_s, limit=encoder.preferred_batch, least=encoder.parallel_images)
        if not work.is_query:
            self._waiting.rest_after(took_s)
        work.done += len(rows)
        if work.done >= len(work.pixels):
            answer(work.answer, np.concatenate(work.parts))
        else:
            self._waiting.put_back(work)
