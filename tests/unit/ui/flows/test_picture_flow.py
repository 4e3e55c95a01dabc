"""Pictures on their way into the search field."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QUrl
from pytestqt.qtbot import QtBot

from photosearch.errors import WebPictureError
from photosearch.ui.background import Background
from photosearch.ui.flows.picture_flow import PictureFlow
from photosearch.ui.flows.question_flow import QuestionFlow
from photosearch.ui.flows.search_flow import SearchFlow
from photosearch.ui.grid.results_model import ResultsModel
from photosearch.ui.grid.thumbnail_loader import ThumbnailLoader
from photosearch.ui.library.sidebar import Sidebar
from photosearch.ui.search.filter_row import FilterRow
from photosearch.ui.search.query_images import OfferedPictures
from photosearch.ui.search.search_bar import SearchBar
from tests.fakes import FakeEngine, make_photo

if TYPE_CHECKING:
    pass


@pytest.fixture
def bar(qtbot: QtBot) -> SearchBar:
    made = SearchBar()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def question(qtbot: QtBot, background: Background, bar: SearchBar) -> QuestionFlow:
    row, sidebar = FilterRow(), Sidebar()
    qtbot.addWidget(row)
    qtbot.addWidget(sidebar)
    return QuestionFlow(bar, row, sidebar, SearchFlow(ResultsModel(background, bar), background, bar), bar)


@pytest.fixture
def flow(background: Background, question: QuestionFlow, bar: SearchBar, fake_engine: FakeEngine) -> PictureFlow:
    made = PictureFlow(background, question, ThumbnailLoader(background, background), bar)
    made.start(fake_engine.asking, fake_engine.pictures)
    return made


def test_files_become_chips_and_folders_are_offered(
    qtbot: QtBot, flow: PictureFlow, bar: SearchBar, fake_engine: FakeEngine, tmp_path: Path
) -> None:
    folder = tmp_path / "album"
    folder.mkdir()
    with qtbot.waitSignal(flow.folder_offered):
        flow.take_offered(OfferedPictures(paths=(tmp_path / "a.heic", folder)))
    assert [chip.label for chip in bar.chips] == ["a.heic"]
    assert not flow.is_looking
    # It hovered before: to get ready once more would only stand before the search.
    assert fake_engine.asking.expected == []


def linked(url: str = "https://example.org/a.jpg") -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl(url)])
    return mime


def test_an_address_is_asked_about_and_not_fetched(
    qtbot: QtBot, flow: PictureFlow, fake_engine: FakeEngine, bar: SearchBar
) -> None:
    with qtbot.waitSignal(flow.link_offered) as offered:
        flow.take(linked())
    assert offered.args == ["example.org"]
    qtbot.wait(50)
    assert fake_engine.pictures.fetched == []
    assert not bar.chips


def test_after_a_yes_it_is_fetched_decoded_and_searched_for(
    qtbot: QtBot, flow: PictureFlow, fake_engine: FakeEngine, question: QuestionFlow
) -> None:
    flow.take(linked())
    with qtbot.waitSignals([flow.fetch_began, flow.fetch_ended]):
        flow.fetch()
    qtbot.waitUntil(lambda: question.question.has_terms)
    assert fake_engine.pictures.fetched == ["https://example.org/a.jpg"]
    assert [picture.term.data for picture in question.question.terms.pictures] == [b"picture of the web"]


def test_why_it_was_not_fetched_is_said(qtbot: QtBot, flow: PictureFlow, fake_engine: FakeEngine) -> None:
    fake_engine.pictures.error = WebPictureError("private")
    flow.take(linked("http://192.168.1.1/a.jpg"))
    with qtbot.waitSignal(flow.warned) as warned:
        flow.fetch()
    assert "your own computer or network" in str(warned.args)


def test_stopped_nothing_comes_of_it(
    qtbot: QtBot, flow: PictureFlow, fake_engine: FakeEngine, background: Background, bar: SearchBar
) -> None:
    fake_engine.pictures.is_fetching_slow = True
    flow.take(linked())
    flow.fetch()
    qtbot.waitUntil(lambda: bool(fake_engine.pictures.fetched))
    with qtbot.waitSignal(flow.fetch_ended):
        flow.stop_fetching()
    with qtbot.waitCallback() as later:
        background.run(lambda: None, lambda _: later())
    qtbot.wait(50)
    assert not bar.chips


def test_nothing_is_said_to_be_nothing(qtbot: QtBot, flow: PictureFlow) -> None:
    with qtbot.waitSignal(flow.warned):
        flow.take_offered(OfferedPictures())


def test_words_are_not_accepted_and_nothing_is_before_there_is_an_engine(
    background: Background, question: QuestionFlow, flow: PictureFlow
) -> None:
    words, files = QMimeData(), QMimeData()
    words.setText("cat")
    files.setUrls([QUrl("file:///a.jpg")])
    assert not flow.accepts(words)
    assert flow.accepts(files)
    assert not PictureFlow(background, question, ThumbnailLoader(background, background), background).accepts(files)


def test_photos_of_the_library_go_by_their_id(flow: PictureFlow, question: QuestionFlow, tmp_path: Path) -> None:
    flow.find_similar([make_photo(4, tmp_path), make_photo(5, tmp_path)])
    flow.search_without([make_photo(6, tmp_path)])
    assert [picture.term.photo_id for picture in question.question.terms.pictures] == [4, 5]
    assert [picture.term.photo_id for picture in question.question.terms.not_pictures] == [6]
