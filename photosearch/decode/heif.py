"""HEIC and AVIF for Pillow. The one door to pillow_heif; imported when the first such file comes."""

from __future__ import annotations

import io
from typing import Final

import pillow_heif
from PIL import Image

_BAND_BYTES: Final = 32 << 20


def register() -> None:
    """Have Pillow open them."""
    # One thread each: the parallelism is that of the worker processes.
    pillow_heif.register_heif_opener(decode_threads=1, thumbnails=False, depth_images=False, aux_images=False)


def reduced(data: bytes, factor: int) -> Image.Image:
    """The picture that a HEIF shows, each side divided by ``factor`` (a mean of the pixels), in mode L or RGB.

    It is taken in bands from what libheif decoded, so that Pillow holds no copy of its full size: 200 megapixels then
    take 1 GB instead of 2.

    Raises:
        ValueError, EOFError, RuntimeError, SyntaxError: what libheif says.
    """
    picture = pillow_heif.open_heif(io.BytesIO(data), convert_hdr_to_8bit=True)[0]
    pixels, (width, height), stride = memoryview(picture.data), picture.size, picture.stride
    whole = Image.new(picture.mode, (-(-width // factor), -(-height // factor)))
    rows = max(1, _BAND_BYTES // (stride * factor)) * factor
    for top in range(0, height, rows):
        count = min(rows, height - top)
        part = bytes(pixels[top * stride : (top + count) * stride])
        band = Image.frombuffer(picture.mode, (width, count), part, "raw", picture.mode, stride, 1)
        whole.paste(band.reduce(factor), (0, top // factor))
    return whole
