"""Settings: every change is said at once, none by merely showing them."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QTabWidget
from pytestqt.qtbot import QtBot

from photosearch.settings import Settings
from photosearch.types.models import EncoderInfo
from photosearch.ui.look.translation import Translation
from photosearch.ui.settings.settings_dialog import SettingsDialog
from photosearch.ui.settings.shortcuts_dialog import ShortcutsDialog


@pytest.fixture
def dialog(qtbot: QtBot) -> SettingsDialog:
    made = SettingsDialog()
    qtbot.addWidget(made)
    made.show_settings(Settings())
    return made


def combo(dialog: SettingsDialog, name: str) -> QComboBox:
    return next(c for c in dialog.findChildren(QComboBox) if c.accessibleName() == name)


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("Language", "language", "zh"),
        ("Appearance", "theme", "dark"),
        ("Prefer recent photos", "recent_half_life_days", 365),
        ("Start at login", "login_start", "on"),
        ("When the window is closed", "keep_running", "on"),
        ("Chinese-CLIP runs on", "device", "cpu"),
        ("Download from", "download_source", "modelscope"),
        ("Add photos", "background_work", "mains"),
        ("Processor time to use", "cpu_share_percent", 50),
        ("Photos read at once", "decode_workers", 4),
        ("Memory for each photo reader", "decode_memory_bytes", 4_000_000_000),
        ("Thumbnail cache", "thumbnail_cache_bytes", 8_000_000_000),
    ],
)
def test_a_choice_is_said_at_once(qtbot: QtBot, dialog: SettingsDialog, name: str, field: str, value: object) -> None:
    chosen = combo(dialog, name)
    assert chosen.currentData() == getattr(Settings(), field)
    with qtbot.waitSignal(dialog.setting_chosen) as said:
        chosen.setCurrentIndex(chosen.findData(value))
    assert said.args == [field, value]


def test_showing_settings_says_nothing(qtbot: QtBot, dialog: SettingsDialog) -> None:
    with qtbot.assertNotEmitted(dialog.setting_chosen):
        dialog.show_settings(Settings(theme="dark", thumbnail_cache_bytes=2_000_000_000))
    assert combo(dialog, "Appearance").currentText() == "Dark"
    assert combo(dialog, "Thumbnail cache").currentText() == "2 GB"


def test_every_word_that_a_setting_allows_is_offered(dialog: SettingsDialog) -> None:
    for name, field in (
        ("Language", "language"),
        ("Appearance", "theme"),
        ("Chinese-CLIP runs on", "device"),
        ("Download from", "download_source"),
        ("Add photos", "background_work"),
    ):
        offered = {combo(dialog, name).itemData(position) for position in range(combo(dialog, name).count())}
        assert offered == set(Settings.__dataclass_fields__[field].metadata["choices"])


def test_a_value_set_by_hand_in_the_file_is_kept(qtbot: QtBot, dialog: SettingsDialog) -> None:
    dialog.show_settings(Settings(decode_workers=3, thumbnail_cache_bytes=5_000_000_000))
    assert combo(dialog, "Photos read at once").currentText() == "3"
    assert combo(dialog, "Thumbnail cache").currentText() == "5 GB"


def test_installing_is_asked_for_by_name(qtbot: QtBot, dialog: SettingsDialog) -> None:
    dialog.set_encoders([EncoderInfo("ViT-B-16", None, 512, is_installed=False)])
    download = next(b for b in dialog.findChildren(QAbstractButton) if b.text() == "Download")
    with qtbot.waitSignal(dialog.install_requested) as said:
        download.click()
    assert said.args == ["ViT-B-16"]


@pytest.mark.parametrize("total", [None, -1, 0])
def test_an_unknown_total_is_no_error(dialog: SettingsDialog, total: int | None) -> None:
    dialog.set_encoders([EncoderInfo("ViT-B-16", None, 512, is_installed=False)])
    dialog.set_install_progress("ViT-B-16", 1, total)
    dialog.set_install_finished("ViT-B-16", "")


def test_it_can_open_at_the_models(dialog: SettingsDialog) -> None:
    dialog.show_models()
    tabs = dialog.findChildren(QTabWidget)[0]
    assert dialog.isVisible()
    assert not dialog.isModal()
    assert tabs.tabText(tabs.currentIndex()) == "Models"


def test_a_tab_is_called_by_what_it_is_about(qtbot: QtBot, dialog: SettingsDialog, translation: Translation) -> None:
    dialog.show()
    (tabs,) = dialog.findChildren(QTabWidget)
    assert tabs.tabText(2) == "Adding photos"
    assert "75%" in [combo(dialog, "Processor time to use").itemText(row) for row in range(4)]
    translation.use("zh")
    qtbot.waitUntil(lambda: tabs.tabText(2) == "添加照片")


def test_a_change_of_language_keeps_the_choices(qtbot: QtBot, dialog: SettingsDialog, translation: Translation) -> None:
    dialog.show_settings(Settings(theme="dark"))
    dialog.show()
    with qtbot.assertNotEmitted(dialog.setting_chosen):
        translation.use("zh")
        qtbot.waitUntil(lambda: dialog.windowTitle() == "设置")
    assert combo(dialog, "外观").currentText() == "深色"


def test_the_overview_of_keys_is_found_without_knowing_its_key(dialog: SettingsDialog) -> None:
    dialog.show()
    next(b for b in dialog.findChildren(QAbstractButton) if b.text() == "Keyboard shortcuts").click()
    assert dialog.findChildren(ShortcutsDialog)[0].isVisible()


def test_it_fits_a_small_window(dialog: SettingsDialog) -> None:
    assert dialog.minimumSizeHint().width() <= 900
    assert dialog.minimumSizeHint().height() <= 600
