"""Settings from the dialog into force and into the engine."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from photosearch.errors import ModelWeightsError
from photosearch.settings import Settings
from photosearch.ui.background import Background, EngineEvents
from photosearch.ui.settings_dialog import SettingsDialog
from photosearch.ui.settings_flow import SettingsFlow
from photosearch.ui.translation import Translation
from tests.fakes import FakeEngine

if TYPE_CHECKING:
    from photosearch.engine.engine import Engine


@pytest.fixture
def widget(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def flow(qapp: QApplication, background: Background, widget: QWidget, fake_engine: FakeEngine) -> SettingsFlow:
    translation = Translation(qapp)
    translation.use("en")
    made = SettingsFlow(Settings(language="en"), translation, background, widget)
    made.start(cast("Engine", fake_engine), EngineEvents(fake_engine.events, background, widget))
    return made


def dialog_of(flow: SettingsFlow, widget: QWidget) -> SettingsDialog:
    flow.show_dialog()
    (dialog,) = widget.findChildren(SettingsDialog)
    return dialog


def test_many_changes_are_saved_once(qtbot: QtBot, flow: SettingsFlow, fake_engine: FakeEngine) -> None:
    for size_px in range(100, 200, 20):
        flow.set_thumbnail_size(size_px)
    assert fake_engine.settings.thumbnail_size_px == Settings().thumbnail_size_px
    qtbot.waitUntil(lambda: fake_engine.settings.thumbnail_size_px == 180)


def test_past_searches_are_kept_once_newest_first(qtbot: QtBot, flow: SettingsFlow) -> None:
    for text in ("cat", "dog", "cat"):
        with qtbot.waitSignal(flow.history_changed):
            flow.remember_search(text)
    assert flow.settings.history == ("cat", "dog")
    for number in range(100):
        flow.remember_search(str(number))
    assert len(flow.settings.history) == 50


def test_the_dialog_does_not_undo_newer_things(flow: SettingsFlow, widget: QWidget) -> None:
    dialog = dialog_of(flow, widget)
    flow.remember_search("cat")
    dialog.settings_changed.emit(replace(Settings(language="en"), background_work="paused"))
    assert flow.settings.history == ("cat",)
    assert flow.settings.background_work == "paused"


def test_the_language_is_switched_only_when_it_changes(
    qtbot: QtBot, background: Background, qapp: QApplication, widget: QWidget
) -> None:
    seen: list[str] = []

    class Listener(Translation):
        def use(self, choice: str) -> None:
            seen.append(choice)

    flow = SettingsFlow(Settings(language="en"), Listener(qapp), background, widget)
    flow.change(replace(flow.settings, thumbnail_size_px=99))
    assert seen == []
    flow.change(replace(flow.settings, language="zh"))
    assert seen == ["zh"]


def test_another_encoder_is_used(qtbot: QtBot, flow: SettingsFlow, widget: QWidget, fake_engine: FakeEngine) -> None:
    dialog_of(flow, widget).encoder_chosen.emit("ViT-B-16")
    qtbot.waitUntil(lambda: flow.settings.encoder == "ViT-B-16")
    assert fake_engine.models.active_name == "ViT-B-16"


Install = Callable[..., None]


def replace_install(engine: FakeEngine, install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine.models, "install", install)


def test_an_installation_can_be_cancelled(
    qtbot: QtBot, flow: SettingsFlow, widget: QWidget, fake_engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = threading.Event()

    def install(
        name: str, *, on_progress: Callable[[int, int | None], None], should_stop: Callable[[], bool], **_: object
    ) -> None:
        on_progress(1, None)
        while not should_stop():
            ended.wait(0.01)
        ended.set()
        raise ModelWeightsError(name)

    replace_install(fake_engine, install, monkeypatch)
    dialog = dialog_of(flow, widget)
    dialog.install_requested.emit("ViT-B-16", "auto")
    dialog.install_cancelled.emit("ViT-B-16")
    qtbot.waitUntil(ended.is_set)


def test_a_failed_installation_is_told(
    qtbot: QtBot, flow: SettingsFlow, widget: QWidget, fake_engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def install(name: str, **_: object) -> None:
        raise ModelWeightsError(name)

    replace_install(fake_engine, install, monkeypatch)
    dialog = dialog_of(flow, widget)
    told: list[tuple[str, str]] = []
    monkeypatch.setattr(dialog, "set_install_finished", lambda name, text: told.append((name, text)))
    dialog.install_file_requested.emit("ViT-B-16", Path("/weights.pt"))
    qtbot.waitUntil(lambda: bool(told))
    assert told[0][0] == "ViT-B-16"
    assert told[0][1]
