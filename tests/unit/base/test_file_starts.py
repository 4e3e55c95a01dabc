"""The first bytes say what a file is, whatever it is called."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.types import file_starts
from photosearch.types.formats import DECODABLE, PILLOW_FORMATS
from tests import pictures


@pytest.mark.parametrize("format_name", sorted(PILLOW_FORMATS | {"HEIF"}))
def test_every_format_is_known_by_its_content(format_name: str) -> None:
    data = pictures.encoded(pictures.photo(), format_name)
    assert file_starts.sniff(data[: file_starts.HEAD_BYTES]) == format_name


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"MM\0*\0\0\0\x08", "TIFF"),
        (b"II+\0\x08\0\0\0", "TIFF"),
        (b"II*\0\x10\0\0\0CR\x02\0", "CR2"),
        (b"FUJIFILMCCD-RAW 0201", "RAF"),
        (b"IIRO\x08\0\0\0", "ORF"),
        (b"IIU\0\x18\0\0\0", "RW2"),
        (b"\0\0\0\x18ftypcrx \0\0\0\1crx isom", "CR3"),
        (b"\0\0\0\x20ftypmif1\0\0\0\0mif1avifmiafMA1B", "AVIF"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", "HEIF"),
        (b"\0\0\0\x18ftypisom\0\0\0\0isomheic", "HEIF"),
    ],
)
def test_cameras_files_and_containers_are_told_apart(head: bytes, expected: str) -> None:
    assert file_starts.sniff(head) == expected
    assert expected in DECODABLE


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"\0\0\0\x18ftypisom\0\0\2\0isomiso2", "VIDEO"),
        (b"%PDF-1.7", "PDF"),
    ],
)
def test_what_cannot_be_decoded_is_still_named(head: bytes, expected: str) -> None:
    assert file_starts.sniff(head) == expected
    assert expected not in DECODABLE


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"\xff\xd8",
        b"BMW is a maker of cars and of motorcycles too",
        b"<!DOCTYPE html><html><body><svg/></body></html>",
        b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
        b"RIFF\x24\0\0\0WAVEfmt ",
        b"\0\0\0\x18ftyp",
        b"PK\x03\x04",
    ],
)
def test_anything_else_is_no_picture(head: bytes) -> None:
    assert file_starts.sniff(head) is None


@given(st.binary(max_size=64), st.sampled_from([b"", b"\0\0\0\x18ftyp", b"II*\0", b"BM", b"RIFF\0\0\0\0WEBP"]))
def test_no_bytes_confuse_it(rest: bytes, start: bytes) -> None:
    name = file_starts.sniff(start + rest)
    assert name is None or name.isupper()
