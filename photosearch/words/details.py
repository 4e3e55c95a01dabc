"""What the decoder found about a file, which is kept in English with the problem, in the language that is spoken."""

from __future__ import annotations

import re

from photosearch.types.files import COARSE
from photosearch.words.spoken import marked, translate

_PIECES = tuple(
    (re.compile(pattern), text)
    for pattern, text in (
        (r"(?P<width>\d+) x (?P<height>\d+) (?:pixels|px)", marked("Details", "{width} x {height} pixels")),
        (r"(?P<millions>[\d,]+) million pixels", marked("Details", "{millions} million pixels")),
        (r"(?P<millions>[\d,]+) million pixels fit", marked("Details", "{millions} million pixels fit")),
        (r"(?P<percent>\d+) % of its height", marked("Details", "{percent} % of its height")),
        (re.escape(COARSE), marked("Details", "all of it, but coarsely")),
        (r"(?P<seconds>[\d.]+) s", marked("Details", "after {seconds} s")),
        (r"exit code (?P<code>-?\d+)", marked("Details", "exit code {code}")),
    )
)


def detail_text(detail: str) -> str:
    """The parts of ``detail`` that are known in the language that is spoken, the rest as a library said it."""
    between = translate("Details", "; ", "between the parts of a detail")
    return between.join(_piece_text(piece) for piece in detail.split("; "))


def _piece_text(piece: str) -> str:
    for pattern, text in _PIECES:
        found = pattern.fullmatch(piece)
        if found is not None:
            return translate("Details", text).format(**found.groupdict())
    return piece
