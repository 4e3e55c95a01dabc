"""Icons: our own SVGs, drawn in the colour of the text they stand beside, whatever theme is in force."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from photosearch.resources import resource
from photosearch.ui.look.palettes import colours

_WHITE = "#ffffff"
_DISABLED_OPACITY = 0.4
_clones: list[QIconEngine] = []
"""Python must not collect an engine that Qt holds as a copy."""


def icon(name: str) -> QIcon:
    """The icon ``resources/icons/<name>.svg``; it follows a change of theme by itself.

    Raises:
        FileNotFoundError: there is no such icon.
    """
    return _icon(name, None)


def icon_on_picture(name: str) -> QIcon:
    """The same, always white: for photos and dark pills."""
    return _icon(name, _WHITE)


@cache
def app_icon() -> QIcon:
    """The application's own icon, in colour."""
    renderer = QSvgRenderer(QByteArray(_svg("app").encode()))
    made = QIcon()
    for side_px in (16, 24, 32, 48, 64, 128, 256):
        pixmap = _transparent(QSize(side_px, side_px))
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, side_px, side_px))
        painter.end()
        made.addPixmap(pixmap)
    return made


class _SvgEngine(QIconEngine):
    """Paints one SVG in a fixed colour, or in that of the theme at the moment of painting."""

    def __init__(self, name: str, colour: str | None) -> None:
        super().__init__()
        self._name = name
        self._colour = colour

    def clone(self) -> QIconEngine:
        """A copy for a QIcon that is about to differ."""
        copy = _SvgEngine(self._name, self._colour)
        _clones.append(copy)
        return copy

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw into ``rect``."""
        painter.save()
        if mode is QIcon.Mode.Disabled:
            painter.setOpacity(painter.opacity() * _DISABLED_OPACITY)
        side_px = min(rect.width(), rect.height())
        square = QRectF(0, 0, side_px, side_px)
        square.moveCenter(QRectF(rect).center())
        _renderer(self._name, self._colour or _colour_name(mode, state)).render(painter, square)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Draw into a new pixmap of ``size`` device pixels."""
        made = _transparent(size)
        painter = QPainter(made)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return made


@cache
def _icon(name: str, colour: str | None) -> QIcon:
    _svg(name)
    return QIcon(_SvgEngine(name, colour))


def _colour_name(mode: QIcon.Mode, state: QIcon.State) -> str:
    chosen = colours()
    if mode is QIcon.Mode.Selected:
        return chosen.accent_text.name()
    return (chosen.link if state is QIcon.State.On else chosen.text).name()


@cache
def _svg(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_svg(name).replace("currentColor", colour).encode()))


def _transparent(size: QSize) -> QPixmap:
    pixmap = QPixmap(size)
    pixmap.fill(QColor(Qt.GlobalColor.transparent))
    return pixmap
