"""No file name breaks its line or steers the terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.cli.lines import one_line, say, say_aside


@pytest.mark.parametrize(
    ("name", "on_terminal", "in_pipe"),
    [
        ("照片 🐱.jpg", "照片 🐱.jpg", "照片 🐱.jpg"),
        ("a\nb\r", r"a\nb\r", r"a\nb\r"),
        ("a\tb\x1b[31m\x07", r"a\tb\e[31m\x07", "a\tb\x1b[31m\x07"),
        ("\x9b2J\x7f", r"\x9b2J\x7f", "\x9b2J\x7f"),
        ("caf\udce9", r"caf\xe9", "caf\udce9"),
        ("gpj.\u202ephoto", r"gpj.\u202ephoto", "gpj.\u202ephoto"),
    ],
)
def test_names(name: str, on_terminal: str, in_pipe: str) -> None:
    assert one_line(name, is_terminal=True) == on_terminal
    assert one_line(name, is_terminal=False) == in_pipe


@given(st.text())
def test_one_name_is_one_line(name: str) -> None:
    for is_terminal in (True, False):
        shown = one_line(name, is_terminal=is_terminal)
        assert "\n" not in shown
        assert "\r" not in shown
    assert one_line(name, is_terminal=True).isprintable() or not name.isprintable()


def test_answers_and_what_is_said_aside(capsys: pytest.CaptureFixture[str]) -> None:
    say("a\nb")
    say_aside("c\nd")
    assert tuple(capsys.readouterr()) == ("a\\nb\n", "c\\nd\n")
