"""One row of the sidebar: icon, name, count; painted by hand so that it stays calm at any scale."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QIcon, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from photosearch.ui.look.dot import paint_dot
from photosearch.ui.look.theme import colours, font, icon
from photosearch.words.spoken import number

_HEIGHT_PX = 32
_PADDING_PX = 8
_ICON_PX = 18
_RADIUS_PX = 6
_STEP_PX = 14
"""To the right for each level of the tree."""
_ARROW_PX = 12


class SidebarRow(QAbstractButton):
    """A checkable row. With ``set_online`` it shows ● or ○ in place of its icon; in a tree it may open and close."""

    open_wanted = Signal(bool)
    """The person wants it open (True) or closed."""
    parent_wanted = Signal()
    """The person wants to go to the row that this one is below."""

    def __init__(self, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon(icon_name)
        self._trailing = ""
        self._is_online: bool | None = None
        self._is_open: bool | None = None
        self._indent_px = 0
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str) -> None:
        """Name the row."""
        self.setText(text.replace("&", "&&"))
        self._describe()

    def set_count(self, count: int) -> None:
        """Show a number at the right."""
        self._trailing = number(count)
        self._describe()

    def set_note(self, note: str) -> None:
        """Show a word at the right."""
        self._trailing = note
        self._describe()

    def set_online(self, is_online: bool) -> None:
        """Show whether the folder's drive is there."""
        self._is_online = is_online
        self.update()

    def set_depth(self, depth: int, *, has_arrows: bool) -> None:
        """How deep it lies in the tree; ``has_arrows``: there are rows that can be opened beside it."""
        self._indent_px = depth * _STEP_PX + (_ARROW_PX if has_arrows else 0)
        self.update()

    def set_open(self, is_open: bool | None) -> None:
        """Whether the rows below it are shown; None where there are none."""
        self._is_open = is_open
        said = {None: "", True: self.tr("Open"), False: self.tr("Closed: → opens it")}
        self.setAccessibleDescription(said[is_open])
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as wanted, always as high."""
        return QSize(160, max(_HEIGHT_PX, self.fontMetrics().height() + 12))

    def enterEvent(self, event: QEnterEvent) -> None:
        """Light up under the mouse."""
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Fade again."""
        self.update()
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The arrow opens and closes; everything else chooses."""
        if event.button() is Qt.MouseButton.LeftButton and self._is_on_arrow(event.position().x()):
            self.open_wanted.emit(not self._is_open)
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """→ opens, ← closes or goes to the row above in the tree."""
        if event.key() == Qt.Key.Key_Right and self._is_open is False:
            self.open_wanted.emit(True)
        elif event.key() == Qt.Key.Key_Left and self._is_open:
            self.open_wanted.emit(False)
        elif event.key() == Qt.Key.Key_Left and self._indent_px:
            self.parent_wanted.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, sign, name and count."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        self._paint_arrow(painter)
        self._paint_sign(painter)
        self._paint_texts(painter)

    def _describe(self) -> None:
        self.setAccessibleName(f"{self._name()} {self._trailing}".strip())
        self.update()

    def _name(self) -> str:
        return self.text().replace("&&", "&")

    def _ground(self) -> QColor | None:
        if self.isChecked():
            return colours().accent_soft
        return colours().hover if self.underMouse() or self.isDown() else None

    def _paint_ground(self, painter: QPainter) -> None:
        ground = self._ground()
        painter.setPen(Qt.PenStyle.NoPen)
        if ground is not None:
            painter.setBrush(ground)
            painter.drawRoundedRect(self.rect(), _RADIUS_PX, _RADIUS_PX)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colours().accent, 1.5))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), _RADIUS_PX, _RADIUS_PX)

    def _is_on_arrow(self, x_px: float) -> bool:
        return self._is_open is not None and x_px < self._indent_px + _PADDING_PX // 2

    def _paint_arrow(self, painter: QPainter) -> None:
        if self._is_open is not None:
            left = self._indent_px - _ARROW_PX + _PADDING_PX // 2
            place = QRect(left, (self.height() - _ARROW_PX) // 2, _ARROW_PX, _ARROW_PX)
            icon("control-down" if self._is_open else "control-right").paint(painter, place)

    def _paint_sign(self, painter: QPainter) -> None:
        place = QRect(self._indent_px + _PADDING_PX, (self.height() - _ICON_PX) // 2, _ICON_PX, _ICON_PX)
        if self._is_online is None:
            state = QIcon.State.On if self.isChecked() else QIcon.State.Off
            self._icon.paint(painter, place, Qt.AlignmentFlag.AlignCenter, QIcon.Mode.Normal, state)
            return
        centre = QPointF(place.center()) + QPointF(0.5, 0.5)
        paint_dot(painter, centre, is_online=self._is_online)

    def _paint_texts(self, painter: QPainter) -> None:
        right = self.width() - _PADDING_PX
        painter.setFont(font("small"))
        painter.setPen(colours().muted)
        width = painter.fontMetrics().horizontalAdvance(self._trailing)
        painter.drawText(QRect(right - width, 0, width, self.height()), Qt.AlignmentFlag.AlignVCenter, self._trailing)
        left = self._indent_px + _PADDING_PX + _ICON_PX + _PADDING_PX
        painter.setFont(self.font())
        is_away = self._is_online is False
        painter.setPen(colours().muted if is_away else colours().text)
        room = right - width - _PADDING_PX - left
        name = painter.fontMetrics().elidedText(self._name(), Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(QRect(left, 0, room, self.height()), Qt.AlignmentFlag.AlignVCenter, name)
