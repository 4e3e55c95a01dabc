"""Shows foreign words (names of files and folders, details of errors) as they are: a name is never taken for markup."""

from __future__ import annotations

import html
import re

from PySide6 import QtGui
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

# Chinese, Japanese and Korean lines break anywhere.
_LONG_WORD = re.compile(r"[^\s\u2e80-\uffef]{20}")


def plain_label(text: str = "") -> QLabel:
    """A label that shows its text letter by letter; Qt's own guesses, and ``<img src=x>.jpg`` would be a picture."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def wrappable(text: str) -> str:
    """Let words that are wider than a label break, as addresses in captions are; for labels that wrap their lines."""
    return _LONG_WORD.sub(lambda match: match.group() + "\u200b", text)


def plain_tip(text: str) -> str:
    """``text`` for a tooltip, which has no switch for plain text: escaped where Qt would guess that it is markup."""
    if not QtGui.Qt.mightBeRichText(text):
        return text
    return f'<p style="white-space:pre-wrap">{html.escape(text)}</p>'
