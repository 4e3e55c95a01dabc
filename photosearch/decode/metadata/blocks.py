"""Where metadata stands in a file: the blocks of EXIF, XMP and IPTC of an opened picture."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, Final

from PIL import Image

from photosearch.decode import raw_profile
from photosearch.decode.metadata import gif_packet
from photosearch.decode.metadata.directory import ExifDirectories, open_exif, without_prefix
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
    orientation: int | None = None
    """What EXIF said before a decoder turned the picture upright and changed that."""


def blocks_of_picture(image: Image.Image, stream: BinaryIO) -> Blocks:
    """The blocks of an opened picture; ``stream`` is the file, which a TIFF's tags are read from."""
    if image.format == "TIFF":
        tags = open_exif(stream)
        return blocks_of_directory(tags) if tags is not None else Blocks()
    info = image.info
    segments = [data for _, data in getattr(image, "applist", ())]
    return Blocks(
        tags=tags_in(info.get("exif") or raw_profile.exif_in(info)),
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
        orientation=info.get("original_orientation"),  # pillow-heif's
    )


def blocks_of_exif_and_xmp(exif: bytes, xmp: bytes) -> Blocks:
    """The blocks of a format that has one of each, as they stand there."""
    return Blocks(tags=tags_in(exif) if exif else None, xmp=xmp)


def blocks_of_resources(resources: Mapping[int, bytes]) -> Blocks:
    """The blocks of one of Photoshop's own files, which holds them as image resources."""
    return Blocks(
        tags=tags_in(resources.get(_EXIF_RESOURCE)),
        xmp=resources.get(_XMP_RESOURCE, b""),
        iptc=resources.get(IPTC_RESOURCE, b""),
    )


def blocks_of_directory(tags: ExifDirectories) -> Blocks:
    """A TIFF holds the other blocks as values of tags."""
    return Blocks(
        tags=tags,
        xmp=tags.main.block(_XMP_TAG),
        iptc=tags.main.block(_IPTC_TAG) or iptc_in_resources(tags.main.block(_PHOTOSHOP_TAG)),
    )


def tags_in(block: object) -> ExifDirectories | None:
    """The directories of an EXIF block, with its prefix or without; None where it is none."""
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
