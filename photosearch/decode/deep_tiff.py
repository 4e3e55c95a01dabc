"""TIFFs of numbers that Pillow has no mode for (floats in colour, 32 bits a channel), and those too large for it.

Their strips are unpacked by libtiff, through Pillow, as if they were grey bytes; what the bytes mean is sorted out here
(TIFF 6.0, and Adobe's Technical Note 3 on the predictor for floats). Floats without a profile are light, as programs
that write them mean it; 1 is white, unless more than a little of the picture is brighter. No more than a strip is held
in its full size.
"""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

import numpy as np
from PIL import Image, TiffImagePlugin

from photosearch.decode import colour, colour_code
from photosearch.decode.failure import DECODER_ERRORS, DecodeError, describe
from photosearch.decode.metadata.blocks import Blocks, blocks_of_directory
from photosearch.decode.metadata.directory import open_exif
from photosearch.decode.pillow_image import FIRST_SIDEWAYS, TURNS, DecodeLimits, pillow_rules
from photosearch.decode.pixels import size_wanted
from photosearch.decode.room import Size, require_room_for
from photosearch.types.arrays import Float32Array, UInt8Array
from photosearch.types.files import ProblemReason

_WIDTH, _HEIGHT, _BITS, _COMPRESSION, _PHOTOMETRIC = 256, 257, 258, 259, 262
_OFFSETS, _SAMPLES, _ROWS, _COUNTS, _PLANAR, _PREDICTOR = 273, 277, 278, 279, 284, 317
_ORIENTATION, _SAMPLE_FORMAT, _PROFILE = 274, 339, 34675
_BLACK_IS_ZERO, _RGB = 1, 2
_NOT_PACKED: Final = 1
_PART_BYTES: Final = 1 << 20
_DIFFERENCES, _FLOAT_DIFFERENCES = 2, 3
_KINDS: Final = {1: "u", 2: "i", 3: "f"}
_DEPTHS: Final = {("u", 8), ("u", 16), ("u", 32), ("i", 16), ("i", 32), ("f", 16), ("f", 32), ("f", 64)}
_LARGEST_SIDE_PX: Final = 1_000_000
_BRIGHT: Final = 0.99
"""This share of the pixels is to be no brighter than white."""


@dataclass(frozen=True, slots=True)
class _Layout:
    size: tuple[int, int]
    channels: int
    shown: int
    kind: str
    bits: int
    compression: int
    predictor: int
    rows: int
    offsets: tuple[int, ...]
    counts: tuple[int, ...]
    order: str

    @property
    def row_bytes(self) -> int:
        return self.size[0] * self.channels * self.bits // 8


class DeepTiffImage:
    """An :class:`~photosearch.decode.pillow_image.OpenedImage` of the first page."""

    def __init__(self, stream: BinaryIO, limits: DecodeLimits) -> None:
        self._stream = stream
        self._limits = limits
        tags, order = _tags_of(stream)
        self._layout = _layout_of(tags, order)
        self._profile = tags.get(_PROFILE)
        self.format = "TIFF"
        self.shown_share: float | None = None
        self._orientation = tags.get(_ORIENTATION, 1)
        is_sideways = self._orientation in TURNS and self._orientation >= FIRST_SIDEWAYS
        self.width_px, self.height_px = self._layout.size[:: -1 if is_sideways else 1]
        self._require_room((1, 1))

    def load(self, *, short_px: int | None, long_px: int | None) -> Image.Image:
        """See :meth:`~photosearch.decode.pillow_image.OpenedImage.load`."""
        with pillow_rules(self._limits):
            width, height = self._layout.size
            wanted = size_wanted((width, height), short_px, long_px)
            self._require_room(wanted)
            rgb = self._rgb(self._values(max(1, min(width // wanted[0], height // wanted[1]))))
            turn = TURNS.get(self._orientation)
            return rgb if turn is None else rgb.transpose(turn)

    def blocks(self) -> Blocks:
        """See :meth:`~photosearch.decode.pillow_image.OpenedImage.blocks`."""
        tags = open_exif(self._stream)
        return Blocks() if tags is None else blocks_of_directory(tags)

    def _rgb(self, values: Float32Array) -> Image.Image:
        if self._layout.kind == "f" and not self._profile:
            white = max(1.0, float(np.quantile(values, _BRIGHT)))
            return colour_code.encoded(np.repeat(values / white, 3 // values.shape[2], axis=2))
        levels = np.rint(values.clip(0.0, 1.0) * 255.0).astype(np.uint8)
        image = Image.fromarray(levels if levels.shape[2] == 3 else levels[:, :, 0])
        return colour.to_srgb(image, self._profile)

    def _values(self, factor: int) -> Float32Array:
        """The picture, each side divided by ``factor``: float32 [height, width, 1 or 3], 1 the top of a range."""
        layout = self._layout
        width, height = layout.size
        kept = width // factor * factor
        rows: list[Float32Array] = []
        waiting: np.ndarray[Any, Any] | None = None
        for number, (offset, count) in enumerate(zip(layout.offsets, layout.counts, strict=True)):
            lines = min(layout.rows, height - number * layout.rows)
            self._stream.seek(offset)
            strip = self._strip(self._stream.read(count), lines)[:, :kept]
            waiting = strip if waiting is None or not len(waiting) else np.concatenate([waiting, strip])
            whole = len(waiting) // factor * factor
            if whole:
                rows.append(_means(waiting[:whole], factor))
            waiting = waiting[whole:]
        return np.concatenate(rows)

    def _strip(self, packed: bytes, lines: int) -> np.ndarray[Any, Any]:
        """Rows of the picture [lines, width, 1 or 3]: bytes as they are, all else as floats."""
        layout = self._layout
        levels = _unpacked(packed, layout.row_bytes, lines, layout.compression)
        samples = _samples(levels, layout).reshape(lines, layout.size[0], layout.channels)[:, :, : layout.shown]
        if layout.bits == 8:
            return np.asarray(samples)
        if layout.kind == "f":
            return np.nan_to_num(samples.astype(np.float32), nan=0.0, posinf=0.0, neginf=0.0)
        top = (1 << (layout.bits - (layout.kind == "i"))) - 1
        return np.asarray(samples.astype(np.float32) / np.float32(top))

    def _require_room(self, wanted: tuple[int, int]) -> None:
        layout = self._layout
        share = min(1.0, layout.rows / layout.size[1])
        extra = share * layout.channels * (layout.bits / 8 * 4 + (0 if layout.bits == 8 else 8))
        size = Size(layout.size, wanted, is_in_bands=True)
        require_room_for(size, "TIFF", "RGB", self._limits.memory_bytes, extra=extra)


def _means(rows: np.ndarray[Any, Any], factor: int) -> Float32Array:
    """Each square of ``factor`` numbers as one, float32; bytes as shares of 255."""
    height, width, channels = rows.shape
    if rows.dtype == np.uint8:
        image = Image.fromarray(np.ascontiguousarray(rows[:, :, 0] if channels == 1 else rows))
        levels = np.asarray(image.reduce(factor)).reshape(height // factor, width // factor, channels)
        return np.asarray(levels / np.float32(255.0), dtype=np.float32)
    blocks = rows.reshape(height // factor, factor, width // factor, factor, channels)
    return np.asarray(blocks.mean(axis=(1, 3), dtype=np.float32))


def _tags_of(stream: BinaryIO) -> tuple[dict[int, Any], str]:
    stream.seek(0)
    head = stream.read(16)
    try:
        directory = TiffImagePlugin.ImageFileDirectory_v2(head[: 16 if b"+" in head[2:4] else 8])
        stream.seek(directory.next)
        directory.load(stream)
        return dict(directory), ">" if head.startswith(b"MM") else "<"
    except DECODER_ERRORS as error:
        raise DecodeError(ProblemReason.DAMAGED, describe(error)) from error


def _layout_of(tags: dict[int, Any], order: str) -> _Layout:
    bits = tags.get(_BITS, (1,))
    bits = bits if isinstance(bits, tuple) else (bits,)
    kinds = tags.get(_SAMPLE_FORMAT, (1,))
    kind = _KINDS.get(kinds[0] if isinstance(kinds, tuple) else kinds, "")
    channels = tags.get(_SAMPLES, 1)
    photometric = tags.get(_PHOTOMETRIC)
    offsets, counts = _numbers(tags.get(_OFFSETS)), _numbers(tags.get(_COUNTS))
    size = tags.get(_WIDTH, 0), tags.get(_HEIGHT, 0)
    is_read = (
        (kind, bits[0]) in _DEPTHS
        and len(set(bits)) == 1
        and photometric in (_BLACK_IS_ZERO, _RGB)
        and (tags.get(_PLANAR, 1) == 1 or channels == 1)
        and 0 < len(offsets) == len(counts)
    )
    shown = 3 if photometric == _RGB else 1
    if not is_read or not all(0 < side <= _LARGEST_SIDE_PX for side in size) or not shown <= channels <= 64:
        raise DecodeError(ProblemReason.UNSUPPORTED, "TIFF")
    rows = min(int(tags.get(_ROWS, size[1])), size[1])
    if rows <= 0 or len(offsets) != -(-size[1] // rows):
        raise DecodeError(ProblemReason.DAMAGED, "the strips of the TIFF are not those of its size")
    packing = int(tags.get(_COMPRESSION, 1)), int(tags.get(_PREDICTOR, 1))
    if packing[0] == _NOT_PACKED and len(offsets) == 1:
        rows, offsets, counts = _in_parts(offsets[0], size[0] * channels * bits[0] // 8, size[1])
    return _Layout(size, channels, shown, kind, bits[0], *packing, rows, offsets, counts, order)


def _in_parts(offset: int, row_bytes: int, height: int) -> tuple[int, tuple[int, ...], tuple[int, ...]]:
    """(rows, offsets, counts) of some rows at a time of a strip that is not packed."""
    rows = min(height, max(1, _PART_BYTES // max(1, row_bytes)))
    tops = range(0, height, rows)
    offsets = tuple(offset + top * row_bytes for top in tops)
    return rows, offsets, tuple(min(rows, height - top) * row_bytes for top in tops)


def _numbers(value: Any) -> tuple[int, ...]:  # noqa: ANN401 - whatever a tag holds
    return tuple(int(number) for number in value) if isinstance(value, tuple) else ()


def _unpacked(packed: bytes, row_bytes: int, lines: int, compression: int) -> UInt8Array:
    """A strip as bytes [lines, row_bytes], by a TIFF of its own that calls them grey."""
    entries = [
        *(
            (_WIDTH, row_bytes),
            (_HEIGHT, lines),
            (_BITS, 8),
            (_COMPRESSION, compression),
            (_PHOTOMETRIC, _BLACK_IS_ZERO),
        ),
        *((_OFFSETS, 8 + 2 + 12 * 9 + 4), (_SAMPLES, 1), (_ROWS, lines), (_COUNTS, len(packed))),
    ]
    directory = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in entries)
    file = b"II*\0" + struct.pack("<IH", 8, len(entries)) + directory + bytes(4) + packed
    with Image.open(io.BytesIO(file), formats=("TIFF",)) as image:
        return np.asarray(image)


def _samples(levels: UInt8Array, layout: _Layout) -> np.ndarray[Any, Any]:
    """The numbers that the bytes are, with what a predictor took away added again: [lines, width x channels]."""
    lines, channels = len(levels), layout.channels
    width_bytes = layout.bits // 8
    if layout.predictor == _FLOAT_DIFFERENCES:
        by_channel = levels.reshape(lines, -1, channels)
        summed = np.add.accumulate(by_channel, axis=1, dtype=np.uint8).reshape(lines, width_bytes, -1)
        return np.ascontiguousarray(summed.transpose(0, 2, 1)).view(f">{layout.kind}{width_bytes}").reshape(lines, -1)
    numbers = np.ascontiguousarray(levels).view(f"{layout.order}{layout.kind}{width_bytes}")
    if layout.predictor == _DIFFERENCES and layout.kind != "f":
        plain = numbers.astype(f"{layout.kind}{width_bytes}").reshape(lines, -1, channels)
        return np.add.accumulate(plain, axis=1, dtype=plain.dtype).reshape(lines, -1)
    return numbers
