"""Values that cross the pipe arrive whole or not at all."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.decode.wire import read_value, write_value

values = st.recursive(st.none() | st.integers() | st.text() | st.binary(), lambda inner: st.lists(inner, max_size=4))


@given(st.lists(values, max_size=5))
def test_values_arrive_in_order(sent: list[object]) -> None:
    pipe = io.BytesIO()
    for value in sent:
        write_value(pipe, value)
    pipe.seek(0)
    assert [read_value(pipe) for _ in sent] == sent


def test_names_that_are_no_text_survive() -> None:
    pipe = io.BytesIO()
    write_value(pipe, "photo\udcff.jpg")
    pipe.seek(0)
    assert read_value(pipe) == "photo\udcff.jpg"


@given(st.integers(min_value=0), st.binary(max_size=40))
def test_a_pipe_that_breaks_in_the_middle_is_noticed(cut: int, value: bytes) -> None:
    pipe = io.BytesIO()
    write_value(pipe, value)
    whole = pipe.getvalue()
    with pytest.raises(EOFError):
        read_value(io.BytesIO(whole[: cut % len(whole)]))
