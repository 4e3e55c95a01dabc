"""Has pictures decoded a few ahead of where they are needed, in their order, for as long as nobody says stop."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as NotYetError
from typing import Final

from photosearch.decode.worker_pool import DecodedPhoto, DecodeFailure, DecodePool, DecodeRequest
from photosearch.exporting.copying import StoppedError
from photosearch.types.photos import Photo

Decoded = DecodedPhoto | DecodeFailure | None
"""None where nothing was asked for."""

_AHEAD: Final = DecodePool.default_workers() + 1
"""As many as there are workers, and one that waits for the first of them; each may hold the pixels of a photo."""
_POLL_S: Final = 0.05


def decoded_ahead(
    pool: DecodePool,
    photos: Iterable[Photo],
    request_of: Callable[[Photo], DecodeRequest | None],
    should_stop: Callable[[], bool],
) -> Iterator[tuple[Photo, Decoded]]:
    """Each photo with what came of its request.

    A person waits for it, so it goes before the photos that are being added.

    Raises:
        StoppedError: it should stop, or the library is being closed; what is in work is not waited for.
        DecoderStartError: no worker can be started.
    """
    waiting: deque[tuple[Photo, Future[DecodedPhoto | DecodeFailure] | None]] = deque()
    coming = iter(photos)
    try:
        while True:
            while len(waiting) < _AHEAD and (photo := next(coming, None)) is not None:
                request = request_of(photo)
                waiting.append((photo, None if request is None else pool.submit(request, is_urgent=True)))
            if not waiting:
                return
            photo, future = waiting.popleft()
            yield photo, None if future is None else _outcome(future, should_stop)
    finally:
        for _, future in waiting:
            if future is not None:
                future.cancel()


def _outcome(
    future: Future[DecodedPhoto | DecodeFailure], should_stop: Callable[[], bool]
) -> DecodedPhoto | DecodeFailure:
    while True:
        if should_stop():
            future.cancel()
            raise StoppedError
        try:
            return future.result(_POLL_S)
        except NotYetError:
            continue
        except CancelledError:
            raise StoppedError from None
