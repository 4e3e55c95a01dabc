"""A request names one source, and knows whether it wants pixels."""

from __future__ import annotations

import pickle
from pathlib import Path

import numpy as np
import pytest

from photosearch.decode.requests import DecodedPhoto, DecodeFailure, DecodeRequest
from photosearch.types.files import FileStamp, ProblemReason
from photosearch.types.photos import PixelSpec


def test_exactly_one_source_is_named() -> None:
    with pytest.raises(ValueError, match="exactly one"):
        DecodeRequest()
    with pytest.raises(ValueError, match="exactly one"):
        DecodeRequest(path=Path("a.jpg"), data=b"x")


def test_requests_and_answers_cross_a_process_border() -> None:
    request = DecodeRequest(path=Path("a.jpg"), pixel_specs=(PixelSpec(8),))
    failure = DecodeFailure(ProblemReason.DAMAGED, "cut", FileStamp(1, 2))
    photo = DecodedPhoto(b"hash", pixels={PixelSpec(2): np.ones((2, 2, 3), np.uint8)})
    assert pickle.loads(pickle.dumps(request)) == request
    assert pickle.loads(pickle.dumps(failure)) == failure
    arrived = pickle.loads(pickle.dumps(photo))
    assert arrived.content_hash == b"hash"
    assert np.array_equal(arrived.pixels[PixelSpec(2)], np.ones((2, 2, 3)))
