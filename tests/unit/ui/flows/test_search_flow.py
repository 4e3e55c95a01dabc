"""The way of a query into the grid."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pytestqt.qtbot import QtBot

from photosearch.errors import ModelError
from photosearch.types.queries import Bars, SearchQuery, Sort
from photosearch.ui.background import Background
from photosearch.ui.flows.search_flow import SearchFlow
from photosearch.ui.grid.results_model import ResultsModel
from tests.fakes import FakeEngine

if TYPE_CHECKING:
    pass

BROWSE = SearchQuery(limit=0)


def follow(flow: SearchFlow) -> list[float]:
    """The library changed and was looked at; what is shown beside the answer is told how long that took, in s."""
    shown: list[float] = []
    flow.doubt()
    flow.refresh(shown.append)
    return shown


@pytest.fixture
def model(background: Background) -> ResultsModel:
    return ResultsModel(background, background)


@pytest.fixture
def flow(background: Background, model: ResultsModel) -> SearchFlow:
    return SearchFlow(model, background, background)


@pytest.fixture
def start(qtbot: QtBot, flow: SearchFlow, fake_engine: FakeEngine) -> Callable[[SearchQuery], None]:
    def start_with(query: SearchQuery) -> None:
        flow.start(fake_engine.asking)
        with qtbot.waitSignal(flow.answered):
            flow.ask(query)

    return start_with


def test_what_was_asked_too_early_is_answered_later(
    qtbot: QtBot, flow: SearchFlow, model: ResultsModel, fake_engine: FakeEngine
) -> None:
    flow.ask(SearchQuery(text="cat"))
    with qtbot.waitSignal(flow.answered):
        flow.start(fake_engine.asking)
    assert model.rowCount() == 300


def test_background_work_makes_way_for_a_search_by_words_not_for_looking(
    qtbot: QtBot, flow: SearchFlow, fake_engine: FakeEngine, start: Callable[[SearchQuery], None]
) -> None:
    start(BROWSE)
    with qtbot.waitSignal(flow.answered):
        follow(flow)
    assert fake_engine.asking.made_way == 0
    with qtbot.waitSignal(flow.answered):
        flow.ask(SearchQuery(text="cat"))
    assert fake_engine.asking.made_way == 1


def test_what_is_being_typed_is_expected_once_there_is_an_engine(flow: SearchFlow, fake_engine: FakeEngine) -> None:
    flow.expect(SearchQuery(text="ca"))
    flow.start(fake_engine.asking)
    for text in ("cat", ""):
        flow.expect(SearchQuery(text=text))
    assert fake_engine.asking.expected == ["cat"]


def test_photos_that_left_are_taken_out_when_browsing(
    qtbot: QtBot, flow: SearchFlow, model: ResultsModel, fake_engine: FakeEngine, start: Callable[[SearchQuery], None]
) -> None:
    start(BROWSE)
    fake_engine.library.remove_photos({3, 5})
    follow(flow)
    qtbot.waitUntil(lambda: model.rowCount() == 298)
    assert model.photo_ids[:4].tolist() == [1, 2, 4, 6]


def test_a_ranked_list_follows_the_library(
    qtbot: QtBot, flow: SearchFlow, model: ResultsModel, fake_engine: FakeEngine, start: Callable[[SearchQuery], None]
) -> None:
    start(SearchQuery(text="cat"))
    added = fake_engine.library.add_photos(3)
    with qtbot.waitSignal(flow.answered):
        follow(flow)
    assert set(added) < set(model.photo_ids.tolist())
    assert model.photo_ids.tolist() == fake_engine.asking.search(SearchQuery(text="cat")).photo_ids.tolist()


def test_news_wait_until_they_are_wanted_while_somebody_is_at_work(
    qtbot: QtBot, background: Background, model: ResultsModel, fake_engine: FakeEngine
) -> None:
    flow = SearchFlow(model, background, background, may_move=lambda: False)
    flow.start(fake_engine.asking)
    with qtbot.waitSignal(flow.answered):
        flow.ask(SearchQuery(text="cat"))
    before = model.photo_ids.tolist()
    added = fake_engine.library.add_photos(3)
    with qtbot.waitSignal(flow.news_changed) as news:
        follow(flow)
    assert news.args == [3]
    assert model.photo_ids.tolist() == before
    with qtbot.waitSignals([flow.answered, flow.news_changed]):
        flow.show_news()
    assert set(model.photo_ids.tolist()) == {*before, *added}


def test_another_question_has_no_news(
    qtbot: QtBot, background: Background, model: ResultsModel, fake_engine: FakeEngine
) -> None:
    flow = SearchFlow(model, background, background, may_move=lambda: False)
    flow.start(fake_engine.asking)
    with qtbot.waitSignal(flow.answered):
        flow.ask(BROWSE)
    fake_engine.library.add_photos(3)
    with qtbot.waitSignal(flow.news_changed):
        follow(flow)
    with qtbot.waitSignal(flow.news_changed) as news:
        flow.ask(SearchQuery(text="cat"))
    assert news.args == [0]


def test_a_change_during_an_answer_is_not_forgotten(
    qtbot: QtBot, flow: SearchFlow, model: ResultsModel, fake_engine: FakeEngine, start: Callable[[SearchQuery], None]
) -> None:
    start(BROWSE)
    fake_engine.asking.hold()
    flow.ask(SearchQuery(text="cat"))
    fake_engine.library.add_photos(3)
    assert follow(flow) == [0.0], "what is known of the library does not wait for a question"
    fake_engine.asking.let_go()
    qtbot.waitUntil(lambda: model.rowCount() == 303)


def test_what_is_shown_beside_the_answer_is_shown_with_it_and_told_how_long_it_took(
    qtbot: QtBot, flow: SearchFlow, model: ResultsModel, fake_engine: FakeEngine, start: Callable[[SearchQuery], None]
) -> None:
    fake_engine.asking.took_ms = 200.0
    start(BROWSE)
    fake_engine.library.add_photos(3)
    with qtbot.waitSignal(flow.answered):
        shown = follow(flow)
        assert (shown, model.rowCount()) == ([], 300)
    assert (shown, model.rowCount()) == ([0.2], 303)
    asked = len(fake_engine.asking.queries)
    flow.refresh(shown.append)
    assert shown == [0.2, 0.0]
    assert len(fake_engine.asking.queries) == asked, "nothing changed"


def test_a_new_question_lets_what_waits_for_the_old_answer_be_shown(
    flow: SearchFlow, fake_engine: FakeEngine, start: Callable[[SearchQuery], None]
) -> None:
    start(BROWSE)
    fake_engine.asking.hold()
    shown = follow(flow)
    assert shown == []
    flow.ask(SearchQuery(text="cat"))
    assert shown == [0.0]
    fake_engine.asking.let_go()


@pytest.mark.logs("could not be brought up to date: damaged")
def test_what_is_shown_stays_when_it_cannot_be_brought_up_to_date(
    qtbot: QtBot,
    flow: SearchFlow,
    model: ResultsModel,
    fake_engine: FakeEngine,
    start: Callable[[SearchQuery], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    start(SearchQuery(text="cat"))
    fake_engine.asking.error = ModelError("damaged")
    with qtbot.assertNotEmitted(flow.failed):
        follow(flow)
        qtbot.waitUntil(lambda: "up to date" in caplog.text)
    assert model.rowCount() == 300
    assert not flow.is_waiting


def test_a_failure_is_told(qtbot: QtBot, flow: SearchFlow, fake_engine: FakeEngine) -> None:
    fake_engine.asking.error = ModelError("damaged")
    flow.start(fake_engine.asking)
    with qtbot.waitSignal(flow.failed) as failed:
        flow.ask(SearchQuery(text="cat"))
    assert failed.args == [fake_engine.asking.error]
    assert not flow.is_waiting


def test_recent_additions_come_newest_first(
    qtbot: QtBot, flow: SearchFlow, model: ResultsModel, fake_engine: FakeEngine
) -> None:
    flow.start(fake_engine.asking)
    with qtbot.waitSignal(flow.answered):
        flow.ask(replace(BROWSE, sort=Sort.ADDED), is_recent=True)
    assert model.photo_ids[:2].tolist() == [300, 299]


def test_the_nearest_are_still_shown_in_another_order(
    qtbot: QtBot, flow: SearchFlow, model: ResultsModel, fake_engine: FakeEngine, start: Callable[[SearchQuery], None]
) -> None:
    fake_engine.asking.bars = Bars(2, 1)
    start(SearchQuery(text="cat"))
    flow.show_nearest()
    nearest = model.photo_ids.tolist()
    assert nearest
    with qtbot.waitSignal(flow.answered):
        flow.ask(SearchQuery(text="cat", sort=Sort.OLDEST))
    assert sorted(model.photo_ids.tolist()) == sorted(nearest)
    with qtbot.waitSignal(flow.answered):
        flow.ask(SearchQuery(text="dog", sort=Sort.OLDEST))
    assert model.rowCount() == 0
