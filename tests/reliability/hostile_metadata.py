"""Photos whose metadata want to fill the memory, hold the reader for ever, read other files or reach the network."""

from __future__ import annotations

import struct
from pathlib import PurePosixPath
from typing import Final

import numpy as np
import pylibjxl
from PIL import PngImagePlugin, TiffImagePlugin, TiffTags

from tests import hostile_xml, pictures, told

SIDECAR_SUFFIXES: Final = frozenset({".xmp", ".json"})
_XMP_TAG: Final = 700
_IPTC_TAG: Final = 33723
_IPTC_RESOURCE, _EXIF_RESOURCE, _XMP_RESOURCE = 0x0404, 0x0422, 0x0424
_XMP_UUID: Final = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
_GPS_POINTER: Final = 34853
_SEGMENT_BYTES: Final = 60_000
_MANY: Final = 1_000_000
_LARGE_BYTES: Final = 100 << 20


def harmless(address: str) -> dict[str, bytes]:
    """Good photos with bad metadata, inside them and beside them: each photo must be in.

    Args:
        address: of a server that nobody may ask.
    """
    laughs = hostile_xml.billion_laughs()
    return {
        **_in_other_formats(laughs),
        **_beside_and_odd(),
        "laughs.jpg": told.jpeg(told.xmp_segment(laughs)),
        "entity of a file.jpg": told.jpeg(told.xmp_segment(hostile_xml.external_entity("file:///etc/passwd"))),
        "entity of a server.jpg": told.jpeg(told.xmp_segment(hostile_xml.external_entity(address))),
        "type at a server.jpg": told.jpeg(told.xmp_segment(hostile_xml.external_doctype(address))),
        "deep.jpg": told.jpeg(told.xmp_segment(hostile_xml.deep(1500))),
        "a million keywords.tif": _tiff_with(_XMP_TAG, hostile_xml.keywords(_MANY)),
        "a million keywords.png": _png_with_xmp(hostile_xml.keywords(_MANY // 10).decode()),
        "crowded records.jpg": told.jpeg(*[told.photoshop_segment(told.resource(0x0404, _records()))] * 20),
        "resources that end early.jpg": told.jpeg(told.photoshop_segment(b"8BIM\x04\x04\xff")),
        "directories in a circle.jpg": pictures.jpeg_with_exif(pictures.photo(), _circle()),
        "place in itself.jpg": pictures.jpeg_with_exif(pictures.photo(), _place_in_itself()),
        "endless place.jpg": pictures.jpeg_with_exif(pictures.photo(), _endless_place()),
        "huge values.jpg": pictures.jpeg_with_exif(pictures.photo(), _huge_values()),
        **_beside("sidecar that laughs", laughs),
        **_beside("sidecar of a server", hostile_xml.external_entity(address)),
        **_beside("sidecar of a million", hostile_xml.keywords(_MANY)),
        **_beside("large sidecar", told.packet("<dc:title>" + "x" * _LARGE_BYTES + "</dc:title>")),
        **_beside("sidecar of rubbish", b"<" * _MANY),
        **_beside("deep archive", b'{"photoTakenTime":' * 50_000, ".jpg.json"),
        **_beside("large archive", b'{"geoData": "' + b"x" * _LARGE_BYTES + b'"}', ".jpg.json"),
    }


def _in_other_formats(laughs: bytes) -> dict[str, bytes]:
    """The same blocks where each other format keeps them, which other code reads."""
    large = told.packet("<dc:title>" + "x" * _LARGE_BYTES + "</dc:title>")
    records, picture = b"".join([_records()] * (_MANY // 6000 + 1)), pictures.photo()
    return {
        "laughs.psd": pictures.psd(picture, resources={_XMP_RESOURCE: laughs, _IPTC_RESOURCE: records}),
        "large packet.psd": pictures.psd(picture, resources={_XMP_RESOURCE: large}),
        "directories in a circle.psd": pictures.psd(picture, resources={_EXIF_RESOURCE: _circle()}),
        "a million records.tif": _tiff_with(_IPTC_TAG, records),
        "laughs.jxl": _boxed_jxl((b"xml ", laughs), (b"Exif", bytes(4) + _circle())),
        "large packet.jxl": _boxed_jxl((b"xml ", large)),
        "packed packet.jxl": _boxed_jxl((b"brob", b"xml " + bytes(1000))),
        "laughs.mpo": _with_segment(pictures.multi_picture(), told.xmp_segment(laughs)),
        "directories in a circle.mpo": _with_segment(pictures.multi_picture(), (1, b"Exif\0\0" + _circle())),
        "laughs.heic": pictures.encoded(picture, "HEIF", xmp=laughs),
        "large packet.heic": pictures.encoded(picture, "HEIF", xmp=large),
        "laughs.webp": pictures.encoded(picture, "WEBP", xmp=laughs),
        "large packet.gif": _gif_with_packet(large),
        "large packet.jp2": _boxed_jp2(large),
        "extension of gigabytes.jpg": told.jpeg(*_extended(0xFFFFFFF0, b"<" * 60_000)),
        "extension of 100 MB.jpg": told.jpeg(*_extended(_LARGE_BYTES, large[:_LARGE_BYTES])),
    }


def _beside_and_odd() -> dict[str, bytes]:
    """Sidecars and archives whose form is odd rather than large."""
    return {
        **_beside("quadratic sidecar", hostile_xml.quadratic()),
        **_beside("sidecar that laughs in 16 bits", hostile_xml.billion_laughs().decode().encode("utf-16")),
        **_beside("crowded sidecar", hostile_xml.attributes(_MANY // 10)),
        **_beside("sidecar of a comment", hostile_xml.comment(_MANY)),
        **_beside("long number", b'{"photoTakenTime":{"timestamp":' + b"9" * (_MANY - 100) + b"}}", ".jpg.json"),
        **_beside("crowded archive", _crowded_archive(), ".jpg.supplemental-metadata.json"),
        **_beside("archive without numbers", b'{"geoData":{"latitude":NaN,"longitude":-Infinity}}', ".jpg.json"),
    }


def is_photo(name: str) -> bool:
    """Whether it is a photo, not a file beside one."""
    return PurePosixPath(name).suffix not in SIDECAR_SUFFIXES


def _beside(name: str, content: bytes, suffix: str = ".xmp") -> dict[str, bytes]:
    return {f"{name}.jpg": told.jpeg(), f"{name}{suffix}": content}


def _tiff_with(tag: int, block: bytes) -> bytes:
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags[tag] = block
    tags.tagtype[tag] = TiffTags.UNDEFINED
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


def _place_in_itself() -> bytes:
    """A GPS directory that says it holds one, which is itself, and whose numbers lie in its own table."""
    main = struct.pack("<HHHIII", 1, _GPS_POINTER, 4, 1, 26, 0)
    entries = [(1, 2, 2, 78), (2, 5, 3, 26), (3, 2, 2, 69), (4, 5, 3, 26), (_GPS_POINTER, 4, 1, 26), (34665, 4, 1, 26)]
    table = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return b"II*\0" + struct.pack("<I", 8) + main + struct.pack("<H", len(entries)) + table + struct.pack("<I", 26)


def _endless_place() -> bytes:
    """A GPS directory of 65,535 entries, each of gigabytes of fractions over nothing."""
    main = struct.pack("<HHHIII", 1, _GPS_POINTER, 4, 1, 26, 0)
    table = b"".join(struct.pack("<HHII", number % 32, 5, 0x1FFFFFFF, 8) for number in range(5000))
    return b"II*\0" + struct.pack("<I", 8) + main + struct.pack("<H", 0xFFFF) + table


def _boxed_jxl(*boxes: tuple[bytes, bytes]) -> bytes:
    """A JPEG XL in its container, with these boxes before the picture."""
    codestream = bytes(pylibjxl.encode(np.asarray(pictures.photo()), lossless=True))
    head = b"\0\0\0\x0cJXL \r\n\x87\n" + _box(b"ftyp", b"jxl \0\0\0\0jxl ")
    return head + b"".join(_box(kind, content) for kind, content in boxes) + _box(b"jxlc", codestream)


def _boxed_jp2(packet: bytes) -> bytes:
    """A JPEG 2000 with an XMP packet behind its picture, whose box then has to say its length."""
    data = pictures.encoded(pictures.photo(), "JPEG2000")
    at = data.index(b"jp2c") - 4
    picture = data[at + 8 :]
    return data[:at] + _box(b"jp2c", picture) + _box(b"uuid", _XMP_UUID + packet)


def _box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content) + 8) + kind + content


def _with_segment(data: bytes, segment: tuple[int, bytes]) -> bytes:
    """The same JPEG with one more application segment in front."""
    number, content = segment
    return data[:2] + bytes((0xFF, 0xE0 + number)) + struct.pack(">H", len(content) + 2) + content + data[2:]


def _gif_with_packet(packet: bytes) -> bytes:
    """A GIF with an XMP packet behind its picture, as Adobe lays it: no lengths, then bytes that lead out of it."""
    data = pictures.encoded(pictures.photo(), "GIF")
    trailer = b"\x01" + bytes(range(0xFF, -1, -1)) + b"\0"
    return data[:-1] + b"\x21\xff\x0bXMP DataXMP" + packet + trailer + data[-1:]


def _extended(total_bytes: int, content: bytes) -> list[tuple[int, bytes]]:
    """A packet that goes on in further segments, of which it is said that they are so long."""
    guid = "0123456789ABCDEF" * 2
    first = told.xmp_segment(told.packet(f"<xmpNote:HasExtendedXMP>{guid}</xmpNote:HasExtendedXMP>"))
    parts = range(0, len(content), _SEGMENT_BYTES)
    head = b"http://ns.adobe.com/xmp/extension/\0" + guid.encode()
    return [
        first,
        *((1, head + struct.pack(">II", total_bytes, at) + content[at : at + _SEGMENT_BYTES]) for at in parts),
    ]


def _crowded_archive() -> bytes:
    """As many names as there is room for, each with a list in a list."""
    names = ",".join(f'"k{number}":[[{number}]]' for number in range(50_000))
    return f'{{"geoData":{{"latitude":1e400,"longitude":"x"}},{names}}}'.encode()
