"""Loads what the viewer shows: the photo, all its pixels once it is enlarged, and the next photo ahead of time."""

from __future__ import annotations

from collections import OrderedDict
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from photosearch.types.ids import PhotoId
from photosearch.types.photos import MovingPicture, Photo
from photosearch.ui.background import Background
from photosearch.ui.photo.previews import LoadMoving, LoadPreview

FULL_PX = 8192
"""Longest side asked for when zoomed in: as good as every camera's own pixels, and bounded."""
_KEPT_IMAGES = 3
_SHOWN, _FULL, _NEXT, _MOVING = "viewer", "viewer-full", "viewer-next", "viewer-moving"
_MAY_MOVE = frozenset({"GIF", "WEBP", "PNG", "AVIF"})
_MOVING_PX = 1280
"""Animated pictures are small; what is larger is seen as it moves, not at its full size."""


class ViewerImages(QObject):
    """Keeps the last few at the size of the screen. Of photos asked for in a row only the newest one comes."""

    loaded = Signal(object, object)
    """A photo that was asked for, and its image."""
    moving_loaded = Signal(object, object)
    """A photo that was asked for and moves, and its frames."""
    failed = Signal(object, object)
    """A photo that was asked for, and why it cannot be shown."""

    def __init__(self, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._background = background
        self._load: LoadPreview | None = None
        self._load_moving: LoadMoving | None = None
        self._kept: OrderedDict[PhotoId, QImage] = OrderedDict()

    def start(self, load: LoadPreview, load_moving: LoadMoving | None = None) -> None:
        """Begin loading; both block and are called in the background only."""
        self._load, self._load_moving = load, load_moving

    def kept(self, photo: Photo) -> QImage | None:
        """The photo if it is here already."""
        return self._kept.get(photo.photo_id)

    def fetch(self, photo: Photo, max_px: int) -> None:
        """Load ``photo``, its longest side at most ``max_px``."""
        if self._load is not None:
            on_done = partial(self._on_loaded, photo)
            self._background.run_newest(
                _SHOWN, partial(self._load, photo, max_px), on_done, partial(self.failed.emit, photo)
            )

    def fetch_full(self, photo: Photo) -> None:
        """Load all its pixels."""
        if self._load is not None:
            on_done = partial(self.loaded.emit, photo)
            self._background.run_newest(
                _FULL, partial(self._load, photo, FULL_PX), on_done, partial(self.failed.emit, photo)
            )

    def fetch_moving(self, photo: Photo, max_px: int) -> None:
        """Load all frames of a photo whose format may move. One that cannot be read is seen standing still."""
        self._background.forget(_MOVING)
        if self._load_moving is not None and photo.metadata.format in _MAY_MOVE and photo.is_online:
            work = partial(self._load_moving, photo, min(max_px, _MOVING_PX))
            self._background.run_newest(_MOVING, work, partial(self._on_moving, photo), lambda _: None)

    def fetch_ahead(self, photo: Photo, max_px: int) -> None:
        """Load what will probably be asked for next; why it cannot be, is said when it is."""
        if self._load is not None and photo.photo_id not in self._kept:
            on_done = partial(self._keep, photo)
            self._background.run_newest(_NEXT, partial(self._load, photo, max_px), on_done, lambda _: None)

    def close(self) -> None:
        """Give all of it back; nothing comes any more."""
        for key in (_SHOWN, _FULL, _NEXT, _MOVING):
            self._background.forget(key)
        self._kept.clear()

    def _on_loaded(self, photo: Photo, image: QImage) -> None:
        self._keep(photo, image)
        self.loaded.emit(photo, image)

    def _on_moving(self, photo: Photo, moving: MovingPicture | None) -> None:
        if moving is not None:
            self.moving_loaded.emit(photo, moving)

    def _keep(self, photo: Photo, image: QImage) -> None:
        self._kept[photo.photo_id] = image
        while len(self._kept) > _KEPT_IMAGES:
            self._kept.popitem(last=False)
