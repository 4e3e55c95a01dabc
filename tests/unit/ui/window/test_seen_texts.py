"""Every text of the window can be read: it stands out from what is really behind it, and nothing of it is cut."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from photosearch.ui.look.theme import apply_theme
from photosearch.ui.look.translation import Translation
from photosearch.ui.window.main_window import MainWindow
from tests.fakes import FakeEngine
from tests.seen_text import SeenText, contrast, ground_of, labels_with_less_than_their_text, texts_of
from tests.unit.ui.scenes import SCENES, Stage

_LEAST = 4.5
_SHORTENED = {"ElidedLabel", "SidebarRow", "ReasonsView", "QMenu"}
"""What says the whole of a text in its tip, and menus, where an ellipsis is a part of the text."""


@pytest.fixture
def light(qapp: QApplication) -> None:
    apply_theme(qapp, "light")


def scenes(stage: Stage) -> Iterator[tuple[str, QWidget]]:
    """One after the other in one window."""
    for name, show in SCENES.items():
        shown = show(stage)
        for _ in range(3):
            QApplication.processEvents()  # a text that needs another line moves what is around it
        yield name, shown
        for other in QApplication.topLevelWidgets():
            if other is not stage.window and other.isVisible():
                other.close()
        if shown.window() is stage.window and shown is not stage.window:
            shown.hide()


@pytest.mark.parametrize(("theme", "language"), [("light", "en"), ("dark", "zh")])
def test_every_text_stands_out_from_its_ground_and_is_whole(
    qtbot: QtBot,
    qapp: QApplication,
    translation: Translation,
    window: MainWindow,
    fake_engine: FakeEngine,
    language: str,
    theme: str,
) -> None:
    translation.use(language)
    apply_theme(qapp, theme)
    window.resize(1320, 860)
    faint: list[str] = []
    cut: list[str] = []
    count = 0
    for scene, shown in scenes(Stage(window, fake_engine, qtbot)):
        cut += [f"{scene}: {label.text()}" for label in labels_with_less_than_their_text(shown)]
        picture = shown.window().grab().toImage()
        for seen in texts_of(shown):
            count += 1
            if _is_cut(seen):
                cut.append(f"{scene}: {seen.owner}")
            found = contrast(seen.colour, ground_of(seen, picture, shown.window()))
            if found < _LEAST:
                faint.append(f"{scene}: {seen.owner} {found:.2f}")
    assert not faint, "\n".join(faint)
    assert not cut, "\n".join(cut)
    assert count > 500


@pytest.mark.usefixtures("light")
@pytest.mark.parametrize("size_px", [(900, 600), (640, 480)])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_text_is_cut_in_a_small_window(
    qtbot: QtBot,
    translation: Translation,
    window: MainWindow,
    fake_engine: FakeEngine,
    language: str,
    size_px: tuple[int, int],
) -> None:
    translation.use(language)
    window.resize(*size_px)
    cut: list[str] = []
    for scene, shown in scenes(Stage(window, fake_engine, qtbot)):
        cut += [f"{scene}: {seen.owner} in {seen.widget.size().toTuple()}" for seen in texts_of(shown) if _is_cut(seen)]
        cut += [f"{scene}: {label.text()}" for label in labels_with_less_than_their_text(shown)]
    assert not cut, "\n".join(cut)


def _is_cut(seen: SeenText) -> bool:
    """Whether a part of it is missing, or an ellipsis stands for one without its widget saying the whole."""
    own = getattr(seen.widget, "text", str)()
    is_whole = "…" not in seen.text or seen.text in own or type(seen.widget).__name__ in _SHORTENED
    return seen.is_cut or (not is_whole and not seen.widget.toolTip() and "/" not in seen.text)


def test_the_measure_is_the_one_of_wcag() -> None:
    assert contrast(QColor("#000000"), QColor("#ffffff")) == pytest.approx(21)
    assert contrast(QColor("#767676"), QColor("#ffffff")) == pytest.approx(4.54, abs=0.01)
    assert contrast(QColor(0, 0, 0, 128), QColor("#ffffff")) == pytest.approx(3.95, abs=0.1)


def test_a_line_for_which_there_is_no_room_is_missed(qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    label = QLabel("one two three four five six seven eight nine ten eleven twelve", box)
    label.setWordWrap(True)
    label.resize(120, label.fontMetrics().height())
    box.show()
    assert [*labels_with_less_than_their_text(box)] == [label]
    label.resize(120, label.heightForWidth(120))
    assert not [*labels_with_less_than_their_text(box)]
