"""Where metadata stands in files of boxes (ISO base media): Canon's raw files and JPEG 2000."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO, Final

from photosearch.decode.iso_boxes import boxes
from photosearch.decode.metadata.blocks import Blocks, tags_in
from photosearch.decode.metadata.directory import Directory, ExifDirectories, directory_at

_CANON: Final = bytes.fromhex("85c0b687820f11e08111f4ce462b6a48")
_XMP: Final = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
"""XMP specification part 3, 1.1.4, for JPEG 2000; Canon uses it too."""
# Those of ExifTool's documentation (Image::ExifTool::Jpeg2000); the programs that write them document none.
_JPEG_2000_EXIF: Final = (b"JpgTiffExif->JP2", bytes.fromhex("0537cdab9d0c4431a72afa561f2a113e"))
_JPEG_2000_IPTC: Final = (
    bytes.fromhex("33c7a4d2b81d4723a0baf1a3e097ad38"),
    bytes.fromhex("09a14e97c0b442e0bebf36df6f0ce36f"),
)
_UUID_BYTES: Final = 16
_SIGNATURE: Final = b"\0\0\0\x0cjP  "
_HEAD_BYTES: Final = 16 << 20
"""Boxes of metadata stand before the picture, or behind one that is smaller than this."""


def of_canon(data: bytes) -> Blocks:
    """Canon's directories CMT1 (main), CMT2 (EXIF), CMT4 (GPS), each a TIFF of its own, and the packet beside them."""
    found = dict(_named(data))
    packet = found.get(_XMP, b"")
    main = _directory_in(found.get(b"CMT1", b""))
    if main is None:
        return Blocks(xmp=packet)
    tags = ExifDirectories(main, _directory_in(found.get(b"CMT2", b"")), _directory_in(found.get(b"CMT4", b"")))
    return Blocks(tags=tags, xmp=packet)


def of_jpeg_2000(stream: BinaryIO) -> Blocks:
    """The blocks of a JPEG 2000 file; bare code streams have none."""
    stream.seek(0)
    data = stream.read(_HEAD_BYTES)
    if not data.startswith(_SIGNATURE):
        return Blocks()
    found = dict(_named(data))
    return Blocks(
        tags=tags_in(next((found[name] for name in _JPEG_2000_EXIF if name in found), b"")),
        xmp=found.get(_XMP, b""),
        iptc=next((found[name] for name in _JPEG_2000_IPTC if name in found), b""),
    )


def _directory_in(block: bytes) -> Directory | None:
    return directory_at(io.BytesIO(block), block[:16])


def _named(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The boxes that metadata stands in, by UUID; those in Canon's own one by name."""
    for box in boxes(data):
        if box.kind == b"uuid":
            yield data[box.start : box.start + _UUID_BYTES], data[box.start + _UUID_BYTES : box.end]
        elif box.kind == b"moov":
            for inner in boxes(data, box.start, box.end):
                if inner.kind == b"uuid" and data[inner.start : inner.start + _UUID_BYTES] == _CANON:
                    directories = boxes(data, inner.start + _UUID_BYTES, inner.end)
                    yield from ((found.kind, data[found.start : found.end]) for found in directories)
