"""The cache of thumbnails: written whole or not at all, found by content, and bounded."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from PIL import Image

from photosearch.decode.thumbnails import THUMBNAIL_LONG_PX, THUMBNAIL_SHORT_PX, ThumbnailCache
from tests import pictures


@pytest.fixture
def cache(tmp_path: Path) -> ThumbnailCache:
    return ThumbnailCache(tmp_path / "thumbnails", 1 << 30)


def files_in(cache: ThumbnailCache) -> list[Path]:
    return sorted(path for path in cache.folder.rglob("*") if path.is_file())


def key(number: int) -> bytes:
    return bytes([number]) * 16


def fill(cache: ThumbnailCache, count: int) -> None:
    """Thumbnails of 1000 bytes each, the first used longest ago."""
    for number in range(count):
        path = cache.path_of(key(number))
        path.parent.mkdir(parents=True)
        path.write_bytes(bytes(1000))
        os.utime(path, (1_600_000_000 + number,) * 2)


@pytest.mark.parametrize(
    ("size", "expected"),
    [((1200, 800), (480, 320)), ((800, 1200), (320, 480)), ((9000, 300), (960, 32)), ((20, 10), (20, 10))],
)
def test_a_thumbnail_is_just_large_enough(
    cache: ThumbnailCache, size: tuple[int, int], expected: tuple[int, int]
) -> None:
    assert not cache.has(key(1))
    assert cache.write(key(1), Image.new("RGB", size))
    assert cache.has(key(1))
    with Image.open(cache.path_of(key(1))) as image:
        assert image.size == expected
    assert min(expected) <= THUMBNAIL_SHORT_PX
    assert max(expected) <= THUMBNAIL_LONG_PX


def test_it_looks_like_the_photo_and_nothing_else_is_left(cache: ThumbnailCache) -> None:
    assert cache.write(key(1), pictures.corners(64, 64))
    with Image.open(cache.path_of(key(1))) as image:
        red, green, blue = image.convert("RGB").getpixel((8, 8))  # type: ignore[misc]
    assert red > 200
    assert green < 60
    assert blue < 60
    assert files_in(cache) == [cache.path_of(key(1))]


def test_writing_again_replaces(cache: ThumbnailCache) -> None:
    assert cache.write(key(1), Image.new("RGB", (64, 64), "red"))
    assert cache.write(key(1), Image.new("RGB", (64, 64), "blue"))
    assert len(files_in(cache)) == 1


def test_dropping_leaves_the_others_and_minds_no_absent_one(cache: ThumbnailCache) -> None:
    fill(cache, 3)
    cache.drop([key(0), key(2), key(9)])
    assert files_in(cache) == [cache.path_of(key(1))]


def test_a_folder_that_cannot_be_written_costs_only_the_thumbnail(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    cache = ThumbnailCache(tmp_path / "file", 1 << 30)
    assert not cache.write(key(1), pictures.photo())
    assert not cache.has(key(1))
    assert cache.trim() == 0


def test_something_else_in_its_place_costs_only_the_thumbnail(cache: ThumbnailCache) -> None:
    cache.path_of(key(1)).mkdir(parents=True)
    (cache.path_of(key(1)) / "inside").touch()
    assert not cache.write(key(1), pictures.photo())
    assert [path.name for path in files_in(cache)] == ["inside"]


def test_nothing_is_deleted_within_the_limit(cache: ThumbnailCache) -> None:
    fill(cache, 5)
    assert cache.trim() == 0
    assert len(files_in(cache)) == 5


def test_the_least_recently_used_go_first(tmp_path: Path) -> None:
    cache = ThumbnailCache(tmp_path, 10_000)
    fill(cache, 12)
    assert cache.trim() == 3
    assert [number for number in range(12) if not cache.has(key(number))] == [0, 1, 2]
    assert cache.trim() == 0


def test_being_shown_keeps_a_thumbnail(tmp_path: Path) -> None:
    cache = ThumbnailCache(tmp_path, 10_000)
    fill(cache, 12)
    os.utime(cache.path_of(key(0)), (1_700_000_000, 1_600_000_000))  # read lately
    assert cache.trim() == 3
    assert cache.has(key(0))


def test_what_a_killed_writer_left_is_cleared_away_once_it_is_old(cache: ThumbnailCache) -> None:
    fill(cache, 1)
    folder = cache.path_of(key(0)).parent
    (folder / "old.jpg.0000.new").touch()
    (folder / "fresh.jpg.0000.new").touch()
    os.utime(folder / "old.jpg.0000.new", (time.time() - 7200,) * 2)
    assert cache.trim() == 0
    assert {path.name for path in files_in(cache)} == {cache.path_of(key(0)).name, "fresh.jpg.0000.new"}


@pytest.mark.parametrize("suffix", [".jpg", ".0.jpg"])
def test_one_of_another_version_is_made_again_and_cleared_away(cache: ThumbnailCache, suffix: str) -> None:
    current = cache.path_of(key(1))
    current.parent.mkdir(parents=True)
    other = current.with_name(key(1).hex() + suffix)
    other.write_bytes(b"colours as they were once read")
    assert not cache.has(key(1))
    assert cache.write(key(1), pictures.photo())
    assert files_in(cache) == sorted([current, other])
    assert cache.trim() == 0
    assert files_in(cache) == [current]
