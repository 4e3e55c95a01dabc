"""Opening files without a shell."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from photosearch.ui.desktop.file_manager import file_manager_command, open_file, url_of

NASTY = Path("/photos/$(touch x); `rm` & a,b 'c' \"d\" 海边.jpg")


class Opener(QObject):
    """Takes the place of the desktop's programs."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[QUrl] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url)


@pytest.mark.parametrize("platform", ["win32", "darwin", "linux"])
def test_a_name_stays_one_argument(platform: str) -> None:
    program, arguments = file_manager_command(NASTY, platform)
    assert program not in ("sh", "cmd", "cmd.exe")
    name = NASTY.as_uri().replace(",", "%2C") if platform == "linux" else str(NASTY)
    assert [argument for argument in arguments if name in argument]
    assert len(arguments) <= 9


def test_a_comma_does_not_split_the_request_to_the_file_manager() -> None:
    _, arguments = file_manager_command(NASTY, "linux")
    (array,) = [argument for argument in arguments if argument.startswith("array:string:")]
    assert "," not in array


def test_a_file_is_opened_by_the_desktop(qtbot: QtBot) -> None:
    opener = Opener()
    QDesktopServices.setUrlHandler("file", opener, "open")  # type: ignore[arg-type]  # the stub wants bytes, Qt a str
    try:
        assert open_file(NASTY)
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert [url.toLocalFile() for url in opener.opened] == [str(NASTY)]


def test_bytes_that_are_no_text_survive() -> None:
    assert url_of(Path("/photos/caf\udce9.jpg")).toEncoded().data() == b"file:///photos/caf%E9.jpg"
