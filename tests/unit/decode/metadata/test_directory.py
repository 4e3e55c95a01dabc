"""Tags are read one by one: broken ones cost themselves, and no directory can hold the reader."""

from __future__ import annotations

import io
import math
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.decode.metadata.directory import Directory, open_exif, without_prefix
from photosearch.decode.metadata.exif import statement_of
from tests import pictures

Entry = tuple[int, int, int, bytes]


def directory_of(entries: list[Entry], tail: bytes = b"", order: str = "<") -> Directory:
    """Entries of (tag, type, count, value or offset), read from byte 0."""
    data = struct.pack(order + "H", len(entries)) + b"".join(
        struct.pack(order + "HHI", tag, kind, count) + value for tag, kind, count, value in entries
    )
    found = Directory(io.BytesIO(data + bytes(4) + tail), order)
    found.load(0)
    return found


@pytest.mark.parametrize("order", ["<", ">"])
def test_every_type_is_read(order: str) -> None:
    def number(letter: str, value: float) -> bytes:
        return struct.pack(order + letter, value).ljust(4, b"\0")

    entries: list[Entry] = [
        (1, 1, 1, number("B", 200)),
        (2, 6, 1, number("b", -3)),
        (3, 3, 2, struct.pack(order + "HH", 1, 65535)),
        (4, 8, 1, number("h", -4)),
        (5, 4, 1, number("I", 2**32 - 1)),
        (6, 9, 1, number("i", -5)),
        (7, 11, 1, number("f", 0.5)),
        (8, 2, 4, b"abc\0"),
        (9, 7, 2, b"\0\1zz"),
        (10, 5, 2, number("I", 150)),
        (11, 12, 1, number("I", 166)),
        (12, 10, 1, number("I", 174)),
    ]
    at = 2 + 12 * len(entries) + 4
    tail = struct.pack(order + "IIII", 1, 2, 0, 0) + struct.pack(order + "d", 0.25) + struct.pack(order + "ii", -1, 4)
    entries = [
        (
            tag,
            kind,
            count,
            number("I", at + struct.unpack(order + "I", value)[0] - 150) if tag in (10, 11, 12) else value,
        )
        for tag, kind, count, value in entries
    ]
    tags = directory_of(entries, tail, order)
    assert [tags.number(tag) for tag in (1, 2, 4, 5, 6, 7, 11, 12)] == [200, -3, -4, 2**32 - 1, -5, 0.5, 0.25, -0.25]
    assert tags.numbers(3) == (1, 65535)
    assert tags.numbers(10)[0] == 0.5
    assert math.isnan(tags.numbers(10)[1])
    assert (tags.text(8), tags.data(9), tags.text(3), tags.numbers(8), tags.number(99)) == (
        b"abc",
        b"\0\1",
        b"",
        (),
        None,
    )


def test_a_broken_entry_costs_no_other() -> None:
    outside: Entry = (271, 2, 100, struct.pack("<I", 10_000_000))
    huge: Entry = (272, 2, 0xFFFFFFFF, struct.pack("<I", 8))
    unknown: Entry = (273, 77, 1, bytes(4))
    tags = directory_of([outside, huge, unknown, (274, 3, 1, b"\6\0\0\0")])
    assert (tags.text(271), tags.text(272), 273 in tags, tags.number(274)) == (b"", b"", False, 6)


def test_bigtiff_is_read() -> None:
    entry = struct.pack("<HHQQ", 274, 3, 1, 8)
    data = b"II\x2b\0" + struct.pack("<HHQ", 8, 0, 16) + struct.pack("<Q", 1) + entry + bytes(8)
    tags = open_exif(io.BytesIO(data))
    assert tags is not None
    assert tags.main.number(274) == 8


@pytest.mark.parametrize("block", [b"", b"II", b"II*\0", b"rubbish that is long enough", b"MM\0*" + b"\xff" * 12])
def test_what_is_no_directory_is_empty_or_none(block: bytes) -> None:
    tags = open_exif(io.BytesIO(block))
    assert tags is None or tags.main.number(274) is None


def test_directories_that_point_at_each_other_end() -> None:
    tags = open_exif(io.BytesIO(without_prefix(pictures.looping_exif())))
    assert tags is not None
    assert statement_of(tags).position is None


@given(st.binary(max_size=300))
def test_no_bytes_upset_it(data: bytes) -> None:
    for header in (b"II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08", b"II+\0\x08\0\0\0\x10\0\0\0\0\0\0\0"):
        tags = open_exif(io.BytesIO(header + data))
        if tags is not None:
            statement_of(tags)
