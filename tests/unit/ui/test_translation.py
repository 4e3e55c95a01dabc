"""Languages: the choice, the system's, and numbers that follow."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from photosearch.ui.translation import Translation, locale_of, system_language


class Greeting(QLabel):
    """A widget that asks for its text again when the language changes."""

    def __init__(self) -> None:
        super().__init__()
        self.retranslate()

    def retranslate(self) -> None:
        self.setText(QCoreApplication.translate("Sidebar", "All photos"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def test_the_language_changes_while_the_window_is_open(qtbot: QtBot, translation: Translation) -> None:
    label = Greeting()
    qtbot.addWidget(label)
    assert label.text() == "All photos"
    translation.use("zh")
    qtbot.waitUntil(lambda: label.text() == "全部照片")
    translation.use("en")
    qtbot.waitUntil(lambda: label.text() == "All photos")


def test_numbers_and_dates_follow_the_language(translation: Translation) -> None:
    translation.use("zh")
    assert QLocale().language() == QLocale.Language.Chinese
    assert translation.language == "zh"
    translation.use("en")
    assert QLocale().language() == QLocale.Language.English


def test_qt_s_own_texts_follow_too(translation: Translation) -> None:
    translation.use("zh")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
    translation.use("en")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


@pytest.mark.parametrize(
    ("languages", "expected"),
    [
        (["zh-CN", "en-US"], "zh"),
        (["zh-Hant-TW"], "zh"),
        (["en-GB"], "en"),
        (["fr-FR", "zh-CN"], "en"),
        (["C"], "en"),
        ([], "en"),
    ],
)
def test_the_system_s_first_language_decides(
    monkeypatch: pytest.MonkeyPatch, languages: list[str], expected: str
) -> None:
    monkeypatch.setattr(QLocale, "uiLanguages", lambda _self: languages)
    assert system_language() == expected


def test_the_system_s_way_of_writing_numbers_is_kept_within_its_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QLocale, "system", lambda: QLocale("en_GB"))
    assert locale_of("en").territory() == QLocale.Country.UnitedKingdom
    assert locale_of("zh").territory() == QLocale.Country.China
