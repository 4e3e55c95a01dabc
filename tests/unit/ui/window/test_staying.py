"""Closing the window ends photosearch, unless the person chose otherwise and there is a tray to come back from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from photosearch.settings import Settings, SettingsOwner
from photosearch.ui.background import Background
from photosearch.ui.desktop.tray import Tray
from photosearch.ui.look.translation import Translation
from photosearch.ui.window import staying
from photosearch.ui.window.main_window import MainWindow
from photosearch.ui.window.staying import Staying
from tests.fakes import FakeEngine


@pytest.fixture
def settings(fake_engine: FakeEngine) -> SettingsOwner:
    return fake_engine.settings


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, settings: SettingsOwner, background: Background, fake_engine: FakeEngine
) -> MainWindow:
    translation = Translation(qapp)
    translation.use("en")
    made = MainWindow(settings, background, translation)
    qtbot.addWidget(made)
    made.attach_engine(fake_engine)
    made.show()
    return made


@pytest.fixture
def stays(
    window: MainWindow, settings: SettingsOwner, background: Background, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Staying]:
    monkeypatch.setattr(staying, "tray_is_possible", lambda: True)
    made = Staying(window, settings, background)
    yield made
    made.end()
    window.close()


def tray_of(stays: Staying) -> Tray | None:
    return stays.findChild(Tray)


def switch(qtbot: QtBot, stays: Staying, settings: SettingsOwner, value: str) -> None:
    settings.change(keep_running=value)
    qtbot.waitUntil(lambda: (tray_of(stays) is not None) == (value == "on"))


def texts(stays: Staying) -> list[str]:
    tray = tray_of(stays)
    assert tray is not None
    tray.menu.aboutToShow.emit()
    return [action.text() for action in tray.menu.actions() if action.text()]


def press(stays: Staying, text: str) -> None:
    tray = tray_of(stays)
    assert tray is not None
    next(action for action in tray.menu.actions() if action.text() == text).trigger()


def test_by_default_there_is_no_icon_and_closing_closes(window: MainWindow, stays: Staying) -> None:
    assert Settings().keep_running == "off"
    assert tray_of(stays) is None
    assert window.close()
    assert QApplication.quitOnLastWindowClosed()


def test_a_person_who_wants_it_to_stay_closes_the_window_only(
    qtbot: QtBot, window: MainWindow, stays: Staying, settings: SettingsOwner
) -> None:
    switch(qtbot, stays, settings, "on")
    assert not window.close()
    assert window.isHidden()
    assert not QApplication.quitOnLastWindowClosed()
    press(stays, "Open photosearch")
    assert window.isVisible()
    switch(qtbot, stays, settings, "off")
    assert window.close()
    assert QApplication.quitOnLastWindowClosed()


def test_adding_photos_is_paused_and_resumed_from_the_tray(
    qtbot: QtBot, window: MainWindow, stays: Staying, settings: SettingsOwner, fake_engine: FakeEngine
) -> None:
    switch(qtbot, stays, settings, "on")
    assert "Pause adding photos" in texts(stays)
    press(stays, "Pause adding photos")
    qtbot.waitUntil(lambda: fake_engine.work.is_paused)
    window.library.progress = replace(window.library.progress, is_paused=True)
    assert "Resume adding photos" in texts(stays)
    press(stays, "Resume adding photos")
    qtbot.waitUntil(lambda: not fake_engine.work.is_paused)


def test_quit_ends_it(qtbot: QtBot, window: MainWindow, stays: Staying, settings: SettingsOwner) -> None:
    switch(qtbot, stays, settings, "on")
    with qtbot.waitSignal(stays.quit_requested):
        press(stays, "Quit")
    qtbot.waitUntil(lambda: tray_of(stays) is None)
    assert window.close()


def test_the_icon_speaks_chinese_too(qtbot: QtBot, qapp: QApplication, stays: Staying, settings: SettingsOwner) -> None:
    switch(qtbot, stays, settings, "on")
    translation = Translation(qapp)
    translation.use("zh")
    qapp.processEvents()
    assert texts(stays) == ["打开 photosearch", "暂停添加照片", "退出"]
    translation.use("en")


def test_without_a_tray_closing_closes(
    qtbot: QtBot,
    window: MainWindow,
    settings: SettingsOwner,
    background: Background,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(staying, "tray_is_possible", lambda: False)
    settings.change(keep_running="on")
    made = Staying(window, settings, background)
    assert tray_of(made) is None
    assert window.close()
