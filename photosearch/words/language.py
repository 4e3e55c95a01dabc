"""Which language a person is spoken to in: the one chosen in the settings, else that of the system."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import Literal

Language = Literal["en", "zh"]

_CHINESE_PRIMARY_ID = 0x04
"""Of a Windows language id: every kind of Chinese."""
_PRIMARY_BITS = 0x3FF
_NO_LANGUAGE = ("", "C", "POSIX")
_ANSWER_S = 2.0


def language_for(choice: str, environment: Mapping[str, str] = os.environ) -> Language:
    """The language for the setting ``choice`` (``system``, ``zh`` or ``en``)."""
    if choice == "zh":
        return "zh"
    return "en" if choice == "en" else system_language(environment)


def system_language(environment: Mapping[str, str] = os.environ) -> Language:
    """``zh`` where the system's first language is any Chinese, else ``en``.

    The variables of the locale come first, in gettext's order; where none is set, Windows and macOS are asked.
    """
    locale = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    if locale.partition(".")[0] in _NO_LANGUAGE:
        # As for gettext, LANGUAGE says nothing where there is no locale.
        return "en" if locale else _desktop_language()
    wanted = environment.get("LANGUAGE", "").partition(":")[0]
    return _language_of(wanted or locale)


def _desktop_language() -> Language:
    if sys.platform == "win32":
        return _windows_language()
    return _macos_language() if sys.platform == "darwin" else "en"


def _language_of(name: str) -> Language:
    """Of a name such as ``zh_CN.UTF-8`` or ``zh-Hant-TW``."""
    return "zh" if name.lower().replace("-", "_").partition("_")[0].partition(".")[0] == "zh" else "en"


def of_windows_id(number: int) -> Language:
    """Of the number that Windows gives a language."""
    return "zh" if number & _PRIMARY_BITS == _CHINESE_PRIMARY_ID else "en"


if sys.platform == "win32":

    def _windows_language() -> Language:
        import ctypes

        return of_windows_id(ctypes.windll.kernel32.GetUserDefaultUILanguage())


def _macos_language() -> Language:
    """The first of the preferred languages, which only the preferences tell to a program without a window."""
    import subprocess

    question = ["/usr/bin/defaults", "read", "-g", "AppleLanguages"]
    try:
        said = subprocess.run(question, capture_output=True, text=True, timeout=_ANSWER_S, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return "en"
    first = next((line for line in said.splitlines() if line.strip(' "(),')), "")
    return _language_of(first.strip(' "(),'))
