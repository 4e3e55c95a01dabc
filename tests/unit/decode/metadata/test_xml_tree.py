"""XML of strangers is bounded, declares nothing, fetches nothing, and is kept up to where it breaks."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.decode.metadata.xml_tree import DEPTH, ELEMENTS, XML_BYTES, parse
from photosearch.types.metadata import UnreadReason
from tests import hostile_xml


def test_billions_of_laughs_are_refused_at_once() -> None:
    begin_s = time.monotonic()
    root, reason = parse(hostile_xml.billion_laughs())
    assert reason is UnreadReason.FORBIDDEN
    assert root is None
    assert time.monotonic() - begin_s < 10.0  # expanded, it would take hours


def test_nothing_is_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    root, reason = parse(hostile_xml.external_entity(secret.as_uri()))
    assert (root, reason) == (None, UnreadReason.FORBIDDEN)
    assert parse(hostile_xml.external_doctype("http://127.0.0.1:9/x.dtd"))[1] is UnreadReason.FORBIDDEN


def test_too_many_elements_leave_those_before() -> None:
    root, reason = parse(b"<a>" + b"<b/>" * (ELEMENTS + 1) + b"</a>")
    assert reason is UnreadReason.TOO_LARGE
    assert root is not None
    assert 0 < len(root) <= ELEMENTS


def test_too_deep_a_tree_is_cut() -> None:
    root, reason = parse(b"<a>" * 100_000)
    assert reason is UnreadReason.TOO_LARGE
    assert root is not None
    assert sum(1 for _ in root.iter()) == DEPTH


def test_too_many_bytes_are_not_looked_at() -> None:
    assert parse(b"<a>" + b" " * XML_BYTES + b"</a>") == (None, UnreadReason.TOO_LARGE)


@pytest.mark.parametrize(
    "data", [b"<a><b>1</b><c", b"<a><b>1</b>&nbsp;</a>", b"<a><b>1</b>\x07</a>", b"<a><b>1</b></a><x"]
)
def test_what_precedes_an_error_is_kept(data: bytes) -> None:
    root, reason = parse(data)
    assert reason is UnreadReason.DAMAGED
    assert root is not None
    assert root.findtext("b") == "1"


@pytest.mark.parametrize(
    "data",
    [b"\0\0<a>x</a>\0\0", "<a>x</a>".encode("utf-16"), b"\xef\xbb\xbf<a>x</a>", b"<?xml version='1.0'?>\n<a>x</a> \n"],
)
def test_packets_are_read_with_what_is_around_them(data: bytes) -> None:
    root, reason = parse(data)
    assert reason is None
    assert root is not None
    assert root.text == "x"


def test_letters_of_another_encoding_than_the_one_it_has_to_be_are_read() -> None:
    root, reason = parse("<a>Zürich</a>".encode("latin-1"))
    assert (root is not None and root.text, reason) == ("Zürich", None)


@pytest.mark.parametrize("data", [b"", b"   ", b"no XML", b"<?xml version='1.0' encoding='klingon'?><a/>"])
def test_what_is_no_xml_says_so(data: bytes) -> None:
    assert parse(data) == (None, UnreadReason.DAMAGED)


@given(st.binary(max_size=200))
def test_no_bytes_upset_it(data: bytes) -> None:
    parse(data)
    parse(b"<a>" + data + b"</a>")
