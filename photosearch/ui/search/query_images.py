"""Pictures that come by drop or paste: files, file URLs, image data, data URLs. Nothing is fetched here."""

from __future__ import annotations

import base64
import binascii
import html
import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage

from photosearch.errors import ModelError, QueryImageError
from photosearch.types.arrays import UInt8Array
from photosearch.types.queries import ImageTerm
from photosearch.types.question import PictureTerm
from photosearch.ui.look.images import array_of, png_bytes

_ENCODED_TYPES = ("image/png", "image/jpeg", "image/webp", "image/bmp", "image/tiff", "image/gif")
_DATA_URL = re.compile(r"data:image/[\w.+-]+;base64,([A-Za-z0-9+/=\s]+)")
_IMAGE_TAG = re.compile(r"<img\s[^>]*?\bsrc=[\"'](https?:[^\"'>]+)[\"']", re.IGNORECASE)
CHIP_PX = 96
"""Longest side of the small picture of a chip."""
_MOST_FILES = 8
_LARGEST_DATA_BYTES = 200_000_000

LookAt = Callable[[Path | bytes, int], UInt8Array]
"""Blocking: ``(file or image bytes, longest side in pixels) -> uint8 [height, width, 3] RGB``."""


@dataclass(frozen=True, slots=True)
class OfferedPictures:
    """What a drop or the clipboard carries, taken out of Qt's object so that it outlives the event."""

    paths: tuple[Path, ...] = ()
    encoded: tuple[bytes, ...] = ()
    """Bytes of image files."""
    image: QImage | None = None
    link: str = ""
    """The address of a picture on the web, of which nothing else came along; ASCII."""

    @property
    def is_empty(self) -> bool:
        """Whether there is no picture to search with."""
        return not (self.paths or self.encoded or self.image is not None)


def carries_picture(mime: QMimeData) -> bool:
    """Whether a drop or the clipboard may hold a picture (or the address of one, which deserves an answer)."""
    return mime.hasImage() or bool(mime.urls()) or any(mime.hasFormat(kind) for kind in _ENCODED_TYPES)


def pictures_offered(mime: QMimeData) -> OfferedPictures:
    """Take the pictures out: local files first, then image data, then data URLs; an address alone is only noted."""
    urls = [url for url in mime.urls() if not url.isEmpty()]
    if paths := tuple(path_of(url) for url in urls if url.isLocalFile()):
        return OfferedPictures(paths=paths[:_MOST_FILES])
    for kind in _ENCODED_TYPES:
        if mime.hasFormat(kind) and (data := mime.data(kind).data()):
            return OfferedPictures(encoded=(bytes(data),))
    if mime.hasImage():
        image = mime.imageData()
        if isinstance(image, QImage) and not image.isNull():
            return OfferedPictures(image=image)
    if data_urls := _data_urls(mime, urls):
        return OfferedPictures(encoded=data_urls[:_MOST_FILES])
    return OfferedPictures(link=_link(mime, urls))


def path_of(url: QUrl) -> Path:
    """The local file of a URL; bytes that are not UTF-8 survive."""
    if os.name == "nt":
        return Path(url.toLocalFile())
    encoded = bytes(url.toEncoded().data()).decode("ascii")
    return Path(os.fsdecode(unquote_to_bytes(urlsplit(encoded).path)))


@dataclass(frozen=True, slots=True)
class DescribedPictures:
    """What was offered, looked at: pictures to search with, and folders, which want to be watched instead."""

    pictures: tuple[PictureTerm, ...]
    folders: tuple[Path, ...]


def describe(offered: OfferedPictures, look_at: LookAt) -> DescribedPictures:
    """Make terms with small pictures for their chips. Blocking (decodes files): call it in the background."""
    folders = tuple(path for path in offered.paths if path.is_dir())
    pictures = [
        PictureTerm(ImageTerm(path=path), path.name, _small(path, look_at))
        for path in offered.paths
        if path not in folders
    ]
    pictures += [PictureTerm(ImageTerm(data=data), "", _small(data, look_at)) for data in offered.encoded]
    if offered.image is not None:
        pictures.append(PictureTerm(ImageTerm(data=png_bytes(offered.image)), "", array_of(offered.image, CHIP_PX)))
    return DescribedPictures(tuple(pictures), folders)


def _link(mime: QMimeData, urls: Sequence[QUrl]) -> str:
    """A picture in a dragged piece of a page says its address; the URL itself may be where a click on it leads."""
    in_page = _IMAGE_TAG.search(mime.html()) if mime.hasHtml() else None
    candidates = [QUrl(html.unescape(in_page[1]))] if in_page is not None else []
    web = (url for url in (*candidates, *urls) if url.scheme() in ("http", "https") and url.host())
    return next((bytes(url.toEncoded().data()).decode("ascii") for url in web), "")


def _data_urls(mime: QMimeData, urls: Sequence[QUrl]) -> tuple[bytes, ...]:
    texts = [url.toString() for url in urls if url.scheme() == "data"] + ([mime.html()] if mime.hasHtml() else [])
    found = (match.group(1) for text in texts for match in _DATA_URL.finditer(text))
    return tuple(data for encoded in found if (data := _decoded(encoded)))


def _decoded(encoded: str) -> bytes | None:
    if len(encoded) > _LARGEST_DATA_BYTES:
        return None
    try:
        return base64.b64decode(encoded)
    except binascii.Error:
        return None


def _small(source: Path | bytes, look_at: LookAt) -> UInt8Array | None:
    """None when it cannot be read: the chip shows its name, and the search says why."""
    try:
        return look_at(source, CHIP_PX)
    except (QueryImageError, ModelError):
        return None
