"""EXIF, XMP and IPTC in a PNG as they were written before PNG had chunks for them: hexadecimal, in a text chunk.

ImageMagick and what builds on it write ``Raw profile type exif`` (or ``xmp``, or ``APP1`` for whatever stood in that
segment of the JPEG before): an empty line, a name, the number of bytes, then their digits in lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

_KEYWORDS: Final = tuple(f"Raw profile type {kind}" for kind in ("exif", "EXIF", "xmp", "XMP", "APP1", "app1"))
_RESOURCE_KEYWORDS: Final = ("Raw profile type iptc", "Raw profile type 8bim")
_LARGEST_BYTES: Final = 4 << 20
"""A segment of a JPEG holds 64 kB; so much more lets a long XMP through and keeps rubbish out."""
_EXIF_STARTS: Final = (b"Exif\0\0", b"II*\0", b"MM\0*")
_XMP_NAME: Final = b"http://ns.adobe.com/xap/1.0/\0"
_XMP_STARTS: Final = (b"<?xpacket", b"<x:xmpmeta", b"<rdf:RDF", b"<?xml")


def exif_in(texts: Mapping[str | tuple[int, int], object]) -> bytes:
    """The EXIF block in a PNG's texts (by keyword); empty where there is none that makes sense."""
    return next((profile for profile in _profiles(texts) if profile.startswith(_EXIF_STARTS)), b"")


def xmp_in(texts: Mapping[str | tuple[int, int], object]) -> bytes:
    """The XMP packet in a PNG's texts (by keyword); empty where there is none that makes sense."""
    packets = (profile.removeprefix(_XMP_NAME) for profile in _profiles(texts))
    return next((packet for packet in packets if packet.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(_XMP_STARTS)), b"")


def resources_in(texts: Mapping[str | tuple[int, int], object]) -> bytes:
    """Photoshop's image resources, IPTC among them, in a PNG's texts; empty where there are none."""
    return next(_profiles(texts, _RESOURCE_KEYWORDS), b"")


def _profiles(texts: Mapping[str | tuple[int, int], object], keywords: Iterable[str] = _KEYWORDS) -> Iterator[bytes]:
    for keyword in keywords:
        text = texts.get(keyword)
        if isinstance(text, str):
            yield _bytes_of(text)


def _bytes_of(text: str) -> bytes:
    """What the digits stand for; nothing where they are none, or too many. The number says no more than their end."""
    lines = text.strip().split("\n", 2)
    if len(lines) < 3 or len(lines[2]) > 3 * _LARGEST_BYTES:
        return b""
    try:
        return bytes.fromhex(lines[2])
    except ValueError:
        return b""
