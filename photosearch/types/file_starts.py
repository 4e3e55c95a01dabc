"""Tells a file's format from its first bytes; the suffix is never believed."""

from __future__ import annotations

import re
from typing import Final

HEAD_BYTES: Final = 4096
"""So many first bytes are enough for :func:`sniff`."""

_PREFIXES: Final[tuple[tuple[bytes, str], ...]] = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"BM", "BMP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"II+\0", "TIFF"),
    (b"MM\0+", "TIFF"),
    (b"IIRO", "ORF"),
    (b"IIRS", "ORF"),
    (b"MMOR", "ORF"),
    (b"IIU\0", "RW2"),
    (b"FUJIFILMCCD-RAW", "RAF"),
    (b"\0\0\0\x0cjP  ", "JPEG2000"),
    (b"\xff\x4f\xff\x51", "JPEG2000"),
    (b"\0\0\1\0", "ICO"),
    (b"qoif", "QOI"),
    (b"8BPS", "PSD"),
    (b"\xff\x0a", "JXL"),
    (b"\0\0\0\x0cJXL ", "JXL"),
    # Recognised only so that the problem can say "not supported" rather than "not a picture".
    (b"%PDF-", "PDF"),
    (b"%!PS", "EPS"),
    (b"FOVb", "X3F"),
    (b"PF\n", "PFM"),
    (b"v/1\x01", "EXR"),
    (b"#?RADIANCE", "HDR"),
)
_BRANDS: Final[dict[bytes, str]] = {
    b"avif": "AVIF",
    b"avis": "AVIF",
    b"heic": "HEIF",
    b"heix": "HEIF",
    b"heim": "HEIF",
    b"heis": "HEIF",
    b"hevc": "HEIF",
    b"hevx": "HEIF",
    b"mif1": "HEIF",
    b"msf1": "HEIF",
    b"crx ": "CR3",
}
_BOX_HEADER_BYTES: Final = 16
_PORTABLE_MAP: Final = re.compile(rb"P[1-6](?:\s|#)|P7\nWIDTH|Pf\s")
_BITMAP_WITHOUT_FILE_HEADER: Final = b"\x28\0\0\0"
_TARGA_HEADER_BYTES: Final = 18
_BMP_HEADER_SIZES: Final = frozenset({12, 16, 40, 52, 56, 64, 108, 124})


def sniff(head: bytes) -> str | None:
    """Name the format that ``head`` (the first :data:`HEAD_BYTES`, or all there is) begins with.

    Returns:
        An upper-case name; outside ``types.formats.DECODABLE`` it is a picture or a video that cannot be decoded here;
        None is something else altogether.
    """
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"
    if head[4:8] == b"ftyp" and len(head) >= _BOX_HEADER_BYTES:
        return _sniff_boxes(head)
    for prefix, name in _PREFIXES:
        if head.startswith(prefix):
            return _refine(name, head)
    if _PORTABLE_MAP.match(head):
        return "PPM"
    if head.startswith(_BITMAP_WITHOUT_FILE_HEADER) and head[12:14] == b"\1\0":
        return "DIB"
    return "TGA" if _is_targa(head) else None


def _sniff_boxes(head: bytes) -> str:
    """The ISO base media family: the major brand decides, then the compatible ones (``mif1`` may hold either codec)."""
    box_bytes = min(int.from_bytes(head[:4], "big"), len(head))
    compatible = [head[at : at + 4] for at in range(_BOX_HEADER_BYTES, box_bytes - 3, 4)]
    major = head[8:12]
    if major in (b"mif1", b"msf1"):
        return "AVIF" if b"avif" in compatible or b"avis" in compatible else "HEIF"
    for brand in (major, *compatible):
        if brand in _BRANDS:
            return _BRANDS[brand]
    return "VIDEO"


def _refine(name: str, head: bytes) -> str | None:
    if name == "TIFF" and head[8:10] == b"CR":
        return "CR2"
    if name == "BMP" and int.from_bytes(head[14:18], "little") not in _BMP_HEADER_SIZES:
        return None  # "BM" also begins many a text
    return name


def _is_targa(head: bytes) -> bool:
    """A TGA begins with no mark of its own: every field of its header must make sense together."""
    if len(head) < _TARGA_HEADER_BYTES:
        return False
    has_map, kind, map_start, map_length, map_bits = head[1], head[2], head[3:5], head[5:7], head[7]
    bits, flags = head[16], head[17]
    is_mapped = kind in (1, 9)
    is_map_sensible = map_bits in (15, 16, 24, 32) if has_map else not any((*map_start, *map_length, map_bits))
    is_depth_sensible = bits in ({8, 16} if kind in (1, 3, 9, 11) else {15, 16, 24, 32})
    return (
        (has_map == 1 if is_mapped else has_map in (0, 1) and kind in (2, 3, 10, 11))
        and is_map_sensible
        and is_depth_sensible
        and flags & 0xC0 == 0
        and any(head[12:14])
        and any(head[14:16])
    )
