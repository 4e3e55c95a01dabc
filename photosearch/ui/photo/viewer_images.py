"""Loads what the viewer shows: the photo, all its pixels once it is enlarged, and the next photo ahead of time."""

from __future__ import annotations

from collections import OrderedDict
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from photosearch.types.ids import PhotoId
from photosearch.types.photos import Photo
from photosearch.ui.background import Background
from photosearch.ui.photo.previews import LoadPreview

FULL_PX = 8192
"""Longest side asked for when zoomed in: as good as every camera's own pixels, and bounded."""
_KEPT_IMAGES = 3
_SHOWN, _FULL, _NEXT = "viewer", "viewer-full", "viewer-next"


class ViewerImages(QObject):
    """Keeps the last few at the size of the screen. Of photos asked for in a row only the newest one comes."""

    loaded = Signal(object, object)
    """A photo that was asked for, and its image."""
    failed = Signal(object, object)
    """A photo that was asked for, and why it cannot be shown."""

    def __init__(self, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._background = background
        self._load: LoadPreview | None = None
        self._kept: OrderedDict[PhotoId, QImage] = OrderedDict()

    def start(self, load: LoadPreview) -> None:
        """Begin loading; ``load`` blocks and is called in the background only."""
        self._load = load

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

    def fetch_ahead(self, photo: Photo, max_px: int) -> None:
        """Load what will probably be asked for next; why it cannot be, is said when it is."""
        if self._load is not None and photo.photo_id not in self._kept:
            on_done = partial(self._keep, photo)
            self._background.run_newest(_NEXT, partial(self._load, photo, max_px), on_done, lambda _: None)

    def close(self) -> None:
        """Give all of it back; nothing comes any more."""
        for key in (_SHOWN, _FULL, _NEXT):
            self._background.forget(key)
        self._kept.clear()

    def _on_loaded(self, photo: Photo, image: QImage) -> None:
        self._keep(photo, image)
        self.loaded.emit(photo, image)

    def _keep(self, photo: Photo, image: QImage) -> None:
        self._kept[photo.photo_id] = image
        while len(self._kept) > _KEPT_IMAGES:
            self._kept.popitem(last=False)
