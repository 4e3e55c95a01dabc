"""Photos to look at: thumbnails and previews, decoded in worker processes ahead of the photos that are being added."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from photosearch.decode.thumbnails import ThumbnailCache
from photosearch.decode.worker_pool import DecodedPhoto, DecodeFailure, DecodePool, DecodeRequest
from photosearch.errors import QueryImageError
from photosearch.search.web_picture import WebPictures
from photosearch.types.arrays import UInt8Array
from photosearch.types.files import ProblemReason
from photosearch.types.photos import MovingPicture, Photo


class PicturesPart:
    """Thread-safe; every call blocks until the picture is there. See ``parts.Pictures``."""

    def __init__(self, pool: DecodePool, thumbnails: ThumbnailCache) -> None:
        self._pool = pool
        self._thumbnails = thumbnails
        self._web_pictures = WebPictures()

    def thumbnail(self, photo: Photo) -> Path | None:
        """As ``parts.Pictures.thumbnail``."""
        path = self._thumbnails.path_of(photo.content_hash)
        if path.exists():
            return path
        request = DecodeRequest(path=photo.path, wants_thumbnail=True, wants_metadata=False)
        result = self._pool.submit(request, is_urgent=True).result()
        is_made = not isinstance(result, DecodeFailure) and result.content_hash == photo.content_hash
        return path if is_made and path.exists() else None

    def preview(self, photo: Photo, max_px: int) -> UInt8Array:
        """As ``parts.Pictures.preview``."""
        request = DecodeRequest(path=photo.path, preview_px=max_px, wants_hash=False, wants_metadata=False)
        result = self._decoded(photo, request)
        if result.preview is None:
            raise QueryImageError(ProblemReason.UNSUPPORTED, photo.path)
        return result.preview

    def moving(self, photo: Photo, max_px: int) -> MovingPicture | None:
        """As ``parts.Pictures.moving``."""
        return self._decoded(photo, DecodeRequest(path=photo.path, moving_px=max_px)).moving

    def fetch_picture(self, url: str, should_stop: Callable[[], bool]) -> bytes:
        """As ``parts.Pictures.fetch_picture``."""
        return self._web_pictures.fetch(url, should_stop)

    def _decoded(self, photo: Photo, request: DecodeRequest) -> DecodedPhoto:
        result = self._pool.submit(request, is_urgent=True).result()
        if isinstance(result, DecodeFailure):
            raise QueryImageError(result.reason, photo.path, result.detail)
        return result
