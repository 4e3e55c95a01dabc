"""Where metadata stands in a file: the blocks of EXIF, XMP and IPTC of an opened picture, or of a raw file's bytes."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, Final

from PIL import Image

from photosearch.decode import raw_profile
from photosearch.decode.failure import DECODER_ERRORS
from photosearch.decode.iso_boxes import boxes
from photosearch.decode.metadata import gif_packet
from photosearch.decode.metadata.directory import Directory, ExifDirectories, directory_at, open_exif, without_prefix
from photosearch.decode.metadata.iptc import IPTC_RESOURCE, iptc_in_resources

_EXTENDED_XMP: Final = b"http://ns.adobe.com/xmp/extension/\0"
_MANGLED_XMP: Final = b"://ns.adobe.com/xap/1.0/\0"
_NAME_BYTES: Final = 40
_PHOTOSHOP: Final = b"Photoshop 3.0\0"
_XMP_TAG: Final = 700
_IPTC_TAG: Final = 33723
_PHOTOSHOP_TAG: Final = 34377
_EXIF_RESOURCE: Final = 0x0422
_XMP_RESOURCE: Final = 0x0424
_TEXT_CHARACTERS: Final = 1 << 16

_FUJIFILM: Final = b"FUJIFILMCCD-RAW"
_FUJIFILM_JPEG_AT: Final = 84

# Canon's CR3 (ISO base media): boxes named by UUID hold TIFF directories and the XMP packet.
_CANON_UUID: Final = bytes.fromhex("85c0b687820f11e08111f4ce462b6a48")
_XMP_UUID: Final = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")


@dataclass(frozen=True, slots=True)
class Blocks:
    """The blocks of one file, as they stand there."""

    tags: ExifDirectories | None = None
    xmp: bytes = b""
    extended_xmp: tuple[bytes, ...] = ()
    """Segments of a JPEG that go on where the packet had no room, without their name."""
    iptc: bytes = b""
    texts: Mapping[str, str] = field(default_factory=dict)
    """A PNG's texts by keyword."""


def blocks_of_picture(image: Image.Image, stream: BinaryIO) -> Blocks:
    """The blocks of an opened picture; ``stream`` is the file, which a TIFF's tags are read from."""
    if image.format == "TIFF":
        tags = open_exif(stream)
        return _of_directory(tags) if tags is not None else Blocks()
    info = image.info
    segments = [data for _, data in getattr(image, "applist", ())]
    return Blocks(
        tags=_tags_in(info.get("exif") or raw_profile.exif_in(info)),
        xmp=_packet_in(info)
        or _packet_of(segments)
        or (gif_packet.packet_in(stream) if image.format == "GIF" else b""),
        extended_xmp=tuple(data[len(_EXTENDED_XMP) :] for data in segments if data.startswith(_EXTENDED_XMP)),
        iptc=_iptc_in(segments) or iptc_in_resources(raw_profile.resources_in(info)),
        texts={
            keyword: text[:_TEXT_CHARACTERS]
            for keyword, text in info.items()
            if image.format == "PNG" and isinstance(keyword, str) and isinstance(text, str)
        },
    )


def blocks_of_raw(data: bytes) -> Blocks | None:
    """The blocks of a camera's raw file; None where its tags stand only in the preview inside it."""
    if data[4:8] == b"ftyp":
        return _of_boxes(data)
    if data.startswith(_FUJIFILM):
        return _of_fujifilm(data)
    tags = open_exif(io.BytesIO(data))
    return None if tags is None else _of_directory(tags)


def blocks_of_exif_and_xmp(exif: bytes, xmp: bytes) -> Blocks:
    """The blocks of a format that has one of each, as they stand there."""
    return Blocks(tags=_tags_in(exif) if exif else None, xmp=xmp)


def blocks_of_resources(resources: Mapping[int, bytes]) -> Blocks:
    """The blocks of one of Photoshop's own files, which holds them as image resources."""
    return Blocks(
        tags=_tags_in(resources.get(_EXIF_RESOURCE)),
        xmp=resources.get(_XMP_RESOURCE, b""),
        iptc=resources.get(IPTC_RESOURCE, b""),
    )


def _of_directory(tags: ExifDirectories) -> Blocks:
    """A TIFF holds the other blocks as values of tags."""
    return Blocks(
        tags=tags,
        xmp=tags.main.data(_XMP_TAG),
        iptc=tags.main.data(_IPTC_TAG) or iptc_in_resources(tags.main.data(_PHOTOSHOP_TAG)),
    )


def _tags_in(block: object) -> ExifDirectories | None:
    return open_exif(io.BytesIO(without_prefix(block))) if isinstance(block, bytes) else None


def _packet_in(info: Mapping[str | tuple[int, int], object]) -> bytes:
    """The XMP packet, which PNG calls otherwise."""
    packet = info.get("xmp") or info.get("XML:com.adobe.xmp") or raw_profile.xmp_in(info)
    if isinstance(packet, str):
        return packet.encode("utf-8", "replace")
    return packet if isinstance(packet, bytes) else b""


def _packet_of(segments: list[bytes]) -> bytes:
    """The XMP packet in a segment whose name Photoshop CS mangled ("XMP\\0://ns.adobe.com/...")."""
    return next((data.split(_MANGLED_XMP, 1)[1] for data in segments if _MANGLED_XMP in data[:_NAME_BYTES]), b"")


def _iptc_in(segments: list[bytes]) -> bytes:
    """IPTC's records in a JPEG's APP13 segments; Photoshop's resources go on from one segment to the next."""
    resources = b"".join(data[len(_PHOTOSHOP) :] for data in segments if data.startswith(_PHOTOSHOP))
    return iptc_in_resources(resources) if resources else b""


def _of_fujifilm(data: bytes) -> Blocks | None:
    """Fujifilm's raw files hold a JPEG with all tags; where it is stands at a fixed place (big-endian)."""
    at, size = struct.unpack_from(">II", data.ljust(_FUJIFILM_JPEG_AT + 8, b"\0"), _FUJIFILM_JPEG_AT)
    stream = io.BytesIO(data[at : at + size])
    try:
        return blocks_of_picture(Image.open(stream, formats=("JPEG",)), stream)
    except DECODER_ERRORS:
        return None


def _of_boxes(data: bytes) -> Blocks:
    """Canon's directories CMT1 (main), CMT2 (EXIF), CMT4 (GPS), each a TIFF of its own."""
    found = dict(_boxes_in(data))
    main = _directory_in(found.get(b"CMT1", b""))
    if main is None:
        return Blocks(xmp=found.get(_XMP_UUID, b""))
    tags = ExifDirectories(main, _directory_in(found.get(b"CMT2", b"")), _directory_in(found.get(b"CMT4", b"")))
    return Blocks(tags=tags, xmp=found.get(_XMP_UUID, b""))


def _directory_in(block: bytes) -> Directory | None:
    return directory_at(io.BytesIO(block), block[:16])


def _boxes_in(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The boxes that metadata stands in, by name or UUID: beside Canon's own one, and in it."""
    for box in boxes(data):
        if box.kind == b"moov":
            for inner in boxes(data, box.start, box.end):
                if inner.kind == b"uuid" and data[inner.start : inner.start + 16] == _CANON_UUID:
                    yield from (
                        (tiff.kind, data[tiff.start : tiff.end]) for tiff in boxes(data, inner.start + 16, inner.end)
                    )
        elif box.kind == b"uuid":
            yield data[box.start : box.start + 16], data[box.start + 16 : box.end]
