"""The panel below the search field: a line for each suggestion, chosen by mouse or keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from photosearch.ui.look.plain_text import plain_tip
from photosearch.ui.look.theme import colours, font, icon
from photosearch.ui.search.suggestions import Kind, Suggestion

_PADDING_PX = 6
_ICON_PX = 16
_GAP_PX = 10
_CORNER_PX = 6
_BELOW_PX = 4
_WIDEST_PX = 560
_NARROWEST_PX = 240
_ICONS = {Kind.SEARCH: "clock", Kind.FOLDER: "folder", Kind.WORD: "search", Kind.CLEAR: "trash"}
_Index = QModelIndex | QPersistentModelIndex


class SuggestionList(QFrame):
    """A child of the window, over everything in it: no system paints it otherwise, and it takes no key from the field.

    What the mouse passes over lights up; only an arrow key makes a line the one that Enter takes.
    """

    chosen = Signal(object)
    removed = Signal(object)

    def __init__(self, below: QWidget) -> None:
        super().__init__(below.window())
        self.setObjectName("Popup")
        self._below = below
        self._list = QListWidget()
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setMouseTracking(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setItemDelegate(_Line(self._list))
        self._list.viewport().installEventFilter(self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(_PADDING_PX, _PADDING_PX, _PADDING_PX, _PADDING_PX)
        column.addWidget(self._list)
        self.hide()
        self.retranslate()

    @property
    def lines(self) -> tuple[Suggestion, ...]:
        """What is offered."""
        return tuple(_of(self._list.item(row)) for row in range(self._list.count()))

    @property
    def current(self) -> Suggestion | None:
        """The line that the arrow keys went to."""
        item = self._list.currentItem()
        return None if item is None else _of(item)

    def show_lines(self, lines: Sequence[Suggestion]) -> None:
        """Offer these, below the field; nothing is shown where there are none."""
        self._list.clear()
        for line in lines:
            text = self.tr("Clear history") if line.kind is Kind.CLEAR else line.text
            item = QListWidgetItem(text)
            item.setData(Qt.ItemDataRole.UserRole, line)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{text} {line.detail}".strip())
            item.setToolTip(plain_tip(line.detail))
            self._list.addItem(item)
        self._list.setCurrentRow(-1)
        if lines:
            self.show()
            self.place()
        else:
            self.hide()

    def step(self, by: int) -> None:
        """To the next line, or the one before; past either end none is chosen."""
        count = self._list.count()
        row = (self._list.currentRow() + 1 + by) % (count + 1) - 1
        self._list.setCurrentRow(row)
        if row >= 0 and QAccessible.isActive():
            event = QAccessibleEvent(self._list, QAccessible.Event.Focus)
            event.setChild(row)
            QAccessible.updateAccessibility(event)

    def place(self) -> None:
        """Below the field, as wide as it where that is not too wide, and inside the window."""
        window = self._below.window()
        corner = self._below.mapTo(window, QPoint(0, self._below.height() + _BELOW_PX))
        width_px = max(_NARROWEST_PX, min(self._below.width(), _WIDEST_PX))
        lines_px = sum(self._list.sizeHintForRow(row) for row in range(self._list.count()))
        room_px = window.height() - corner.y() - _BELOW_PX
        self.setGeometry(QRect(corner, QSize(width_px, min(lines_px + 2 * _PADDING_PX + 2, room_px))))
        self.raise_()

    def retranslate(self) -> None:
        """Ask for every text again."""
        self._list.setAccessibleName(self.tr("Suggestions"))

    # Qt's event interface

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A press chooses a line, on its cross it removes it; the line of the keyboard stays where it is."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            self._on_press(event)
        is_press = event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
        return is_press or super().eventFilter(watched, event)

    def _on_press(self, event: QMouseEvent) -> None:
        item = self._list.itemAt(event.position().toPoint())
        if item is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        line = _of(item)
        on_cross = line.kind is Kind.SEARCH and cross_rect(self._list.visualItemRect(item)).contains(
            event.position().toPoint()
        )
        (self.removed if on_cross else self.chosen).emit(line)


class _Line(QStyledItemDelegate):
    """Icon, words, and at the right where a folder lies, or the cross of a past search."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """The same for every line."""
        return QSize(_NARROWEST_PX // 2, max(30, option.fontMetrics.height() + 12))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw it."""
        line: Suggestion = index.data(Qt.ItemDataRole.UserRole)
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        room: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_current or is_hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours().accent_soft if is_current else colours().hover)
            painter.drawRoundedRect(QRectF(room), _CORNER_PX, _CORNER_PX)
        sign = QRect(room.left() + _GAP_PX, room.center().y() - _ICON_PX // 2 + 1, _ICON_PX, _ICON_PX)
        icon(_ICONS[line.kind]).paint(painter, sign)
        inside = room.adjusted(2 * _GAP_PX + _ICON_PX, 0, -_GAP_PX, 0)
        if line.kind is Kind.SEARCH:
            if is_current or is_hovered:
                icon("close").paint(painter, cross_rect(room).adjusted(7, 7, -7, -7))
            inside.setRight(cross_rect(room).left() - 2)
        _paint_texts(painter, inside, index.data(Qt.ItemDataRole.DisplayRole), line)
        painter.restore()


def cross_rect(line: QRect) -> QRect:
    """Where the cross of a past search is in its line."""
    return QRect(line.right() - line.height() + 1, line.top(), line.height(), line.height())


def _paint_texts(painter: QPainter, room: QRect, text: str, line: Suggestion) -> None:
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.setFont(font("body"))
    painter.setPen(colours().muted if line.kind is Kind.CLEAR else colours().text)
    words = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, left, words)
    taken_px = painter.fontMetrics().horizontalAdvance(words) + 2 * _GAP_PX
    if line.detail and room.width() - taken_px > _NARROWEST_PX // 4:
        painter.setFont(font("small"))
        painter.setPen(colours().muted)
        rest = room.adjusted(taken_px, 0, 0, 0)
        place = painter.fontMetrics().elidedText(line.detail, Qt.TextElideMode.ElideMiddle, rest.width())
        painter.drawText(rest, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, place)


def _of(item: QListWidgetItem) -> Suggestion:
    line: Suggestion = item.data(Qt.ItemDataRole.UserRole)
    return line
