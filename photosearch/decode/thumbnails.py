"""The thumbnail cache: a bounded folder of small JPEG files named by content hash, deletable at any time."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from PIL import Image

from photosearch.decode.pixels import shrink_short_side

THUMBNAILS_VERSION: Final = "2"
"""Changes whenever other pixels would come out, as where colours were read wrongly. All are then made again, each when
it is looked at."""
THUMBNAIL_SHORT_PX: Final = 320
"""The grid crops thumbnails to squares of at most so many pixels."""
THUMBNAIL_LONG_PX: Final = 960
"""Keeps a panorama's thumbnail from being as large as a photo."""
# Encoding 480 x 320: JPEG 80 takes 0.4 ms for 29 kB (and 0.5 ms to show), WebP 80 4.3 ms for 26 kB (method 0) to
# 13.5 ms for 21 kB (method 4), and 3 ms to show: six times the scrolling cost for a quarter of the disk.
_JPEG_QUALITY: Final = 80

_TRIM_TO: Final = 0.9
_LEFTOVER_AGE_S: Final = 3600.0
_TEMPORARY: Final = ".new"
_OF_ANY_VERSION: Final = ".jpg"
_SUFFIX: Final = f".{THUMBNAILS_VERSION}.jpg"


class ThumbnailCache:
    """Finds, writes and bounds thumbnails. Any number of processes may use the same folder."""

    def __init__(self, folder: Path, limit_bytes: int) -> None:
        self.folder = folder
        self.limit_bytes = limit_bytes

    def path_of(self, content_hash: bytes) -> Path:
        """Where the thumbnail of these bytes is, or would be."""
        name = content_hash.hex()
        return self.folder / name[:2] / f"{name}{_SUFFIX}"

    def has(self, content_hash: bytes) -> bool:
        """Whether it is there."""
        return self.path_of(content_hash).is_file()

    def write(self, content_hash: bytes, image: Image.Image) -> bool:
        """Save the thumbnail of an upright RGB image, all of it or nothing; False where the disk refuses.

        A photo without a thumbnail is still a photo: it is made again when it is next looked at.
        """
        path = self.path_of(content_hash)
        temporary = path.with_name(f"{path.name}.{secrets.token_hex(4)}{_TEMPORARY}")
        thumbnail = shrink_short_side(image, THUMBNAIL_SHORT_PX, THUMBNAIL_LONG_PX)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with temporary.open("xb") as file:
                thumbnail.save(file, "JPEG", quality=_JPEG_QUALITY)
            temporary.replace(path)
        except OSError:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
            return False
        return True

    def drop(self, content_hashes: Iterable[bytes]) -> None:
        """Delete the thumbnails of these bytes, where there are any; one that cannot be deleted is trimmed some day."""
        for content_hash in content_hashes:
            with suppress(OSError):
                self.path_of(content_hash).unlink(missing_ok=True)

    def trim(self) -> int:
        """Delete the least recently used thumbnails until a tenth of the limit is free; call it rarely.

        Returns:
            How many were deleted.
        """
        found = sorted(self._files())
        total_bytes = sum(size_bytes for _, size_bytes, _ in found)
        if total_bytes <= self.limit_bytes:
            return 0
        deleted = 0
        for _, size_bytes, path in found:
            if total_bytes <= self.limit_bytes * _TRIM_TO:
                break
            with suppress(OSError):
                path.unlink()
                total_bytes -= size_bytes
                deleted += 1
        return deleted

    def _files(self) -> Iterator[tuple[float, int, Path]]:
        """(last used, bytes, path) of each thumbnail; what interrupted writes and other versions left goes."""
        stale_s = time.time() - _LEFTOVER_AGE_S
        for shard in _entries(self.folder):
            for entry in _entries(Path(shard.path)) if shard.is_dir(follow_symlinks=False) else ():
                with suppress(OSError):
                    status = entry.stat(follow_symlinks=False)
                    if entry.name.endswith(_SUFFIX):
                        yield max(status.st_atime, status.st_mtime), status.st_size, Path(entry.path)
                    elif entry.name.endswith(_OF_ANY_VERSION) or status.st_mtime < stale_s:
                        Path(entry.path).unlink()


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            yield from entries
    except OSError:
        return
