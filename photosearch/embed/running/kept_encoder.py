"""An encoder that is opened when it is needed and gives its memory back when it rests."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future

from photosearch.embed.running.encoder import Encoder, EncoderClosedError
from photosearch.embed.running.waiting_work import as_model_error
from photosearch.errors import ModelError, ModelWeightsError
from photosearch.heap import give_back_freed_memory
from photosearch.types.arrays import Float32Array

_log = logging.getLogger(__name__)


class KeptEncoder:
    """Opened, shrunk and released by one thread; words may come from another one. ``known`` is for any thread."""

    def __init__(self, open_encoder: Callable[[], Encoder], on_shrink: Callable[[], None]) -> None:
        """``open_encoder`` loads the encoder, and the same one again after a rest."""
        self._open_encoder = open_encoder
        self._on_shrink = on_shrink
        self._in_use = threading.RLock()
        """Held while the encoder is opened, closed, or embeds words."""
        self._encoder: Encoder | None = None
        self._known: Encoder | None = None
        """The last encoder opened: its properties stay readable after it was closed."""
        self._telling = threading.Lock()
        self.ready: Future[Encoder] = Future()
        """Done when the encoder was loaded for the first time, or could not be."""
        self.is_shrinkable = False
        """Whether the encoder may hold more than it must."""

    @property
    def is_open(self) -> bool:
        """Whether it is in memory."""
        return self._encoder is not None

    @property
    def known(self) -> Encoder:
        """The encoder for its properties; waits until it was loaded for the first time."""
        return self._known if self._known is not None else self.ready.result()

    def load(self) -> Encoder:
        """The encoder, opened if need be; a first failure also reaches everyone who waits for ``ready``.

        Raises:
            ModelError: it cannot be loaded.
        """
        with self._in_use:
            if self._encoder is not None:
                return self._encoder
            try:
                encoder = self._open()
            except ModelError as error:
                self.give_up(error)
                raise
            self._known = self._encoder = encoder
            self.is_shrinkable = True
            with self._telling:
                if not self.ready.done():
                    self.ready.set_result(encoder)
            return encoder

    def encode_texts(self, texts: Sequence[str], is_closing: Callable[[], bool]) -> Float32Array:
        """Embed words, which keeps the encoder from being closed beneath them.

        Raises:
            EncoderClosedError: ``is_closing`` by now.
            ModelError: it cannot be loaded, or fails.
        """
        with self._in_use:
            if is_closing():
                raise EncoderClosedError
            return self.load().encode_texts(texts)

    def shrink(self) -> None:
        """Give back what can be had again quickly."""
        self.is_shrinkable = False
        if self._encoder is not None:
            self._encoder.shrink()
            self._on_shrink()
            give_back_freed_memory()

    def release(self) -> None:
        """Give all of its memory back."""
        with self._in_use:
            encoder, self._encoder = self._encoder, None
            if encoder is not None:
                encoder.close()
                give_back_freed_memory()

    def give_up(self, error: ModelError) -> None:
        """Tell those who still wait for ``ready``."""
        with self._telling:
            if not self.ready.done():
                self.ready.set_exception(error)

    def _open(self) -> Encoder:
        begin_s = time.monotonic()
        try:
            encoder = self._open_encoder()
        # The thread's boundary: libraries raise what they like while loading; it reaches whoever waits.
        except Exception as error:
            raise as_model_error(error) from error
        give_back_freed_memory()
        _log.info("%s loaded in %.1f s", encoder.encoder_id, time.monotonic() - begin_s)
        if self._known is not None and self._known.encoder_id != encoder.encoder_id:
            encoder.close()
            raise ModelWeightsError("the model was replaced by another one meanwhile", name=encoder.name)
        return encoder
