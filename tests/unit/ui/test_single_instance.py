"""A second start speaks to the first window."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from photosearch.ui.single_instance import SingleInstance, Wishes


def hand_over_elsewhere(folder: Path, wishes: Wishes) -> list[bool]:
    """What another process would do, from another thread."""
    outcome: list[bool] = []

    def start() -> None:
        outcome.append(SingleInstance(folder).hand_over(wishes))

    thread = threading.Thread(target=start)
    thread.start()
    thread.join()
    return outcome


def test_the_first_start_finds_nobody(qtbot: QtBot, tmp_path: Path) -> None:
    assert not SingleInstance(tmp_path).hand_over(Wishes())


def test_a_later_start_is_heard(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleInstance(tmp_path)
    first.listen()
    wishes = Wishes((Path("/photos/海边"), Path("/caf\udce9")), "红色的汽车", Path("/a.jpg"))
    with qtbot.waitSignal(first.wished) as heard:
        assert hand_over_elsewhere(tmp_path, wishes) == [True]
    assert heard.args == [wishes]
    first.close()


def test_another_library_is_another_window(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleInstance(tmp_path / "one")
    first.listen()
    assert hand_over_elsewhere(tmp_path / "two", Wishes()) == [False]
    first.close()


def test_what_a_killed_window_left_behind_does_not_matter(qtbot: QtBot, tmp_path: Path) -> None:
    for _ in range(2):
        instance = SingleInstance(tmp_path)
        instance.listen()
        with qtbot.waitSignal(instance.wished):
            assert hand_over_elsewhere(tmp_path, Wishes()) == [True]


@pytest.mark.parametrize("line", [b"", b"raise", b"[]", b"{}", b'{"folders": 3, "query": "", "like": null}', b"\xff"])
def test_nonsense_is_no_wish(line: bytes) -> None:
    assert Wishes.from_bytes(line) == Wishes()


@given(st.lists(st.text(min_size=1).filter(lambda name: "\0" not in name), max_size=3), st.text())
def test_wishes_survive_the_way(names: list[str], query: str) -> None:
    wishes = Wishes(tuple(map(Path, names)), query)
    assert Wishes.from_bytes(wishes.to_bytes()) == wishes
    assert wishes.to_bytes().count(b"\n") == 1
