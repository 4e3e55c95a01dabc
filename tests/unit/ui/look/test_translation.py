"""Languages: the choice, the system's, and numbers that follow."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from photosearch.types.files import ProblemReason
from photosearch.ui.look.translation import Translation, locale_of, manner_of
from photosearch.words.problems import problem_text
from photosearch.words.spoken import Manner


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


def test_the_sentences_made_without_qt_follow_too(translation: Translation) -> None:
    translation.use("zh")
    assert problem_text(ProblemReason.EMPTY).what == "文件是空的。"
    translation.use("en")
    assert problem_text(ProblemReason.EMPTY).what == "The file is empty."


def test_the_system_s_language_is_spoken_at_first(translation: Translation, monkeypatch: pytest.MonkeyPatch) -> None:
    for locale, language in (("zh_CN.UTF-8", "zh"), ("en_GB.UTF-8", "en")):
        monkeypatch.setenv("LC_ALL", locale)
        monkeypatch.delenv("LANGUAGE", raising=False)
        translation.use("system")
        assert translation.language == language


@pytest.mark.parametrize(
    ("locale", "manner"),
    [("en_US", Manner(",", ".", True)), ("en_GB", Manner(",", ".", False)), ("en_DE", Manner(".", ",", False))],
)
def test_sentences_write_numbers_and_the_clock_as_the_system_does(locale: str, manner: Manner) -> None:
    assert manner_of(QLocale(locale)) == manner


def test_the_system_s_way_of_writing_numbers_is_kept_within_its_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QLocale, "system", lambda: QLocale("en_GB"))
    assert locale_of("en").territory() == QLocale.Country.UnitedKingdom
    assert locale_of("zh").territory() == QLocale.Country.China
