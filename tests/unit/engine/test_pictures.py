"""Thumbnails and previews come from the photo that is meant, or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from photosearch.decode.content_hash import hash_bytes
from photosearch.decode.thumbnails import ThumbnailCache
from photosearch.decode.worker_pool import DecodePool
from photosearch.engine.pictures import PicturesPart
from photosearch.errors import QueryImageError
from photosearch.types.files import FileStamp, ProblemReason
from photosearch.types.ids import PhotoId, RootId
from photosearch.types.photos import Photo, PhotoMetadata
from tests.photos import real_photo


@pytest.fixture
def pictures(tmp_path: Path) -> Iterator[PicturesPart]:
    cache = ThumbnailCache(tmp_path / "thumbnails", 1 << 30)
    pool = DecodePool(workers=1, memory_limit_bytes=1_000_000_000, timeout_s=30, thumbnails=cache)
    yield PicturesPart(pool, cache)
    pool.close()


def photo_at(path: Path) -> Photo:
    return Photo(
        photo_id=PhotoId(1),
        root_id=RootId(1),
        path=path,
        relative_path=path.name,
        stamp=FileStamp(1, 1),
        content_hash=hash_bytes(path.read_bytes()),
        metadata=PhotoMetadata(1, 1, "JPEG"),
    )


def test_a_thumbnail_is_made_once_and_stays_when_the_file_goes(pictures: PicturesPart, tmp_path: Path) -> None:
    path = tmp_path / "猫.jpg"
    shutil.copy(real_photo("cat"), path)
    photo = photo_at(path)
    made = pictures.thumbnail(photo)
    assert made is not None
    path.unlink()
    assert pictures.thumbnail(photo) == made


def test_a_file_with_other_bytes_by_now_gives_no_thumbnail(pictures: PicturesPart, tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    shutil.copy(real_photo("cat"), path)
    photo = photo_at(path)
    shutil.copy(real_photo("moon"), path)
    assert pictures.thumbnail(photo) is None


def test_a_preview_fits(pictures: PicturesPart) -> None:
    path = real_photo("rocket")
    preview = pictures.preview(photo_at(path), 100)
    assert max(preview.shape[:2]) == 100
    with Image.open(path) as image:
        assert preview.shape[1] / preview.shape[0] == pytest.approx(image.width / image.height, rel=0.02)


def test_what_cannot_be_read_says_why(pictures: PicturesPart, tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(b"this is no picture at all")
    photo = photo_at(path)
    with pytest.raises(QueryImageError) as wrong:
        pictures.preview(photo, 100)
    assert wrong.value.reason is ProblemReason.NOT_AN_IMAGE
    path.unlink()
    with pytest.raises(QueryImageError) as gone:
        pictures.preview(photo, 100)
    assert gone.value.reason is ProblemReason.VANISHED


def test_one_that_moves_comes_with_all_its_frames(pictures: PicturesPart, tmp_path: Path) -> None:
    path = tmp_path / "moves.gif"
    frames = [Image.new("RGB", (64, 48), colour) for colour in ("red", "green", "blue")]
    frames[0].save(path, save_all=True, append_images=frames[1:], duration=50)
    moving = pictures.moving(photo_at(path), 32)
    assert moving is not None
    assert (moving.frames.shape, moving.durations_ms) == ((3, 24, 32, 3), (50, 50, 50))
    assert pictures.moving(photo_at(real_photo("cat")), 32) is None
    path.write_bytes(b"this is no picture at all")
    with pytest.raises(QueryImageError):
        pictures.moving(photo_at(path), 32)
