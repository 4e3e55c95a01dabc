"""Motion where it explains: what comes slides or fades in, what goes slides out; none where it is not wanted.

Everything has its final place and takes input at once: only a picture of it moves over it, and lets input through.
"""

from __future__ import annotations

import time
from enum import IntEnum

from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QPoint, QRect, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, Qt
from PySide6.QtWidgets import QApplication, QStyle, QWidget

MOTION_MS = 120
_PROPERTY = "has_motion"
_DROP_PX = 8


class Edge(IntEnum):
    """Where something comes from: the sign of its way."""

    LEFT = -1
    RIGHT = 1


def set_motion(has_motion: bool) -> None:
    """Whether anything may move from now on."""
    app = QApplication.instance()
    if app is not None:
        app.setProperty(_PROPERTY, has_motion)


def has_motion() -> bool:
    """Whether anything may move; nothing until somebody said so."""
    app = QApplication.instance()
    return app is not None and bool(app.property(_PROPERTY))


def style_has_motion() -> bool:
    """Whether the style moves its own controls: by the platform's settings."""
    return QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0


def share_since(begin_s: float) -> float:
    """How much of a motion that began then (``time.monotonic``) is done, 0 to 1."""
    return min(1.0, (time.monotonic() - begin_s) * 1000 / MOTION_MS)


def slide_in(pane: QWidget, edge: Edge) -> None:
    """``pane`` was shown at an edge of the window: it comes from there."""
    if has_motion():
        Moving(pane, pane.rect(), pane.grab(), QPoint(edge * pane.width(), 0), QPoint())


def slide_out(pane: QWidget, picture: QPixmap, edge: Edge) -> None:
    """``pane`` was hidden and looked like ``picture``: it goes to its edge of the window, over what took its place."""
    if has_motion():
        window = pane.window()
        place = QRect(pane.mapTo(window, QPoint()), picture.deviceIndependentSize().toSize())
        if edge is Edge.RIGHT:
            place.moveRight(window.rect().right())
        Moving(window, place, picture, QPoint(), QPoint(edge * place.width(), 0))


def drop_in(panel: QWidget) -> None:
    """``panel`` was opened below something: what is in it comes down and fades in."""
    if has_motion():
        Moving(panel, panel.rect(), panel.grab(), QPoint(0, -_DROP_PX), QPoint(), fades=True)


class Moving(QWidget):
    """A picture on its way; gone at its end."""

    def __init__(
        self, over: QWidget, place: QRect, picture: QPixmap, begin: QPoint, end: QPoint, *, fades: bool = False
    ) -> None:
        super().__init__(over)
        self._picture, self._begin, self._end, self._fades = picture, begin, end, fades
        # What comes covers what is there already; what goes covers nothing.
        self._ground = over.palette().window() if end.isNull() else None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(place)
        self._way = QVariantAnimation(self)
        self._way.setDuration(MOTION_MS)
        self._way.setStartValue(0.0)
        self._way.setEndValue(1.0)
        self._way.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._way.valueChanged.connect(self.update)
        self._way.finished.connect(self._end_of_way)
        self.raise_()
        self.show()
        self._way.start(QAbstractAnimation.DeletionPolicy.KeepWhenStopped)

    def _end_of_way(self) -> None:
        self.hide()
        self.deleteLater()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture where it is now."""
        del event
        share = float(self._way.currentValue())
        painter = QPainter(self)
        if self._ground is not None:
            painter.fillRect(self.rect(), self._ground)
        painter.setOpacity(share if self._fades else 1.0)
        painter.drawPixmap(self._begin + (self._end - self._begin) * share, self._picture)
