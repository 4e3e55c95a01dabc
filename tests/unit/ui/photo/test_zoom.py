"""How far a photo is enlarged, and what of it is seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF, QSizeF

from photosearch.ui.photo.zoom import Turn, Zoom, fitted

WINDOW = QSizeF(800, 600)
WHOLE = QSizeF(800, 400)
MIDDLE = QPointF(400, 300)


@pytest.mark.parametrize(
    ("photo", "size"),
    [((4000, 2000), (800, 400)), ((2000, 4000), (300, 600)), ((100, 50), (200, 100)), ((500, 250), (800, 400))],
)
def test_a_photo_fits_and_a_small_one_is_not_blown_up(photo: tuple[int, int], size: tuple[int, int]) -> None:
    assert fitted(QSizeF(*photo), WINDOW) == QSizeF(*size)


def test_what_is_under_the_mouse_stays_there() -> None:
    zoom = Zoom()
    zoom.enlarge(4, QPointF(), WHOLE, WINDOW)
    before = zoom.place(WHOLE, MIDDLE)
    mouse = QPointF(500, 250)
    share = (mouse.x() - before.left()) / before.width()
    zoom.enlarge(1.5, mouse - MIDDLE, WHOLE, WINDOW)
    after = zoom.place(WHOLE, MIDDLE)
    assert (mouse.x() - after.left()) / after.width() == pytest.approx(share)


def test_it_ends_at_the_whole_photo_and_at_eight_times() -> None:
    zoom = Zoom()
    zoom.enlarge(0.5, QPointF(), WHOLE, WINDOW)
    assert zoom.factor == 1
    zoom.enlarge(100, QPointF(), WHOLE, WINDOW)
    assert zoom.factor == 8
    zoom.reset()
    assert zoom.place(WHOLE, MIDDLE) == QRectF(0, 100, 800, 400)


def test_it_moves_no_further_than_its_edges() -> None:
    zoom = Zoom()
    zoom.move(QPointF(50, 50), WHOLE, WINDOW)
    assert zoom.place(WHOLE, MIDDLE) == QRectF(0, 100, 800, 400)
    zoom.enlarge(2, QPointF(), WHOLE, WINDOW)
    zoom.move(QPointF(5000, 5000), WHOLE, WINDOW)
    assert zoom.place(WHOLE, MIDDLE).topLeft() == QPointF(0, 0)


def test_its_own_size_can_always_be_reached() -> None:
    zoom = Zoom()
    zoom.enlarge(0.1, QPointF(), WHOLE, WINDOW, 0.5)
    assert zoom.factor == 0.5
    zoom.enlarge(1000, QPointF(), WHOLE, WINDOW, 12)
    assert zoom.factor == 24


def test_four_quarters_are_none() -> None:
    turn = Turn()
    assert turn.of(WHOLE) == WHOLE
    turn.by(-1)
    assert (turn.degrees, turn.of(WHOLE)) == (270, QSizeF(400, 800))
    turn.by(3)
    assert (turn.degrees, turn.of(WHOLE)) == (180, WHOLE)
    turn.by(2)
    assert turn.degrees == 0
