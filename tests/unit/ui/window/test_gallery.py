"""The middle of the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from photosearch.events import PhotosChanged
from photosearch.types.queries import Band, Bars
from photosearch.types.roots import SharedPlace, SharedPlaceKind
from photosearch.ui.look.translation import Translation
from photosearch.ui.photo.reasons_view import ReasonsView
from photosearch.ui.window.main_window import MainWindow
from photosearch.ui.window.pages import State
from tests.fakes import FakeEngine
from tests.unit.ui.conftest import OpenWindow


def summary(window: MainWindow) -> str:
    return " ".join(label.text() for label in window.gallery.filter_row.findChildren(QLabel))


def ask(qtbot: QtBot, window: MainWindow, text: str) -> None:
    window.search_bar.set_text(text)
    qtbot.waitUntil(lambda: window.is_settled)


def test_what_is_found_and_what_is_selected_is_counted(qtbot: QtBot, window: MainWindow) -> None:
    assert "300" in summary(window)
    ask(qtbot, window, "cat")
    assert summary(window) == "300 photos"
    before = summary(window)
    window.gallery.view.selectAll()
    assert summary(window) == before
    qtbot.waitUntil(lambda: window.gallery.selection.accessibleName() == "300 selected · 1.3 GB")
    assert window.gallery.selection.isVisible()
    (nothing,) = (b for b in window.gallery.selection.findChildren(QToolButton) if b.isVisible())
    nothing.click()
    assert not window.gallery.selection.isVisible()
    assert window.gallery.view.selected_count == 0


def test_unknown_words_are_said(qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine) -> None:
    fake_engine.asking.unknown_words = ("宇航员",)
    ask(qtbot, window, "宇航员")
    assert window.gallery.notes.banner.isVisible()
    fake_engine.asking.unknown_words = ()
    ask(qtbot, window, "cat")
    assert not window.gallery.notes.banner.isVisible()


def test_what_fits_and_what_may_is_shown_counted_and_then_it_stops(
    qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine
) -> None:
    fake_engine.asking.bars = Bars(strong=0.40, possible=0.38)
    ask(qtbot, window, "cat")
    strong, possible = (section.count for section in window.gallery.model.sections)
    assert (strong, possible) == (20, 19)
    assert summary(window) == f"{strong} photos · {possible} perhaps"
    assert [title for title, _ in window.gallery.view.title_rects()] == ["Perhaps also"]
    assert fake_engine.asking.queries[-1].every_match
    window.gallery.model.remove(window.gallery.model.photo_ids[:20].tolist())
    assert summary(window) == f"{possible} perhaps"
    assert [title for title, _ in window.gallery.view.title_rects()] == ["Perhaps"]


def test_however_many_fit_all_are_shown(qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine) -> None:
    fake_engine.asking.bars = Bars(strong=0.2, possible=0.0)
    ask(qtbot, window, "cat")
    assert window.gallery.model.rowCount() == 300
    assert fake_engine.asking.queries[-1].limit == 50


def test_where_nothing_fits_it_is_said_and_the_nearest_can_be_seen_anyway(
    qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine
) -> None:
    fake_engine.asking.bars = Bars(2.0, 2.0)
    ask(qtbot, window, "dog")
    assert window.gallery.state is State.NO_FIT
    assert window.gallery.page.accessibleName() == 'Nothing found for "dog"'
    assert summary(window).startswith("0 photos")
    asked = len(fake_engine.asking.queries)
    window.gallery.page.nearest_requested.emit()
    assert [title for title, _ in window.gallery.view.title_rects()] == ["These are merely the nearest photos."]
    assert window.gallery.view.isVisible()
    assert summary(window).startswith("50 nearest photos")
    assert len(fake_engine.asking.queries) == asked
    ask(qtbot, window, "bird")
    assert window.gallery.state is State.NO_FIT


def test_a_photo_like_no_other_is_said_to_be_so(qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine) -> None:
    fake_engine.asking.bars = Bars(2.0, 2.0)
    photo = window.gallery.model.photo(0)
    assert photo is not None
    window.pictures.find_similar([photo])
    qtbot.waitUntil(lambda: window.gallery.state is State.NONE_ALIKE)
    assert window.gallery.page.accessibleName() == "No other photo is like this one"


def test_what_was_not_there_is_found_once_it_is_added(
    qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine
) -> None:
    fake_engine.asking.bars = Bars(2.0, 2.0)
    ask(qtbot, window, "dog")
    fake_engine.asking.bars = Bars(0.419, 0.419)
    added = fake_engine.library.add_photos(1)
    fake_engine.events.publish(PhotosChanged(added=added, removed=()))
    qtbot.waitUntil(lambda: window.gallery.state is None)
    assert window.gallery.model.sections[0].band is Band.STRONG


def test_photos_that_are_added_break_no_section(qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine) -> None:
    fake_engine.asking.bars = Bars(strong=0.40, possible=0.38)
    ask(qtbot, window, "cat")
    before = window.gallery.model.sections
    fake_engine.events.publish(PhotosChanged(added=fake_engine.library.add_photos(40), removed=()))
    qtbot.waitUntil(lambda: window.gallery.model.sections != before)
    bands = [section.band for section in window.gallery.model.sections]
    assert bands == [Band.STRONG, Band.POSSIBLE]
    shown = fake_engine.asking.search(fake_engine.asking.queries[-1])
    assert [part.count for part in window.gallery.model.sections] == [shown.strong, shown.possible]


def test_a_photo_tells_how_well_it_fits_in_words(qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine) -> None:
    fake_engine.asking.bars = Bars(strong=0.40, possible=0.38)
    ask(qtbot, window, "cat")
    (strong, _) = window.gallery.model.sections
    for row, words in ((0, "Good match"), (strong.count, "Perhaps")):
        window.gallery.view.show_row(row)
        qtbot.waitUntil(lambda: window.is_settled)
        said = [label.text() for label in window.preview_pane.findChildren(QLabel)]
        assert words in said
        assert not any("0.4" in text or "0.3" in text for text in said)


def test_a_message_stays_through_the_next_answer(qtbot: QtBot, window: MainWindow) -> None:
    window.gallery.notes.show_message("Copied")
    ask(qtbot, window, "cat")
    assert window.gallery.notes.banner.isVisible()


def test_selected_photos_are_the_records(window: MainWindow) -> None:
    window.gallery.view.show_row(2)
    assert [photo.photo_id for photo in window.gallery.selected_photos] == [3]


def danger(window: MainWindow) -> str:
    shown = [label.text() for label in window.gallery.notes.danger.findChildren(QLabel) if label.text()]
    return shown[0] if window.gallery.notes.danger.isVisible() else ""


@pytest.mark.parametrize("kind", list(SharedPlaceKind))
def test_a_library_where_others_write_is_warned_of_until_the_person_closes_it(
    qtbot: QtBot, open_window: OpenWindow, fake_engine: FakeEngine, translation: Translation, kind: SharedPlaceKind
) -> None:
    fake_engine.library.shared_place = SharedPlace(kind, "坚果云", Path("/mine/data"))
    window = open_window(fake_engine)
    window.search_bar.set_text("cat")
    qtbot.waitUntil(lambda: window.is_settled)
    words = danger(window)
    assert all(part in words for part in ("Your library", "坚果云", "/mine/data", "PHOTOSEARCH_HOME"))
    translation.use("zh")
    chinese = ("图库", "坚果云", "/mine/data", "PHOTOSEARCH_HOME")
    qtbot.waitUntil(lambda: all(part in danger(window) for part in chinese))
    QTest.mouseClick(window.gallery.notes.danger.findChildren(QToolButton)[0], Qt.MouseButton.LeftButton)
    assert danger(window) == ""


def test_a_library_on_a_disk_of_ones_own_is_no_danger(window: MainWindow) -> None:
    assert danger(window) == ""


def test_the_preview_says_why_a_photo_was_found(qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine) -> None:
    view = window.preview_pane.findChild(ReasonsView)
    assert isinstance(view, ReasonsView)
    assert view.isHidden()
    ask(qtbot, window, "cat")
    window.gallery.view.show_row(3)
    shown = int(window.gallery.model.photo_ids[3])
    qtbot.waitUntil(lambda: f"thing {shown}" in view.accessibleName())
    window.question.clear()
    qtbot.waitUntil(lambda: window.is_settled and view.isHidden())
