"""Notices a JPEG whose end is missing though the file is not shorter: a copy or a rescue that left zeros behind."""

from __future__ import annotations

from typing import Final

_START_OF_SCAN: Final = b"\xff\xda"
_END_OF_IMAGE: Final = b"\xff\xd9"
_ZEROS: Final = 1024
"""Compressed data never holds so many zeros in a row; padding after the end of a whole picture may."""


def has_lost_tail(data: bytes | memoryview) -> bool:
    """Whether ``data``, a JPEG, ends in zeros that began before the last scan was over.

    libjpeg decodes such a tail to grey without an error, so it has to be looked for.
    """
    if len(data) <= _ZEROS or any(data[-_ZEROS:]):
        return False
    kept = bytes(data).rstrip(b"\0")
    return kept.rfind(_END_OF_IMAGE) < kept.rfind(_START_OF_SCAN)
