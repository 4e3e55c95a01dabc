"""Keywords, flat and hierarchical, cleaned and each kept once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from photosearch.decode.metadata.encodings import one_line

KEYWORDS: Final = 1000
"""At most so many are kept of one photo; a person gives tens, an agency hundreds."""
LEVELS: Final = 12

# What programs note for themselves in the place of keywords.
_INTERNAL: Final = frozenset({"darktable", "_Digikam_Internal_Tags_"})

Path = tuple[str, ...]


def split(text: str, separator: str) -> Path:
    """A hierarchical keyword ("Places|France|Paris") from the widest word to the narrowest; empty where it is none."""
    levels = (one_line(level) for level in text[:4000].split(separator)[:LEVELS])
    path = tuple(level for level in levels if level is not None)
    return () if path and path[0] in _INTERNAL else path


def flat(text: str) -> Path:
    """A keyword by itself; empty where it is none."""
    word = one_line(text)
    return () if word is None else (word,)


def merged(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Each path once, at most :data:`KEYWORDS`, in their order; a word inside a longer path is not said again."""
    found: dict[Path, None] = {}
    for path in paths:
        if path:
            found[path] = None
        if len(found) > KEYWORDS:
            break
    inside = {word for path in found if len(path) > 1 for word in path}
    kept = [path for path in found if len(path) > 1 or path[0] not in inside]
    return tuple(kept[:KEYWORDS])
