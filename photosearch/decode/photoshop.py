"""Photoshop's own files (PSD, and PSB for large ones): the merged picture that they keep for other programs.

Pillow unpacks the planes, this finds them (Adobe Photoshop File Formats Specification, 2019): Pillow's own reader knows
neither PSB nor more than 8 bits. Files saved without a merged picture, and cut ones, are shown by the small picture in
their resources.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

import numpy as np
from PIL import Image, ImageChops, ImagePalette

from photosearch.decode import colour, colour_code
from photosearch.decode.failure import DecodeError
from photosearch.decode.metadata.blocks import Blocks, blocks_of_resources
from photosearch.decode.pillow_image import DecodeLimits, PillowImage, pillow_rules
from photosearch.decode.pixels import size_wanted
from photosearch.decode.remains import nothing_left
from photosearch.decode.room import Size, require_room_for
from photosearch.types.files import ProblemReason

_HEADER: Final = struct.Struct(">4sH6xHIIHH")
_RESOURCE_HEAD: Final = struct.Struct(">4sH")
_LARGE_VERSION: Final = 2
_LARGEST_SIDE_PX: Final = 300_000
_MOST_RESOURCES_BYTES: Final = 64 << 20
_SMALL_PICTURE: Final = 1036
_SMALL_PICTURE_HEAD_BYTES: Final = 28
_PROFILE: Final = 1039
_VERSION_INFO: Final = 1057
_RAW, _PACKED = 0, 1
_PALETTE_BYTES: Final = 768
_FLOAT_BITS: Final = 32
# Photoshop's number of a mode: Pillow's name, and how many planes it takes.
_MODES: Final = {
    0: ("1", 1),
    1: ("L", 1),
    2: ("P", 1),
    3: ("RGB", 3),
    4: ("CMYK", 4),
    7: ("L", 1),
    8: ("L", 1),
    9: ("LAB", 3),
}


@dataclass(frozen=True, slots=True)
class _Layout:
    """What the head says, and where the merged picture begins."""

    mode: str
    planes: int
    channels: int
    size: tuple[int, int]
    bits: int
    count_bytes: int
    palette: bytes
    resources: dict[int, bytes]
    start: int

    @property
    def row_bytes(self) -> int:
        return (self.size[0] * self.bits + 7) // 8


class PhotoshopImage:
    """An :class:`~photosearch.decode.pillow_image.OpenedImage` of the merged picture."""

    def __init__(self, stream: BinaryIO, name: str, limits: DecodeLimits) -> None:
        self._stream = stream
        self._limits = limits
        try:
            self._layout = _layout_of(stream)
        except EOFError:
            raise nothing_left() from None
        self.format = name
        self.shown_share: float | None = None
        self.width_px, self.height_px = self._layout.size
        self._require_room((1, 1))

    def load(self, *, short_px: int | None, long_px: int | None) -> Image.Image:
        """See :meth:`~photosearch.decode.pillow_image.OpenedImage.load`."""
        with pillow_rules(self._limits):
            wanted = size_wanted(self._layout.size, short_px, long_px)
            if not _has_merged_picture(self._layout.resources):
                return self._small_picture(short_px, long_px)
            self._require_room(wanted)
            try:
                return self._merged(wanted)
            except (EOFError, ValueError):
                self.shown_share = 1.0
                return self._small_picture(short_px, long_px)

    def blocks(self) -> Blocks:
        """See :meth:`~photosearch.decode.pillow_image.OpenedImage.blocks`."""
        return blocks_of_resources(self._layout.resources)

    def _merged(self, wanted: tuple[int, int]) -> Image.Image:
        layout = self._layout
        factor = max(1, min(layout.size[0] // wanted[0], layout.size[1] // wanted[1]))
        reduced_by = 1 if layout.mode in ("1", "P") else factor
        planes = [self._plane(data).reduce(reduced_by) for data in self._plane_data()]
        if layout.mode == "P":
            planes[0].putpalette(ImagePalette.raw("RGB;L", layout.palette))
        image = planes[0] if len(planes) == 1 else Image.merge(layout.mode, planes)
        if layout.mode == "CMYK":
            image = ImageChops.invert(image)  # more is less ink
        if layout.bits == _FLOAT_BITS:
            return image.convert("RGB")
        return colour.shown(image, wanted, layout.resources.get(_PROFILE), None)

    def _plane(self, data: tuple[str, bytes]) -> Image.Image:
        """One channel at 8 bits: of deeper ones the first byte, of floats (light) what sRGB makes of them."""
        layout = self._layout
        codec, packed = data
        width, height = layout.size
        plane = Image.frombytes("L", (layout.row_bytes, height), packed, codec, "L")
        if layout.bits == 1:
            return ImageChops.invert(Image.frombytes("1", (width, height), plane.tobytes()).convert("L"))
        if layout.bits == 16:
            return Image.fromarray(np.asarray(plane)[:, ::2].copy())
        if layout.bits == _FLOAT_BITS:
            light = np.ascontiguousarray(np.asarray(plane)).view(">f4").astype(np.float32)
            return colour_code.encoded(np.nan_to_num(light))
        return plane

    def _plane_data(self) -> Iterator[tuple[str, bytes]]:
        """(Pillow's decoder, the bytes) of each plane that is wanted, one after the other."""
        layout = self._layout
        height = layout.size[1]
        self._stream.seek(layout.start)
        (packing,) = struct.unpack(">H", _exactly(self._stream, 2))
        if packing == _RAW:
            for _ in range(layout.planes):
                yield "raw", _exactly(self._stream, layout.row_bytes * height)
        elif packing == _PACKED:
            counts_bytes = layout.count_bytes * height
            counts = np.frombuffer(
                _exactly(self._stream, counts_bytes * layout.channels), dtype=f">u{layout.count_bytes}"
            ).reshape(layout.channels, height)
            for number in range(layout.planes):
                yield "packbits", _exactly(self._stream, int(counts[number].sum()))
        else:
            raise DecodeError(ProblemReason.UNSUPPORTED, "PSD")

    def _small_picture(self, short_px: int | None, long_px: int | None) -> Image.Image:
        """The JPEG in the resources, which programs show where there is nothing else."""
        data = self._layout.resources.get(_SMALL_PICTURE, b"")[_SMALL_PICTURE_HEAD_BYTES:]
        if not data:
            raise nothing_left()
        small = PillowImage(io.BytesIO(data), "JPEG", self._limits)
        return small.load(short_px=short_px, long_px=long_px)

    def _require_room(self, wanted: tuple[int, int]) -> None:
        layout = self._layout
        held = layout.planes * layout.bits / 8
        require_room_for(Size(layout.size, wanted), "PSD", layout.mode, self._limits.memory_bytes, extra=held)


def _layout_of(stream: BinaryIO) -> _Layout:
    head = stream.read(_HEADER.size)
    if len(head) < _HEADER.size:
        raise nothing_left()
    _, version, channels, height, width, bits, mode_number = _HEADER.unpack(head)
    mode, planes = _MODES.get(mode_number, ("", 0))
    is_known = version in (1, _LARGE_VERSION) and mode and bits in (1, 8, 16, _FLOAT_BITS)
    is_sensible = 0 < width <= _LARGEST_SIDE_PX and 0 < height <= _LARGEST_SIDE_PX and planes <= channels <= 56
    if not is_known or (bits == 1) != (mode == "1") or (mode == "P" and bits != 8):
        raise DecodeError(ProblemReason.UNSUPPORTED, "PSD")
    if not is_sensible:
        raise DecodeError(ProblemReason.DAMAGED, "the head of the PSD makes no sense")
    if bits == _FLOAT_BITS and mode not in ("L", "RGB"):
        raise DecodeError(ProblemReason.UNSUPPORTED, "PSD")
    palette = stream.read(_length(stream, 4))[:_PALETTE_BYTES].ljust(_PALETTE_BYTES, b"\0")
    resources = _resources_in(_section(stream))
    layers_bytes = _length(stream, 8 if version == _LARGE_VERSION else 4)
    start = stream.seek(layers_bytes, io.SEEK_CUR)
    count_bytes = 4 if version == _LARGE_VERSION else 2
    return _Layout(mode, planes, channels, (width, height), bits, count_bytes, palette, resources, start)


def _section(stream: BinaryIO) -> bytes:
    length = _length(stream, 4)
    data = stream.read(min(length, _MOST_RESOURCES_BYTES))
    stream.seek(length - len(data), io.SEEK_CUR)
    return data


def _length(stream: BinaryIO, count: int) -> int:
    return int.from_bytes(_exactly(stream, count), "big")


def _exactly(stream: BinaryIO, count: int) -> bytes:
    """So many bytes; EOFError where the file ends before."""
    data = stream.read(count)
    if len(data) < count:
        raise EOFError
    return data


def _resources_in(section: bytes) -> dict[int, bytes]:
    """The image resources by number: a mark, the number, a name, the length, the data; all at even places."""
    found: dict[int, bytes] = {}
    at = 0
    while at + _RESOURCE_HEAD.size < len(section):
        mark, number = _RESOURCE_HEAD.unpack_from(section, at)
        if mark not in (b"8BIM", b"MeSa", b"AgHg", b"PHUT", b"DCSR"):
            break
        at += _RESOURCE_HEAD.size
        at += (section[at] + 2) // 2 * 2
        length = int.from_bytes(section[at : at + 4], "big")
        at += 4
        found.setdefault(number, section[at : at + length])
        at += (length + 1) // 2 * 2
    return found


def _has_merged_picture(resources: dict[int, bytes]) -> bool:
    """Without it ("maximise compatibility" was off) there is a white one in its place."""
    version_info = resources.get(_VERSION_INFO, b"")
    return len(version_info) < 5 or version_info[4] != 0
