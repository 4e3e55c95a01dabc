"""Which language a terminal is spoken to in, and how it is written there."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator

import pytest

from photosearch.cli.speaking import speak_at_terminal
from photosearch.paths import DataFolders
from photosearch.settings import Settings, save_settings
from photosearch.words import spoken


class Stream(io.TextIOWrapper):
    """A stream of some encoding that is, or is not, a terminal."""

    def __init__(self, encoding: str, *, is_terminal: bool) -> None:
        self.written = io.BytesIO()
        super().__init__(self.written, encoding=encoding)
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal

    def bytes_of(self, text: str) -> bytes:
        """What becomes of ``text``."""
        self.write(text)
        self.flush()
        return self.written.getvalue()


@pytest.fixture(autouse=True)
def chinese_locale(folders: DataFolders, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    del folders
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.delenv("LANGUAGE", raising=False)
    yield
    spoken.speak("en")


def opened(monkeypatch: pytest.MonkeyPatch, encoding: str, *, is_terminal: bool) -> Stream:
    stream = Stream(encoding, is_terminal=is_terminal)
    monkeypatch.setattr(sys, "stdout", stream)
    speak_at_terminal()
    return stream


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "gbk", "utf-8"])
def test_into_a_pipe_everything_is_utf_8(monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    stream = opened(monkeypatch, encoding, is_terminal=False)
    assert spoken.language() == "zh"
    assert stream.bytes_of("照片 📷") == "照片 📷".encode()


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "iso8859-1"])
def test_a_terminal_that_cannot_show_chinese_is_spoken_to_in_english(
    monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    stream = opened(monkeypatch, encoding, is_terminal=True)
    assert spoken.language() == "en"
    assert stream.bytes_of("a 照片") == rb"a \u7167\u7247"


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "big5"])
def test_a_terminal_with_a_chinese_code_page_is_written_to_in_it(
    monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    stream = opened(monkeypatch, encoding, is_terminal=True)
    assert spoken.language() == "zh"
    assert stream.bytes_of("中文\udce9").decode(encoding) == r"中文\udce9"


def test_a_name_of_any_bytes_reaches_a_utf_8_terminal_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert opened(monkeypatch, "utf-8", is_terminal=True).bytes_of("caf\udce9") == b"caf\xe9"


def test_the_setting_comes_before_the_locale(monkeypatch: pytest.MonkeyPatch, folders: DataFolders) -> None:
    save_settings(Settings(language="en"), folders.settings)
    speak_at_terminal()
    assert spoken.language() == "en"
    monkeypatch.setenv("LC_ALL", "C")
    save_settings(Settings(language="zh"), folders.settings)
    speak_at_terminal()
    assert spoken.language() == "zh"
