"""What only sounds like a date: names of things, books, places and games. A part that touches one is none."""

from __future__ import annotations

import re
from functools import cache

from photosearch.resources import resource


@cache
def names() -> re.Pattern[str]:
    """Finds them in any capitals, Latin ones as whole words; read once from a list, a name a line."""
    lines = resource("understanding", "no_dates.txt").read_text(encoding="utf-8").splitlines()
    longest_first = sorted(lines, key=len, reverse=True)
    chinese = [re.escape(name) for name in longest_first if not name[-1].isascii()]
    latin = [re.escape(name) for name in longest_first if name[-1].isascii()]
    return re.compile(rf"{'|'.join(chinese)}|\b(?:{'|'.join(latin)})\b", re.IGNORECASE)
