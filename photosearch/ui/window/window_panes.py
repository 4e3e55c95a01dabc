"""Which panes the window has room for: the photos come first, the sidebar and the preview where there is room."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

_WITH_SIDEBAR_FROM_PX = 760
_WITH_BOTH_FROM_PX = 1080


class WindowPanes(QObject):
    """Shows and hides the panes by the width of the window, until the person says otherwise."""

    def __init__(self, window: QWidget, sidebar: QWidget, preview: QWidget) -> None:
        super().__init__(window)
        self._window, self._sidebar, self._preview = window, sidebar, preview
        self._wants_sidebar: bool | None = None
        self._wants_preview: bool | None = None
        self._has_photo = False

    def set_has_photo(self, has_photo: bool) -> None:
        """Whether there is a photo to preview."""
        self._has_photo = has_photo
        self.fit()

    def fit(self) -> None:
        """Adapt to the width of the window."""
        is_wide = self._window.width() >= _WITH_BOTH_FROM_PX
        wants_preview = is_wide if self._wants_preview is None else self._wants_preview
        has_preview = wants_preview and self._has_photo
        has_room = is_wide or (self._window.width() >= _WITH_SIDEBAR_FROM_PX and not has_preview)
        self._preview.setVisible(has_preview)
        self._sidebar.setVisible(has_room if self._wants_sidebar is None else self._wants_sidebar)

    @Slot()
    def toggle_sidebar(self) -> None:
        """Show or hide the library at the left."""
        self._wants_sidebar = not self._sidebar.isVisible()
        self.fit()

    @Slot()
    def toggle_preview(self) -> None:
        """Show or hide the preview at the right."""
        self._wants_preview = not self._preview.isVisible()
        self.fit()
