"""One request carried out: what is wanted comes back, whatever way the bytes are read."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from photosearch.decode import task
from photosearch.decode.content_hash import content_hash_of
from photosearch.decode.pillow_image import DecodeLimits
from photosearch.decode.requests import DecodedPhoto, DecodeFailure, DecodeRequest
from photosearch.decode.thumbnails import ThumbnailCache
from photosearch.types import PixelSpec, ProblemReason
from tests.photos import real_photo


@pytest.fixture
def thumbnails(tmp_path: Path) -> ThumbnailCache:
    return ThumbnailCache(tmp_path / "thumbnails", 1 << 30)


def done(request: DecodeRequest, thumbnails: ThumbnailCache) -> DecodedPhoto:
    result = task.perform(request, thumbnails, DecodeLimits())
    assert isinstance(result, DecodedPhoto), result
    return result


def test_everything_wanted_comes_from_one_request(thumbnails: ThumbnailCache) -> None:
    path = real_photo("cat")
    request = DecodeRequest(path=path, pixel_spec=PixelSpec(96), wants_thumbnail=True, preview_px=120)
    photo = done(request, thumbnails)
    assert photo.content_hash == content_hash_of(path)
    assert photo.pixels is not None
    assert photo.pixels.shape == (96, 96, 3)
    assert photo.preview is not None
    assert max(photo.preview.shape) == 120
    assert photo.metadata is not None
    assert photo.stamp is not None
    assert photo.stamp.size_bytes == path.stat().st_size
    assert thumbnails.has(photo.content_hash)


def test_only_the_hash_is_read_when_that_is_all(thumbnails: ThumbnailCache) -> None:
    path = real_photo("moon")
    photo = done(DecodeRequest(path=path, hash_only=True, wants_thumbnail=True), thumbnails)
    assert photo == DecodedPhoto(content_hash=content_hash_of(path), stamp=photo.stamp)
    assert not thumbnails.has(content_hash_of(path))


def test_a_file_too_large_for_memory_is_read_twice_with_the_same_result(
    thumbnails: ThumbnailCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = DecodeRequest(path=real_photo("coffee"), pixel_spec=PixelSpec(64))
    in_memory = done(request, thumbnails)
    monkeypatch.setattr(task, "_IN_MEMORY_BYTES", 0)
    streamed = done(request, thumbnails)
    assert streamed.content_hash == in_memory.content_hash
    assert in_memory.pixels is not None
    assert streamed.pixels is not None
    assert np.array_equal(streamed.pixels, in_memory.pixels)


def test_bytes_give_what_the_file_gives(thumbnails: ThumbnailCache) -> None:
    path = real_photo("rocket")
    from_file = done(DecodeRequest(path=path, pixel_spec=PixelSpec(64)), thumbnails)
    from_bytes = done(DecodeRequest(data=path.read_bytes(), pixel_spec=PixelSpec(64)), thumbnails)
    assert from_file.pixels is not None
    assert from_bytes.pixels is not None
    assert np.array_equal(from_file.pixels, from_bytes.pixels)
    assert from_bytes.stamp is None


def test_a_bad_file_is_a_value_with_its_reason(thumbnails: ThumbnailCache, tmp_path: Path) -> None:
    damaged = tmp_path / "cut.jpg"
    damaged.write_bytes(real_photo("cat").read_bytes()[:5000])
    fifo = tmp_path / "fifo.jpg"
    os.mkfifo(fifo)
    (tmp_path / "empty.jpg").touch()
    expected = {
        damaged: ProblemReason.DAMAGED,
        fifo: ProblemReason.NOT_A_FILE,
        tmp_path / "empty.jpg": ProblemReason.EMPTY,
        tmp_path / "gone.jpg": ProblemReason.VANISHED,
        tmp_path: ProblemReason.IS_A_FOLDER,
    }
    for path, reason in expected.items():
        result = task.perform(DecodeRequest(path=path, pixel_spec=PixelSpec(64)), thumbnails, DecodeLimits())
        assert isinstance(result, DecodeFailure)
        assert result.reason is reason, path
