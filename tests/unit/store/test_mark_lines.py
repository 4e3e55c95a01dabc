"""Marks become lines and come back; whatever else stands in a file is told by its line and spoils no other."""

from __future__ import annotations

import io
import json
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.errors import NewerMarksError
from photosearch.store.mark_lines import LONGEST_LINE_BYTES, read_lines, value_of, value_text, write_lines
from photosearch.types.marks import BadLine, Mark, MarkFlaw, MarkKind
from tests.marks import any_marks, make_mark

HEADER = b'{"photosearch_marks":1}\n'
GOOD = make_mark(MarkKind.TAG, False, name="狗")


def written(*marks: Mark) -> bytes:
    stream = io.BytesIO()
    assert write_lines(marks, stream) == len(marks)
    return stream.getvalue()


def read(data: bytes) -> list[Mark | BadLine]:
    return list(read_lines(io.BytesIO(data)))


def with_field(name: str, value: object) -> bytes:
    found = json.loads(written(GOOD).splitlines()[1])
    return json.dumps(found | {name: value}).encode()


@given(st.lists(any_marks(), max_size=5))
def test_what_is_written_is_read_again(marks: list[Mark]) -> None:
    data = written(*marks)
    assert read(data) == marks
    assert data.count(b"\n") == len(marks) + 1


@given(any_marks())
def test_a_value_comes_back_from_its_text(mark: Mark) -> None:
    assert value_of(value_text(mark.value)) == mark.value
    assert type(value_of(value_text(mark.value))) is type(mark.value)


@given(st.binary(max_size=300))
def test_whatever_bytes_there_are_nothing_crashes(data: bytes) -> None:
    found = read(data + b"\n" + written(GOOD).splitlines()[1])
    assert isinstance(found[0], BadLine)
    assert found[-1] == GOOD


def test_the_format_is_what_the_page_about_it_says() -> None:
    assert written(GOOD).decode().splitlines() == [
        '{"photosearch_marks":1}',
        '{"hash":"000102030405060708090a0b0c0d0e0f","kind":"tag","name":"狗","value":false,"changed_at_ms":1000,'
        '"removed":false}',
    ]


@pytest.mark.parametrize(
    ("line", "flaw"),
    [
        (b"{", MarkFlaw.NOT_JSON),
        (b"\xff\xfe", MarkFlaw.NOT_JSON),
        (b"[" * 50_000, MarkFlaw.NOT_JSON),
        (b"1" * 50_000, MarkFlaw.NOT_JSON),
        (b"NaN", MarkFlaw.NOT_JSON),
        (b"null", MarkFlaw.FIELDS),
        (b"[]", MarkFlaw.FIELDS),
        (b"{}", MarkFlaw.FIELDS),
        (with_field("removed", 0), MarkFlaw.FIELDS),
        (with_field("hash", "00"), MarkFlaw.HASH),
        (with_field("hash", "zz"), MarkFlaw.HASH),
        (with_field("hash", 7), MarkFlaw.HASH),
        (with_field("kind", "like"), MarkFlaw.KIND),
        (with_field("kind", None), MarkFlaw.KIND),
        (with_field("name", ""), MarkFlaw.NAME),
        (with_field("name", "\ud83d"), MarkFlaw.NAME),
        (with_field("value", None), MarkFlaw.VALUE),
        (with_field("value", [10**400, 0, 1, 1]), MarkFlaw.VALUE),
        (with_field("value", [0, 0, 1]), MarkFlaw.VALUE),
        (with_field("value", [True, 0, 1, 1]), MarkFlaw.VALUE),
        (with_field("changed_at_ms", "now"), MarkFlaw.TIME),
        (with_field("changed_at_ms", True), MarkFlaw.TIME),
        (with_field("changed_at_ms", 10**30), MarkFlaw.TIME),
        (b"x" * LONGEST_LINE_BYTES, MarkFlaw.TOO_LONG),
        (b"x" * (3 * LONGEST_LINE_BYTES + 1), MarkFlaw.TOO_LONG),
    ],
    ids=lambda given: given[:12] if isinstance(given, bytes) else str(given),
)
def test_a_bad_line_is_told_and_the_ones_around_it_are_read(line: bytes, flaw: MarkFlaw) -> None:
    good = written(GOOD).splitlines()[1]
    assert read(b"\n".join([HEADER.strip(), good, line, b"", good])) == [GOOD, BadLine(3, flaw), GOOD]
    assert read(HEADER + line) == [BadLine(2, flaw)]


@pytest.mark.parametrize("line", [b"", b"\n", b"{}\n", b'{"photosearch_marks":"1"}\n', b"x" * (2 * LONGEST_LINE_BYTES)])
def test_a_first_line_that_says_nothing_is_told(line: bytes) -> None:
    (found,) = read(line)
    assert isinstance(found, BadLine)
    assert found.number == 1


def test_a_file_of_a_newer_version_is_left_alone() -> None:
    with pytest.raises(NewerMarksError):
        read(b'{"photosearch_marks":2}\n' + written(GOOD).splitlines()[1])


def test_an_editors_ways_do_no_harm() -> None:
    data = written(GOOD, GOOD).replace(b"\n", b"\r\n")
    assert read(b"\xef\xbb\xbf" + data + b"\r\n\r\n") == [GOOD, GOOD]


def test_a_line_without_end_is_not_held_in_memory() -> None:
    class Endless(io.RawIOBase):
        left = 64 * 1024 * 1024

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
            size = min(len(buffer), self.left)
            buffer[:size] = b"x" * size
            self.left -= size
            return size

    tracemalloc.start()
    try:
        assert list(read_lines(io.BufferedReader(Endless()))) == [BadLine(1, MarkFlaw.TOO_LONG)]
        assert tracemalloc.get_traced_memory()[1] < 4_000_000
    finally:
        tracemalloc.stop()
