"""A cut TIFF is told from a whole one, classic or big, either byte order."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.decode.tiff_directory import has_whole_directory
from tests import pictures

PHOTO = pictures.photo(40, 30)


def is_whole(data: bytes) -> bool:
    return has_whole_directory(io.BytesIO(data))


@pytest.mark.parametrize("options", [{}, {"compression": "tiff_lzw"}, {"big_tiff": True}])
def test_a_whole_file_is_whole_and_any_start_of_it_is_not(options: dict[str, object]) -> None:
    data = pictures.encoded(PHOTO, "TIFF", **options)
    assert is_whole(data)
    # Where the directory is in front, cutting off pixels leaves it whole.
    at_front = int.from_bytes(data[4:8], "little") < 100
    assert not any(is_whole(data[:length]) for length in range(8, 60 if at_front else len(data), 7))


def test_a_big_endian_file_is_read() -> None:
    whole = b"MM\0*\0\0\0\x08\0\1" + b"\1\0\0\4\0\0\0\1\0\0\0\5" + bytes(4)
    assert is_whole(whole)
    assert not is_whole(whole[:20])


def test_values_outside_the_file_are_noticed() -> None:
    assert not is_whole(pictures.tiff_of([(273, 4, 0xFFFFFFFF, pictures.long(8))]))
    assert is_whole(pictures.tiff_of([(273, 4, 1, pictures.long(8))]))


def test_a_directory_without_entries_is_none() -> None:
    assert not is_whole(pictures.tiff_of([]))


@given(st.sampled_from([b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"]), st.binary(max_size=80))
def test_no_bytes_upset_it(start: bytes, rest: bytes) -> None:
    assert is_whole(start + rest) in (True, False)
