"""Finds the XMP packet of a GIF, which may stand behind its pictures, where Pillow does not look for it."""

from __future__ import annotations

from typing import BinaryIO, Final

from photosearch.decode.metadata.xml_tree import XML_BYTES

_HEADER_BYTES: Final = 13
_EXTENSION, _PICTURE = 0x21, 0x2C
_APPLICATION: Final = 0xFF
_XMP: Final = b"\x0bXMP DataXMP"
_MAGIC_TRAILER: Final = b"\x01\xff\xfe"
"""Begins what is behind the packet: bytes that lead a reader of GIF to the end (XMP specification part 3, 1.1.2)."""
_BLOCKS: Final = 100_000
"""So many pictures and extensions are passed on the way."""


def packet_in(stream: BinaryIO) -> bytes:
    """The packet, empty where there is none; as much of the file is read as lies before it."""
    stream.seek(0)
    header = stream.read(_HEADER_BYTES)
    if len(header) < _HEADER_BYTES:
        return b""
    stream.seek(_table_bytes(header[10]), 1)
    for _ in range(_BLOCKS):
        kind = stream.read(1)
        if kind == bytes((_PICTURE,)):
            descriptor = stream.read(9)
            if len(descriptor) < 9:
                return b""
            stream.seek(_table_bytes(descriptor[8]) + 1, 1)  # the table of colours and the size of codes
        elif kind == bytes((_EXTENSION,)):
            if stream.read(1) == bytes((_APPLICATION,)):
                name = stream.read(len(_XMP))
                if name == _XMP:
                    return stream.read(XML_BYTES + 1).split(_MAGIC_TRAILER, 1)[0]
                stream.seek(-len(name), 1)
        else:
            return b""
        _skip_parts(stream)
    return b""


def _table_bytes(flags: int) -> int:
    """The size of the table of colours that these flags announce."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _skip_parts(stream: BinaryIO) -> None:
    """Go past data that comes in parts of up to 255 bytes, to behind the empty one that ends it."""
    while size := stream.read(1):
        if size == b"\0":
            return
        stream.seek(size[0], 1)
