"""Reads a compiled catalogue of translations (Qt's .qm form) without Qt: the terminal says what the window says.

The file begins with 16 fixed bytes. Sections follow, each a tag (a byte), a size (four, big-endian) and so many bytes.
Of interest is the one with the messages. A message is a row of parts, again each a tag, a size and so many bytes, up
to an end tag: its translation (once for each plural form), then comment, source text and context.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from pathlib import Path

Key = tuple[str, str, str]
"""(context, source text, comment)."""

_BEGINNING = bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd")
_MESSAGES = 0x69
_END, _TRANSLATION, _SOURCE, _CONTEXT, _COMMENT = 1, 3, 6, 7, 8
_HEAD = struct.Struct(">BI")
_ABSENT = 0xFFFFFFFF
"""The size of a string that is null, which is not empty."""


def read_catalogue(path: Path) -> Mapping[Key, tuple[str, ...]]:
    """The translations in ``path``, one for each plural form of the language.

    Raises:
        OSError: the file cannot be read.
        ValueError: it is no compiled catalogue.
    """
    data = path.read_bytes()
    if not data.startswith(_BEGINNING):
        raise ValueError(f"{path} is no compiled catalogue")
    try:
        return dict(_messages(_section(data, _MESSAGES)))
    except (struct.error, UnicodeDecodeError) as error:
        raise ValueError(f"{path} is damaged: {error}") from error


def forms_of(catalogue: Mapping[Key, tuple[str, ...]], context: str, text: str, comment: str) -> tuple[str, ...]:
    """The translation of ``text``, or the text itself; Qt keeps comments only where nothing else tells texts apart."""
    for key in ((context, text, comment), (context, text, "")):
        if key in catalogue:
            return catalogue[key]
    return (text,)


def _section(data: bytes, wanted: int) -> bytes:
    at = len(_BEGINNING)
    while at < len(data):
        tag, size = _HEAD.unpack_from(data, at)
        at += _HEAD.size
        if tag == wanted:
            return data[at : at + size]
        at += size
    return b""


def _messages(section: bytes) -> Iterator[tuple[Key, tuple[str, ...]]]:
    at = 0
    translations: list[str] = []
    parts = {_SOURCE: "", _CONTEXT: "", _COMMENT: ""}
    while at < len(section):
        if section[at] == _END:
            yield (parts[_CONTEXT], parts[_SOURCE], parts[_COMMENT]), tuple(translations)
            at += 1
            translations, parts = [], dict.fromkeys(parts, "")
            continue
        tag, size = _HEAD.unpack_from(section, at)
        at += _HEAD.size
        size = 0 if size == _ABSENT else size
        text = section[at : at + size]
        at += size
        if tag == _TRANSLATION:
            translations.append(text.decode("utf-16-be"))
        elif tag in parts:
            parts[tag] = text.decode("utf-8")
