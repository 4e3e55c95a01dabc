"""The whole window over an engine with generated photos."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from photosearch.errors import DamagedDatabaseError, ModelError
from photosearch.events import PhotosChanged, ProgressChanged
from photosearch.types.folder_tree import folder_tree
from photosearch.types.ids import PhotoId
from photosearch.types.photos import Orientation
from photosearch.types.progress import IngestPhase, IngestProgress
from photosearch.types.queries import Band, Filters, Match, SearchQuery, Sort
from photosearch.types.question import Place
from photosearch.ui.background import Background
from photosearch.ui.library.sidebar_row import SidebarRow
from photosearch.ui.look.on_screen import screen_room
from photosearch.ui.look.translation import Translation
from photosearch.ui.photo.lead_label import LeadLabel
from photosearch.ui.window.main_window import MainWindow
from photosearch.ui.window.pages import State
from tests.fakes import FakeEngine
from tests.unit.ui.conftest import OpenWindow


def search(qtbot: QtBot, window: MainWindow, text: str) -> None:
    window.search_bar.set_text(text)
    qtbot.waitUntil(lambda: window.is_settled)


def last_query(engine: FakeEngine) -> SearchQuery:
    return engine.asking.queries[-1]


def test_it_shows_itself_before_there_is_an_engine(
    qtbot: QtBot, qapp: QApplication, background: Background, fake_engine: FakeEngine
) -> None:
    window = MainWindow(fake_engine.settings, background, Translation(qapp))
    qtbot.addWidget(window)
    window.show()
    assert window.gallery.state is State.STARTING


def test_whoever_opens_it_can_type_at_once(
    qtbot: QtBot, qapp: QApplication, background: Background, fake_engine: FakeEngine
) -> None:
    window = MainWindow(fake_engine.settings, background, Translation(qapp))
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    focused = qapp.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, "cat")
    assert window.search_bar.line_edit.text() == "cat"


def test_it_says_why_the_library_cannot_be_opened(
    qtbot: QtBot, qapp: QApplication, background: Background, fake_engine: FakeEngine
) -> None:
    window = MainWindow(fake_engine.settings, background, Translation(qapp))
    qtbot.addWidget(window)
    window.show_engine_failure(DamagedDatabaseError())
    assert window.gallery.state is State.ENGINE_FAILED
    with qtbot.waitSignal(window.reopen_requested):
        window.gallery.page.retry_requested.emit()


def test_at_first_it_asks_for_a_folder(open_window: OpenWindow, tmp_path: Path) -> None:
    window = open_window(FakeEngine(tmp_path, 0, has_root=False))
    assert window.gallery.state is State.FIRST_RUN


def test_a_dropped_folder_is_watched(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    engine = FakeEngine(tmp_path, 0, has_root=False)
    window = open_window(engine)
    window.gallery.page.folder_dropped.emit(tmp_path)
    qtbot.waitUntil(lambda: len(engine.library.roots()) == 1)
    qtbot.waitUntil(lambda: window.gallery.state is State.NOTHING_YET)


def test_it_browses_everything(window: MainWindow, fake_engine: FakeEngine) -> None:
    assert window.gallery.state is None
    assert window.gallery.model.rowCount() == 300
    assert not last_query(fake_engine).has_terms


def test_words_are_searched_and_ranked(qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine) -> None:
    search(qtbot, window, "sunset -people")
    assert last_query(fake_engine).text == "sunset"
    assert last_query(fake_engine).not_texts == ("people",)
    assert window.gallery.model.match_at(0) == Match(Band.STRONG)


def test_what_is_typed_is_expected_before_it_is_searched(
    qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine
) -> None:
    QTest.keyClicks(window.search_bar.line_edit, "fog")
    assert fake_engine.asking.expected == ["f", "fo", "fog"]
    assert not last_query(fake_engine).has_terms
    qtbot.waitUntil(lambda: last_query(fake_engine).text == "fog")


def test_what_is_typed_is_searched_once_after_a_pause_and_at_once_with_enter(
    qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine
) -> None:
    QTest.keyClicks(window.search_bar.line_edit, "fog")
    qtbot.waitUntil(lambda: last_query(fake_engine).text == "fog")
    QTest.keyClicks(window.search_bar.line_edit, "gy")
    QTest.keyClick(window.search_bar.line_edit, Qt.Key.Key_Return)
    assert window.search.query is not None
    assert window.search.query.text == "foggy"
    qtbot.waitUntil(lambda: window.is_settled)
    assert [query.text for query in fake_engine.asking.queries if query.has_terms] == ["fog", "foggy"]


def test_a_filter_chosen_while_a_word_is_typed_keeps_the_word(
    qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine
) -> None:
    QTest.keyClicks(window.search_bar.line_edit, "fog")
    window.gallery.filter_row.filters_chosen.emit(Filters(formats=frozenset({"JPEG"})))
    assert window.search_bar.line_edit.text() == "fog"
    qtbot.waitUntil(lambda: last_query(fake_engine).filters.formats == {"JPEG"})
    assert last_query(fake_engine).text == "fog"


def test_of_fast_queries_the_newest_is_shown(qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine) -> None:
    for text in ("s", "su", "sunset"):
        window.search_bar.set_text(text)
    qtbot.waitUntil(lambda: window.is_settled)
    shown = window.gallery.model.photo_ids.tolist()
    assert shown == fake_engine.asking.search(SearchQuery(text="sunset")).photo_ids.tolist()


def test_escape_in_the_grid_goes_back_to_everything(qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine) -> None:
    search(qtbot, window, "sunset")
    window.gallery.view.focus_first()
    for _ in ("the selection", "the words"):
        QTest.keyClick(window.gallery.view, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.is_settled)
    assert not last_query(fake_engine).has_terms
    assert window.search_bar.line_edit.text() == ""


def test_find_similar_searches_for_the_photo(qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine) -> None:
    photo = window.gallery.model.photo(2)
    assert photo is not None
    window.gallery.view.similar_requested.emit(2)
    qtbot.waitUntil(lambda: window.is_settled)
    assert [term.photo_id for term in last_query(fake_engine).images] == [photo.photo_id]
    assert len(window.search_bar.chips) == 1


def test_search_without_this(qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine) -> None:
    search(qtbot, window, "sunset")
    window.gallery.view.show_row(0)
    photo = window.gallery.model.photo(0)
    assert photo is not None
    window.actions_on_photos.search_without.trigger()
    qtbot.waitUntil(lambda: window.is_settled)
    assert [term.photo_id for term in last_query(fake_engine).not_images] == [photo.photo_id]
    assert last_query(fake_engine).text == "sunset"


def test_photos_that_come_in_are_appended_and_nothing_moves(
    qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine
) -> None:
    before = window.gallery.model.photo_ids.tolist()
    added = fake_engine.library.add_photos(5)
    fake_engine.events.publish(PhotosChanged(added=added))
    qtbot.waitUntil(lambda: window.gallery.model.rowCount() == 305)
    assert window.gallery.model.photo_ids.tolist() == before + list(added)


def test_however_slow_the_answer_the_photos_are_counted_alike_at_every_moment(
    qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine
) -> None:
    """While photos are added: above the grid and in the sidebar."""

    def counts() -> tuple[str, str]:
        row = next(row for row in window.sidebar.findChildren(SidebarRow) if "All photos" in row.accessibleName())
        above = next(label for label in window.gallery.filter_row.findChildren(QLabel) if label.text())
        return above.text(), row.accessibleName().replace("All photos ", "") + " photos"

    qtbot.waitUntil(lambda: counts() == ("300 photos", "300 photos"))
    fake_engine.asking.hold()
    fake_engine.events.publish(PhotosChanged(added=fake_engine.library.add_photos(5)))
    asked = len(fake_engine.asking.queries)
    qtbot.waitUntil(lambda: len(fake_engine.asking.queries) > asked)
    seen = {counts()}
    fake_engine.asking.let_go()

    def arrived() -> bool:
        seen.add(counts())
        return counts()[0] == "305 photos"

    qtbot.waitUntil(arrived)
    assert seen == {("300 photos", "300 photos"), ("305 photos", "305 photos")}


def test_news_of_a_search_are_said_and_come_when_they_are_wanted(
    qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine
) -> None:
    search(qtbot, window, "sunset")
    window.gallery.view.show_row(20)
    before = window.gallery.model.photo_ids.tolist()
    chosen, place = before[20], window.gallery.view.visualRect(window.gallery.view.currentIndex())
    gone = before[3]
    fake_engine.library.remove_photos({gone})
    added = fake_engine.library.add_photos(5)
    fake_engine.events.publish(PhotosChanged(added=added, removed=(PhotoId(gone),)))
    qtbot.waitUntil(lambda: window.gallery.news.isVisible())
    assert window.gallery.news.text() == "5 new matches"
    assert window.gallery.model.photo_ids.tolist() == [photo_id for photo_id in before if photo_id != gone]
    window.gallery.news.click()
    qtbot.waitUntil(lambda: window.gallery.model.rowCount() == len(before) + 4)
    assert not window.gallery.news.isVisible()
    row = window.gallery.view.currentIndex().row()
    assert window.gallery.model.photo_ids[row] == chosen
    assert window.gallery.view.visualRect(window.gallery.view.currentIndex()) == place
    qtbot.waitUntil(lambda: window.is_settled)


def test_news_of_browsing_are_photos_in_both_languages(
    qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine
) -> None:
    window.gallery.view.show_row(20)
    fake_engine.events.publish(PhotosChanged(added=fake_engine.library.add_photos(1)))
    qtbot.waitUntil(lambda: window.gallery.news.isVisible())
    assert window.gallery.news.text() == "1 new photo"
    fake_engine.settings.change(language="zh")
    qtbot.waitUntil(lambda: window.gallery.news.text() == "新增 1 张照片")
    fake_engine.settings.change(language="en")
    qtbot.waitUntil(lambda: window.gallery.news.text() == "1 new photo")
    qtbot.waitUntil(lambda: window.is_settled)


def test_a_folder_of_the_sidebar_is_a_chip_as_one_of_the_filter_row_is(
    qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine, tmp_path: Path
) -> None:
    (tmp_path / "b").mkdir()
    other = fake_engine.library.add_root(tmp_path / "b")
    qtbot.waitUntil(lambda: len(window.library.roots) == 2)
    first = fake_engine.library.roots()[0]
    window.gallery.filter_row.filters_chosen.emit(Filters(root_ids=frozenset({first.root_id})))
    assert [chip.label for chip in window.search_bar.chips] == [first.path.name]
    (row,) = [row for row in window.sidebar.findChildren(SidebarRow) if row.text() == "b"]
    row.click()
    qtbot.waitUntil(lambda: last_query(fake_engine).filters.root_ids == {other.root_id})
    assert [chip.label for chip in window.search_bar.chips] == ["b"]
    window.gallery.filter_row.filters_chosen.emit(Filters(root_ids=frozenset({first.root_id})))
    qtbot.waitUntil(lambda: last_query(fake_engine).filters.root_ids == {first.root_id})
    assert not row.isChecked()
    window.sidebar.folder_chosen.emit(Filters(folder=first.path / "2024"))
    qtbot.waitUntil(lambda: last_query(fake_engine).filters == Filters(folder=first.path / "2024"))
    window.sidebar.place_chosen.emit(Place.ALL)
    qtbot.waitUntil(lambda: last_query(fake_engine).filters.is_empty)
    assert not window.search_bar.chips


def test_a_folder_that_is_removed_is_not_asked_for_any_more(
    qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine, tmp_path: Path
) -> None:
    (tmp_path / "b").mkdir()
    other = fake_engine.library.add_root(tmp_path / "b")
    window.sidebar.folder_chosen.emit(Filters(root_ids=frozenset({other.root_id})))
    qtbot.waitUntil(lambda: len(window.library.roots) == 2)
    fake_engine.library.remove_root(other.root_id)
    qtbot.waitUntil(lambda: last_query(fake_engine).filters.is_empty)
    assert not window.search_bar.chips


def test_another_language_renames_the_chips(qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine) -> None:
    window.question.narrow(Filters(orientation=Orientation.PORTRAIT))
    assert [chip.label for chip in window.search_bar.chips] == ["Portrait"]
    fake_engine.settings.change(language="zh")
    qtbot.waitUntil(lambda: [chip.label for chip in window.search_bar.chips] == ["竖幅"])
    fake_engine.settings.change(language="en")
    qtbot.waitUntil(lambda: [chip.label for chip in window.search_bar.chips] == ["Portrait"])


def test_recently_added_shows_the_newest_first(qtbot: QtBot, window: MainWindow) -> None:
    window.sidebar.place_chosen.emit(Place.RECENT)
    qtbot.waitUntil(lambda: window.gallery.model.photo_ids[:3].tolist() == [300, 299, 298])


def test_filters_become_chips_and_go_with_them(qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine) -> None:
    window.gallery.filter_row.filters_chosen.emit(Filters(formats=frozenset({"JPEG"})))
    qtbot.waitUntil(lambda: last_query(fake_engine).filters.formats == {"JPEG"})
    (chip,) = window.search_bar.chips
    QTest.mouseClick(chip.findChildren(QToolButton)[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: last_query(fake_engine).filters == Filters())
    qtbot.waitUntil(lambda: not window.search_bar.chips)
    assert last_query(fake_engine).sort in Sort


def test_a_model_that_does_not_work_is_said(qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine) -> None:
    fake_engine.asking.error = ModelError("damaged")
    window.search_bar.set_text("sunset")
    qtbot.waitUntil(lambda: window.gallery.state is State.MODEL_FAILED)
    fake_engine.asking.error = None
    window.search_bar.clear()
    qtbot.waitUntil(lambda: window.gallery.state is None)


def test_nothing_of_the_answer_before_stands_beside_an_error(
    qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine
) -> None:
    fake_engine.asking.unknown_words = ("zyzzyva",)
    search(qtbot, window, "zyzzyva")
    window.gallery.view.show_row(0)
    qtbot.waitUntil(lambda: window.preview_pane.isVisible() and window.gallery.notes.banner.isVisible())
    fake_engine.asking.error = ModelError("damaged")
    window.search_bar.set_text("sunset")
    qtbot.waitUntil(lambda: window.gallery.state is State.MODEL_FAILED)
    assert not window.preview_pane.isVisible()
    assert not window.gallery.notes.banner.isVisible()
    assert [label.text() for label in window.gallery.filter_row.findChildren(QLabel) if "photo" in label.text()] == []
    fake_engine.asking.error = None
    window.gallery.page.retry_requested.emit()
    qtbot.waitUntil(lambda: window.gallery.state is None)
    assert window.gallery.model.rowCount() > 0


def test_progress_shows_the_activity_bar(qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine) -> None:
    fake_engine.events.publish(ProgressChanged(IngestProgress(IngestPhase.ADDING, 5, 100)))
    qtbot.waitUntil(lambda: window.activity_bar.isVisible())
    fake_engine.events.publish(ProgressChanged(IngestProgress(IngestPhase.IDLE)))
    qtbot.waitUntil(lambda: not window.activity_bar.isVisible())


def test_a_dropped_file_is_searched_for(
    qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine, tmp_path: Path
) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "海边.jpg"))])
    flags = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entered = QDragEnterEvent(QPoint(300, 300), *flags)
    QApplication.sendEvent(window, entered)
    assert entered.isAccepted()
    dropped = QDropEvent(QPointF(300, 300), *flags)
    QApplication.sendEvent(window, dropped)
    qtbot.waitUntil(lambda: bool(last_query(fake_engine).images))
    assert last_query(fake_engine).images[0].path == tmp_path / "海边.jpg"


def test_the_address_of_a_picture_is_answered_with_a_sentence(window: MainWindow) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.org/picture.jpg")])
    window.pictures.take(mime)
    assert window.gallery.notes.banner.isVisible()


def test_copying_a_path(window: MainWindow) -> None:
    window.gallery.view.show_row(0)
    photo = window.gallery.model.photo(0)
    assert photo is not None
    window.actions_on_photos.copy_path.trigger()
    assert QGuiApplication.clipboard().text() == str(photo.path)


def test_the_language_changes_at_run_time(
    qtbot: QtBot, qapp: QApplication, background: Background, fake_engine: FakeEngine
) -> None:
    translation = Translation(qapp)
    translation.use("en")
    window = MainWindow(fake_engine.settings, background, translation)
    qtbot.addWidget(window)
    english = window.search_bar.line_edit.placeholderText()
    fake_engine.settings.change(language="zh")
    qtbot.waitUntil(lambda: window.search_bar.line_edit.placeholderText() != english)
    translation.use("en")


def test_it_fits_small_windows(qtbot: QtBot, window: MainWindow) -> None:
    window.gallery.view.show_row(0)
    window.resize(900, 600)
    qtbot.waitUntil(lambda: not window.preview_pane.isVisible())
    assert window.sidebar.isVisible()
    QTest.keyClick(window.gallery.view, Qt.Key.Key_Space)
    assert window.preview_pane.isVisible()
    window.resize(700, 500)
    assert not window.sidebar.isVisible()
    assert window.gallery.view.columns >= 1


def drop_link(window: MainWindow, url: str = "https://example.org/a.jpg") -> None:
    mime = QMimeData()
    mime.setUrls([QUrl(url)])
    window.pictures.take(mime)


def banner_button(window: MainWindow, text: str) -> QPushButton:
    return next(button for button in window.gallery.notes.banner.findChildren(QPushButton) if button.text() == text)


def test_a_dropped_address_is_fetched_after_a_yes(qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine) -> None:
    drop_link(window)
    assert fake_engine.pictures.fetched == []
    assert window.gallery.notes.banner.is_offering
    QTest.mouseClick(banner_button(window, "Fetch"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(window.search_bar.chips) == 1)
    qtbot.waitUntil(lambda: window.is_settled)
    assert [term.data for term in last_query(fake_engine).images] == [b"picture of the web"]
    assert not window.gallery.notes.banner.isVisible()


def test_the_question_outlives_new_photos_and_ends_with_another_search(
    qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine
) -> None:
    drop_link(window)
    asked = len(fake_engine.asking.queries)
    fake_engine.events.publish(PhotosChanged(added=fake_engine.library.add_photos(3)))
    qtbot.waitUntil(lambda: len(fake_engine.asking.queries) > asked and window.is_settled)
    assert window.gallery.notes.banner.is_offering
    search(qtbot, window, "sunset")
    assert not window.gallery.notes.banner.isVisible()


def test_fetching_is_shown_and_can_be_stopped(qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine) -> None:
    fake_engine.pictures.is_fetching_slow = True
    drop_link(window)
    QTest.mouseClick(banner_button(window, "Fetch"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(fake_engine.pictures.fetched))
    search(qtbot, window, "sunset")
    assert window.gallery.notes.banner.is_fetching
    QTest.mouseClick(banner_button(window, "Stop"), Qt.MouseButton.LeftButton)
    assert not window.gallery.notes.banner.isVisible()
    assert not window.search_bar.chips


def test_a_new_window_fits_its_screen(
    qtbot: QtBot, qapp: QApplication, background: Background, fake_engine: FakeEngine
) -> None:
    window = MainWindow(fake_engine.settings, background, Translation(qapp))
    qtbot.addWidget(window)
    window.show()
    assert screen_room(window).contains(window.frameGeometry())


def test_the_branches_of_folders_that_were_open_are_open_at_the_next_start(
    qtbot: QtBot, open_window: OpenWindow, fake_engine: FakeEngine
) -> None:
    (root,) = fake_engine.library.roots()

    def sees_beach(window: MainWindow) -> bool:
        return any(row.text() == "海边" for row in window.sidebar.findChildren(SidebarRow) if row.isVisible())

    first = open_window(fake_engine)
    first.sidebar.set_folders({root.root_id: folder_tree([("", 1), ("海边", 1)])})
    (closed,) = (row for row in first.sidebar.findChildren(SidebarRow) if row.text() == root.path.name)
    assert not sees_beach(first)
    QTest.keyClick(closed, Qt.Key.Key_Right)
    assert sees_beach(first)
    later = open_window(fake_engine)
    later.sidebar.set_folders({root.root_id: folder_tree([("", 1), ("海边", 1)])})
    assert sees_beach(later)


def test_a_place_that_makes_no_sense_is_no_place(
    qtbot: QtBot, qapp: QApplication, background: Background, fake_engine: FakeEngine
) -> None:
    fake_engine.settings.change(window_place="海边 %%")
    window = MainWindow(fake_engine.settings, background, Translation(qapp))
    qtbot.addWidget(window)
    window.show()
    assert screen_room(window).contains(window.frameGeometry())


def test_what_stands_below_the_preview_stays_whatever_the_shape_of_the_photo(qtbot: QtBot, window: MainWindow) -> None:
    view, pane = window.gallery.view, window.preview_pane
    places, shapes = set(), set()
    for row in range(4):
        view.show_row(row)
        qtbot.waitUntil(lambda: not pane.is_loading)
        button = next(button for button in pane.findChildren(QPushButton) if button.text() == "Find similar")
        places.add(button.mapTo(pane, QPoint()).y())
        assert pane.photo is not None
        shapes.add(pane.photo.metadata.width_px > pane.photo.metadata.height_px)
    assert shapes == {True, False}
    assert len(places) == 1


def test_the_folder_of_a_photo_leads_to_what_else_is_in_it(
    qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine
) -> None:
    window.gallery.view.show_row(0)
    photo = window.preview_pane.photo
    assert photo is not None
    folder = f"More photos: {photo.path.parent}"
    link = next(link for link in window.preview_pane.findChildren(LeadLabel) if link.accessibleName() == folder)
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: last_query(fake_engine).filters.folder == photo.path.parent)
    assert [chip.label for chip in window.search_bar.chips] == [photo.path.parent.name]
    assert window.search_bar.line_edit.placeholderText() == f"Search in {photo.path.parent.name}"
    window.question.narrow(replace(window.question.question.filters, formats=frozenset({"JPEG"})))
    assert window.search_bar.line_edit.placeholderText() == "Search among these photos"
    window.search_bar.clear()
    assert window.search_bar.line_edit.placeholderText() == f"Search in {photo.path.parent.name}"
    window.search_bar.clear()
    assert window.search_bar.line_edit.placeholderText().startswith("Search your photos")


def test_no_figure_of_an_engineer_stands_above_the_photos(qtbot: QtBot, window: MainWindow) -> None:
    search(qtbot, window, "cat")
    texts = [label.text() for label in window.gallery.filter_row.findChildren(QLabel)]
    assert texts == ["300 photos"]
