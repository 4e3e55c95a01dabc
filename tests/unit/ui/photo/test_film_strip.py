"""The strip of neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from photosearch.types.ids import PhotoId
from photosearch.types.photos import Photo
from photosearch.ui.background import Background
from photosearch.ui.grid.hits import Hits
from photosearch.ui.grid.results_model import ResultsModel
from photosearch.ui.grid.thumbnail_loader import ThumbnailLoader
from photosearch.ui.photo.film_strip import FilmStrip
from tests.fakes import make_photo


@pytest.fixture
def fetched() -> list[PhotoId]:
    return []


@pytest.fixture
def strip(qtbot: QtBot, background: Background, tmp_path: Path, fetched: list[PhotoId]) -> FilmStrip:
    def fetch(photo_ids: Sequence[PhotoId]) -> list[Photo]:
        fetched.extend(photo_ids)
        return [make_photo(photo_id, tmp_path) for photo_id in photo_ids]

    model = ResultsModel(background, background)
    model.start(fetch)
    model.set_hits(Hits(np.arange(1, 100_001, dtype=np.int64)))
    made = FilmStrip(model, ThumbnailLoader(background, background))
    qtbot.addWidget(made)
    made.resize(600, made.sizeHint().height())
    made.show()
    made.show_row(50_000)
    return made


def middle(strip: FilmStrip) -> QPoint:
    return strip.rect().center()


def test_the_photo_itself_is_in_the_middle_and_its_neighbours_beside_it(strip: FilmStrip) -> None:
    assert strip.row_at(middle(strip)) == 50_000
    assert strip.row_at(middle(strip) + QPoint(60, 0)) == 50_001
    assert strip.row_at(middle(strip) - QPoint(120, 0)) == 49_998
    assert strip.row_at(QPoint(300, 1)) == -1


def test_at_the_first_there_is_nothing_before(strip: FilmStrip) -> None:
    strip.show_row(0)
    assert strip.row_at(middle(strip) - QPoint(60, 0)) == -1
    strip.show_row(99_999)
    assert strip.row_at(middle(strip) + QPoint(60, 0)) == -1


def test_a_click_goes_there(qtbot: QtBot, strip: FilmStrip) -> None:
    with qtbot.waitSignal(strip.row_chosen) as chosen:
        QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=middle(strip) + QPoint(60, 0))
    assert chosen.args == [50_001]
    with qtbot.assertNotEmitted(strip.row_chosen):
        QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(300, 1))


@pytest.mark.parametrize(("turned", "row"), [(-120, 50_001), (120, 49_999)])
def test_the_wheel_goes_on_and_back(qtbot: QtBot, strip: FilmStrip, turned: int, row: int) -> None:
    place = QPointF(middle(strip))
    event = QWheelEvent(
        place,
        strip.mapToGlobal(place),
        QPoint(),
        QPoint(0, turned),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    with qtbot.waitSignal(strip.row_chosen) as chosen:
        QApplication.sendEvent(strip, event)
    assert chosen.args == [row]


def test_only_what_is_in_sight_is_fetched(qtbot: QtBot, strip: FilmStrip, fetched: list[PhotoId]) -> None:
    qtbot.waitUntil(lambda: 50_001 in fetched)
    assert len(fetched) <= 512
