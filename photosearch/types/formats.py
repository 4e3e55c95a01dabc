"""The picture formats that can be decoded, by the names that ``PhotoMetadata.format`` has."""

from __future__ import annotations

from typing import Final

PILLOW_FORMATS: Final = frozenset(
    {"JPEG", "PNG", "WEBP", "GIF", "BMP", "DIB", "TIFF", "AVIF", "JPEG2000", "TGA", "ICO", "PPM", "QOI"}
)
RAW_FORMATS: Final = frozenset({"RAW", "CR2", "CR3", "ORF", "RW2", "RAF", "DNG"})
DECODABLE: Final = PILLOW_FORMATS | RAW_FORMATS | {"HEIF", "PSD", "JXL"}
_OTHER_NAMES: Final = {
    **dict.fromkeys(("JPG", "JPE", "JFIF"), "JPEG"),
    **dict.fromkeys(("HEIC", "HIF"), "HEIF"),
    **dict.fromkeys(("JP2", "JPEG 2000"), "JPEG2000"),
    **dict.fromkeys(("JPEGXL", "JPEG XL"), "JXL"),
    **dict.fromkeys(("NEF", "ARW"), "RAW"),
    "TIF": "TIFF",
    "DIB": "BMP",
}
"""What else formats are called: the endings of their files. Raw pictures without a format of their own are RAW."""


def formats_named(name: str) -> frozenset[str]:
    """The formats that a person means by ``name``, a dot before it or not; it need not be one that can be decoded."""
    plain = name.upper().lstrip(".")
    known = _OTHER_NAMES.get(plain, plain)
    return RAW_FORMATS if plain == "RAW" else frozenset({known})
