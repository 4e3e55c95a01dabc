"""A label whose lines break anywhere when a word is wider than it is, and whose text can be marked and copied as it is.

Qt's own label breaks lines only where a writer would. Letting it break elsewhere takes invisible characters in the
text, and those are copied, and spelt out by screen readers.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QMenu, QSizePolicy, QWidget

_COMFORTABLE_PX = 220
"""As wide as a long text would like to be."""
_NARROWEST_PX = 24
_LINE_SEPARATOR = "\u2028"
"""What a layout takes for the end of a line; the text itself keeps its own."""


class WrappingLabel(QLabel):
    """Plain text only. ``is_selectable``: it can be marked with the mouse and copied; it is never a tab stop."""

    def __init__(self, parent: QWidget | None = None, *, is_selectable: bool = False) -> None:
        super().__init__(parent)
        self._is_selectable = is_selectable
        self._anchor = self._end = 0
        self._marked_text = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if is_selectable:
            self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            self.setCursor(Qt.CursorShape.IBeamCursor)

    @property
    def selected(self) -> str:
        """What is marked; nothing once the label says something else."""
        if self.text() != self._marked_text:
            return ""
        first, last = sorted((self._anchor, self._end))
        # Layouts count as UTF-16 does: an emoji is two.
        return self.text().encode("utf-16-le")[2 * first : 2 * last].decode("utf-16-le", "ignore")

    def hasHeightForWidth(self) -> bool:
        """Narrow room takes more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """All lines."""
        margins = self.contentsMargins()
        layout = self._laid_out(width - margins.left() - margins.right())
        return self._height_px(layout) + margins.top() + margins.bottom()

    def sizeHint(self) -> QSize:
        """One line, where that is not too long."""
        margins = self.contentsMargins()
        widest = max((self.fontMetrics().horizontalAdvance(line) for line in self.text().split("\n")), default=0)
        width = min(widest + 1, _COMFORTABLE_PX) + margins.left() + margins.right()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """A few letters: any word may be broken."""
        return QSize(_NARROWEST_PX, self.fontMetrics().height())

    # Qt's event interface

    def paintEvent(self, event: QPaintEvent) -> None:
        """The lines, and what is marked."""
        del event
        painter = QPainter(self)
        palette = self.palette()
        painter.setPen(palette.color(self.foregroundRole()))
        room = self.contentsRect()
        layout = self._laid_out(room.width())
        top_px = room.top()
        if self.alignment() & Qt.AlignmentFlag.AlignVCenter:
            top_px += max(0, (room.height() - self._height_px(layout)) // 2)
        layout.draw(painter, QPointF(room.left(), top_px), [self._marked(palette)] if self.selected else [])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to mark."""
        if self._is_selectable and event.button() is Qt.MouseButton.LeftButton:
            self._mark(self._letter_at(event.position().toPoint()))
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark as far as the mouse."""
        if self._is_selectable and event.buttons() & Qt.MouseButton.LeftButton:
            self._mark(self._anchor, self._letter_at(event.position().toPoint()))
        else:
            super().mouseMoveEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Mark all of it: a path or a name is wanted whole."""
        if self._is_selectable:
            self._mark(0, len(self.text().encode("utf-16-le")) // 2)
        else:
            super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy what is marked."""
        if event.matches(QKeySequence.StandardKey.Copy) and self.selected:
            QGuiApplication.clipboard().setText(self.selected)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """While something is marked, the keys for copying are this label's, not the window's."""
        is_copying = isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Copy)
        if is_copying and event.type() == QEvent.Type.ShortcutOverride and self.selected:
            event.accept()
            return True
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Copy what is marked, or all of it."""
        if not self._is_selectable:
            super().contextMenuEvent(event)
            return
        menu = QMenu(self)
        wanted = self.selected or self.text()
        menu.addAction(self.tr("Copy")).triggered.connect(lambda: QGuiApplication.clipboard().setText(wanted))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What is marked in one label is not marked while another has the keyboard; a menu takes it for a moment."""
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._mark(0)
        super().focusOutEvent(event)

    # Lines and letters

    def _laid_out(self, width_px: int) -> QTextLayout:
        layout = QTextLayout(self.text().replace("\n", _LINE_SEPARATOR), self.font())
        option = QTextOption(self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        top_px = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width_px))
            line.setPosition(QPointF(0, top_px))
            top_px += max(line.height(), self.fontMetrics().height())
        layout.endLayout()
        return layout

    def _height_px(self, layout: QTextLayout) -> int:
        """Of all lines, rounded up. None is lower than the font: what no font has is drawn as lower boxes."""
        if not layout.lineCount():
            return 0
        last = layout.lineAt(layout.lineCount() - 1)
        return math.ceil(last.y() + max(last.height(), self.fontMetrics().height()))

    def _letter_at(self, place: QPoint) -> int:
        room = self.contentsRect()
        layout = self._laid_out(room.width())
        inside = place - room.topLeft()
        lines = [layout.lineAt(number) for number in range(layout.lineCount())]
        line = next((line for line in lines if inside.y() < line.y() + line.height()), lines[-1] if lines else None)
        return 0 if line is None else line.xToCursor(inside.x())

    def _mark(self, anchor: int, end: int | None = None) -> None:
        self._anchor, self._end = anchor, anchor if end is None else end
        self._marked_text = self.text()
        self.update()

    def _marked(self, palette: QPalette) -> QTextLayout.FormatRange:
        marked = QTextLayout.FormatRange()
        marked.start = min(self._anchor, self._end)
        marked.length = abs(self._anchor - self._end)
        look = QTextCharFormat()
        look.setBackground(palette.brush(QPalette.ColorRole.Highlight))
        look.setForeground(palette.brush(QPalette.ColorRole.HighlightedText))
        marked.format = look
        return marked
