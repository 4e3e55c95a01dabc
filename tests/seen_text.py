"""Reads a window as it is painted: every text with its colour, its place, and the ground that it really stands on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QImage,
    QPaintDevice,
    QPaintEngine,
    QPaintEngineState,
    QRegion,
    QTextItem,
)
from PySide6.QtWidgets import QAbstractItemView, QLabel, QLineEdit, QScrollArea, QWidget

from photosearch.ui.look.elided_label import ElidedLabel
from photosearch.ui.search.chip_strip import ChipStrip

_Metric = QPaintDevice.PaintDeviceMetric
_ROUGHLY = 0xFFF0F0F0
_AROUND_PX = 3


@dataclass(frozen=True, slots=True)
class SeenText:
    """Words painted in one go."""

    text: str
    widget: QWidget
    colour: QColor
    """With everything that makes it translucent."""
    place: QRectF
    """In the widget."""

    @property
    def owner(self) -> str:
        """Who painted it, for whoever reads that a test failed."""
        return f"{type(self.widget).__name__}#{self.widget.objectName()} {self.text!r}"

    @property
    def is_cut(self) -> bool:
        """Whether a part of it lies outside of its widget, or of all that can be seen or scrolled to."""
        # Places are rounded to whole pixels, by the letter and by the line.
        ink = self.place.adjusted(1, 1, -1, -1).toAlignedRect()
        if isinstance(self.widget, QLineEdit) or isinstance(self.widget.parentWidget(), QAbstractItemView):
            return False  # the cursor, or the wheel, leads to the rest
        if not self.widget.rect().contains(ink):
            return True
        widget, parent = self.widget, self.widget.parentWidget()
        while parent is not None and not widget.isWindow():
            ink.translate(widget.pos())
            area = parent.parentWidget()
            if isinstance(area, QScrollArea):
                has_bar = area.horizontalScrollBarPolicy() is not Qt.ScrollBarPolicy.ScrollBarAlwaysOff
                turns = has_bar or isinstance(area, ChipStrip)  # which the wheel and the tab key turn
                return not turns and (ink.left() < 0 or ink.right() > parent.width())
            if not parent.rect().contains(ink):
                return True
            widget, parent = parent, parent.parentWidget()
        return False


class _Reader(QPaintEngine):
    """Keeps texts, and paints nothing."""

    def __init__(self) -> None:
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self.texts: list[tuple[str, QColor, QRectF]] = []

    def begin(self, device: QPaintDevice) -> bool:
        del device
        self.setActive(True)
        return True

    def end(self) -> bool:
        self.setActive(False)
        return True

    def type(self) -> QPaintEngine.Type:
        return QPaintEngine.Type.User

    def updateState(self, state: QPaintEngineState) -> None:  # noqa: N802
        """The painter is asked when something is written."""

    def drawTextItem(self, place: QPointF, item: QTextItem) -> None:  # type: ignore[override]  # noqa: N802
        painter = self.painter()
        colour = painter.pen().color()
        colour.setAlphaF(colour.alphaF() * painter.opacity())
        # What the letters themselves take: a font for other letters may leave more empty above and below.
        ink = QFontMetricsF(item.font()).tightBoundingRect(item.text())
        box = QRectF(place.x(), place.y() + ink.top(), item.width(), ink.height())
        self.texts.append((item.text(), colour, painter.combinedTransform().mapRect(box)))

    def _ignore(self, *_arguments: object) -> None:
        """No text."""

    drawPixmap = drawPath = drawImage = drawPolygon = drawRects = drawLines = _ignore  # type: ignore[assignment]  # noqa: N815
    drawTiledPixmap = _ignore  # noqa: N815


class _Page(QPaintDevice):
    """As large as a widget, with letters as large as on its screen."""

    def __init__(self, size: QSize, dpi: int) -> None:
        super().__init__()
        self.reader = _Reader()
        self._metrics = {
            _Metric.PdmWidth: size.width(),
            _Metric.PdmHeight: size.height(),
            _Metric.PdmDpiX: dpi,
            _Metric.PdmDpiY: dpi,
            _Metric.PdmPhysicalDpiX: dpi,
            _Metric.PdmPhysicalDpiY: dpi,
            _Metric.PdmDepth: 32,
            _Metric.PdmDevicePixelRatioScaled: round(QPaintDevice.devicePixelRatioFScale()),
        }

    def paintEngine(self) -> QPaintEngine:  # noqa: N802
        return self.reader

    def metric(self, which: QPaintDevice.PaintDeviceMetric) -> int:
        return self._metrics.get(which, 1)


def texts_of(shown: QWidget) -> Iterator[SeenText]:
    """Every text that can be seen of ``shown``, part by part."""
    for widget in [shown, *shown.findChildren(QWidget)]:
        if not widget.isVisible() or widget.window() is not shown.window():
            continue
        page = _Page(widget.size(), widget.logicalDpiX())
        widget.render(page, QPoint(), QRegion(), QWidget.RenderFlag(0))
        seen = widget.visibleRegion()
        for text, colour, place in page.reader.texts:
            if text.strip() and seen.intersects(place.toAlignedRect()):
                yield SeenText(text, widget, colour, place)


def labels_with_less_than_their_text(shown: QWidget) -> Iterator[QLabel]:
    """Lines for which there is no room are not painted at all."""
    for label in shown.findChildren(QLabel):
        if not label.isVisible() or not label.text() or isinstance(label, ElidedLabel):
            continue
        page = _Page(label.size(), label.logicalDpiX())
        label.render(page, QPoint(), QRegion(), QWidget.RenderFlag(0))
        painted = "".join(text for text, _, _ in page.reader.texts)
        if "".join(painted.split()) != "".join(label.text().split()):
            yield label


def ground_of(seen: SeenText, picture: QImage, of: QWidget) -> QColor:
    """What is behind the text on a picture of the widget ``of``: what most of its box has, and is not the text itself.

    Colours are told apart roughly, or no two pixels of a photo behind a veil would have the same.
    """
    around = seen.place.adjusted(-_AROUND_PX, -_AROUND_PX, _AROUND_PX, _AROUND_PX).toAlignedRect()
    box = around.intersected(seen.widget.rect()).translated(seen.widget.mapTo(of, QPoint())).intersected(picture.rect())
    part = picture.copy(box).convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(part.constBits(), np.uint32)
    rough, counts = np.unique(pixels & _ROUGHLY, return_counts=True)
    counts[rough == (seen.colour.rgb() & _ROUGHLY)] = 0
    exact, counts = np.unique(pixels[pixels & _ROUGHLY == rough[counts.argmax()]], return_counts=True)
    return QColor.fromRgb(int(exact[counts.argmax()]))


def contrast(text: QColor, ground: QColor) -> float:
    """As WCAG 2 works it out: 1 to 21."""
    share = text.alphaF()
    mixed = (share * t + (1 - share) * g for t, g in zip(_channels(text), _channels(ground), strict=True))
    one, other = sorted((_luminance(*mixed), _luminance(*_channels(ground))))
    return (other + 0.05) / (one + 0.05)


def _channels(colour: QColor) -> tuple[float, float, float]:
    return colour.redF(), colour.greenF(), colour.blueF()


def _luminance(*channels: float) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
