"""Names of files and folders are shown letter by letter, in every label and tooltip of the window."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6 import QtGui
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QMessageBox, QTreeWidget, QWidget
from pytestqt.qtbot import QtBot

from photosearch.events import ProgressChanged
from photosearch.types.files import ProblemReason
from photosearch.types.ids import PhotoId
from photosearch.types.photos import Photo
from photosearch.types.progress import IngestPhase, IngestProgress
from photosearch.types.queries import Filters
from photosearch.ui.library.folder_questions import RemovalQuestion
from photosearch.ui.library.library_dialog import LibraryDialog
from photosearch.ui.library.problems_dialog import ProblemsDialog
from photosearch.ui.look.plain_text import plain_label, plain_tip
from tests.fakes import FakeEngine, FakeLibrary
from tests.unit.ui.conftest import OpenWindow

NAME = "<img src=x>&amp;<b>bold<b>"


class HostileLibrary(FakeLibrary):
    """Its folder and all of its photos have names that look like markup."""

    def photos(self, photo_ids: Sequence[PhotoId]) -> list[Photo]:
        return [replace(photo, path=photo.path.with_name(f"{NAME}.jpg")) for photo in super().photos(photo_ids)]


@pytest.mark.parametrize("text", [NAME, "a<br>b", "a & b", "&amp;.jpg", "a\nb", "plain.jpg"])
def test_a_tooltip_says_the_text_itself(text: str) -> None:
    assert _seen(plain_tip(text)) == text


@given(st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=40))
def test_any_tooltip_says_the_text_itself(text: str) -> None:
    assert _seen(plain_tip(f"<b>{text}</b>")) == f"<b>{text}</b>"


def test_a_label_says_the_text_itself(qtbot: QtBot) -> None:
    label = plain_label(NAME)
    qtbot.addWidget(label)
    assert label.text() == NAME
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_no_name_becomes_markup_anywhere(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    engine = FakeEngine(tmp_path)
    engine.library = HostileLibrary(tmp_path / NAME, engine.events, 20, has_root=True)
    engine.library.add_problem(f"{NAME}.jpg", ProblemReason.DAMAGED)
    window = open_window(engine)
    window.gallery.view.show_row(0)
    window.question.narrow(Filters(folder=tmp_path / NAME))
    photo = window.gallery.model.photo(0)
    assert photo is not None
    window.pictures.search_without([replace(photo, path=tmp_path / f"{NAME}.jpg")])
    engine.events.publish(ProgressChanged(IngestProgress(IngestPhase.ADDING, 1, 2, current=f"{NAME}.jpg")))
    window.library.show_library()
    window.library.problems.show()
    question = RemovalQuestion(engine.library.roots()[0])
    qtbot.addWidget(question)
    qtbot.waitUntil(lambda: {type(w) for w in _all_widgets()} >= {LibraryDialog, ProblemsDialog})
    for tree in (widget for widget in _all_widgets() if isinstance(widget, QTreeWidget)):
        tree.selectAll()
    qtbot.waitUntil(lambda: window.is_settled)
    assert [text for text in _guessed_texts() if "img src" in text] == []
    assert sum("img src" in html.unescape(tip) for tip in _tips()) >= 4
    assert [tip for tip in _tips() if "<img" in tip and QtGui.Qt.mightBeRichText(tip)] == []


def _seen(tip: str) -> str:
    """What Qt shows of a tooltip."""
    if not QtGui.Qt.mightBeRichText(tip):
        return tip
    document = QTextDocument()
    document.setHtml(tip)
    return document.toPlainText()


def _all_widgets() -> list[QWidget]:
    return [found for top in QApplication.topLevelWidgets() for found in (top, *top.findChildren(QWidget))]


def _guessed_texts() -> Iterator[str]:
    """Texts of which Qt decides by itself whether they are markup."""
    for widget in _all_widgets():
        if isinstance(widget, QLabel | QMessageBox) and widget.textFormat() is not Qt.TextFormat.PlainText:
            yield widget.text()


def _tips() -> list[str]:
    tips = [widget.toolTip() for widget in _all_widgets()]
    for view in (widget for widget in _all_widgets() if isinstance(widget, QAbstractItemView)):
        model = view.model()
        tips += [str(index.data(Qt.ItemDataRole.ToolTipRole) or "") for index in _indexes(model, QModelIndex())]
    return tips


def _indexes(model: QAbstractItemModel | None, parent: QModelIndex) -> Iterator[QModelIndex]:
    for row in range(0 if model is None else min(model.rowCount(parent), 20)):
        assert model is not None
        index = model.index(row, 0, parent)
        yield index
        yield from _indexes(model, index)
