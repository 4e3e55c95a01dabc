"""`photosearch window` hands its options to whoever opens the window."""

from __future__ import annotations

import argparse
from pathlib import Path

from photosearch.cli.main import run_command_line


def opened_with(*arguments: str) -> argparse.Namespace:
    seen: list[argparse.Namespace] = []

    def open_window(parsed: argparse.Namespace) -> int:
        seen.append(parsed)
        return 0

    assert run_command_line(arguments, open_window) == 0
    return seen[0]


def test_options_of_the_window() -> None:
    parsed = opened_with("window", "--query", "海边", "--like", "a.jpg", "--screenshot", "window.png")
    assert (parsed.query, parsed.like, parsed.screenshot) == ("海边", Path("a.jpg"), Path("window.png"))


def test_no_options_at_all() -> None:
    for arguments in ((), ("window",)):
        parsed = opened_with(*arguments)
        assert (parsed.query, parsed.like, parsed.screenshot) == ("", None, None)
