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
_PICTURE_ADDRESS = re.compile(r"[./=&](jpe?g|jfif|png|webp|gif|bmp|tiff?|hei[cf]|avif|jxl)(?![a-z0-9])", re.IGNORECASE)
"""An address that says that it is one of a picture: by its ending, or among its parameters."""
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
    is_page: bool = False
    """Nothing but the address of a page of the web came along."""

    @property
    def is_empty(self) -> bool:
        """Whether there is no picture to search with."""
        return not (self.paths or self.encoded or self.image is not None)


def carries_picture(mime: QMimeData) -> bool:
    """Whether a drop or the clipboard may hold a picture (or the address of one, which deserves an answer)."""
    return bool(mime.urls()) or carries_pixels(mime)


def carries_pixels(mime: QMimeData) -> bool:
    """Whether a picture itself came along, not only where it is."""
    return mime.hasImage() or any(mime.hasFormat(kind) for kind in _ENCODED_TYPES)


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
    link = _link(mime, urls)
    return OfferedPictures(link=link, is_page=not link and any(map(_is_of_the_web, urls)))


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
    refused: tuple[tuple[str, QueryImageError], ...] = ()
    """Names of what is no picture that can be read, and why."""


def describe(offered: OfferedPictures, look_at: LookAt) -> DescribedPictures:
    """Make terms with small pictures for their chips. Blocking (decodes files): call it in the background."""
    folders = tuple(path for path in offered.paths if path.is_dir())
    terms = [(ImageTerm(path=path), path.name) for path in offered.paths if path not in folders]
    terms += [(ImageTerm(data=data), "") for data in offered.encoded]
    pictures: list[PictureTerm] = []
    refused: list[tuple[str, QueryImageError]] = []
    for term, name in terms:
        source = term.path or term.data
        assert source is not None
        try:
            pictures.append(PictureTerm(term, name, _small(source, look_at)))
        except QueryImageError as error:
            refused.append((name, error))
    if offered.image is not None:
        pictures.append(PictureTerm(ImageTerm(data=png_bytes(offered.image)), "", array_of(offered.image, CHIP_PX)))
    return DescribedPictures(tuple(pictures), folders, tuple(refused))


def _link(mime: QMimeData, urls: Sequence[QUrl]) -> str:
    """A picture in a dragged piece of a page says its address; the URL itself may be where a click on it leads."""
    in_page = _IMAGE_TAG.search(mime.html()) if mime.hasHtml() else None
    if in_page is not None and _is_of_the_web(url := QUrl(html.unescape(in_page[1]))):
        return _ascii(url)
    of_pictures = (url for url in urls if _is_of_the_web(url) and _PICTURE_ADDRESS.search(_ascii(url)))
    return next(map(_ascii, of_pictures), "")


def _is_of_the_web(url: QUrl) -> bool:
    return url.scheme() in ("http", "https") and bool(url.host())


def _ascii(url: QUrl) -> str:
    return bytes(url.toEncoded().data()).decode("ascii")


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
    """None when there is no model to look with: the chip shows its name, and the search says why.

    Raises:
        QueryImageError: it is no picture that can be read.
    """
    try:
        return look_at(source, CHIP_PX)
    except ModelError:
        return None
