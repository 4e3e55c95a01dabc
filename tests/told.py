"""Blocks of metadata as cameras and programs write them, for tests that read them."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterable
from pathlib import Path

from photosearch.decode.photo_metadata import read_metadata
from photosearch.decode.pillow_image import DecodeLimits
from photosearch.decode.reader import open_image
from photosearch.types.files import FileStamp
from photosearch.types.metadata import FileMetadata
from tests import pictures

NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "exif": "http://ns.adobe.com/exif/1.0/",
    "exifEX": "http://cipa.jp/exif/1.0/",
    "aux": "http://ns.adobe.com/exif/1.0/aux/",
    "tiff": "http://ns.adobe.com/tiff/1.0/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "lr": "http://ns.adobe.com/lightroom/1.0/",
    "digiKam": "http://www.digikam.org/ns/1.0/",
    "MicrosoftPhoto": "http://ns.microsoft.com/photo/1.0/",
    "xmpNote": "http://ns.adobe.com/xmp/note/",
    "GCamera": "http://ns.google.com/photos/1.0/camera/",
}


def packet(elements: str = "", attributes: str = "") -> bytes:
    """An XMP packet with these properties, written as elements and as attributes of its one description."""
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {declared} {attributes}>{elements}</rdf:Description>'
        '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()


def data_set(record: int, number: int, value: bytes) -> bytes:
    """One data set of IPTC's."""
    return struct.pack(">BBBH", 0x1C, record, number, len(value)) + value


def resource(code: int, data: bytes) -> bytes:
    """One image resource of Photoshop's, without a name."""
    return b"8BIM" + struct.pack(">HHI", code, 0, len(data)) + data + b"\0" * (len(data) % 2)


def iptc_resource(*sets: bytes) -> bytes:
    """The image resource that holds IPTC's data sets."""
    return resource(0x0404, b"".join(sets))


def jpeg(*segments: tuple[int, bytes], exif: bytes = b"") -> bytes:
    """A JPEG of a real photo with these application segments: (0 to 15, content)."""
    plain = pictures.encoded(pictures.photo(), "JPEG", exif=exif)
    extra = b"".join(
        bytes((0xFF, 0xE0 + number)) + struct.pack(">H", len(data) + 2) + data for number, data in segments
    )
    return plain[:2] + extra + plain[2:]


def xmp_segment(content: bytes) -> tuple[int, bytes]:
    """The segment of a JPEG with an XMP packet."""
    return 1, b"http://ns.adobe.com/xap/1.0/\0" + content


def extended_segments(guid: str, content: bytes, part_bytes: int = 40_000) -> Iterable[tuple[int, bytes]]:
    """The segments of a JPEG with the extension of an XMP packet."""
    for at in range(0, len(content), part_bytes):
        head = b"http://ns.adobe.com/xmp/extension/\0" + struct.pack(">32sII", guid.encode(), len(content), at)
        yield 1, head + content[at : at + part_bytes]


def photoshop_segment(*resources: bytes) -> tuple[int, bytes]:
    """The segment of a JPEG with image resources."""
    return 13, b"Photoshop 3.0\0" + b"".join(resources)


def of(data: bytes, path: Path | None = None, stamp: FileStamp | None = None) -> FileMetadata:
    """All that is told of a picture."""
    return read_metadata(open_image(io.BytesIO(data), DecodeLimits()), path, stamp).told
