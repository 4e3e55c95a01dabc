"""A photo is known by all of its bytes."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.decode.content_hash import HASH_BYTES, content_hash_of, hash_bytes, hash_stream
from photosearch.decode.failure import DecodeError
from photosearch.types import ProblemReason


def test_it_is_blake2b_of_sixteen_bytes() -> None:
    assert hash_bytes(b"photo") == hashlib.blake2b(b"photo", digest_size=HASH_BYTES).digest()
    assert len(hash_bytes(b"")) == 16


@given(st.binary(max_size=4096))
def test_a_stream_hashes_as_its_bytes(data: bytes) -> None:
    assert hash_stream(io.BytesIO(data)) == hash_bytes(data)


def test_a_file_larger_than_a_piece_hashes_as_its_bytes(tmp_path: Path) -> None:
    data = bytes(range(256)) * 10_000
    path = tmp_path / "a.jpg"
    path.write_bytes(data)
    assert content_hash_of(path) == hash_bytes(data)


def test_the_last_byte_counts() -> None:
    assert hash_bytes(bytes(5000)) != hash_bytes(bytes(4999) + b"\1")


def test_what_is_gone_has_no_hash(tmp_path: Path) -> None:
    with pytest.raises(DecodeError) as caught:
        content_hash_of(tmp_path / "gone.jpg")
    assert caught.value.reason is ProblemReason.VANISHED
