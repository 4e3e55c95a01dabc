"""What stands on the command line, checked as it is read: paths, days and numbers."""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import locale
import os
from pathlib import Path

from photosearch.words.spoken import translate

_MOST = 1_000_000_000


def path(text: str) -> Path:
    """A path; an empty one is what a variable that is not set leaves behind, never the current folder."""
    if not text:
        raise argparse.ArgumentTypeError(translate("Terminal", "the path is empty"))
    return Path(text)


def words(text: str) -> str:
    """Words to search for: UTF-8 whatever the locale says, else what it says; bytes that are neither become a sign that
    stands for nothing.
    """
    given = os.fsencode(text)
    for encoding in ("utf-8", locale.getencoding()):
        with contextlib.suppress(UnicodeDecodeError):
            return given.decode(encoding)
    return given.decode("utf-8", "replace")


def positive(text: str) -> int:
    """A number of hits."""
    if not text.isdecimal() or not text.strip("0"):
        said = translate("Terminal", "{given} is not possible; give a number from 1 up")
        raise argparse.ArgumentTypeError(said.format(given=repr(text)))
    return _MOST if len(text) > len(str(_MOST)) else min(int(text), _MOST)


def day(text: str) -> dt.date:
    """A day."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        said = translate("Terminal", "{given} is not a day; write it as YYYY-MM-DD: 2024-08-31")
        raise argparse.ArgumentTypeError(said.format(given=repr(text))) from error
