"""Settings from the dialog into force and into the engine."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from photosearch.errors import ModelInUseError, ModelWeightsError
from photosearch.settings import load_settings
from photosearch.types.models import ModelSize
from photosearch.ui.background import Background, EngineEvents
from photosearch.ui.desktop import login_start
from photosearch.ui.flows import settings_flow
from photosearch.ui.flows.settings_flow import SettingsFlow
from photosearch.ui.look.translation import Translation
from photosearch.ui.settings.model_removal import ModelRemovalQuestion
from photosearch.ui.settings.settings_dialog import SettingsDialog
from tests.fakes import FakeEngine

if TYPE_CHECKING:
    pass


@pytest.fixture
def widget(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def flow(qapp: QApplication, background: Background, widget: QWidget, fake_engine: FakeEngine) -> SettingsFlow:
    translation = Translation(qapp)
    translation.use("en")
    made = SettingsFlow(fake_engine.settings, translation, background, widget)
    made.start(fake_engine.models, EngineEvents(fake_engine.events, background, widget))
    return made


def dialog_of(flow: SettingsFlow, widget: QWidget) -> SettingsDialog:
    flow.show_dialog()
    (dialog,) = widget.findChildren(SettingsDialog)
    return dialog


def test_what_is_chosen_holds_at_once_and_is_shown(
    qtbot: QtBot, flow: SettingsFlow, widget: QWidget, fake_engine: FakeEngine
) -> None:
    dialog = dialog_of(flow, widget)
    dialog.setting_chosen.emit("theme", "dark")
    assert fake_engine.settings.now.theme == "dark"
    fake_engine.settings.change(background_work="paused")
    background = next(c for c in dialog.findChildren(QComboBox) if c.accessibleName() == "Add photos")
    qtbot.waitUntil(lambda: background.currentData() == "paused")


def test_past_searches_are_kept_once_newest_first(qtbot: QtBot, flow: SettingsFlow, fake_engine: FakeEngine) -> None:
    for text in ("cat", "dog", "cat"):
        with qtbot.waitSignal(flow.history_changed):
            flow.remember_search(text)
    assert fake_engine.settings.now.history == ("cat", "dog")
    for number in range(100):
        flow.remember_search(str(number))
    assert len(fake_engine.settings.now.history) == 50


def test_a_model_chosen_right_after_the_theme_stays_chosen(
    qtbot: QtBot, flow: SettingsFlow, widget: QWidget, fake_engine: FakeEngine
) -> None:
    dialog = dialog_of(flow, widget)
    theme = next(c for c in dialog.findChildren(QComboBox) if c.accessibleName() == "Appearance")
    theme.setCurrentIndex(theme.findData("dark"))
    dialog.encoder_chosen.emit("ViT-B-16")
    qtbot.waitUntil(lambda: fake_engine.models.active_name == "ViT-B-16")
    flow.close()
    fake_engine.settings.close()
    saved = load_settings(fake_engine.folders.settings)
    assert (saved.theme, saved.encoder) == ("dark", "ViT-B-16")


def test_the_language_is_switched_only_when_it_changes(
    qtbot: QtBot, background: Background, qapp: QApplication, widget: QWidget, fake_engine: FakeEngine
) -> None:
    seen: list[str] = []

    class Listener(Translation):
        def use(self, choice: str) -> None:
            seen.append(choice)

    flow = SettingsFlow(fake_engine.settings, Listener(qapp), background, widget)
    flow.set_thumbnail_size(99)
    fake_engine.settings.change(language="zh")
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == ["zh"]


def test_a_change_on_another_thread_is_shown_on_the_windows_own(
    qtbot: QtBot, flow: SettingsFlow, fake_engine: FakeEngine
) -> None:
    told_on: list[threading.Thread] = []
    flow.history_changed.connect(lambda _history: told_on.append(threading.current_thread()))
    changing = threading.Thread(target=lambda: fake_engine.settings.change(history=("cat",)))
    changing.start()
    changing.join()
    qtbot.waitUntil(lambda: told_on == [threading.main_thread()])


@pytest.mark.logs("cannot be written")
def test_settings_that_cannot_be_saved_are_told(qtbot: QtBot, flow: SettingsFlow, fake_engine: FakeEngine) -> None:
    fake_engine.folders.data.rmdir()
    with qtbot.waitSignal(flow.message, timeout=5000):
        flow.remember_search("cat")
    fake_engine.folders.data.mkdir()


def test_the_source_to_download_from_is_the_one_in_force(
    qtbot: QtBot, flow: SettingsFlow, widget: QWidget, fake_engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources: list[str] = []

    def install(name: str, *, source: str, **_: object) -> None:
        sources.append(source)

    replace_install(fake_engine, install, monkeypatch)
    fake_engine.settings.change(download_source="hf-mirror")
    dialog_of(flow, widget).install_requested.emit("ViT-B-16")
    qtbot.waitUntil(lambda: sources == ["hf-mirror"])


@pytest.mark.parametrize("is_confirmed", [True, False])
def test_a_model_is_removed_only_when_confirmed(
    qtbot: QtBot,
    flow: SettingsFlow,
    widget: QWidget,
    fake_engine: FakeEngine,
    monkeypatch: pytest.MonkeyPatch,
    is_confirmed: bool,
) -> None:
    asked: list[ModelSize] = []

    def confirm(_parent: QWidget, size: ModelSize) -> bool:
        asked.append(size)
        return is_confirmed

    monkeypatch.setattr(settings_flow, "confirm_model_removal", confirm)
    dialog = dialog_of(flow, widget)
    size = fake_engine.models.sizes()[1]
    if is_confirmed:
        with qtbot.waitSignal(flow.message) as said:
            dialog.removal_requested.emit(size)
        assert "Chinese-CLIP RN50 was removed" in str(said.args)
    else:
        dialog.removal_requested.emit(size)
    assert asked == [size]
    assert fake_engine.models.removed == (["RN50"] if is_confirmed else [])


def test_why_a_model_cannot_be_removed_is_said(
    qtbot: QtBot, flow: SettingsFlow, widget: QWidget, fake_engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings_flow, "confirm_model_removal", lambda _parent, _size: True)
    fake_engine.models.error = ModelInUseError(name="RN50")
    dialog = dialog_of(flow, widget)
    with qtbot.waitSignal(flow.message) as said:
        dialog.removal_requested.emit(fake_engine.models.sizes()[1])
    assert "answers your searches" in str(said.args)


def test_removing_is_asked_with_cancel_as_the_easy_answer(qtbot: QtBot, fake_engine: FakeEngine) -> None:
    question = ModelRemovalQuestion(fake_engine.models.sizes()[1])
    qtbot.addWidget(question)
    assert "RN50" in question.text()
    assert "weights 308 MB" in question.informativeText()
    assert question.defaultButton() is question.escapeButton()
    assert not question.is_confirmed


def test_what_comes_with_photosearch_is_not_said_to_go(qtbot: QtBot) -> None:
    size = ModelSize(
        "starter", None, 22_000_000, 154_000, 160_000, is_installed=True, is_active=False, bundled_bytes=22_000_000
    )
    question = ModelRemovalQuestion(size)
    qtbot.addWidget(question)
    assert question.informativeText().startswith("This goes: embeddings 154.0 kB, index 160.0 kB.")


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
    dialog.install_requested.emit("ViT-B-16")
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


def test_one_that_was_cancelled_can_be_begun_again_while_it_still_ends(
    qtbot: QtBot, flow: SettingsFlow, widget: QWidget, fake_engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_end, begun = threading.Event(), []

    def install(name: str, *, should_stop: Callable[[], bool], **_: object) -> None:
        begun.append(name)
        if len(begun) == 1:
            may_end.wait(10)
            raise ModelWeightsError(name)

    replace_install(fake_engine, install, monkeypatch)
    dialog = dialog_of(flow, widget)
    told: list[tuple[str, str]] = []
    monkeypatch.setattr(dialog, "set_install_finished", lambda name, text: told.append((name, text)))
    dialog.install_requested.emit("ViT-B-16")
    qtbot.waitUntil(lambda: len(begun) == 1)
    dialog.install_cancelled.emit("ViT-B-16")
    assert told == [("ViT-B-16", "")]
    dialog.install_requested.emit("ViT-B-16")
    dialog.install_requested.emit("ViT-B-16")
    assert len(begun) == 1
    may_end.set()
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[1] == ("ViT-B-16", "")
    assert len(begun) == 2


class _Login:
    """A system that keeps one entry, or keeps none."""

    def __init__(self, error: OSError | None = None) -> None:
        self.is_on = False
        self.error = error

    def set_on(self, is_on: bool) -> None:
        if self.error is not None:
            raise self.error
        self.is_on = is_on


def test_starting_at_login_is_told_to_the_system_and_taken_back(
    qtbot: QtBot,
    flow: SettingsFlow,
    widget: QWidget,
    fake_engine: FakeEngine,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    login = _Login()
    monkeypatch.setattr(login_start, "login_start", lambda: login)
    dialog = dialog_of(flow, widget)
    for value in ("on", "off"):
        dialog.setting_chosen.emit("login_start", value)
        qtbot.waitUntil(lambda value=value: fake_engine.settings.now.login_start == value)  # type: ignore[misc]
        assert login.is_on == (value == "on")


def test_a_system_that_refuses_to_start_it_leaves_the_setting(
    qtbot: QtBot,
    flow: SettingsFlow,
    widget: QWidget,
    fake_engine: FakeEngine,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    login = _Login(PermissionError(13, "Permission denied", "/autostart"))
    monkeypatch.setattr(login_start, "login_start", lambda: login)
    dialog = dialog_of(flow, widget)
    combo = next(c for c in dialog.findChildren(QComboBox) if c.accessibleName() == "Start at login")
    with qtbot.waitSignal(flow.message) as said:
        combo.setCurrentIndex(combo.findData("on"))
    assert "/autostart" in said.args[0]
    assert fake_engine.settings.now.login_start == "off"
    assert combo.currentData() == "off"
