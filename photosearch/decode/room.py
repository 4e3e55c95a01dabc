"""What decoding a picture takes at its peak, by its format and by how its pixels are held.

Measured as the growth of a process' address space, which is what a worker's limit counts, with pictures of 32 to 200
megapixels of each kind (bytes for a pixel): PNG and TIFF 5.2 to 5.8, a bilevel TIFF 1.8, HEIF 8.4 to 9.7 whole and 4.9
to 6.5 in bands, AVIF 9.4, WebP 16.3, JPEG 2000 20.9, JPEG XL 5.7 to 15.4, GIF 2.4. Of that some 60 MB are bands and
libraries, whatever the size.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PIL import Image

from photosearch.decode.failure import DecodeError
from photosearch.types.files import ProblemReason

_BYTES_HELD: Final = {"1": 1, "L": 1, "P": 1, "I;16": 2, "I;16B": 2, "I;16L": 2, "I;16N": 2}
"""How many bytes Pillow holds for a pixel of a mode; all others take 4."""
_BYTES_OF_OTHERS: Final = 4
# libjpeg keeps all coefficients of a progressive JPEG; of a baseline one it keeps rows, and the 2 only bound the time
# that a picture of many gigapixels would take.
_BYTES_PER_PROGRESSIVE_PIXEL: Final = 6
_BYTES_PER_BASELINE_PIXEL: Final = 2
_BYTES_OF_CODEC: Final = {"HEIF": 7.0, "AVIF": 7.0, "WEBP": 13.0, "JPEG2000": 17.0, "GIF": 3.0, "JXL": 16.0}
"""What a codec takes for a pixel beside Pillow's own copy: planes, RGB of its own, and copies on the way."""
_BYTES_PER_RESULT_PIXEL: Final = 16
"""Of the picture that comes out: flattened, converted, turned, and resampled copies."""
_ROWS_PER_STRIP: Final = 278


@dataclass(frozen=True, slots=True)
class Size:
    """The full size of a picture, and that in which it is wanted."""

    full: tuple[int, int]
    result: tuple[int, int]
    is_in_bands: bool = False
    """Pillow holds no copy of the full size."""


def require_room(image: Image.Image, format_name: str, size: Size, memory_bytes: int) -> None:
    """Refuse by the header alone what does not fit.

    Raises:
        DecodeError: too large.
    """
    strips = _strip_share(image, size.full[1]) * _BYTES_OF_OTHERS
    if format_name == "JPEG":
        per_pixel: float = _BYTES_PER_PROGRESSIVE_PIXEL if "progressive" in image.info else _BYTES_PER_BASELINE_PIXEL
        _require(size, per_pixel, memory_bytes)
    else:
        require_room_for(size, format_name, image.mode, memory_bytes, extra=strips)


def require_room_for(size: Size, format_name: str, mode: str, memory_bytes: int, *, extra: float = 0.0) -> None:
    """The same for a format and a mode of pixels; ``extra`` is what it takes besides, in bytes for a pixel.

    Raises:
        DecodeError: too large.
    """
    held = 0 if size.is_in_bands else _BYTES_HELD.get(mode, _BYTES_OF_OTHERS)
    _require(size, held + _BYTES_OF_CODEC.get(format_name, 0.0) + extra, memory_bytes)


def _require(size: Size, per_pixel: float, memory_bytes: int) -> None:
    pixels = size.full[0] * size.full[1]
    result = min(size.result[0] * size.result[1], pixels)
    needed_bytes = pixels * per_pixel + result * _BYTES_PER_RESULT_PIXEL
    if needed_bytes <= memory_bytes:
        return
    left_bytes = max(0, memory_bytes - result * _BYTES_PER_RESULT_PIXEL)
    fits = int(left_bytes / per_pixel) if result < pixels else int(memory_bytes / (per_pixel + _BYTES_PER_RESULT_PIXEL))
    detail = f"{size.full[0]} x {size.full[1]} pixels; {millions(fits)} fit"
    raise DecodeError(ProblemReason.TOO_LARGE, detail)


def millions(pixels: int) -> str:
    """A number of pixels as a detail tells it."""
    return f"{pixels / 1e6:,.0f} million pixels"


def _strip_share(image: Image.Image, height: int) -> float:
    """How much of a TIFF libtiff unpacks at once, beside what Pillow holds; 0 for anything else."""
    if not getattr(image, "use_load_libtiff", False):
        return 0.0
    rows = getattr(image, "tag_v2", {}).get(_ROWS_PER_STRIP, height)
    return min(1.0, rows / height) if isinstance(rows, int) and height > 0 else 1.0
