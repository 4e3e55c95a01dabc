"""Loads grid thumbnails: newest wishes first, stale ones dropped, pixmaps kept in a cache bounded in bytes."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSize, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QPixmap

from photosearch.types.photos import Photo
from photosearch.ui.background import Background
from photosearch.ui.look.images import read_filling
from photosearch.ui.look.motion import has_motion, share_since

_log = logging.getLogger(__name__)

_WORKERS = min(3, max(2, os.cpu_count() or 1))
"""Two at least, so that one slow file holds up no other; on two cores a third would take its time from painting: a jump
through 100,000 hits then took 17 to 26 ms (p95) instead of 10, to have the screen full after 45 ms instead of 54.
"""
_FRAME_MS = 16
_MOST_WAITING = 400
"""About three screens of small thumbnails: what was wished for before that has scrolled away."""
_CACHE_BYTES = 256_000_000

_Size = tuple[int, int]
"""Width and height in device pixels."""
_Key = tuple[bytes, _Size]
MakeThumbnail = Callable[[Photo], "Path | None"]


@dataclass(frozen=True, slots=True)
class _Wish:
    photo: Photo
    size: _Size
    corner_px: float

    @property
    def key(self) -> _Key:
        return self.photo.content_hash, self.size


class ThumbnailLoader(QObject):
    """Gives the pixmap of a photo at once when it is here, else fetches it and says so by a signal."""

    thumbnails_loaded = Signal()

    def __init__(self, background: Background, parent: QObject, *, cache_bytes: int = _CACHE_BYTES) -> None:
        # Its parent owns it: the workers' references must not be what keeps it alive, or it would die in their thread.
        super().__init__(parent)
        self._background = background
        self._cache_bytes = cache_bytes
        self._used_bytes = 0
        self._pixmaps: OrderedDict[_Key, QPixmap] = OrderedDict()
        self._sizes: dict[bytes, _Size] = {}
        self._failed: set[bytes] = set()
        self._came_s: dict[bytes, float] = {}
        """When those came that are still fading in."""
        self._side_px, self._corner_px, self._ratio = 180, 6.0, 1.0
        self._fresh: list[_Wish] = []
        self._waiting: OrderedDict[_Key, _Wish] = OrderedDict()
        self._under_way: set[_Key] = set()
        self._changed = threading.Condition()
        self._is_closed = False
        self._make: MakeThumbnail | None = None
        self._hand_over = self._timer(0, self._pass_wishes_on)
        self._tell = self._timer(_FRAME_MS, self._on_tell)

    def start(self, make: MakeThumbnail) -> None:
        """Begin loading; ``make`` blocks and is called in worker threads only."""
        self._make = make
        for number in range(_WORKERS):
            threading.Thread(target=self._work, name=f"thumbnails-{number}", daemon=True).start()

    def set_size(self, side_px: int, corner_px: float, ratio: float) -> None:
        """Load squares of ``side_px`` device pixels from now on; ``ratio`` is device pixels per logical one."""
        self._side_px, self._corner_px, self._ratio = side_px, corner_px, ratio

    def pixmap(self, photo: Photo) -> QPixmap | None:
        """The square thumbnail if it is here, maybe of another size for the moment; what is missing is fetched."""
        size = (self._side_px, self._side_px)
        exact = self._exact(photo, size)
        found = self._other(photo) if exact is None else exact
        return found if found is not None and found.width() == found.height() else None

    def filling(self, photo: Photo, size: tuple[int, int], *, is_settled: bool) -> QPixmap | None:
        """The thumbnail that fills ``size`` device pixels, or one of another form for the moment.

        While sizes change with every step of the mouse, not ``is_settled``, one that is here will do.
        """
        other = self._other(photo)
        if not is_settled and other is not None:
            return other
        exact = self._exact(photo, size)
        return other if exact is None else exact

    def _exact(self, photo: Photo, size: _Size) -> QPixmap | None:
        key = (photo.content_hash, size)
        exact = self._pixmaps.get(key)
        if exact is not None:
            self._pixmaps.move_to_end(key)
            return exact
        if photo.content_hash not in self._failed and self._make is not None:
            self._fresh.append(_Wish(photo, size, self._corner_px))
            if not self._hand_over.isActive():
                self._hand_over.start()
        return None

    def _other(self, photo: Photo) -> QPixmap | None:
        size = self._sizes.get(photo.content_hash)
        return None if size is None else self._pixmaps.get((photo.content_hash, size))

    def presence(self, photo: Photo) -> float:
        """How much of a thumbnail that just came is there, 0 to 1: it fades in, where things may move."""
        begin_s = self._came_s.get(photo.content_hash)
        return 1.0 if begin_s is None else share_since(begin_s)

    def is_failed(self, photo: Photo) -> bool:
        """Whether no thumbnail of this photo can be made."""
        return photo.content_hash in self._failed

    def drop_wishes(self) -> None:
        """Other photos are shown now: nothing that waits is wanted any more, and what failed may be tried again."""
        self._fresh.clear()
        self._failed.clear()
        with self._changed:
            self._waiting.clear()

    @property
    def is_idle(self) -> bool:
        """Whether nothing is being fetched or waiting."""
        with self._changed:
            return not (self._fresh or self._waiting or self._under_way)

    @property
    def used_bytes(self) -> int:
        """Memory of the cached pixmaps."""
        return self._used_bytes

    def close(self) -> None:
        """Let the workers end; one that is inside ``make`` ends when that returns."""
        with self._changed:
            self._is_closed = True
            self._waiting.clear()
            self._changed.notify_all()

    def _timer(self, interval_ms: int, on_timeout: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval_ms)
        timer.timeout.connect(on_timeout)
        return timer

    @Slot()
    def _pass_wishes_on(self) -> None:
        """Wishes of one repaint go on the stack last one first, so that the top left one is loaded first."""
        with self._changed:
            for wish in reversed(self._fresh):
                if wish.key not in self._under_way:
                    self._waiting[wish.key] = wish
                    self._waiting.move_to_end(wish.key)
            self._fresh.clear()
            while len(self._waiting) > _MOST_WAITING:
                self._waiting.popitem(last=False)
            self._changed.notify_all()

    def _work(self) -> None:
        while (wish := self._next()) is not None:
            self._background.post(partial(self._keep, wish, self._load(wish)))

    def _next(self) -> _Wish | None:
        with self._changed:
            while not self._waiting and not self._is_closed:
                self._changed.wait()
            if self._is_closed:
                return None
            key, wish = self._waiting.popitem()
            self._under_way.add(key)
            return wish

    def _load(self, wish: _Wish) -> QImage | None:
        assert self._make is not None
        try:
            path = self._make(wish.photo)
        except Exception:  # noqa: BLE001 - thread boundary: logged, and the cell shows that there is no thumbnail
            _log.warning("no thumbnail of photo %d", wish.photo.photo_id, exc_info=True)
            return None
        return None if path is None else read_filling(path, QSize(*wish.size), wish.corner_px)

    @Slot()
    def _on_tell(self) -> None:
        self._came_s = {known: begin_s for known, begin_s in self._came_s.items() if share_since(begin_s) < 1}
        self.thumbnails_loaded.emit()
        if self._came_s:
            self._tell.start()

    def _keep(self, wish: _Wish, image: QImage | None) -> None:
        with self._changed:
            self._under_way.discard(wish.key)
        if image is None:
            self._failed.add(wish.photo.content_hash)
        else:
            if has_motion() and wish.photo.content_hash not in self._sizes:
                self._came_s[wish.photo.content_hash] = time.monotonic()
            self._store(wish.key, QPixmap.fromImage(image))
        if not self._tell.isActive():
            self._tell.start()

    def _store(self, key: _Key, pixmap: QPixmap) -> None:
        pixmap.setDevicePixelRatio(self._ratio)
        if (old := self._pixmaps.pop(key, None)) is not None:
            self._used_bytes -= _bytes_of(old)
        self._pixmaps[key] = pixmap
        self._sizes[key[0]] = key[1]
        self._used_bytes += _bytes_of(pixmap)
        while self._used_bytes > self._cache_bytes and len(self._pixmaps) > 1:
            (content_hash, size), oldest = self._pixmaps.popitem(last=False)
            self._used_bytes -= _bytes_of(oldest)
            if self._sizes.get(content_hash) == size:
                del self._sizes[content_hash]


def _bytes_of(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * 4
