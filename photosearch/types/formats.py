"""The picture formats that can be decoded, by the names that ``PhotoMetadata.format`` has."""

from __future__ import annotations

from typing import Final

PILLOW_FORMATS: Final = frozenset(
    {"JPEG", "PNG", "WEBP", "GIF", "BMP", "DIB", "TIFF", "AVIF", "JPEG2000", "TGA", "ICO", "PPM", "QOI"}
)
RAW_FORMATS: Final = frozenset({"RAW", "CR2", "CR3", "ORF", "RW2", "RAF", "DNG"})
DECODABLE: Final = PILLOW_FORMATS | RAW_FORMATS | {"HEIF", "PSD", "JXL"}
