"""All frames of a picture that moves, made small enough that all of them are in memory at once.

What bounds them: a GIF of 20 MB may hold 3,000 frames of 2 megapixels, 17 GB when decoded. Longer ones come smaller,
and no smaller than can be looked at; what does not fit then, or takes too long, is left out, and it moves for as long
as it goes.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import BinaryIO, Final

import numpy as np
from PIL import Image

from photosearch.decode.colour import to_srgb
from photosearch.decode.failure import DECODER_ERRORS
from photosearch.decode.flatten import flatten, ground_of
from photosearch.decode.frames import ANIMATED_FORMATS
from photosearch.decode.pillow_image import TURNS, DecodeLimits, orientation_of, pillow_rules
from photosearch.decode.pixels import as_array, shrink_long_side
from photosearch.decode.reader import open_image
from photosearch.types.arrays import UInt8Array
from photosearch.types.photos import MovingPicture

_MOST_BYTES: Final = 128 << 20
_MOST_FRAMES: Final = 1000
_LEAST_PX: Final = 320
"""The long side is not made smaller than this for the sake of more frames."""
_LONGEST_S: Final = 10.0
_SHORTEST_MS: Final = 20
"""Shorter times are not meant: browsers show such frames for a tenth of a second (Chromium, Firefox, WebKit alike)."""
_USUAL_MS: Final = 100


def read_moving(stream: BinaryIO, limits: DecodeLimits, long_px: int) -> MovingPicture | None:
    """The frames, upright RGB in sRGB, with a long side of at most ``long_px``; None where nothing moves.

    Raises:
        DecodeError: the picture cannot be opened.
    """
    name = open_image(stream, limits).format  # refuses what is too large
    if name not in ANIMATED_FORMATS:
        return None
    stream.seek(0)
    with pillow_rules(limits):
        image = Image.open(stream, formats=(name,))
        count = min(getattr(image, "n_frames", 1), _MOST_FRAMES)
        return None if count == 1 else _read(image, count, _long_px_for(image, count, long_px))


def _long_px_for(image: Image.Image, count: int, long_px: int) -> int:
    """So large that ``count`` frames fit, but no smaller than can be looked at."""
    wanted_px = min(long_px, max(image.size))
    share = min(1.0, wanted_px / max(image.size))
    frame_bytes = image.width * image.height * 3 * share**2
    fitting_px = int(wanted_px * min(1.0, (_MOST_BYTES / (count * frame_bytes)) ** 0.5))
    return max(fitting_px, min(_LEAST_PX, wanted_px))


def _read(image: Image.Image, count: int, long_px: int) -> MovingPicture | None:
    frames: UInt8Array | None = None
    durations_ms: list[int] = []
    for number, (pixels, duration_ms) in enumerate(_decoded(image, count, long_px)):
        if frames is None:
            frames = np.empty((min(count, max(2, _MOST_BYTES // pixels.nbytes)), *pixels.shape), np.uint8)
        if number == len(frames):
            break
        frames[number] = pixels
        durations_ms.append(duration_ms)
    if frames is None or len(durations_ms) == 1:
        return None
    return MovingPicture(frames[: len(durations_ms)], tuple(durations_ms))


def _decoded(image: Image.Image, count: int, long_px: int) -> Iterator[tuple[UInt8Array, int]]:
    """Frames with how long each is seen, as far as the file is whole."""
    turn, profile = TURNS.get(orientation_of(image)), image.info.get("icc_profile")
    until_s = time.monotonic() + _LONGEST_S
    ground: int | None = None
    for number in range(count):
        try:
            image.seek(number)
            image.load()
        except DECODER_ERRORS:
            return
        ground = ground_of(image) if ground is None else ground
        rgb = shrink_long_side(to_srgb(flatten(image, ground=ground), profile), long_px)
        yield as_array(rgb if turn is None else rgb.transpose(turn)), _duration_ms(image)
        if time.monotonic() > until_s:
            return


def _duration_ms(image: Image.Image) -> int:
    told = image.info.get("duration", 0)
    duration_ms = round(told) if isinstance(told, int | float) else 0
    return duration_ms if duration_ms >= _SHORTEST_MS else _USUAL_MS
