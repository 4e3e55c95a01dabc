"""Begins again where Python would take arguments and file names for something else than UTF-8.

Python reads both by the locale. In the C locale it takes UTF-8 by itself, unless the environment forbids that
(``PYTHONUTF8=0``) or names another encoding (``zh_CN.GBK``): a word that is UTF-8 on every disk and in every terminal
of today would then arrive as signs that mean nothing. Which encoding it is cannot be changed once Python runs.
"""

from __future__ import annotations

import os
import sys


def start_again_in_utf_8() -> None:
    """Replace this process by one in Python's UTF-8 mode; nothing where it is in it, or need not be.

    What a terminal can show is another matter: its own encoding goes along. Files that are open stay open.
    """
    if sys.getfilesystemencoding() == "utf-8" or sys.flags.utf8_mode or sys.flags.ignore_environment:
        return
    environment = {"PYTHONUTF8": "1", **_stream_encoding()}
    os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], {**os.environ, **environment})  # noqa: S606


def _stream_encoding() -> dict[str, str]:
    """As the streams have it; one that is closed (None) says nothing."""
    if "PYTHONIOENCODING" in os.environ or sys.stdout is None:
        return {}
    return {"PYTHONIOENCODING": f"{sys.stdout.encoding}:backslashreplace"}
