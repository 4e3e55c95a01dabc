"""The window: lays the parts out and connects them. What they do lives in the parts and in the flows."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from photosearch.settings import SettingsOwner
from photosearch.types.photos import Photo
from photosearch.ui.background import Background, EngineEvents
from photosearch.ui.flows.export_flow import ExportFlow
from photosearch.ui.flows.going_back_flow import GoingBackFlow
from photosearch.ui.flows.library_flow import LibraryFlow
from photosearch.ui.flows.picture_flow import PictureFlow
from photosearch.ui.flows.question_flow import QuestionFlow, read_for
from photosearch.ui.flows.search_flow import SearchFlow
from photosearch.ui.flows.settings_flow import SettingsFlow
from photosearch.ui.flows.tags_flow import TagsFlow
from photosearch.ui.library.activity_bar import ActivityBar
from photosearch.ui.library.sidebar import Sidebar
from photosearch.ui.look.translation import Translation
from photosearch.ui.photo.photo_actions import PhotoActions
from photosearch.ui.photo.preview_pane import PreviewPane
from photosearch.ui.photo.previews import preview_loader
from photosearch.ui.photo.viewer import Viewer
from photosearch.ui.window.drop_overlay import DropOverlay
from photosearch.ui.window.gallery import Gallery
from photosearch.ui.window.situation_flow import SituationFlow
from photosearch.ui.window.top_bar import TopBar
from photosearch.ui.window.window_keys import WindowKeys
from photosearch.ui.window.window_panes import WindowPanes
from photosearch.ui.window.window_place import USUAL_SIZE_PX, place_of, put_in_place
from photosearch.ui.window.window_shortcuts import WindowShortcuts

if TYPE_CHECKING:
    from photosearch.engine.parts import Parts

_SMALLEST_PX = (640, 440)


class MainWindow(QMainWindow):
    """Visible at once; comes to life when ``attach_engine`` is called."""

    reopen_requested = Signal()

    def __init__(
        self, settings: SettingsOwner, background: Background, translation: Translation, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._settings = settings
        self._keeps_place = True
        self._events: EngineEvents | None = None
        self.top_bar = TopBar()
        self.search_bar = self.top_bar.search
        self.sidebar = Sidebar()
        self.gallery = Gallery(background, settings.now.thumbnail_size_px)
        self.preview_pane = PreviewPane(background)
        self.activity_bar = ActivityBar()
        self.viewer = Viewer(self.gallery.model, self.gallery.thumbnails, background, self)
        self.actions_on_photos = PhotoActions(background, self.gallery.view)
        self.search = SearchFlow(
            self.gallery.model,
            background,
            self,
            may_move=lambda: self.gallery.view.is_at_rest,
            prepare=self.gallery.prepare,
        )
        self.library = LibraryFlow(
            background, self.sidebar, self.gallery.filter_row, self.activity_bar, self, self.search.refresh
        )
        self.settings_flow = SettingsFlow(settings, translation, background, self)
        self.question = QuestionFlow(self.search_bar, self.gallery.filter_row, self.sidebar, self.search, self)
        self.going_back = GoingBackFlow(self.question, self.library, self)
        self.pictures = PictureFlow(background, self.question, self.gallery.thumbnails, self)
        self.tags = TagsFlow(background, self.question, self)
        self.export = ExportFlow(background, self.gallery.model, self.gallery.view, self)
        self._situation = SituationFlow(self.gallery, self.library, self.search, self)
        self.panes = WindowPanes(self, self.sidebar, self.gallery, self.preview_pane)
        self.panes.chosen.connect(self._on_panes_chosen)
        self.sidebar.opened_changed.connect(self._on_branches_opened)
        self._drop_overlay = DropOverlay(self, self.pictures)
        self._lay_out()
        self._connect_search()
        self._connect_gallery()
        self._connect_flows()
        self._shortcuts = WindowShortcuts(
            self, self.top_bar, self.panes, self.settings_flow, self.library, self.pictures, self.search
        )
        view, actions = self.gallery.view, self.actions_on_photos
        self._keys = WindowKeys(self, self.search_bar, view, actions, self.question, self.going_back)
        self._show_settings()
        self.retranslate()
        # Whoever opens the window means to search: typing works at once.
        self.search_bar.focus()

    def _show_settings(self) -> None:
        now = self._settings.now
        self.top_bar.set_cell_size(now.thumbnail_size_px)
        self.gallery.view.set_keeps_shape(now.cells == "rows")
        self.top_bar.set_rows(now.cells == "rows")
        self.question.set_half_life(now.recent_half_life_days)
        self.search_bar.suggesting.set_history(now.history)

    def attach_engine(self, engine: Parts) -> None:
        """The library is open: show it."""
        self._events = EngineEvents(engine.events, self._background, self)
        self._situation.tell_open()
        load = preview_loader(engine.pictures)
        self.preview_pane.start(load, self.search.why)
        self.viewer.start(load, engine.pictures.moving)
        self.actions_on_photos.start(load, engine.library.photos, self.gallery.selected_ids)
        self.gallery.start(engine.library, engine.pictures)
        self.pictures.start(engine.asking, engine.pictures)
        self.tags.start(engine.tags)
        self.library.start(engine.library, engine.work, self._events)
        self.export.start(engine.exporting)
        self.settings_flow.start(engine.models, self._events)
        self._events.encoder_changed.connect(self.question.ask)
        self.search.start(engine.asking)
        self.question.ask()
        # What sentences are understood with is read from the library, which takes longer than a window may stand still.
        self._background.run(partial(read_for, engine.asking), self.question.start, self.show_engine_failure)

    def show_engine_failure(self, error: BaseException) -> None:
        """The library cannot be opened: say why."""
        self._situation.tell_not_opened(error)

    @property
    def is_settled(self) -> bool:
        """Whether nothing that is visible is still on its way."""
        is_quiet = (
            self.question.is_started
            and not self.search.is_waiting
            and not self.pictures.is_looking
            and not self.preview_pane.is_loading
        )
        return is_quiet and self.gallery.is_settled and self.library.status is not None

    def raise_window(self) -> None:
        """Come to the front (a second start asks for it)."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def take_usual_size(self) -> None:
        """For a picture of it: whatever the screen and whatever the person chose, who is not to find it so."""
        self._keeps_place = False
        self.resize(*USUAL_SIZE_PX)

    def retranslate(self) -> None:
        """Set the words in the language of the window."""
        self.setWindowTitle(self.tr("photosearch"))
        self.actions_on_photos.retranslate()
        self.question.show()
        self._situation.show()

    # Qt's event interface

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow windows give the photos the room."""
        super().resizeEvent(event)
        self.panes.fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Everything that waits or runs for the window ends."""
        if self._keeps_place:
            self._settings.change(window_place=place_of(self))
        self._keys.close()
        self.panes.close()
        self.viewer.close()
        self.pictures.stop_fetching()
        self.export.close()
        self.settings_flow.close()
        self.gallery.close_down()
        if self._events is not None:
            self._events.close()
        self._background.close()
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc anywhere takes back one thing at a time."""
        if event.key() == Qt.Key.Key_Escape:
            self._keys.step_back()
        else:
            super().keyPressEvent(event)

    # Building

    def _lay_out(self) -> None:
        self.setMinimumSize(*_SMALLEST_PX)
        everything = QWidget()
        column = QVBoxLayout(everything)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(self.panes.splitter, 1)
        column.addWidget(self.activity_bar)
        self.setCentralWidget(everything)
        put_in_place(self, self._settings.now.window_place)
        now = self._settings.now
        self.panes.restore(
            sidebar_px=now.sidebar_px, preview_px=now.preview_px, sidebar=now.sidebar, preview=now.preview
        )
        self.sidebar.restore_opened(now.open_folders)

    def _connect_search(self) -> None:
        bar = self.search_bar
        bar.committed.connect(self.settings_flow.remember_search)
        bar.grid_requested.connect(self.gallery.view.focus_first)
        bar.picture_pasted.connect(self.pictures.take)
        self.search.news_changed.connect(self.gallery.news.set_count)
        self.gallery.news.clicked.connect(self.search.show_news)
        self.library.status_changed.connect(self._on_library_changed)
        self._situation.reopen_requested.connect(self.reopen_requested)
        self._situation.ask_requested.connect(self.question.ask)

    def _connect_gallery(self) -> None:
        view, actions = self.gallery.view, self.actions_on_photos
        view.opened.connect(self._on_opened)
        view.similar_requested.connect(self._on_similar_row)
        view.menu_requested.connect(actions.popup)
        view.preview_toggled.connect(self.panes.toggle_preview)
        view.search_focus_requested.connect(self.search_bar.focus)
        view.current_row_changed.connect(self._show_current)
        view.cell_size_chosen.connect(self.top_bar.set_cell_size)
        self.gallery.photos_selected.connect(self._on_photos_selected)
        self.gallery.selection.copy_requested.connect(actions.copy)
        self.gallery.selection.export_requested.connect(actions.export_requested)
        actions.similar_requested.connect(self.pictures.find_similar)
        actions.exclusion_requested.connect(self.pictures.search_without)
        actions.folder_exclusion_requested.connect(self.library.exclusions.exclude_folder)
        actions.viewer_requested.connect(self._view_current)
        actions.export_requested.connect(self.export.show)
        self.gallery.photos_selected.connect(self.export.follow_selection)
        self.search.answered.connect(self.export.set_result)
        self.search.answered.connect(self.preview_pane.ask_why_again)
        self.preview_pane.photo_changed.connect(self.tags.show_photo)
        self.preview_pane.tags.tag_chosen.connect(self.tags.find)
        self.preview_pane.tags.tag_denied.connect(self.tags.deny)
        self.preview_pane.tags.tag_added.connect(self.tags.add)
        self.tags.told.connect(self.preview_pane.tags.show_tags)
        self.sidebar.tags.wanted.connect(self.tags.want_facets)
        self.sidebar.tags.tag_toggled.connect(self.tags.narrow)
        self.tags.facets_told.connect(self.sidebar.tags.set_facets)
        self.library.status_changed.connect(self.tags.follow_library)
        self.preview_pane.similar_requested.connect(self._on_similar_photo)
        self.preview_pane.open_requested.connect(actions.open_photo)
        self.preview_pane.question_asked.connect(self.question.change)
        self.viewer.row_shown.connect(view.show_row)
        self.viewer.similar_requested.connect(self._on_similar_photo)
        self.viewer.question_asked.connect(self.question.change)
        self.viewer.copy_requested.connect(self._on_copy_photo)
        actions.message.connect(self.viewer.show_message)
        self.top_bar.menu_clicked.connect(self.panes.toggle_sidebar)
        self.top_bar.settings_clicked.connect(self.settings_flow.show_dialog)
        self.top_bar.cell_size_chosen.connect(view.set_cell_size)
        self.top_bar.cell_size_chosen.connect(self.settings_flow.set_thumbnail_size)
        self.top_bar.rows_chosen.connect(self.gallery.set_keeps_shape)
        self.top_bar.rows_chosen.connect(self.settings_flow.set_rows)

    def _connect_flows(self) -> None:
        page, notes = self.gallery.page, self.gallery.notes
        banner = notes.banner
        page.add_folder_requested.connect(self.library.choose_folder)
        page.folder_dropped.connect(self.library.drop_folder)
        page.clear_requested.connect(self.question.clear)
        page.nearest_requested.connect(self.search.show_nearest)
        page.clear_filters_requested.connect(self.question.clear_filters)
        page.loosen_requested.connect(self.question.loosen)
        self.question.chips_changed.connect(page.set_chips)
        self.question.changed.connect(notes.follow_question)
        page.problems_requested.connect(self.library.problems.show)
        page.library_requested.connect(self.library.show_library)
        for widget in (page, banner):
            widget.models_requested.connect(self.settings_flow.show_dialog)
        for flow in (self.library, self.export, self.settings_flow, self.actions_on_photos, self.search_bar):
            flow.message.connect(notes.show_message)
        self.library.undoable.connect(notes.show_undoable)
        banner.undo_requested.connect(self.going_back.undo_offered)
        self.pictures.warned.connect(notes.show_warning)
        self.pictures.message.connect(notes.show_message)
        self.tags.warned.connect(notes.show_warning)
        self.tags.mended.connect(notes.take_back)
        self.pictures.link_offered.connect(notes.show_fetch_offer)
        self.pictures.fetch_began.connect(notes.show_fetching)
        self.pictures.fetch_ended.connect(notes.end_fetching)
        banner.fetch_requested.connect(self.pictures.fetch)
        banner.stop_requested.connect(self.pictures.stop_fetching)
        banner.dismissed.connect(self.pictures.stop_fetching)
        self.pictures.folder_offered.connect(self.library.drop_folder)
        self.settings_flow.half_life_changed.connect(self.question.set_half_life)
        suggesting = self.search_bar.suggesting
        suggesting.removed.connect(self.settings_flow.forget_search)
        suggesting.history_cleared.connect(self.settings_flow.clear_history)
        self.settings_flow.history_changed.connect(suggesting.set_history)
        self.tags.words_told.connect(suggesting.set_words)

    @Slot(dict)
    def _on_panes_chosen(self, chosen: dict[str, str | int]) -> None:
        self._settings.change(**chosen)

    @Slot(object)
    def _on_branches_opened(self, uris: tuple[str, ...]) -> None:
        self._settings.change(open_folders=uris)

    @Slot()
    def _on_library_changed(self) -> None:
        self.question.set_roots(self.library.roots)
        self.search_bar.suggesting.set_folders(self.library.roots, self.library.folders)

    # The photos

    @Slot(int)
    def _on_opened(self, row: int) -> None:
        self.viewer.show_row(row)
        self.viewer.showFullScreen()

    @Slot()
    def _view_current(self) -> None:
        self._on_opened(max(0, self.gallery.view.currentIndex().row()))

    @Slot(int)
    def _on_similar_row(self, row: int) -> None:
        photo = self.gallery.model.photo(row)
        if photo is not None:
            self.pictures.find_similar([photo])

    @Slot(object)
    def _on_similar_photo(self, photo: Photo) -> None:
        self.pictures.find_similar([photo])

    @Slot(object)
    def _on_copy_photo(self, photo: Photo) -> None:
        self.actions_on_photos.copy_photos([photo])

    @Slot()
    def _on_photos_selected(self) -> None:
        self.actions_on_photos.set_photos(self.gallery.selected_photos, self.gallery.view.selected_count)
        self._show_current(self.gallery.view.currentIndex().row())

    @Slot(int)
    def _show_current(self, row: int) -> None:
        """Preview the current hit, or the first one: so the pane does not come and go with every search."""
        model = self.gallery.model
        shown = max(row, 0)
        photo = model.photo(shown) if shown < model.rowCount() else None
        if photo is None:
            self.preview_pane.show_photo(None, None, None)
        else:
            self.preview_pane.show_photo(photo, model.match_at(shown), self.gallery.thumbnails.pixmap(photo))
        self.panes.set_has_photo(model.rowCount() > 0)
        self.top_bar.set_has_photos(model.rowCount() > 0)
