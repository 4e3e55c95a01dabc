"""Where metadata stands in cameras' raw files: most begin like a TIFF, some have a form of their own."""

from __future__ import annotations

import io
import struct
from typing import Final

from PIL import Image

from photosearch.decode.failure import DECODER_ERRORS
from photosearch.decode.metadata.blocks import Blocks, blocks_of_directory, blocks_of_picture
from photosearch.decode.metadata.box_blocks import of_canon
from photosearch.decode.metadata.directory import open_exif

_FUJIFILM: Final = b"FUJIFILMCCD-RAW"
_FUJIFILM_JPEG_AT: Final = 84


def blocks_of_raw(data: bytes) -> Blocks | None:
    """The blocks of a camera's raw file; None where its tags stand only in the preview inside it."""
    if data[4:8] == b"ftyp":
        return of_canon(data)
    if data.startswith(_FUJIFILM):
        return _of_fujifilm(data)
    tags = open_exif(io.BytesIO(data))
    return None if tags is None else blocks_of_directory(tags)


def _of_fujifilm(data: bytes) -> Blocks | None:
    """Fujifilm's raw files hold a JPEG with all tags; where it is stands at a fixed place (big-endian)."""
    at, size = struct.unpack_from(">II", data.ljust(_FUJIFILM_JPEG_AT + 8, b"\0"), _FUJIFILM_JPEG_AT)
    stream = io.BytesIO(data[at : at + size])
    try:
        return blocks_of_picture(Image.open(stream, formats=("JPEG",)), stream)
    except DECODER_ERRORS:
        return None
