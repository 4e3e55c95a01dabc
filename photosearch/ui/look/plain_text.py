"""Shows foreign words (names of files and folders, details of errors) as they are: a name is never taken for markup."""

from __future__ import annotations

import html

from PySide6 import QtGui
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel


def plain_label(text: str = "") -> QLabel:
    """A label that shows its text letter by letter; Qt's own guesses, and ``<img src=x>.jpg`` would be a picture."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def readable(text: str) -> str:
    """``text`` with bytes that are no text (in the names of files) as question marks: Qt cannot show or copy them."""
    return text.encode("utf-8", "replace").decode("utf-8")


def plain_tip(text: str) -> str:
    """``text`` for a tooltip, which has no switch for plain text: escaped where Qt would guess that it is markup."""
    if not QtGui.Qt.mightBeRichText(text):
        return text
    return f'<p style="white-space:pre-wrap">{html.escape(text)}</p>'
