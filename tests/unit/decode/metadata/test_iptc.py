"""IPTC's records, in their encodings, wherever they stand."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.decode.metadata.dates import WrittenDate
from photosearch.decode.metadata.iptc import iptc_in_resources, resources_in, statement_of
from photosearch.types.metadata import DatePrecision, DateSource, Origin, Told
from tests import told

UTF_8 = told.data_set(1, 90, b"\x1b%G")


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_words_are_read_in_their_encoding(encoding: str) -> None:
    sets = [
        told.data_set(2, number, text.encode(encoding))
        for number, text in ((5, "标题"), (25, "长城"), (25, "日出"), (120, "很冷"))
    ]
    block = b"".join([UTF_8, *sets] if encoding == "utf-8" else sets)
    statement = statement_of(block)
    assert (statement.title, statement.caption, statement.keywords) == ("标题", "很冷", (("长城",), ("日出",)))


def test_western_words_without_a_word_on_their_encoding() -> None:
    block = told.data_set(2, 80, "Zoé".encode("latin-1")) + told.data_set(2, 80, b"Ann") + told.data_set(2, 116, b"(c)")
    statement = statement_of(block)
    assert (statement.creator, statement.copyright) == ("Zoé, Ann", "(c)")
    assert statement_of(told.data_set(2, 105, b"headline")).title == "headline"


@pytest.mark.parametrize(
    ("day", "time", "expected"),
    [
        (b"19980304", b"121314+0100", WrittenDate(dt.datetime(1998, 3, 4, 12, 13, 14), 60)),
        (b"19980304", b"121314", WrittenDate(dt.datetime(1998, 3, 4, 12, 13, 14))),
        (b"1998-03-04", b"12:13:14+01:00", WrittenDate(dt.datetime(1998, 3, 4, 12, 13, 14), 60)),
        (b"19980304", b"", WrittenDate(dt.datetime(1998, 3, 4), precision=DatePrecision.DAY)),
        (b"19980304", b"rubbish", WrittenDate(dt.datetime(1998, 3, 4), precision=DatePrecision.DAY)),
        (b"19980000", b"", WrittenDate(dt.datetime(1998, 1, 1), precision=DatePrecision.YEAR)),
        (b"1998", b"121314", None),
        (b"00000000", b"000000", None),
    ],
)
def test_day_and_time_are_one_date(day: bytes, time: bytes, expected: WrittenDate | None) -> None:
    dates = statement_of(told.data_set(2, 55, day) + told.data_set(2, 60, time)).dates
    assert dates.get(DateSource.IPTC) == expected


def test_a_long_data_set_says_its_length_in_more_bytes() -> None:
    text = b"x" * 40_000
    block = bytes((0x1C, 2, 120, 0x80, 4)) + len(text).to_bytes(4, "big") + text + told.data_set(2, 5, b"after")
    assert statement_of(block).title == "after"


def test_it_is_found_among_resources_of_several_segments_of_a_jpeg() -> None:
    resources = told.resource(0x03ED, bytes(16)) + told.iptc_resource(told.data_set(2, 5, "猫".encode()))
    found = told.of(told.jpeg(told.photoshop_segment(resources[:40]), told.photoshop_segment(resources[40:])))
    assert found.title == Told("猫", Origin.IPTC)


def test_a_name_of_a_resource_is_passed_over() -> None:
    named = b"8BIM\x04\x04\x05abcde\0\0\0\x03xyz\0" + told.resource(1, b"rest")
    assert list(resources_in(named)) == [(0x0404, b"xyz"), (1, b"rest")]


def test_hundreds_of_thousands_of_keywords_are_bounded() -> None:
    block = told.data_set(2, 5, b"first") + told.data_set(2, 25, b"word 0") * 300_000
    statement = statement_of(block + b"".join(told.data_set(2, 25, f"w{n}".encode()) for n in range(10_000)))
    assert (statement.title, len(statement.keywords)) == ("first", 1)


@given(st.binary(max_size=300))
def test_no_bytes_upset_it(data: bytes) -> None:
    statement_of(data)
    statement_of(UTF_8 + b"\x1c" + data)
    iptc_in_resources(b"8BIM" + data)
