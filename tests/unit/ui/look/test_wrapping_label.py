"""Lines break anywhere, and what is copied is what was given."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from photosearch.ui.look.wrapping_label import WrappingLabel

LONG = "/home/ming/照片/2024_08_03_a_name_without_any_space_in_it_and_no_end_either"


@pytest.fixture
def label(qtbot: QtBot) -> WrappingLabel:
    made = WrappingLabel(is_selectable=True)
    qtbot.addWidget(made)
    made.setText(LONG)
    made.resize(120, made.heightForWidth(120))
    made.show()
    return made


def drag(label: WrappingLabel, begin: QPoint, end: QPoint) -> None:
    QTest.mousePress(label, Qt.MouseButton.LeftButton, pos=begin)
    # A synthetic move carries no button by itself.
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(end),
        QPointF(label.mapToGlobal(end)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(label, event)
    QTest.mouseRelease(label, Qt.MouseButton.LeftButton, pos=end)


def test_a_word_wider_than_the_label_takes_more_lines(label: WrappingLabel) -> None:
    line_px = label.fontMetrics().height()
    assert label.heightForWidth(120) >= 4 * line_px
    assert label.heightForWidth(2000) < 2 * line_px
    assert label.minimumSizeHint().width() < 60


def test_it_says_and_copies_what_it_was_given(label: WrappingLabel) -> None:
    assert label.text() == LONG
    QTest.mouseDClick(label, Qt.MouseButton.LeftButton)
    label.setFocus()
    QTest.keySequence(label, QKeySequence(QKeySequence.StandardKey.Copy))
    assert QGuiApplication.clipboard().text() == LONG


def test_a_part_can_be_marked(label: WrappingLabel) -> None:
    drag(label, QPoint(0, 2), QPoint(118, 2))
    assert label.selected
    assert LONG.startswith(label.selected)
    assert len(label.selected) < len(LONG)
    plain = label.grab().toImage()
    label.setText("another one")
    assert label.selected == ""
    assert label.grab().toImage() != plain


def test_the_menu_copies_what_is_marked_or_all(label: WrappingLabel) -> None:
    QTest.mouseClick(label, Qt.MouseButton.RightButton)
    QApplication.sendEvent(label, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(2, 2), QPoint(2, 2)))
    (menu,) = label.findChildren(QMenu)
    menu.actions()[0].trigger()
    assert QGuiApplication.clipboard().text() == LONG
    menu.close()


def test_copying_is_the_windows_again_when_nothing_is_marked(label: WrappingLabel) -> None:
    override = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    override.ignore()
    QApplication.sendEvent(label, override)
    assert not override.isAccepted()


def test_one_that_cannot_be_marked_lets_clicks_through(qtbot: QtBot) -> None:
    label = WrappingLabel()
    qtbot.addWidget(label)
    label.setText(LONG)
    label.show()
    QTest.mouseDClick(label, Qt.MouseButton.LeftButton)
    assert label.selected == ""
    assert label.focusPolicy() is Qt.FocusPolicy.NoFocus


@given(st.text(st.characters(codec="utf-8"), max_size=60), st.integers(10, 400))
@example("a line\n\u0700", 400)
def test_any_text_has_room_for_all_of_it(qapp: QApplication, text: str, width: int) -> None:
    label = WrappingLabel()
    label.setText(text)
    assert label.text() == text
    lines = text.count("\n") + 1
    assert label.heightForWidth(width) >= (lines * label.fontMetrics().height() if text else 0)
