"""File formats in a sentence: "png", jpg格式, "HEIC files". One at the end of a file's name belongs to the name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from photosearch.search.understanding.sentence import Known, Sentence
from photosearch.types.formats import formats_named
from photosearch.types.understood import Chip, ChipKind, InFormat

_SURE: Final = r"jpe?g|jpe|jfif|png|hei[cf]|webp|tiff?|bmp|avif|psd|dng|cr[23]|nef|arw|rw2|jxl|jp2|jpeg[ ]?(?:2000|xl)"
_DOUBTFUL: Final = r"raf|orf|hif|qoi|tga|ico"
"""Words and names as well: only beside "files" or 格式."""
_FORMAT = re.compile(
    rf"""
    (?<!印着)(?<!写着)(?:(?<![A-Za-z0-9_.\-])|(?<=[\s(])\*?\.|^\*?\.)
    (?: (?P<sure>{_SURE})s?(?![A-Za-z0-9_]) | (?P<doubtful>{_DOUBTFUL})(?=[ ]?(?:格式|文件|files?\b|format\b)) )
    (?:[ ]?(?:格式|文件(?!夹))|[ ](?:files?|format)\b)?
    (?![ ]festival|[ ](?:printed[ ])?on[ ]an?[ ])
    """,
    re.VERBOSE | re.IGNORECASE,
)


def recognise_formats(sentence: Sentence, known: Known) -> Iterator[Chip]:
    """Every format that can be decoded."""
    del known
    for match in _FORMAT.finditer(sentence.text):
        group = "sure" if match["sure"] else "doubtful"
        meaning = InFormat(formats_named(match[group]))
        yield sentence.chip(ChipKind.FORMAT, meaning, match.span(group), match.span())
