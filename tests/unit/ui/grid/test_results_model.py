"""The grid's model: order, pages, records and drags."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from photosearch.types.ids import PhotoId
from photosearch.types.photos import Photo
from photosearch.types.queries import Band, Match
from photosearch.ui.background import Background
from photosearch.ui.grid.hits import Hits, Section
from photosearch.ui.grid.results_model import ResultsModel
from tests.fakes import make_photo


class Records:
    """Gives photo records and remembers which were asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.asked: list[list[PhotoId]] = []
        self.gone: set[int] = set()

    def __call__(self, photo_ids: Sequence[PhotoId]) -> list[Photo]:
        self.asked.append(list(photo_ids))
        return [make_photo(photo_id, self.folder) for photo_id in photo_ids if photo_id not in self.gone]


@pytest.fixture
def records(tmp_path: Path) -> Records:
    return Records(tmp_path)


@pytest.fixture
def model(background: Background, records: Records) -> ResultsModel:
    made = ResultsModel(background)
    made.start(records)
    return made


def ids(*photo_ids: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array(photo_ids, np.int64)


def test_it_is_a_correct_qt_model(qtbot: QtBot, model: ResultsModel) -> None:
    model.set_hits(Hits(np.arange(5_000, dtype=np.int64), np.repeat(np.array([2, 1], np.uint8), 2_500)))
    # It goes on listening: what it minds becomes a Qt warning, and a Qt warning fails the test.
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.remove([0, 5, 6, 4_999])
    model.remove(range(1_000, 3_000, 3))
    model.merge(Hits(np.arange(3_000, 9_000, dtype=np.int64)[::-1], np.full(6_000, 2, np.uint8)))
    model.photo(3)
    qtbot.waitUntil(lambda: not model.is_fetching)
    assert model.rowCount() == 6_000
    assert tester.model() is model


def test_a_record_comes_by_the_page(qtbot: QtBot, model: ResultsModel, records: Records) -> None:
    model.set_hits(Hits(np.arange(1, 1001, dtype=np.int64)))
    assert model.photo(130) is None
    with qtbot.waitSignal(model.dataChanged):
        pass
    photo = model.photo(130)
    assert photo is not None
    assert photo.photo_id == 131
    assert records.asked == [list(range(129, 257))]


def test_how_well_they_fit_stays_with_their_photos(model: ResultsModel) -> None:
    model.set_hits(Hits(ids(5, 3, 9), np.array([2, 2, 1], np.uint8), np.array([True, False, False])))
    assert model.sections == (Section(Band.STRONG, 2), Section(Band.POSSIBLE, 1))
    model.remove([3])
    assert model.sections == (Section(Band.STRONG, 1), Section(Band.POSSIBLE, 1))
    model.merge(Hits(ids(7, 5, 9), np.array([2, 1, 1], np.uint8), np.array([False, True, False])))
    matches = [Match(Band.STRONG), Match(Band.POSSIBLE, is_same=True), Match(Band.POSSIBLE)]
    assert [model.match_at(row) for row in range(3)] == matches
    assert model.photo_ids.tolist() == [7, 5, 9]
    model.remove([5, 9, 7])
    assert len(model.sections) == 0


def test_fast_scrolling_fetches_only_the_last_pages(qtbot: QtBot, model: ResultsModel, records: Records) -> None:
    model.set_hits(Hits(np.arange(100_000, dtype=np.int64)))
    for row in range(0, 100_000, 128):
        model.photo(row)
    qtbot.waitUntil(lambda: not model.is_fetching)
    assert len(records.asked) <= 12
    assert model.photo(99_999) is not None


def test_a_photo_that_is_gone_is_asked_for_once(qtbot: QtBot, model: ResultsModel, records: Records) -> None:
    records.gone = {2}
    model.set_hits(Hits(ids(1, 2, 3)))
    for _ in range(3):
        assert model.photo(1) is None
        qtbot.waitUntil(lambda: not model.is_fetching)
    assert len(records.asked) == 1


def test_forgotten_records_are_fetched_again(qtbot: QtBot, model: ResultsModel, records: Records) -> None:
    model.set_hits(Hits(ids(1, 2)))
    model.photo(0)
    qtbot.waitUntil(lambda: not model.is_fetching)
    model.forget_records([PhotoId(1)])
    assert model.photo(0) is None
    assert model.photo(1) is not None
    qtbot.waitUntil(lambda: not model.is_fetching)
    model.forget_all_records()
    assert model.photo(1) is None
    qtbot.waitUntil(lambda: not model.is_fetching)


def test_doubted_records_are_shown_until_others_came(qtbot: QtBot, model: ResultsModel, records: Records) -> None:
    model.set_hits(Hits(np.arange(1, 300, dtype=np.int64)))
    for row in (0, 200):
        model.photo(row)
    qtbot.waitUntil(lambda: not model.is_fetching)
    before = model.photo(0)
    records.folder = records.folder / "moved"
    model.doubt_records()
    assert model.photo(0) == before
    qtbot.waitUntil(lambda: not model.is_fetching)
    after = model.photo(0)
    assert after is not None
    assert after.path.parent == records.folder
    assert len(records.asked) == 3  # the other page is not looked at
    assert model.photo(1) == make_photo(PhotoId(2), records.folder)
    assert len(records.asked) == 3


@pytest.mark.logs("could not be read: busy")
def test_a_failed_fetch_is_tried_again_when_looked_at(
    qtbot: QtBot, background: Background, records: Records, caplog: pytest.LogCaptureFixture
) -> None:
    model = ResultsModel(background)
    outcomes = iter([OSError("busy")])

    def fetch(photo_ids: Sequence[PhotoId]) -> list[Photo]:
        for error in outcomes:
            raise error
        return records(photo_ids)

    model.start(fetch)
    model.set_hits(Hits(ids(1)))
    assert model.photo(0) is None
    qtbot.waitUntil(lambda: not model.is_fetching)
    assert model.photo(0) is None
    qtbot.waitUntil(lambda: not model.is_fetching)
    assert model.photo(0) is not None
    assert "could not be read" in caplog.text


def test_a_drag_carries_files_with_any_name(qtbot: QtBot, background: Background, tmp_path: Path) -> None:
    odd = tmp_path / "海边 %41,#\udcff.jpg"
    model = ResultsModel(background)
    model.start(lambda photo_ids: [replace(make_photo(i, tmp_path), path=odd) for i in photo_ids])
    model.set_hits(Hits(ids(1)))
    model.photo(0)
    qtbot.waitUntil(lambda: not model.is_fetching)
    mime = model.mimeData([model.index(0)])
    assert mime.urls()[0].toEncoded().data() == odd.as_uri().encode()
    assert model.mimeTypes() == ["text/uri-list"]
    assert model.supportedDragActions() == Qt.DropAction.CopyAction
    assert model.flags(model.index(0)) & Qt.ItemFlag.ItemIsDragEnabled


def test_a_screen_reader_hears_all_that_a_cell_shows(qtbot: QtBot, model: ResultsModel) -> None:
    model.set_hits(Hits(ids(4)))
    model.photo(0)
    qtbot.waitUntil(lambda: not model.is_fetching)
    assert model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole) == "IMG_00004.jpg, Aug 2, 2024 3:12 PM"
    assert model.data(model.index(0), Qt.ItemDataRole.DisplayRole) is None
    model.set_hits(Hits(ids(4), np.array([1], np.uint8)))
    assert model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole).endswith(", Perhaps")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(shown=st.lists(st.integers(0, 300), unique=True), removed=st.sets(st.integers(0, 300)))
def test_what_is_taken_out_leaves_the_others_in_their_order(
    background: Background, shown: list[int], removed: set[int]
) -> None:
    model = ResultsModel(background)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.set_hits(Hits(np.array(shown, np.int64)))
    model.remove(removed)
    assert model.photo_ids.tolist() == [photo_id for photo_id in shown if photo_id not in removed]
    assert model.rowCount() == len(model.photo_ids)
    assert tester.model() is model


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    shown=st.lists(st.integers(0, 300), unique=True),
    follows=st.lists(st.integers(0, 300), unique=True),
    bands=st.lists(st.integers(0, 2), min_size=300, max_size=300),
)
def test_an_answer_that_follows_another_keeps_its_photos_as_the_same_rows(
    background: Background, shown: list[int], follows: list[int], bands: list[int]
) -> None:
    model = ResultsModel(background)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.set_hits(Hits(np.array(shown, np.int64), np.zeros(len(shown), np.uint8)))
    held = {photo_id: QPersistentModelIndex(model.index(row)) for row, photo_id in enumerate(shown)}
    is_moving: list[bool] = []
    model.about_to_move.connect(lambda: is_moving.append(True))
    model.moved.connect(lambda: is_moving.append(False))
    wanted = np.array(sorted(bands[: len(follows)], reverse=True), np.uint8)
    model.merge(Hits(np.array(follows, np.int64), wanted))
    assert model.photo_ids.tolist() == follows
    assert [part.count for part in model.sections] == [n for n in map(wanted.tolist().count, (2, 1, 0)) if n]
    rows = {photo_id: index.row() for photo_id, index in held.items() if index.isValid()}
    assert rows == {photo_id: row for row, photo_id in enumerate(follows) if photo_id in shown}
    assert is_moving == [True, False]
    assert tester.model() is model


def test_a_drag_is_whole_however_much_of_it_is_here(model: ResultsModel, records: Records) -> None:
    model.set_hits(Hits(np.arange(1, 5_001, dtype=np.int64)))
    records.gone = {7}
    urls = model.files_of(range(5_000)).urls()
    assert len(urls) == 4_999
    assert (urls[0].fileName(), urls[-1].fileName()) == ("IMG_00001.jpg", "IMG_05000.jpg")
