"""Decodes text whose encoding nobody wrote down: UTF-8, Chinese (GB 18030) or Western (Windows-1252)."""

from __future__ import annotations

from typing import Final

TEXT_CHARACTERS: Final = 120
"""A name: of a camera, a lens, a program, a person."""
CAPTION_CHARACTERS: Final = 4000
"""Twice what IPTC allows for a caption."""

_JUDGED_BYTES: Final = 1 << 16
"""An encoding is judged by so much of a long text."""
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
# The rows of GB 2312 that hold its 3,755 common characters, in order of pronunciation; the rest (rows D8 to F7, by
# radical) is rare in names and captions, while its bytes are what small letters with accents are in Latin-1.
_FIRST_COMMON_ROW, _LAST_COMMON_ROW = 0xB0, 0xD7
_FIRST_PUNCTUATION_ROW, _LAST_PUNCTUATION_ROW = 0xA1, 0xA3
_FIRST_COLUMN: Final = 0xA1


def decoded(data: bytes) -> str:
    """``data`` as the text that it is; never fails.

    UTF-8 is told by its own rules, which other encodings nearly always break. Of the rest, Chinese is what consists of
    pairs of bytes that mostly are common characters; in Western text, bytes above 127 come singly between letters.
    """
    data = data.removeprefix(_BYTE_ORDER_MARK)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("gb18030" if _looks_chinese(data[:_JUDGED_BYTES]) else "cp1252", "replace")
    return mended(text) if len(text) <= CAPTION_CHARACTERS else text


def mended(text: str) -> str:
    """``text`` with a wrong first decoding undone: UTF-8 read as Western ("å°\\x8fç±³" for "小米") comes back.

    Text that was decoded rightly is not touched: its characters are hardly ever valid UTF-8 by chance. What nobody
    would keep, behind so many captions' lengths, is cut off.
    """
    text = text[: 8 * CAPTION_CHARACTERS]
    if text.isascii():
        return text
    try:
        return b"".join(_western(character) for character in text).decode("utf-8")
    except UnicodeError:
        return text


def one_line(text: str, characters: int = TEXT_CHARACTERS) -> str | None:
    """Printable, trimmed text up to the first NUL, at most ``characters`` long; None where nothing is left."""
    text = text[: 8 * characters].split("\0", 1)[0]
    kept = text if text.isprintable() else "".join(c if c.isprintable() else " " for c in text)
    return " ".join(kept.split())[:characters] or None


def paragraphs(text: str, characters: int = CAPTION_CHARACTERS) -> str | None:
    """As :func:`one_line`, with the ends of lines kept."""
    text = text[: 8 * characters].split("\0", 1)[0]
    lines = (one_line(line, characters) or "" for line in text.splitlines())
    return "\n".join(lines).strip()[:characters] or None


def _western(character: str) -> bytes:
    return bytes((ord(character),)) if ord(character) < 256 else character.encode("cp1252")


def _looks_chinese(data: bytes) -> bool:
    """Whether all bytes above 127 come in pairs of GB 2312 and at least half of these are common characters."""
    at = pairs = common = 0
    while at < len(data):
        if data[at] < 0x80:
            at += 1
            continue
        pair = data[at : at + 2]
        if len(pair) < 2:
            break  # cut off in the middle of a character, as fields of a fixed length are
        is_common = _FIRST_COMMON_ROW <= pair[0] <= _LAST_COMMON_ROW
        is_punctuation = _FIRST_PUNCTUATION_ROW <= pair[0] <= _LAST_PUNCTUATION_ROW
        if pair[1] < _FIRST_COLUMN or not (is_common or is_punctuation or pair[0] > _LAST_COMMON_ROW):
            return False
        pairs += 1
        common += is_common
        at += 2
    return common > 0 and 2 * common >= pairs
