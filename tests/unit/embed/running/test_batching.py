"""Batches shrink when memory or patience is short, and grow when there is plenty."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.embed.running.batching import MemoryBackOff, MicroBatch
from photosearch.embed.running.encoder import EncoderOutOfMemoryError
from photosearch.types.arrays import Float32Array, UInt8Array


class SmallDevice:
    """Holds at most ``room`` rows at once."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.sizes: list[int] = []

    def encode(self, pixels: UInt8Array) -> Float32Array:
        self.sizes.append(len(pixels))
        if len(pixels) > self.room:
            raise EncoderOutOfMemoryError
        return pixels.astype(np.float32)


def _rows(count: int) -> UInt8Array:
    return np.arange(count, dtype=np.uint8)[:, np.newaxis]


@pytest.mark.may_log("out of memory with")
@given(count=st.integers(1, 200), room=st.integers(1, 40), limit=st.integers(1, 64))
def test_every_row_is_embedded_once_in_order_whatever_the_room(count: int, room: int, limit: int) -> None:
    device = SmallDevice(room)
    back_off = MemoryBackOff(limit)
    assert np.array_equal(back_off.run(device.encode, _rows(count)), _rows(count))
    assert max(device.sizes) <= limit


@pytest.mark.logs("out of memory with 16 images", "out of memory with 8 images")
def test_the_smaller_limit_is_remembered() -> None:
    device = SmallDevice(room=5)
    back_off = MemoryBackOff(16)
    back_off.run(device.encode, _rows(16))
    assert back_off.limit == 4
    device.sizes.clear()
    back_off.run(device.encode, _rows(16))
    assert device.sizes == [4, 4, 4, 4]


@pytest.mark.logs("out of memory with")
def test_no_room_for_one_is_an_error() -> None:
    with pytest.raises(EncoderOutOfMemoryError):
        MemoryBackOff(8).run(SmallDevice(room=0).encode, _rows(3))


def _settle(per_image_s: float, *, limit: int) -> MicroBatch:
    micro = MicroBatch(0.1)
    for _ in range(20):
        micro.record(micro.size, micro.size * per_image_s, limit=limit)
    return micro


@pytest.mark.parametrize(("per_image_s", "size"), [(0.3, 1), (0.03, 2), (0.001, 64), (0.0001, 64)])
def test_the_size_settles_below_the_target(per_image_s: float, size: int) -> None:
    assert _settle(per_image_s, limit=64).size == size


def test_it_shrinks_at_once_when_the_machine_becomes_slow() -> None:
    micro = _settle(0.001, limit=64)
    micro.record(64, 6.4, limit=64)
    assert micro.size == 1


def test_a_batch_that_was_not_full_is_no_reason_to_grow() -> None:
    micro = _settle(0.001, limit=32)
    micro.record(1, 0.001, limit=64)
    assert micro.size == 32


def test_the_limit_is_kept_when_it_falls() -> None:
    micro = _settle(0.001, limit=64)
    micro.record(64, 0.064, limit=8)
    assert micro.size == 8


def test_an_encoder_that_works_side_by_side_is_never_given_less_however_slow() -> None:
    micro = MicroBatch(0.1)
    sizes = []
    for _ in range(5):
        micro.record(micro.size, micro.size * 0.3, limit=64, least=2)
        sizes.append(micro.size)
    assert sizes == [2] * 5
