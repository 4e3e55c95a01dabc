"""Whatever a decoder raises becomes a reason and one short, printable line."""

from __future__ import annotations

import errno
import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, UnidentifiedImageError

from photosearch.decode.failure import DecodeError, as_decode_error, describe, open_error
from photosearch.types.files import ProblemReason


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("cannot handle 12-bit layers", ProblemReason.UNSUPPORTED),
        ("Unsupported BMP compression (4)", ProblemReason.UNSUPPORTED),
        ("Unsupported feature: Unsupported codec", ProblemReason.UNSUPPORTED),
        ("Memory allocation error: Security limit exceeded: Number of child boxes", ProblemReason.DAMAGED),
        ("Memory allocation error: Security limit exceeded: Image size 40000x40000", ProblemReason.TOO_LARGE),
        ("unsupported marker 0xc9", ProblemReason.DAMAGED),
    ],
)
def test_what_decoders_say_in_words_is_understood(words: str, reason: ProblemReason) -> None:
    assert as_decode_error(SyntaxError(words)).reason is reason


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (Image.DecompressionBombError("big"), ProblemReason.TOO_LARGE),
        (Image.DecompressionBombWarning("big"), ProblemReason.TOO_LARGE),
        (MemoryError(), ProblemReason.OUT_OF_MEMORY),
        (OSError("Insufficient memory (case 4)"), ProblemReason.OUT_OF_MEMORY),
        (OSError(errno.EIO, "Input/output error"), ProblemReason.READ_ERROR),
        (OSError("image file is truncated"), ProblemReason.DAMAGED),
        (UnidentifiedImageError("cannot identify"), ProblemReason.DAMAGED),
        (SyntaxError("not a TIFF"), ProblemReason.DAMAGED),
        (struct.error("unpack"), ProblemReason.DAMAGED),
    ],
)
def test_a_decoders_error_has_a_reason(error: Exception, reason: ProblemReason) -> None:
    assert as_decode_error(error).reason is reason


def test_what_is_known_already_stays_as_it_is() -> None:
    known = DecodeError(ProblemReason.EMPTY, "why")
    assert as_decode_error(known) is known


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.ENOENT, ProblemReason.VANISHED),
        (errno.EACCES, ProblemReason.NO_PERMISSION),
        (errno.EPERM, ProblemReason.NO_PERMISSION),
        (errno.EISDIR, ProblemReason.IS_A_FOLDER),
        (errno.ENXIO, ProblemReason.NOT_A_FILE),
        (errno.EIO, ProblemReason.READ_ERROR),
        (errno.ESTALE, ProblemReason.READ_ERROR),
    ],
)
def test_an_error_of_the_disk_has_a_reason(number: int, reason: ProblemReason) -> None:
    assert open_error(OSError(number, "said by the system")).reason is reason


@given(st.text())
def test_the_details_are_one_short_printable_line(text: str) -> None:
    line = describe(ValueError(text))
    assert line.isprintable()
    assert len(line) <= 300


def test_a_line_of_details_names_no_object_in_memory() -> None:
    with pytest.raises(UnidentifiedImageError) as caught:
        Image.open(io.BytesIO(b"not a picture"))
    assert describe(caught.value) == "UnidentifiedImageError: cannot identify image file"
