"""Which panes the window has room for, and how wide they are: the photos come first."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QSplitter, QWidget

from photosearch.ui.look.motion import Edge, has_motion, slide_in, slide_out

_WITH_SIDEBAR_FROM_PX = 760
_WITH_BOTH_FROM_PX = 1080
_WIDEST_SHARE = 3
"""A pane takes a third of the window at most, however wide it was made in a larger one."""

AUTO, SHOWN, HIDDEN = "auto", "shown", "hidden"


class WindowPanes(QObject):
    """Shows and hides the panes by the width of the window, until the person says otherwise; edges can be dragged."""

    chosen = Signal(dict)
    """Fields of ``Settings`` that the person chose by dragging an edge, or by showing or hiding a pane."""

    def __init__(self, window: QWidget, sidebar: QWidget, middle: QWidget, preview: QWidget) -> None:
        super().__init__(window)
        self._window, self._sidebar, self._preview = window, sidebar, preview
        self._sidebar_px, self._preview_px = sidebar.sizeHint().width(), preview.sizeHint().width()
        self._wants_sidebar = self._wants_preview = AUTO
        self._has_photo = False
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for pane in (sidebar, middle, preview):
            self.splitter.addWidget(pane)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.splitterMoved.connect(self._on_dragged)
        self.splitter.installEventFilter(self)

    def restore(self, *, sidebar_px: int, preview_px: int, sidebar: str, preview: str) -> None:
        """As the person chose earlier: widths, and ``auto``, ``shown`` or ``hidden``."""
        self._sidebar_px, self._preview_px = sidebar_px, preview_px
        self._wants_sidebar, self._wants_preview = sidebar, preview
        self.fit()

    def set_has_photo(self, has_photo: bool) -> None:
        """Whether there is a photo to preview."""
        if has_photo != self._has_photo:
            self._has_photo = has_photo
            self.fit()

    @Slot()
    def fit(self) -> None:
        """Adapt to the width of the window."""
        is_wide = self._window.width() >= _WITH_BOTH_FROM_PX
        has_preview = self._has_photo and _is_wanted(self._wants_preview, is_wide)
        has_room = is_wide or (self._window.width() >= _WITH_SIDEBAR_FROM_PX and not has_preview)
        self._preview.setVisible(has_preview)
        self._sidebar.setVisible(_is_wanted(self._wants_sidebar, has_room))
        self._set_widths()

    @Slot()
    def toggle_sidebar(self) -> None:
        """Show or hide the library at the left."""
        self._wants_sidebar = HIDDEN if self._sidebar.isVisible() else SHOWN
        self._fit_moving(self._sidebar, Edge.LEFT)
        self.chosen.emit({"sidebar": self._wants_sidebar})

    @Slot()
    def toggle_preview(self) -> None:
        """Show or hide the preview at the right."""
        self._wants_preview = HIDDEN if self._preview.isVisible() else SHOWN
        self._fit_moving(self._preview, Edge.RIGHT)
        self.chosen.emit({"preview": self._wants_preview})

    def _fit_moving(self, pane: QWidget, edge: Edge) -> None:
        """A pane that comes or goes at the person's word is seen to."""
        picture = pane.grab() if has_motion() and pane.isVisible() else None
        self.fit()
        if picture is None:
            slide_in(pane, edge)
        else:
            slide_out(pane, picture, edge)

    def close(self) -> None:
        """The window closes: as ``WindowKeys.close``."""
        self.splitter.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In a window of another width the panes stay as wide as they were made."""
        if event.type() == QEvent.Type.Resize:
            self._set_widths()
        return super().eventFilter(watched, event)

    def _set_widths(self) -> None:
        whole = self.splitter.width()
        sidebar_px, preview_px = (min(px, whole // _WIDEST_SHARE) for px in (self._sidebar_px, self._preview_px))
        taken_px = (0 if self._sidebar.isHidden() else sidebar_px) + (0 if self._preview.isHidden() else preview_px)
        self.splitter.setSizes([sidebar_px, max(1, whole - taken_px), preview_px])

    @Slot(int, int)
    def _on_dragged(self, _place_px: int, _handle: int) -> None:
        if self._sidebar.isVisible():
            self._sidebar_px = self._sidebar.width()
        if self._preview.isVisible():
            self._preview_px = self._preview.width()
        self.chosen.emit({"sidebar_px": self._sidebar_px, "preview_px": self._preview_px})


def _is_wanted(choice: str, has_room: bool) -> bool:
    return has_room if choice == AUTO else choice == SHOWN
