"""The language of the window: follows the system at first, changes at run time without a restart."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from photosearch.resources import resource
from photosearch.words.language import Language, language_for
from photosearch.words.spoken import Manner, speak

_FALLBACKS: dict[Language, str] = {"zh": "zh_CN", "en": "en_US"}


class Translation:
    """Owns the translators of the application. Every widget gets a ``LanguageChange`` event after ``use``."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._language: Language = "en"
        self._installed: list[QTranslator] = []

    @property
    def language(self) -> Language:
        """``zh`` or ``en``: what the window speaks now."""
        return self._language

    def use(self, choice: str) -> None:
        """Speak ``system``, ``zh`` or ``en``; numbers and dates (``QLocale()``) follow."""
        self._language = language_for(choice)
        locale = locale_of(self._language)
        speak(self._language, manner_of(locale))
        # Before the translators: installing one makes every widget ask for its texts again.
        QLocale.setDefault(locale)
        for translator in self._installed:
            self._app.removeTranslator(translator)
        self._installed = [
            self._install("qtbase", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath), locale),
            self._install("photosearch", str(resource("translations")), QLocale(self._language)),
        ]

    def _install(self, name: str, folder: str, locale: QLocale) -> QTranslator:
        translator = QTranslator(self._app)
        # English has no file for Qt's own texts: they are English already.
        if translator.load(locale, name, "_", folder):
            self._app.installTranslator(translator)
        return translator


def locale_of(language: Language) -> QLocale:
    """How ``language`` writes numbers and dates: as the system does where it speaks that language."""
    system = QLocale.system()
    fallback = QLocale(_FALLBACKS[language])
    return system if system.language() == fallback.language() else fallback


def manner_of(locale: QLocale) -> Manner:
    """What the sentences, which are made without Qt, need to know of how ``locale`` writes numbers and the clock."""
    clock = locale.timeFormat(QLocale.FormatType.ShortFormat)
    return Manner(locale.groupSeparator(), locale.decimalPoint(), has_half_days="ap" in clock.lower())
