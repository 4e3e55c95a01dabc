"""Camera raw files: the preview that the camera embedded, or where it is too small a quick development by LibRaw."""

from __future__ import annotations

import io
from contextlib import suppress
from typing import Any, BinaryIO, Final

import rawpy
from PIL import Image

from photosearch.decode.failure import DecodeError, describe
from photosearch.decode.metadata.blocks import Blocks
from photosearch.decode.metadata.raw_blocks import blocks_of_raw
from photosearch.decode.pillow_image import DNG_VERSION_TAG, DecodeLimits, PillowImage, pillow_rules
from photosearch.types.files import ProblemReason

_BYTES_PER_SENSOR_PIXEL: Final = 12
"""LibRaw: 2 for the sensor's values, 8 for its four-colour working image at full size, the rest for copies."""
# LibRaw's flip: 1 mirrors left and right, 2 top and bottom, 4 exchanges the axes, in this order.
_FLIP_TO_TURN: Final = {
    1: Image.Transpose.FLIP_LEFT_RIGHT,
    2: Image.Transpose.FLIP_TOP_BOTTOM,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.TRANSPOSE,
    5: Image.Transpose.ROTATE_90,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
}
_FIRST_SIDEWAYS: Final = 4


class RawImage:
    """An :class:`~photosearch.decode.pillow_image.OpenedImage` that LibRaw decodes."""

    def __init__(self, stream: BinaryIO, name: str, limits: DecodeLimits) -> None:
        self._limits = limits
        self._raw: Any = rawpy.RawPy()
        data = stream.read()
        try:
            self._raw.open_buffer(io.BytesIO(data))
        except rawpy.LibRawError as error:
            raise _as_decode_error(error) from error
        sizes = self._raw.sizes
        if sizes.raw_width * sizes.raw_height * _BYTES_PER_SENSOR_PIXEL > limits.memory_bytes:
            raise DecodeError(ProblemReason.TOO_LARGE, f"{sizes.raw_width} x {sizes.raw_height} px")
        self._flip = int(sizes.flip)
        self._sensor_size = (int(sizes.width), int(sizes.height))
        self.width_px, self.height_px = self._sensor_size[:: -1 if self._flip >= _FIRST_SIDEWAYS else 1]
        self._preview = self._embedded_preview()
        self._blocks = self._blocks_in(data)
        tags = self._blocks.tags
        self.format = "DNG" if tags is not None and DNG_VERSION_TAG in tags.main else name
        self.shown_share: float | None = None

    def load(self, *, short_px: int | None, long_px: int | None) -> Image.Image:
        """See :meth:`~photosearch.decode.pillow_image.OpenedImage.load`; the preview counts when it is large enough."""
        preview = self._preview
        if preview is not None and self._is_enough(preview, short_px, long_px):
            with suppress(DecodeError):  # a damaged preview says nothing about the photo itself
                shown = self._upright(preview.load(short_px=short_px, long_px=long_px))
                if preview.shown_share is None:
                    return shown
        try:
            return self._develop()
        except DecodeError:
            if preview is None:
                raise
            shown = self._upright(preview.load(short_px=short_px, long_px=long_px))
            self.shown_share = preview.shown_share
            return shown

    def blocks(self) -> Blocks:
        """See :meth:`~photosearch.decode.pillow_image.OpenedImage.blocks`."""
        return self._blocks

    def _blocks_in(self, data: bytes) -> Blocks:
        """The file's own where they can be found, else those of the preview (LibRaw writes the main tags there)."""
        own = blocks_of_raw(data)
        if own is not None:
            return own
        return Blocks() if self._preview is None else self._preview.blocks()

    def _develop(self) -> Image.Image:
        """Half size: one RGB pixel from each 2 x 2 of the sensor, no interpolation. LibRaw turns it upright."""
        try:
            return Image.fromarray(self._raw.postprocess(half_size=True, use_camera_wb=True, output_bps=8))
        except rawpy.LibRawError as error:
            raise _as_decode_error(error) from error

    def _embedded_preview(self) -> PillowImage | None:
        """The largest embedded picture, None where there is none that can be used."""
        try:
            thumbnail = self._raw.extract_thumb()
        except rawpy.LibRawError:
            return None
        if thumbnail.format != rawpy.ThumbFormat.JPEG:
            return None
        try:
            with pillow_rules(self._limits):
                # LibRaw's flip is the truth for every maker; the preview's own tag is there for some only.
                return PillowImage(io.BytesIO(thumbnail.data), "JPEG", self._limits, obeys_orientation=False)
        except DecodeError:
            return None

    def _is_enough(self, preview: PillowImage, short_px: int | None, long_px: int | None) -> bool:
        """Whether the preview gives what is wanted, or at least as much as a development at half size would."""
        half_short, half_long = min(self._sensor_size) // 2, max(self._sensor_size) // 2
        if short_px is None and long_px is None:
            short_px = half_short
        is_short_enough = min(preview.width_px, preview.height_px) >= min(short_px or 0, half_short)
        return is_short_enough and max(preview.width_px, preview.height_px) >= min(long_px or 0, half_long)

    def _upright(self, image: Image.Image) -> Image.Image:
        """Turn the preview as LibRaw would, unless its shape shows that the camera has turned it already."""
        is_sensor_wide = self._sensor_size[0] > self._sensor_size[1]
        is_turned = self._flip >= _FIRST_SIDEWAYS and (image.width > image.height) != is_sensor_wide
        turn = None if is_turned else _FLIP_TO_TURN.get(self._flip)
        return image if turn is None else image.transpose(turn)


def _as_decode_error(error: Any) -> DecodeError:  # noqa: ANN401 - rawpy is untyped
    if isinstance(error, rawpy.LibRawFileUnsupportedError | rawpy.LibRawNotImplementedError):
        reason = ProblemReason.UNSUPPORTED
    elif isinstance(error, rawpy.LibRawUnsufficientMemoryError):
        reason = ProblemReason.OUT_OF_MEMORY
    elif isinstance(error, rawpy.LibRawTooBigError):
        reason = ProblemReason.TOO_LARGE
    else:
        reason = ProblemReason.DAMAGED
    return DecodeError(reason, describe(error))
