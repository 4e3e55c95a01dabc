"""Turns the engine's decoded pixels into images: what the preview pane, the viewer and the clipboard call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtGui import QImage

from photosearch.types.arrays import UInt8Array
from photosearch.types.photos import MovingPicture, Photo
from photosearch.ui.look.images import image_from_array

LoadPreview = Callable[[Photo, int], QImage]
"""Blocking: ``(photo, longest side in pixels) -> image``."""


LoadMoving = Callable[[Photo, int], MovingPicture | None]
"""Blocking: all frames of a photo that moves, None where it stands still."""


class PreviewDecoder(Protocol):
    """The part of the engine that decodes previews."""

    def preview(self, photo: Photo, max_px: int) -> UInt8Array:
        """Upright pixels, uint8 [height, width, 3] RGB."""
        ...


def preview_loader(decoder: PreviewDecoder) -> LoadPreview:
    """A ``LoadPreview`` over the engine."""

    def load(photo: Photo, max_px: int) -> QImage:
        return image_from_array(decoder.preview(photo, max_px))

    return load
