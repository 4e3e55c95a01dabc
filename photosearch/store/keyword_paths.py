"""Keywords as the database keeps them: the words from the widest to the narrowest, joined."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from photosearch.types.metadata import Keyword, Origin

_BETWEEN: Final = "|"
"""As in Lightroom's hierarchical subjects, whose words cannot hold it."""
_INSTEAD: Final = "/"


def path_of(keyword: Keyword) -> str:
    """All its words as one text."""
    return joined(keyword.path)


def joined(path: Iterable[str]) -> str:
    """The words, from the widest to the narrowest, as one text."""
    words = (word.replace(_BETWEEN, _INSTEAD) for word in path)
    # As the column does it: the paths are looked up again by what was stored.
    return _BETWEEN.join(words).encode("utf-8", "backslashreplace").decode("utf-8")


def keyword_at(path: str, origin: str) -> Keyword:
    """The keyword that has this path."""
    return Keyword(tuple(words_of(path)), Origin(origin))


def words_of(path: str) -> list[str]:
    """Its words, from the widest to the narrowest."""
    return path.split(_BETWEEN)
