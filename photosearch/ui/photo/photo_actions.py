"""What can be done with the selected photos: the context menu and its shortcuts. Nothing here deletes a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QMimeData, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QImage, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from photosearch.types.ids import PhotoId
from photosearch.types.photos import Photo
from photosearch.ui.background import Background
from photosearch.ui.desktop.file_manager import open_file, show_in_folder, url_of
from photosearch.ui.photo.previews import LoadPreview
from photosearch.words.quantities import copied_paths_text, copied_text

FetchPhotos = Callable[[Sequence[PhotoId]], "list[Photo]"]

_COPIED_PX = 8192
_MOST_OPENED = 10


class PhotoActions(QObject):
    """The actions work on what ``set_photos`` last said is selected."""

    similar_requested = Signal(object)
    exclusion_requested = Signal(object)
    folder_exclusion_requested = Signal(object)
    """The path of the folder that is to be left out."""
    viewer_requested = Signal()
    export_requested = Signal()
    message = Signal(str)
    """A sentence about what was done or could not be."""

    def __init__(self, background: Background, widget: QWidget) -> None:
        super().__init__(widget)
        self._background = background
        self._widget = widget
        self._load: LoadPreview | None = None
        self._fetch: FetchPhotos | None = None
        self._photos: tuple[Photo, ...] = ()
        self._ids: Callable[[], Sequence[PhotoId]] | None = None
        self._count = 0
        self.view = self._action("", self.viewer_requested.emit)
        self.open = self._action("Ctrl+Return", self._on_open)
        self.show_in_folder = self._action("Ctrl+Shift+Return", self._on_show)
        self.copy_image = self._action("Ctrl+C", self.copy)
        self.copy_path = self._action("Ctrl+Shift+C", self._on_copy_path)
        self.find_similar = self._action("", self._on_similar)
        self.search_without = self._action("", self._on_exclude)
        self.leave_folder_out = self._action("", self._on_leave_folder_out)
        self.export = self._action("Ctrl+Shift+E", self.export_requested.emit)
        # Without a selection all that is shown is exported, whatever has the focus.
        self.export.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        self._lettered = (
            (self.view, "F", "F11"),
            (self.find_similar, "S", "Ctrl+Shift+F"),
            (self.search_without, "Shift+S", "Ctrl+Shift+X"),
        )
        self.set_letters(are_commands=True)
        self.retranslate()
        self.set_photos(())

    def start(
        self,
        load: LoadPreview,
        fetch: FetchPhotos | None = None,
        ids: Callable[[], Sequence[PhotoId]] | None = None,
    ) -> None:
        """Begin working; ``load`` and ``fetch`` block, in the background. ``ids`` says all that is selected."""
        self._load, self._fetch, self._ids = load, fetch, ids

    def set_letters(self, *, are_commands: bool) -> None:
        """Whether single letters do something, or are letters: while somebody types they are. The longer keys stay."""
        for action, letter, key in self._lettered:
            action.setShortcuts([QKeySequence(letter), QKeySequence(key)] if are_commands else [QKeySequence(key)])

    def set_photos(self, photos: tuple[Photo, ...], count: int = 0) -> None:
        """These are selected now, or are the first of ``count``."""
        self._photos, self._count = photos, max(count, len(photos))
        has_file = any(photo.is_online for photo in photos)
        for action in (self.view, self.copy_path, self.find_similar, self.search_without):
            action.setEnabled(bool(photos))
        for action in (self.open, self.show_in_folder, self.copy_image):
            action.setEnabled(has_file)
        # The watched folder itself cannot be left out.
        self.leave_folder_out.setEnabled(bool(photos) and "/" in photos[0].relative_path)

    def popup(self, place: QPoint) -> None:
        """Show the context menu at ``place`` on the screen."""
        menu = QMenu(self._widget)
        groups = (
            (self.find_similar, self.search_without),
            (self.view, self.open, self.show_in_folder),
            (self.copy_image, self.copy_path, self.export),
            (self.leave_folder_out,),
        )
        for number, group in enumerate(groups):
            if number:
                menu.addSeparator()
            menu.addActions(list(group))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def open_photo(self, photo: Photo) -> None:
        """Open one photo in the system's program for it."""
        if not open_file(photo.path):
            self.message.emit(self.tr("There is no program for this kind of file."))

    def copy_photos(self, photos: Sequence[Photo]) -> None:
        """One photo is copied as pixels and as a file, several as files."""
        online = [photo for photo in photos if photo.is_online]
        if len(online) == 1 and self._load is not None:
            work = partial(self._load, online[0], _COPIED_PX)
            self._background.run_newest("copy", work, partial(self._put, online), self._on_copy_failed)
        else:
            self._put(online, QImage())

    def retranslate(self) -> None:
        """Set the words in the language of the window."""
        self.view.setText(self.tr("View full screen"))
        self.open.setText(self.tr("Open"))
        self.show_in_folder.setText(self.tr("Show in folder"))
        self.copy_image.setText(self.tr("Copy image"))
        self.copy_path.setText(self.tr("Copy path"))
        self.export.setText(self.tr("Export…"))
        self.find_similar.setText(self.tr("Find similar"))
        self.search_without.setText(self.tr("Exclude photos like this"))
        self.leave_folder_out.setText(self.tr("Leave its folder out"))

    def _action(self, shortcut: str, on_triggered: Callable[[], None]) -> QAction:
        action = QAction(self)
        if shortcut:
            action.setShortcut(QKeySequence(shortcut))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(on_triggered)
        self._widget.addAction(action)
        return action

    def _on_open(self) -> None:
        for photo in [photo for photo in self._photos if photo.is_online][:_MOST_OPENED]:
            self.open_photo(photo)

    def _on_show(self) -> None:
        show_in_folder(self._photos[0].path)

    def copy(self) -> None:
        """The selected photos, all of them."""
        self._with_all(self.copy_photos)

    def _with_all(self, act: Callable[[Sequence[Photo]], None]) -> None:
        if self._fetch is None or self._ids is None or self._count == len(self._photos):
            act(self._photos)
        else:
            self._background.run_newest("copy", partial(self._fetch, self._ids()), act, self._on_copy_failed)

    def _put(self, photos: list[Photo], image: QImage) -> None:
        mime = QMimeData()
        mime.setUrls([url_of(photo.path) for photo in photos])
        if not image.isNull():
            mime.setImageData(image)
        QGuiApplication.clipboard().setMimeData(mime)
        self.message.emit(copied_text(len(photos)))

    def _on_copy_failed(self, error: BaseException) -> None:
        del error
        self.message.emit(self.tr("This photo cannot be read, so it was not copied."))

    def _on_copy_path(self) -> None:
        self._with_all(self._put_paths)

    def _put_paths(self, photos: Sequence[Photo]) -> None:
        # Lone surrogates (bytes that are not UTF-8) cannot be on the clipboard.
        paths = "\n".join(str(photo.path) for photo in photos)
        QGuiApplication.clipboard().setText(paths.encode("utf-8", "replace").decode("utf-8"))
        self.message.emit(copied_paths_text(len(photos)))

    def _on_similar(self) -> None:
        self.similar_requested.emit(self._photos)

    def _on_exclude(self) -> None:
        self.exclusion_requested.emit(self._photos)

    def _on_leave_folder_out(self) -> None:
        self.folder_exclusion_requested.emit(self._photos[0].path.parent)
