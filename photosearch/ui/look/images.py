"""Makes QImages off the GUI thread: thumbnails that fill a cell, with rounded corners, and arrays as images."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QImage, QImageReader, QPainter

from photosearch.types.arrays import UInt8Array


def read_filling(path: Path, size: QSize, corner_px: float = 0.0) -> QImage | None:
    """The middle of the image file ``path`` that fills ``size``, or None when Qt cannot read it."""
    reader = QImageReader(str(path))
    image = reader.read()
    return None if image.isNull() else to_fill(image, size, corner_px)


def to_square(image: QImage, side_px: int, corner_px: float = 0.0) -> QImage:
    """``image`` scaled and cropped to a square of ``side_px``, its corners rounded by ``corner_px``."""
    return to_fill(image, QSize(side_px, side_px), corner_px)


def to_fill(image: QImage, size: QSize, corner_px: float = 0.0) -> QImage:
    """``image`` scaled and cropped to ``size``, its corners rounded by ``corner_px``."""
    ways = (Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    filled = image.copy(middle_of(image.size(), size)).scaled(size, *ways)
    if corner_px <= 0:
        return filled.convertToFormat(QImage.Format.Format_RGB32)
    return _rounded(filled, corner_px)


def middle_of(whole: QSize, form: QSize) -> QRect:
    """The largest part in the middle of ``whole`` that has the form of ``form``."""
    part = form.scaled(whole, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
    return QRect(QPoint((whole.width() - part.width()) // 2, (whole.height() - part.height()) // 2), part)


def _rounded(image: QImage, corner_px: float) -> QImage:
    canvas = QImage(image.size(), QImage.Format.Format_ARGB32_Premultiplied)
    canvas.fill(Qt.GlobalColor.transparent)
    painter = QPainter(canvas)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(image))
    painter.drawRoundedRect(QRectF(canvas.rect()), corner_px, corner_px)
    painter.end()
    return canvas


def image_from_array(pixels: UInt8Array) -> QImage:
    """``pixels`` (uint8 [height, width, 3] RGB) as an image that owns its memory."""
    height_px, width_px = pixels.shape[:2]
    rows = pixels.tobytes()
    return QImage(rows, width_px, height_px, 3 * width_px, QImage.Format.Format_RGB888).copy()


def array_of(image: QImage, max_px: int) -> UInt8Array:
    """``image``, its longest side at most ``max_px``, as uint8 [height, width, 3] RGB."""
    if max(image.width(), image.height()) > max_px:
        ways = (Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        image = image.scaled(QSize(max_px, max_px), *ways)
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width() * 3].reshape(image.height(), image.width(), 3).copy()


def png_bytes(image: QImage) -> bytes:
    """``image`` written as a PNG file."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # Little compression: the bytes only travel to the decoder in this machine. The stub wants bytes, Qt a str.
    image.save(buffer, "PNG", 80)  # type: ignore[call-overload]
    return bytes(data.data())
