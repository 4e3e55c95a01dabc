"""Photos whose metadata want to fill the memory, hold the reader for ever, read other files or reach the network."""

from __future__ import annotations

import struct
from pathlib import PurePosixPath
from typing import Final

from PIL import PngImagePlugin, TiffImagePlugin

from tests import hostile_xml, pictures, told

SIDECAR_SUFFIXES: Final = frozenset({".xmp", ".json"})
_XMP_TAG: Final = 700
_MANY: Final = 1_000_000
_LARGE_BYTES: Final = 100 << 20


def harmless(address: str) -> dict[str, bytes]:
    """Good photos with bad metadata, inside them and beside them: each photo must be in.

    Args:
        address: of a server that nobody may ask.
    """
    return {
        "laughs.jpg": told.jpeg(told.xmp_segment(hostile_xml.billion_laughs())),
        "entity of a file.jpg": told.jpeg(told.xmp_segment(hostile_xml.external_entity("file:///etc/passwd"))),
        "entity of a server.jpg": told.jpeg(told.xmp_segment(hostile_xml.external_entity(address))),
        "type at a server.jpg": told.jpeg(told.xmp_segment(hostile_xml.external_doctype(address))),
        "deep.jpg": told.jpeg(told.xmp_segment(hostile_xml.deep(1500))),
        "a million keywords.tif": _tiff_with_xmp(hostile_xml.keywords(_MANY)),
        "a million keywords.png": _png_with_xmp(hostile_xml.keywords(_MANY // 10).decode()),
        "crowded records.jpg": told.jpeg(*[told.photoshop_segment(told.resource(0x0404, _records()))] * 20),
        "resources that end early.jpg": told.jpeg(told.photoshop_segment(b"8BIM\x04\x04\xff")),
        "directories in a circle.jpg": pictures.jpeg_with_exif(pictures.photo(), _circle()),
        "huge values.jpg": pictures.jpeg_with_exif(pictures.photo(), _huge_values()),
        **_beside("sidecar that laughs", hostile_xml.billion_laughs()),
        **_beside("sidecar of a server", hostile_xml.external_entity(address)),
        **_beside("sidecar of a million", hostile_xml.keywords(_MANY)),
        **_beside("large sidecar", told.packet("<dc:title>" + "x" * _LARGE_BYTES + "</dc:title>")),
        **_beside("sidecar of rubbish", b"<" * _MANY),
        **_beside("deep archive", b'{"photoTakenTime":' * 50_000, ".jpg.json"),
        **_beside("large archive", b'{"geoData": "' + b"x" * _LARGE_BYTES + b'"}', ".jpg.json"),
    }


def is_photo(name: str) -> bool:
    """Whether it is a photo, not a file beside one."""
    return PurePosixPath(name).suffix not in SIDECAR_SUFFIXES


def _beside(name: str, content: bytes, suffix: str = ".xmp") -> dict[str, bytes]:
    return {f"{name}.jpg": told.jpeg(), f"{name}{suffix}": content}


def _tiff_with_xmp(packet: bytes) -> bytes:
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags[_XMP_TAG] = packet
    return pictures.encoded(pictures.photo(), "TIFF", tiffinfo=tags)


def _png_with_xmp(packet: str) -> bytes:
    texts = PngImagePlugin.PngInfo()
    texts.add_itxt("XML:com.adobe.xmp", packet, zip=True)
    return pictures.encoded(pictures.photo(), "PNG", pnginfo=texts)


def _records() -> bytes:
    return b"".join(told.data_set(2, 25, f"{number}".encode()) for number in range(6000))


def _circle() -> bytes:
    """Directories of EXIF, GPS and interoperability that are all the first one."""
    entries = [(pointer, 4, 1, 8) for pointer in (330, 34665, 34853, 40965)]
    table = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return b"II*\0" + struct.pack("<IH", 8, len(entries)) + table + struct.pack("<I", 8)


def _huge_values() -> bytes:
    """Each text and number that is asked for, of gigabytes."""
    tags = (270, 271, 272, 305, 306, 315, 700, 18246, 33432, 33434, 33437, 33723, 36867, 37500, 37510, 40091, 40094)
    table = b"".join(struct.pack("<HHII", tag, 2 + tag % 2 * 3, 0x1FFFFFFF, 8) for tag in tags)
    return b"II*\0" + struct.pack("<IH", 8, len(tags)) + table + bytes(4)
