"""The arrows at both sides of a photo, for the mouse."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from photosearch.ui.look.theme import icon_on_picture

_SIZE_PX = QSize(44, 72)
_ICON_PX = 24
_INSET_PX = 12


class ViewerArrows(QObject):
    """Two buttons over ``canvas``; at an end of the hits the one that leads nowhere is away."""

    previous_clicked = Signal()
    next_clicked = Signal()

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._previous, self._next = self._button("previous"), self._button("next")
        self._previous.clicked.connect(self.previous_clicked)
        self._next.clicked.connect(self.next_clicked)
        self._has_previous = self._has_next = False
        self._is_visible = True
        canvas.installEventFilter(self)
        self.retranslate()

    def show_ends(self, *, has_previous: bool, has_next: bool) -> None:
        """Whether there is something before, and after."""
        self._has_previous, self._has_next = has_previous, has_next
        self._show()

    def set_visible(self, is_visible: bool) -> None:
        """Show or hide both."""
        self._is_visible = is_visible
        self._show()

    def retranslate(self) -> None:
        """Set the words in the language of the window."""
        for button, name, key in (
            (self._previous, self.tr("Previous photo"), "←"),
            (self._next, self.tr("Next photo"), "→"),
        ):
            button.setAccessibleName(name)
            button.setToolTip(self.tr("{what} ({key})").format(what=name, key=key))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the sides."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        elif event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        return super().eventFilter(watched, event)

    def _show(self) -> None:
        self._previous.setVisible(self._is_visible and self._has_previous)
        self._next.setVisible(self._is_visible and self._has_next)

    def _place(self) -> None:
        top = (self._canvas.height() - _SIZE_PX.height()) // 2
        self._previous.move(_INSET_PX, top)
        self._next.move(self._canvas.width() - _SIZE_PX.width() - _INSET_PX, top)

    def _button(self, name: str) -> QToolButton:
        button = QToolButton(self._canvas)
        button.setObjectName("OnPhoto")
        button.setIcon(icon_on_picture(name))
        button.setIconSize(QSize(_ICON_PX, _ICON_PX))
        button.setFixedSize(_SIZE_PX)
        return button
