"""What stands on the command line."""

from __future__ import annotations

import argparse
import datetime as dt
import locale
import os
from pathlib import Path

import pytest

from photosearch.cli.arguments import day, path, positive, words


def test_a_path_is_never_empty() -> None:
    assert path(" a") == Path(" a")
    with pytest.raises(argparse.ArgumentTypeError, match="empty"):
        path("")


@pytest.mark.parametrize(("text", "number"), [("1", 1), ("007", 7), ("9" * 5000, 1_000_000_000)])
def test_numbers(text: str, number: int) -> None:
    assert positive(text) == number


@pytest.mark.parametrize("text", ["0", "00", "-1", "1.5", "", "abc", "1 "])
def test_what_is_no_number_from_1_up(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="give a number from 1 up"):
        positive(text)


def test_days() -> None:
    assert day("2024-08-31") == dt.date(2024, 8, 31)
    for text in ("xyz", "2024-13-01", ""):
        with pytest.raises(argparse.ArgumentTypeError, match="YYYY-MM-DD"):
            day(text)


def test_words_are_utf_8_whatever_the_locale_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locale, "getencoding", lambda: "gbk")
    assert words(os.fsdecode("猫 cat".encode())) == "猫 cat"
    assert words(os.fsdecode("日落".encode("gbk"))) == "日落"
    assert words(os.fsdecode(b"\xff")) == "\N{REPLACEMENT CHARACTER}"
