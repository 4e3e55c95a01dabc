"""Whatever Python holds comes back from a column as it was."""

from __future__ import annotations

import datetime as dt
import os
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects.sqlite import dialect

from photosearch.store.columns import AnyText, PathBytes, WallClock, WideInteger

SQLITE = dialect()


# Windows names are UTF-16: there are no arbitrary bytes.
NAMES = st.text(st.characters(codec="utf-8")).map(str.encode) if sys.platform == "win32" else st.binary()


@given(NAMES)
def test_a_path_of_any_bytes_survives(name: bytes) -> None:
    stored = PathBytes().process_bind_param(os.fsdecode(name), SQLITE)
    assert stored == name
    assert PathBytes().process_result_value(stored, SQLITE) == os.fsdecode(name)


@given(st.text(st.characters()))
def test_text_can_always_be_stored_and_is_kept_when_it_is_valid(text: str) -> None:
    stored = AnyText().process_bind_param(text, SQLITE)
    assert stored is not None
    stored.encode()
    if text.isascii() or max(text) < "\ud800":
        assert AnyText().process_result_value(stored, SQLITE) == text


@given(st.datetimes())
def test_wall_clock_times_survive_to_the_microsecond(time: dt.datetime) -> None:
    stored = WallClock().process_bind_param(time, SQLITE)
    assert WallClock().process_result_value(stored, SQLITE) == time


@given(st.datetimes(), st.datetimes())
def test_wall_clock_times_sort_as_they_are(one: dt.datetime, other: dt.datetime) -> None:
    first, second = (WallClock().process_bind_param(time, SQLITE) for time in (one, other))
    assert first is not None
    assert second is not None
    assert (first < second) == (one < other)


@given(st.integers())
def test_integers_fit_64_bits(value: int) -> None:
    stored = WideInteger().process_bind_param(value, SQLITE)
    assert stored is not None
    assert -(2**63) <= stored < 2**63
    assert stored == value or abs(value) >= 2**63


@pytest.mark.parametrize("column", [PathBytes(), AnyText(), WallClock(), WideInteger()])
def test_nothing_stays_nothing(column: PathBytes | AnyText | WallClock | WideInteger) -> None:
    assert column.process_bind_param(None, SQLITE) is None
    assert column.process_result_value(None, SQLITE) is None
