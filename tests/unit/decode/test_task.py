"""One request carried out: what is wanted comes back, whatever way the bytes are read."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from photosearch.decode import task
from photosearch.decode.content_hash import hash_bytes
from photosearch.decode.pillow_image import DecodeLimits
from photosearch.decode.pixels import fit
from photosearch.decode.requests import DecodedPhoto, DecodeFailure, DecodeRequest
from photosearch.decode.thumbnails import ThumbnailCache
from photosearch.types.files import FileStamp, ProblemReason
from photosearch.types.photos import PixelSpec, Resize
from tests import pictures
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
    request = DecodeRequest(path=path, pixel_specs=(PixelSpec(96),), wants_thumbnail=True, preview_px=120)
    photo = done(request, thumbnails)
    assert photo.content_hash == hash_bytes(path.read_bytes())
    assert photo.pixels[PixelSpec(96)].shape == (96, 96, 3)
    assert photo.preview is not None
    assert max(photo.preview.shape) == 120
    assert photo.metadata is not None
    assert photo.stamp is not None
    assert photo.stamp.size_bytes == path.stat().st_size
    assert thumbnails.has(photo.content_hash)


def test_only_the_hash_is_read_when_that_is_all(thumbnails: ThumbnailCache) -> None:
    path = real_photo("moon")
    photo = done(DecodeRequest(path=path, hash_only=True, wants_thumbnail=True), thumbnails)
    assert photo == DecodedPhoto(content_hash=hash_bytes(path.read_bytes()), stamp=photo.stamp)
    assert not thumbnails.has(hash_bytes(path.read_bytes()))


def test_a_file_too_large_for_memory_is_read_twice_with_the_same_result(
    thumbnails: ThumbnailCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = DecodeRequest(path=real_photo("coffee"), pixel_specs=(PixelSpec(64),))
    in_memory = done(request, thumbnails)
    monkeypatch.setattr(task, "_IN_MEMORY_BYTES", 0)
    streamed = done(request, thumbnails)
    assert streamed.content_hash == in_memory.content_hash
    assert np.array_equal(streamed.pixels[PixelSpec(64)], in_memory.pixels[PixelSpec(64)])


def test_bytes_give_what_the_file_gives(thumbnails: ThumbnailCache) -> None:
    path = real_photo("rocket")
    from_file = done(DecodeRequest(path=path, pixel_specs=(PixelSpec(64),)), thumbnails)
    from_bytes = done(DecodeRequest(data=path.read_bytes(), pixel_specs=(PixelSpec(64),)), thumbnails)
    assert np.array_equal(from_file.pixels[PixelSpec(64)], from_bytes.pixels[PixelSpec(64)])
    assert from_bytes.stamp is None


@pytest.mark.parametrize(("side_px", "most_difference"), [(260, 2.0), (500, 2.0)])
def test_a_large_jpeg_read_at_a_smaller_scale_gives_nearly_the_same_square(
    thumbnails: ThumbnailCache, side_px: int, most_difference: float
) -> None:
    whole = pictures.photo(4032, 3024)
    photo = done(
        DecodeRequest(data=pictures.oriented(whole, 1, quality=92), pixel_specs=(PixelSpec(side_px),)), thumbnails
    )
    exact = fit(whole, PixelSpec(side_px)).astype(int)
    assert np.abs(photo.pixels[PixelSpec(side_px)].astype(int) - exact).mean() < most_difference


def test_one_decoding_serves_several_readers_each_with_its_own_square(thumbnails: ThumbnailCache) -> None:
    small, large = PixelSpec(32), PixelSpec(96, Resize.CENTER_CROP)
    both = done(DecodeRequest(path=real_photo("coffee"), pixel_specs=(small, large)), thumbnails)
    assert {spec: pixels.shape for spec, pixels in both.pixels.items()} == {small: (32, 32, 3), large: (96, 96, 3)}
    alone = done(DecodeRequest(path=real_photo("coffee"), pixel_specs=(large,)), thumbnails)
    assert np.array_equal(both.pixels[large], alone.pixels[large])


def test_a_bad_file_is_a_value_with_its_reason(thumbnails: ThumbnailCache, tmp_path: Path) -> None:
    damaged = tmp_path / "cut.jpg"
    damaged.write_bytes(real_photo("cat").read_bytes()[:300])
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
        result = task.perform(DecodeRequest(path=path, pixel_specs=(PixelSpec(64),)), thumbnails, DecodeLimits())
        assert isinstance(result, DecodeFailure)
        assert result.reason is reason, path


class MeddlingCache(ThumbnailCache):
    """Writes to the photo in the middle of its decoding, as an editor that saves just now does."""

    photo: Path

    def has(self, content_hash: bytes) -> bool:
        with self.photo.open("ab") as file:
            file.write(b"more")
        return super().has(content_hash)


@pytest.mark.parametrize("is_damaged", [False, True])
def test_nothing_is_said_of_a_file_that_changed_meanwhile(tmp_path: Path, is_damaged: bool) -> None:
    photo = tmp_path / "a.jpg"
    data = real_photo("cat").read_bytes()
    photo.write_bytes(data[: len(data) // 2] if is_damaged else data)
    meddling = MeddlingCache(tmp_path / "thumbnails", 1 << 30)
    meddling.photo = photo
    result = task.perform(DecodeRequest(path=photo, wants_thumbnail=True), meddling, DecodeLimits())
    assert isinstance(result, DecodeFailure)
    assert result.reason is ProblemReason.VANISHED


def test_a_failure_tells_which_state_of_the_file_failed(thumbnails: ThumbnailCache, tmp_path: Path) -> None:
    photo = tmp_path / "a.jpg"
    photo.write_bytes(b"no picture")
    result = task.perform(DecodeRequest(path=photo), thumbnails, DecodeLimits())
    assert isinstance(result, DecodeFailure)
    assert result.stamp == FileStamp(10, photo.stat().st_mtime_ns)


def test_a_thumbnail_that_is_there_is_not_made_again(thumbnails: ThumbnailCache) -> None:
    request = DecodeRequest(path=real_photo("cat"), wants_thumbnail=True)
    first = done(request, thumbnails)
    assert first.content_hash is not None
    path = thumbnails.path_of(first.content_hash)
    path.write_bytes(b"as it was")
    done(request, thumbnails)
    assert path.read_bytes() == b"as it was"


def test_what_is_not_wanted_does_not_come(thumbnails: ThumbnailCache) -> None:
    request = DecodeRequest(path=real_photo("cat"), wants_hash=False, wants_metadata=False)
    photo = done(request, thumbnails)
    assert photo == DecodedPhoto(stamp=photo.stamp)


def test_an_encoder_gets_the_upright_photo(thumbnails: ThumbnailCache) -> None:
    upright = pictures.photo(1200, 900)
    data = pictures.oriented(upright, 8, quality=95)
    photo = done(DecodeRequest(data=data, pixel_specs=(PixelSpec(96),), preview_px=300), thumbnails)
    assert np.abs(photo.pixels[PixelSpec(96)].astype(int) - fit(upright, PixelSpec(96))).mean() < 2
    assert photo.preview is not None
    assert photo.preview.shape == (225, 300, 3)
    assert photo.metadata is not None
    assert (photo.metadata.width_px, photo.metadata.height_px) == (1200, 900)


def test_a_photo_that_is_larger_than_the_limits_is_too_large(thumbnails: ThumbnailCache) -> None:
    request = DecodeRequest(data=pictures.png_bomb(6000, 6000), preview_px=100)
    result = task.perform(request, thumbnails, DecodeLimits(memory_bytes=100_000_000))
    assert isinstance(result, DecodeFailure)
    assert result.reason is ProblemReason.TOO_LARGE


def test_gigabytes_of_something_else_are_refused_by_their_beginning(thumbnails: ThumbnailCache, tmp_path: Path) -> None:
    film = tmp_path / "film.jpg"
    with film.open("wb") as file:
        file.write(b"\0\0\0\x18ftypisom\0\0\2\0isomiso2")
        file.truncate(1 << 36)  # a sparse file; reading it all would take minutes
    result = task.perform(DecodeRequest(path=film, pixel_specs=(PixelSpec(64),)), thumbnails, DecodeLimits())
    assert isinstance(result, DecodeFailure)
    assert result.reason is ProblemReason.UNSUPPORTED
