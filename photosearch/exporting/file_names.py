"""Names that every system takes, and no two of which are the same to any of them. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import count
from typing import Final

MOST_BYTES: Final = 255
"""What a name may be long on ext4, in UTF-8; NTFS, APFS and exFAT take 255 characters or more."""
_SUFFIX_CHARACTERS: Final = 16
# "Naming Files, Paths, and Namespaces" (learn.microsoft.com): no system takes a NUL or a slash, Windows none of these.
# Half surrogates stand for bytes that are no text, which only Linux takes.
_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\ud800-\udfff]')
_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$| +(?:\.|$))", re.IGNORECASE)


def legal_name(stem: str, suffix: str) -> str:
    """``stem`` and ``suffix`` as a name that Windows, macOS, Linux and their sticks take, shortened where it must be.

    Args:
        stem: any text.
        suffix: with its dot; empty for none.
    """
    suffix = _FORBIDDEN.sub("_", suffix)[:_SUFFIX_CHARACTERS].rstrip(". ")
    stem = _FORBIDDEN.sub("_", stem)
    if not suffix:
        stem = stem.rstrip(". ")
    if _RESERVED.match(stem) is not None:
        first, dot, rest = stem.partition(".")
        stem = f"{first.rstrip()}_{dot}{rest}"
    return f"{_shortened(stem, MOST_BYTES - len(suffix.encode())) or '_'}{suffix}"


def same_key(name: str) -> str:
    """Equal for names that some system takes for the same one: in other case, or composed otherwise."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def numbered(name: str) -> Iterator[str]:
    """``name``, then ``name (2)`` and so on, the number before the suffix; each of them is legal where ``name`` is."""
    stem, suffix = split_name(name)
    yield name
    for number in count(2):
        yield with_number(stem, suffix, number)


def with_number(stem: str, suffix: str, number: int) -> str:
    """Such as ``name (2).jpg``."""
    told = f" ({number}){suffix}"
    return _shortened(stem, MOST_BYTES - len(told.encode())) + told


def split_name(name: str) -> tuple[str, str]:
    """Stem and suffix; a dot in front, or one that is followed by a sentence, begins no suffix."""
    stem, dot, suffix = name.rpartition(".")
    if not stem.strip(".") or len(suffix) >= _SUFFIX_CHARACTERS or " " in suffix:
        return name, ""
    return stem, dot + suffix


def _shortened(text: str, most_bytes: int) -> str:
    """``text`` in at most so many bytes of UTF-8, never ended inside a character or before what stands upon one."""
    if len(text.encode()) <= most_bytes:
        return text
    kept = text.encode()[:most_bytes].decode(errors="ignore")
    following = text[len(kept) : len(kept) + 1]
    if following and (unicodedata.combining(following) or following in "\u200d\ufe0f"):
        kept = kept.rstrip("".join(sign for sign in kept if unicodedata.combining(sign)))[:-1]
    return kept.rstrip(". ")
