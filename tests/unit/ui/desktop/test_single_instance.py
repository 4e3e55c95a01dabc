"""A second start speaks to the first window."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLockFile
from pytestqt.qtbot import QtBot

from photosearch.ui.desktop.single_instance import SingleInstance, Wishes

START = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QLockFile
from PySide6.QtNetwork import QLocalSocket
from photosearch.ui.desktop import single_instance

class TellingSocket(QLocalSocket):
    def waitForReadyRead(self, ms):
        print("waits for an answer", flush=True)
        return super().waitForReadyRead(ms)

class TellingLock(QLockFile):
    def tryLock(self, ms):
        print("waits for its turn", flush=True)
        return super().tryLock(ms)

single_instance.QLocalSocket, single_instance.QLockFile = TellingSocket, TellingLock
app = QCoreApplication([])
folder, query, single_instance._ANSWER_MS = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
print("starts", flush=True)
print(single_instance.SingleInstance(folder).hand_over_or_listen(single_instance.Wishes(query=query)), flush=True)
"""


@contextmanager
def start_elsewhere(folder: Path, *, query: str = "", answer_ms: int = 20_000) -> Iterator[subprocess.Popen[str]]:
    """Another process that starts now; it tells what it waits for, and in the end whether somebody heard it."""
    command = [sys.executable, "-c", START, str(folder), query, str(answer_ms)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "starts\n"
        yield process


def outcome_of(process: subprocess.Popen[str]) -> str:
    """The last thing it says."""
    assert process.stdout is not None
    return process.stdout.read().splitlines()[-1]


def wait_until_it(process: subprocess.Popen[str], says: str) -> None:
    """Read what it tells up to these words."""
    assert process.stdout is not None
    assert any(line == f"{says}\n" for line in iter(process.stdout.readline, "")), "it ended without saying so"


def test_the_first_start_finds_nobody(qtbot: QtBot, tmp_path: Path) -> None:
    assert not SingleInstance(tmp_path).hand_over(Wishes())


def test_a_later_start_is_heard(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleInstance(tmp_path)
    heard: list[Wishes] = []
    first.wished.connect(heard.append)
    assert not first.hand_over_or_listen(Wishes())
    with start_elsewhere(tmp_path, query="红色的汽车") as later:
        qtbot.waitUntil(lambda: bool(heard), timeout=20_000)
        assert outcome_of(later) == "True"
    assert heard == [Wishes(query="红色的汽车")]
    first.close()


def test_another_library_is_another_window(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleInstance(tmp_path / "one")
    first.listen()
    with start_elsewhere(tmp_path / "two") as later:
        assert outcome_of(later) == "False"
    first.close()


def test_what_a_killed_window_left_behind_does_not_matter(qtbot: QtBot, tmp_path: Path) -> None:
    for _ in range(2):
        instance = SingleInstance(tmp_path)
        instance.listen()
        with start_elsewhere(tmp_path), qtbot.waitSignal(instance.wished, timeout=20_000):
            pass


def test_a_window_that_was_just_closing_did_not_hear(qtbot: QtBot, tmp_path: Path) -> None:
    closing = SingleInstance(tmp_path)
    closing.listen()
    with start_elsewhere(tmp_path) as later:
        wait_until_it(later, "waits for an answer")
        closing.close()
        assert outcome_of(later) == "False"


def test_a_busy_window_is_not_waited_for_but_hears_later(qtbot: QtBot, tmp_path: Path) -> None:
    busy = SingleInstance(tmp_path)
    busy.listen()
    with start_elsewhere(tmp_path, query="cat", answer_ms=100) as later:
        assert outcome_of(later) == "True"
    with qtbot.waitSignal(busy.wished) as heard:
        pass
    assert heard.args == [Wishes(query="cat")]
    busy.close()


def test_of_two_that_find_nobody_the_later_one_asks_again(qtbot: QtBot, tmp_path: Path) -> None:
    earlier = SingleInstance(tmp_path)
    lock = QLockFile(str(tmp_path / "window.lock"))
    assert lock.tryLock(0)
    with start_elsewhere(tmp_path) as later:
        wait_until_it(later, "waits for its turn")
        earlier.listen()
        lock.unlock()
        with qtbot.waitSignal(earlier.wished, timeout=20_000):
            pass
        assert outcome_of(later) == "True"
    earlier.close()


def test_where_the_data_folder_cannot_be_made_a_window_opens_all_the_same(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    instance = SingleInstance(tmp_path / "file" / "data")
    assert not instance.hand_over_or_listen(Wishes())
    with start_elsewhere(tmp_path / "file" / "data"), qtbot.waitSignal(instance.wished, timeout=20_000):
        pass
    instance.close()


@pytest.mark.parametrize("line", [b"", b"raise", b"[]", b"{}", b'{"folders": 3, "query": "", "like": null}', b"\xff"])
def test_nonsense_is_no_wish(line: bytes) -> None:
    assert Wishes.from_bytes(line) == Wishes()


@given(st.lists(st.text(min_size=1).filter(lambda name: "\0" not in name), max_size=3), st.text())
def test_wishes_survive_the_way(names: list[str], query: str) -> None:
    wishes = Wishes(tuple(map(Path, names)), query)
    assert Wishes.from_bytes(wishes.to_bytes()) == wishes
    assert wishes.to_bytes().count(b"\n") == 1
