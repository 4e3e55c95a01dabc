"""Prints lines that hold file names: no name may break its line, nor steer the terminal that it is shown on."""

from __future__ import annotations

import re
import sys

_LINE_ENDS = re.compile(r"[\n\r]")
# C0, DEL and C1 controls, what turns the writing direction, line separators, and bytes that are no text.
_UNSHOWABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_NAMED = {"\n": r"\n", "\r": r"\r", "\t": r"\t", "\x1b": r"\e"}
_FIRST_BYTE_ESCAPE, _LAST_BYTE_ESCAPE = 0xDC80, 0xDCFF


def say(text: str, *, flush: bool = False) -> None:
    """One line on standard output; with ``flush`` at once, also into a pipe."""
    print(one_line(text, is_terminal=sys.stdout.isatty()), flush=flush)


def say_aside(text: str) -> None:
    """One line on standard error: what is no answer."""
    print(one_line(text, is_terminal=sys.stderr.isatty()), file=sys.stderr)


def one_line(text: str, *, is_terminal: bool) -> str:
    """``text`` without line ends; for a terminal without anything that cannot be shown.

    Into a pipe every other character goes as it is, so that names stay usable; ``--json`` tells every name exactly.
    """
    return (_UNSHOWABLE if is_terminal else _LINE_ENDS).sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    character = match.group()
    code = ord(character)
    if _FIRST_BYTE_ESCAPE <= code <= _LAST_BYTE_ESCAPE:
        code -= 0xDC00
    return _NAMED.get(character) or (f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}")
