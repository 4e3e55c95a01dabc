"""JPEG XL, decoded by libjxl. The one door to pylibjxl; imported when the first such file comes."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from typing import Any, BinaryIO

import numpy as np
import pylibjxl
from PIL import Image

from photosearch.decode import colour, jxl_header, remains
from photosearch.decode.failure import DECODER_ERRORS, as_decode_error
from photosearch.decode.iso_boxes import content
from photosearch.decode.metadata.blocks import Blocks, blocks_of_exif_and_xmp
from photosearch.decode.pillow_image import DecodeLimits, pillow_rules
from photosearch.decode.pixels import size_wanted
from photosearch.decode.room import Size, require_room_for
from photosearch.types.arrays import UInt8Array
from photosearch.types.files import ProblemReason

_TIFF_OFFSET_BYTES = 4


class JxlImage:
    """An :class:`~photosearch.decode.pillow_image.OpenedImage` that libjxl decodes; it turns pictures upright itself.

    Of an animation comes the first frame, of a damaged file as many tiles as came. A tile has 256 pixels square or
    more, so a small picture comes whole or not at all.
    """

    def __init__(self, stream: BinaryIO, name: str, limits: DecodeLimits) -> None:
        self._limits = limits
        self._data = stream.read()
        self.format = name
        self.shown_share: float | None = None
        head = pylibjxl.probe(self._data)
        self._is_animated = bool(head["have_animation"])
        self._channels = int(head["channels"])
        self.width_px, self.height_px = int(head["width"]), int(head["height"])
        self._require_room((1, 1))
        self._metadata: dict[str, bytes] = {}
        self._missing: Image.Image | None = None
        """Of a damaged picture, in full size: where nothing came."""

    def load(self, *, short_px: int | None, long_px: int | None) -> Image.Image:
        """See :meth:`~photosearch.decode.pillow_image.OpenedImage.load`."""
        with pillow_rules(self._limits):
            wanted = size_wanted((self.width_px, self.height_px), short_px, long_px)
            self._require_room(wanted)
            pixels = self._decoded()
            image = Image.fromarray(pixels)
            colours = jxl_header.colours_of(self._data)
            code = jxl_header.SRGB if colours.code is None and colours.is_xyb else colours.code
            rgb = colour.shown(image, wanted, self._metadata.get("icc"), code)
            if self._missing is not None:
                rgb.paste(remains.GREY, mask=self._missing.resize(rgb.size, Image.Resampling.NEAREST))
            return rgb

    def blocks(self) -> Blocks:
        """See :meth:`~photosearch.decode.pillow_image.OpenedImage.blocks`; packed ones once it is loaded."""
        return blocks_of_exif_and_xmp(
            self._metadata.get("exif") or self._box(b"Exif")[_TIFF_OFFSET_BYTES:],
            self._metadata.get("xmp") or self._box(b"xml "),
        )

    def _decoded(self) -> UInt8Array:
        if not self._is_animated:  # with its metadata comes the last frame
            try:
                pixels, self._metadata = _codec().decode(self._data, metadata=True)
                return np.asarray(pixels)
            except DECODER_ERRORS:
                self._metadata = {}  # it may be they that are damaged
        try:
            return np.asarray(_codec().decode(self._data))
        except DECODER_ERRORS as error:
            if as_decode_error(error).reason is not ProblemReason.DAMAGED:
                raise
            return self._what_came()

    def _what_came(self) -> UInt8Array:
        """The tiles of a damaged file that libjxl wrote before it gave up: the same whatever was there before.

        Raises:
            DecodeError: so few that they are none.
        """
        dark, light = (self._decoded_over(level) for level in (0, 255))
        is_missing = np.asarray((dark != light).any(axis=2))
        self.shown_share = 1.0 - float(is_missing.mean())
        if self.shown_share < remains.LEAST_SHARE:
            raise remains.nothing_left()
        self._missing = Image.fromarray(is_missing)
        dark[is_missing] = remains.GREY[0]
        return dark[:, :, 0] if self._channels == 1 else dark

    def _decoded_over(self, level: int) -> UInt8Array:
        """What libjxl makes of a picture whose every sample was ``level``."""
        pixels = np.full((self.height_px, self.width_px, self._channels), level, np.uint8)
        with suppress(*DECODER_ERRORS):
            _codec().decode(self._data, out=pixels)
        return pixels

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
