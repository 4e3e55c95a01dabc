"""JPEG XL, decoded by libjxl. The one door to pylibjxl; imported when the first such file comes."""

from __future__ import annotations

from functools import cache
from typing import Any, BinaryIO

import numpy as np
import pylibjxl
from PIL import Image

from photosearch.decode import colour, jxl_header
from photosearch.decode.iso_boxes import content
from photosearch.decode.metadata.blocks import Blocks, blocks_of_exif_and_xmp
from photosearch.decode.pillow_image import DecodeLimits, pillow_rules
from photosearch.decode.pixels import size_wanted
from photosearch.decode.room import Size, require_room_for

_TIFF_OFFSET_BYTES = 4


class JxlImage:
    """An :class:`~photosearch.decode.pillow_image.OpenedImage` that libjxl decodes; it turns pictures upright itself.

    Of an animation comes the first frame.
    """

    def __init__(self, stream: BinaryIO, name: str, limits: DecodeLimits) -> None:
        self._limits = limits
        self._data = stream.read()
        self.format = name
        self.shown_share: float | None = None
        head = pylibjxl.probe(self._data)
        self._is_animated = bool(head["have_animation"])
        self.width_px, self.height_px = int(head["width"]), int(head["height"])
        self._require_room((1, 1))
        self._metadata: dict[str, bytes] = {}

    def load(self, *, short_px: int | None, long_px: int | None) -> Image.Image:
        """See :meth:`~photosearch.decode.pillow_image.OpenedImage.load`."""
        with pillow_rules(self._limits):
            wanted = size_wanted((self.width_px, self.height_px), short_px, long_px)
            self._require_room(wanted)
            pixels = self._decoded()
            image = Image.fromarray(pixels)
            colours = jxl_header.colours_of(self._data)
            code = jxl_header.SRGB if colours.code is None and colours.is_xyb else colours.code
            return colour.shown(image, wanted, self._metadata.get("icc"), code)

    def blocks(self) -> Blocks:
        """See :meth:`~photosearch.decode.pillow_image.OpenedImage.blocks`; packed ones once it is loaded."""
        return blocks_of_exif_and_xmp(
            self._metadata.get("exif") or self._box(b"Exif")[_TIFF_OFFSET_BYTES:],
            self._metadata.get("xmp") or self._box(b"xml "),
        )

    def _decoded(self) -> np.ndarray[Any, np.dtype[np.uint8]]:
        if self._is_animated:  # with its metadata comes the last frame
            return np.asarray(_codec().decode(self._data))
        pixels, self._metadata = _codec().decode(self._data, metadata=True)
        return np.asarray(pixels)

    def _box(self, kind: bytes) -> bytes:
        found = content(self._data, kind) if self._data.startswith(jxl_header.CONTAINER) else None
        return b"" if found is None else self._data[found.start : found.end]

    def _require_room(self, wanted: tuple[int, int]) -> None:
        size = Size((self.width_px, self.height_px), wanted)
        require_room_for(size, "JXL", "RGBA", self._limits.memory_bytes)


@cache
def _codec() -> Any:  # noqa: ANN401 - pylibjxl's own class is untyped to us
    """One thread: the parallelism is that of the worker processes."""
    return pylibjxl.JXL(threads=1, pool_size=1)
