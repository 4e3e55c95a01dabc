"""The one exception of this stage, and which reason any decoder's own exception stands for."""

from __future__ import annotations

import errno
import re
import struct
from typing import Final

from PIL import Image, UnidentifiedImageError

from photosearch.types.files import ProblemReason

DECODER_ERRORS: Final = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    AttributeError,
    AssertionError,
    BufferError,
    EOFError,
    RuntimeError,
    MemoryError,
    struct.error,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)
"""What Pillow's plugins and the libraries below them raise on hostile bytes (they promise nothing narrower)."""

_DETAIL_CHARACTERS: Final = 300
_UNKNOWN_KIND: Final = re.compile(
    r"unsupported (?!marker)|not supported|unknown pixel mode|no decoding plugin|cannot handle \d+-bit", re.IGNORECASE
)
"""How Pillow and libheif say that a file is sound, but of a kind that they do not read."""
_ADDRESS: Final = re.compile(r"\s*<[^<>]* at 0x[0-9a-fA-F]+>")


class DecodeError(Exception):
    """This photo cannot be used: ``reason`` for the person, ``detail`` for the details line."""

    def __init__(self, reason: ProblemReason, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail


def as_decode_error(error: BaseException) -> DecodeError:
    """The :class:`DecodeError` that ``error``, raised while a recognised picture was decoded, stands for."""
    if isinstance(error, DecodeError):
        return error
    return DecodeError(_reason_of(error), describe(error))


def describe(error: BaseException) -> str:
    """One short line for the details, free of control characters and of objects in memory."""
    text = "".join(character if character.isprintable() else " " for character in str(error))
    return f"{type(error).__name__}: {_ADDRESS.sub('', text)}"[:_DETAIL_CHARACTERS]


def open_error(error: OSError) -> DecodeError:
    """The :class:`DecodeError` for a file that could not be opened or read."""
    reasons = {
        errno.ENOENT: ProblemReason.VANISHED,
        errno.ENOTDIR: ProblemReason.VANISHED,
        errno.EACCES: ProblemReason.NO_PERMISSION,
        errno.EPERM: ProblemReason.NO_PERMISSION,
        errno.ENXIO: ProblemReason.NOT_A_FILE,
        errno.EISDIR: ProblemReason.IS_A_FOLDER,
    }
    return DecodeError(reasons.get(error.errno or 0, ProblemReason.READ_ERROR), describe(error))


def _reason_of(error: BaseException) -> ProblemReason:
    if isinstance(error, Image.DecompressionBombError | Image.DecompressionBombWarning):
        return ProblemReason.TOO_LARGE
    if "security limit exceeded" in str(error).lower():  # libheif's own bounds, which it calls a lack of memory
        return ProblemReason.TOO_LARGE if "size" in str(error).lower() else ProblemReason.DAMAGED
    # libjpeg, libheif and others say "out of memory" only in words.
    if isinstance(error, MemoryError) or "memory" in str(error).lower():
        return ProblemReason.OUT_OF_MEMORY
    if isinstance(error, NotImplementedError) or _UNKNOWN_KIND.search(str(error)):
        return ProblemReason.UNSUPPORTED
    is_from_disk = isinstance(error, OSError) and error.errno is not None
    if is_from_disk and not isinstance(error, UnidentifiedImageError):
        return ProblemReason.READ_ERROR
    return ProblemReason.DAMAGED
