"""The filters of a search, held against the library."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

import pytest

from photosearch.cli.filters import checked_filters
from photosearch.errors import UserError
from photosearch.types.queries import Filters
from photosearch.words.spoken import speak
from tests.library import open_engine
from tests.terminal import Terminal


def given(**others: object) -> argparse.Namespace:
    fields = ("folder", "taken_from", "taken_until", "orientation")
    nothing: dict[str, object] = {**dict.fromkeys(fields), "format": [], "tag": [], "is_favourite": False}
    return argparse.Namespace(**{**nothing, **others})


def test_without_any_everything_passes(terminal: Terminal) -> None:
    engine = open_engine(terminal.folders)
    try:
        assert checked_filters(given(), engine) == Filters()
    finally:
        engine.close()


def test_raw_stands_for_every_cameras_own(terminal: Terminal) -> None:
    engine = open_engine(terminal.folders)
    try:
        assert checked_filters(given(format=["raw"]), engine).formats >= {"RAW", "DNG", "CR2"}
        assert checked_filters(given(format=["jpg", "tif"]), engine).formats == {"JPEG", "TIFF"}
    finally:
        engine.close()


def test_in_an_empty_library_a_mistake_is_a_mistake(terminal: Terminal, photos: Path) -> None:
    engine = open_engine(terminal.folders)
    try:
        with pytest.raises(UserError, match="Such as JPEG"):
            checked_filters(given(format=["xyz"]), engine)
        with pytest.raises(UserError, match="not in a watched folder"):
            checked_filters(given(folder=photos), engine)
    finally:
        engine.close()


def test_days_the_wrong_way_round_are_a_mistake(terminal: Terminal) -> None:
    engine = open_engine(terminal.folders)
    early, late = dt.date(2021, 1, 1), dt.date(2022, 1, 1)
    try:
        for first, last in ((early, late), (late, late), (late, None), (None, early)):
            days = checked_filters(given(taken_from=first, taken_until=last), engine)
            assert (days.taken_from, days.taken_until) == (first, last)
        with pytest.raises(UserError, match="--from 2022-01-01 is later than --until 2021-01-01"):
            checked_filters(given(taken_from=late, taken_until=early), engine)
        speak("zh")
        with pytest.raises(UserError, match="--from 2022-01-01 晚于 --until 2021-01-01"):
            checked_filters(given(taken_from=late, taken_until=early), engine)
    finally:
        speak("en")
        engine.close()
