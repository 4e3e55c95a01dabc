"""Files without an ending that are pictures all the same: their first bytes say it.

Asked only of what is not known yet, and each file once as long as it stays as it is.
"""

from __future__ import annotations

import os
from typing import Final

from photosearch.types.file_starts import HEAD_BYTES, sniff
from photosearch.types.formats import DECODABLE

_UNSURE: Final = frozenset({"TGA", "DIB", "ICO", "PPM", "BMP", "RAW"})
"""So few bytes say these that other files begin like them."""
_MOST_JUDGED: Final = 200_000

_judged: dict[str, bool] = {}


def may_be_nameless(name: str) -> bool:
    """Whether a file of this name (no folders in it) can only be judged by its content."""
    return "." not in name


def is_nameless_picture(path: str, line: str) -> bool:
    """Whether the file at ``path``, which is as ``line`` (``types.files.file_line``) says, begins like a picture.

    False where it cannot be read.
    """
    key = f"{path}\0{line}"
    known = _judged.get(key)
    if known is None:
        if len(_judged) >= _MOST_JUDGED:
            _judged.clear()
        known = _judged[key] = _begins_like_a_picture(path)
    return known


def _begins_like_a_picture(path: str) -> bool:
    try:
        # A pipe in the place of the file must not block.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        return False
    try:
        name = sniff(os.read(descriptor, HEAD_BYTES))
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return name in DECODABLE and name not in _UNSURE
