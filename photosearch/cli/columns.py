"""The width of text in a terminal, where a Chinese character takes two columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_WIDE = "WF"
_CHINESE = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
# What follows neither begins a line nor leaves the word or character that it closes.
_PIECES = re.compile(rf"\s+|(?:[{_CHINESE}]|[^\s{_CHINESE}]+)[，。、；：？！）”]*")


def width(text: str) -> int:
    """How many columns ``text`` takes."""
    return sum(2 if unicodedata.east_asian_width(character) in _WIDE else 1 for character in text)


def padded(text: str, columns: int) -> str:
    """``text`` with spaces up to so many columns."""
    return text + " " * (columns - width(text))


def wrapped(text: str, columns: int) -> Iterator[str]:
    """``text`` in lines of at most so many columns, broken at spaces and between Chinese characters."""
    line = ""
    for piece in _PIECES.findall(text.strip()):
        if line and width(line) + width(piece.rstrip()) > columns:
            yield line.rstrip()
            line = ""
        line += " " if piece.isspace() and line else piece.strip()
    if line:
        yield line.rstrip()
