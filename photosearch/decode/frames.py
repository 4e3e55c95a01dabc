"""Which of the pictures in a file is the one that it is known by."""

from __future__ import annotations

from typing import Final

from PIL import Image

from photosearch.decode.failure import DECODER_ERRORS
from photosearch.decode.flatten import is_flat

_MOST_PAGES: Final = 16
"""So many are looked at: directories of a TIFF may lead on for ever."""
_MOST_FRAMES: Final = 50
_SMALL_PAGE: Final = 4
"""A first page this many times smaller than the largest is a small picture of it, not a page."""
_NEW_SUBFILE_TYPE: Final = 254
_REDUCED: Final = 1
ANIMATED_FORMATS: Final = frozenset({"GIF", "WEBP", "PNG", "AVIF"})


def show_main_page(image: Image.Image) -> None:
    """Turn an opened TIFF to its main page: the first, unless that is a small picture of a later one."""
    pages = _areas(image)
    full = {number: area for number, (area, is_reduced) in pages.items() if not is_reduced}
    full = full or {number: area for number, (area, _) in pages.items()}  # some writers say it of every page
    largest = max(full.values())
    image.seek(next(number for number, area in full.items() if area * _SMALL_PAGE > largest))


def show_first_frame_with_something(image: Image.Image) -> None:
    """Turn a loaded animation on from a blank first frame to one that shows something; to the first where none does."""
    if image.format not in ANIMATED_FORMATS or not getattr(image, "is_animated", False) or not is_flat(image):
        return
    try:
        for number in range(1, _MOST_FRAMES):
            image.seek(number)
            image.load()
            if not is_flat(image):
                return
    except DECODER_ERRORS:
        pass  # the end of the animation, or of what is whole of it
    image.seek(0)
    image.load()


def _areas(image: Image.Image) -> dict[int, tuple[int, bool]]:
    """Pixels of each page, and whether it says that it is a reduced picture of another one."""
    areas: dict[int, tuple[int, bool]] = {}
    try:
        for number in range(_MOST_PAGES):
            image.seek(number)
            kind = getattr(image, "tag_v2", {}).get(_NEW_SUBFILE_TYPE)
            areas[number] = image.width * image.height, isinstance(kind, int) and bool(kind & _REDUCED)
    except DECODER_ERRORS:
        if not areas:
            raise
    return areas
