"""The language: the choice, else the locale, else what the system says."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from photosearch.words import language
from photosearch.words.language import language_for, system_language


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW"}, "zh"),
        ({"LANG": "zh_CN.GB18030"}, "zh"),
        ({"LANG": "zh"}, "zh"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "zha_CN.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "", "LC_MESSAGES": "zh_CN"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LANGUAGE": "en_GB:zh_CN"}, "en"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "zh_CN:en"}, "zh"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "zh_CN"}, "en"),
        ({"LANG": "C", "LANGUAGE": "zh_CN"}, "en"),
        ({"LANG": "POSIX"}, "en"),
    ],
)
def test_the_locale_decides(environment: dict[str, str], expected: str) -> None:
    assert system_language(environment) == expected
    assert language_for("system", environment) == expected


@pytest.mark.parametrize("environment", [{"LANG": "zh_CN.UTF-8"}, {"LANG": "en_US.UTF-8"}, {}])
def test_the_setting_comes_before_the_locale(environment: dict[str, str]) -> None:
    assert language_for("zh", environment) == "zh"
    assert language_for("en", environment) == "en"


def test_without_a_locale_linux_speaks_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert system_language({}) == "en"


@pytest.mark.parametrize(
    ("said", "expected"),
    [('(\n    "zh-Hans-CN",\n    "en-CN"\n)\n', "zh"), ('(\n    "en-GB",\n    "zh-Hans"\n)\n', "en"), ("()\n", "en")],
)
def test_without_a_locale_macos_is_asked(monkeypatch: pytest.MonkeyPatch, said: str, expected: str) -> None:
    def answered(command: list[str], **_options: Any) -> subprocess.CompletedProcess[str]:
        assert "AppleLanguages" in command
        return subprocess.CompletedProcess(command, 0, stdout=said)

    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(subprocess, "run", answered)
    assert system_language({}) == expected


def test_a_mac_that_does_not_answer_is_spoken_to_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(command: list[str], **_options: Any) -> subprocess.CompletedProcess[str]:
        raise subprocess.CalledProcessError(1, command)

    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(subprocess, "run", silent)
    assert system_language({}) == "en"


@pytest.mark.parametrize(("number", "expected"), [(0x0804, "zh"), (0x0404, "zh"), (0x0409, "en"), (0x0804 + 1, "en")])
def test_a_windows_language_is_told_by_its_number(number: int, expected: str) -> None:
    assert language.of_windows_id(number) == expected
