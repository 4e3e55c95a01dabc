"""Decoded pixels as images."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from photosearch.types.arrays import UInt8Array
from photosearch.types.photos import Photo
from photosearch.ui.photo.previews import preview_loader
from tests.fakes import make_photo


class Decoder:
    """A picture as wide as asked for, red at the left."""

    def preview(self, photo: Photo, max_px: int) -> UInt8Array:
        pixels = np.zeros((max_px // 2, max_px, 3), np.uint8)
        pixels[:, : max_px // 2, 0] = 255
        return pixels


def test_a_preview_is_an_upright_image(tmp_path: Path) -> None:
    image = preview_loader(Decoder())(make_photo(1, tmp_path), 20)
    assert (image.width(), image.height()) == (20, 10)
    assert image.pixelColor(2, 5).name() == "#ff0000"
    assert image.pixelColor(18, 5).name() == "#000000"
