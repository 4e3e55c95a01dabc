"""Images made off the GUI thread."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage

from photosearch.ui.look.images import image_from_array, png_bytes, read_filling, to_square


def two_coloured(width_px: int, height_px: int) -> QImage:
    """Red with a blue middle square."""
    image = QImage(width_px, height_px, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    short_px = min(width_px, height_px)
    for x in range((width_px - short_px) // 2, (width_px + short_px) // 2):
        for y in range((height_px - short_px) // 2, (height_px + short_px) // 2):
            image.setPixelColor(x, y, QColor("blue"))
    return image


@pytest.mark.parametrize("size_px", [(60, 20), (20, 60), (20, 20)])
def test_a_square_is_the_middle_of_the_picture(size_px: tuple[int, int]) -> None:
    square = to_square(two_coloured(*size_px), 10)
    assert (square.width(), square.height()) == (10, 10)
    assert {square.pixelColor(x, y).name() for x in range(10) for y in range(10)} == {"#0000ff"}


def test_corners_are_transparent_when_rounded() -> None:
    square = to_square(two_coloured(40, 40), 20, corner_px=6)
    assert square.pixelColor(0, 0).alpha() == 0
    assert square.pixelColor(10, 10).alpha() == 255


def test_a_file_is_read_as_a_square(tmp_path: Path) -> None:
    path = tmp_path / "wide.png"
    assert two_coloured(60, 20).save(str(path))
    square = read_filling(path, QSize(8, 8))
    assert square is not None
    assert square.width() == 8


def test_a_file_that_is_no_picture_is_none(tmp_path: Path) -> None:
    path = tmp_path / "not.webp"
    path.write_bytes(b"nothing")
    assert read_filling(path, QSize(8, 8)) is None
    assert read_filling(tmp_path / "missing.png", QSize(8, 8)) is None


@pytest.mark.parametrize("width_px", [1, 3, 5, 64])
def test_an_array_keeps_its_pixels(width_px: int) -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (7, width_px, 3), dtype=np.uint8)
    image = image_from_array(pixels)
    del pixels
    again = np.random.default_rng(1).integers(0, 256, (7, width_px, 3), dtype=np.uint8)
    for y in range(7):
        for x in range(width_px):
            colour = image.pixelColor(x, y)
            assert [colour.red(), colour.green(), colour.blue()] == again[y, x].tolist()


def test_png_bytes_are_read_back() -> None:
    image = two_coloured(9, 5)
    again = QImage.fromData(png_bytes(image))
    assert again.size() == image.size()
    assert again.pixelColor(0, 0) == image.pixelColor(0, 0)
