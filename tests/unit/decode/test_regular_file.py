"""Only regular files are opened, and opening never waits."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from photosearch.decode.failure import DecodeError
from photosearch.decode.regular_file import open_regular, stamp_of
from photosearch.types.files import FileStamp, ProblemReason


def reason_of(path: Path) -> ProblemReason:
    with pytest.raises(DecodeError) as caught, open_regular(path):
        pass
    return caught.value.reason


def test_a_file_opens_with_its_size_and_time(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(b"hello")
    os.utime(path, ns=(1, 1_700_000_000_123_456_700))
    with open_regular(path) as file:
        assert file.read() == b"hello"
        assert stamp_of(file) == FileStamp(5, 1_700_000_000_123_456_700)


def test_a_name_that_is_no_text_opens(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.jpg")
    path.write_bytes(b"x")
    with open_regular(path) as file:
        assert file.read() == b"x"


def test_a_link_to_a_file_opens(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"x")
    (tmp_path / "b.jpg").symlink_to("a.jpg")
    with open_regular(tmp_path / "b.jpg") as file:
        assert file.read() == b"x"


def test_a_fifo_without_a_writer_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.jpg")
    assert reason_of(tmp_path / "a.jpg") is ProblemReason.NOT_A_FILE


def test_a_socket_and_a_device_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the path of a socket must be short
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("s.jpg")
        assert reason_of(tmp_path / "s.jpg") is ProblemReason.NOT_A_FILE
    (tmp_path / "zero.jpg").symlink_to(os.devnull)
    assert reason_of(tmp_path / "zero.jpg") is ProblemReason.NOT_A_FILE


def test_folders_and_what_is_gone_have_their_own_reasons(tmp_path: Path) -> None:
    (tmp_path / "dangling.jpg").symlink_to("nowhere")
    (tmp_path / "a.jpg").touch()
    assert reason_of(tmp_path) is ProblemReason.IS_A_FOLDER
    assert reason_of(tmp_path / "gone.jpg") is ProblemReason.VANISHED
    assert reason_of(tmp_path / "dangling.jpg") is ProblemReason.VANISHED
    assert reason_of(tmp_path / "a.jpg" / "b.jpg") is ProblemReason.VANISHED


def test_links_in_a_circle_and_endless_names_are_read_errors(tmp_path: Path) -> None:
    (tmp_path / "round.jpg").symlink_to("round.jpg")
    assert reason_of(tmp_path / "round.jpg") is ProblemReason.READ_ERROR
    assert reason_of(tmp_path / ("a" * 5000)) is ProblemReason.READ_ERROR
