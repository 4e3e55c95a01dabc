"""A photo is known by all of its bytes."""

from __future__ import annotations

import hashlib
import io

from hypothesis import given
from hypothesis import strategies as st

from photosearch.decode.content_hash import HASH_BYTES, hash_bytes, hash_stream


def test_it_is_blake2b_of_sixteen_bytes() -> None:
    assert hash_bytes(b"photo") == hashlib.blake2b(b"photo", digest_size=HASH_BYTES).digest()
    assert len(hash_bytes(b"")) == 16


@given(st.binary(max_size=4096))
def test_a_stream_hashes_as_its_bytes(data: bytes) -> None:
    assert hash_stream(io.BytesIO(data)) == hash_bytes(data)


def test_a_stream_longer_than_a_piece_hashes_as_its_bytes() -> None:
    data = bytes(range(256)) * 10_000
    assert hash_stream(io.BytesIO(data)) == hash_bytes(data)


def test_the_last_byte_counts() -> None:
    assert hash_bytes(bytes(5000)) != hash_bytes(bytes(4999) + b"\1")
