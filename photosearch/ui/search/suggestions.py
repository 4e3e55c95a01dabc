"""What may be meant by what is typed so far: past searches, folders, everyday words. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from photosearch.types.queries import Filters
from photosearch.types.tags import TagName

_MOST_SEARCHES = 6
_MOST_FOLDERS = 3
_MOST_WORDS = 4
_FEWEST_LETTERS = 2
"""One letter begins a hundred English words."""
_LAST_LATIN = re.compile(r"[A-Za-z][A-Za-z' -]*$")


class Kind(StrEnum):
    """What is suggested."""

    SEARCH = "search"
    FOLDER = "folder"
    WORD = "word"
    CLEAR = "clear"
    """To forget all past searches."""


@dataclass(frozen=True, slots=True)
class FolderName:
    """A folder that can be looked at."""

    name: str
    place: str
    """The whole path."""
    filters: Filters


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line."""

    kind: Kind
    text: str
    typed: str
    """What stands in the field once it is chosen."""
    detail: str = ""
    filters: Filters | None = None
    """Of a folder."""


def suggestions(
    typed: str, *, searches: Sequence[str], folders: Sequence[FolderName], words: Sequence[TagName]
) -> list[Suggestion]:
    """The lines below the field; past searches and the watched folders where nothing is typed.

    Args:
        typed: what stands in the field.
        searches: past ones, newest first.
        folders: the watched ones before those below them.
        words: everyday things that have a name.
    """
    lines = _past(typed, searches)
    if typed.strip():
        lines += _folders(typed, folders) + _words(typed, words)
    if any(line.kind is Kind.SEARCH for line in lines):
        lines.append(Suggestion(Kind.CLEAR, "", typed))
    return lines


def _past(typed: str, searches: Sequence[str]) -> list[Suggestion]:
    wanted = typed.strip().casefold()
    fitting = [text for text in searches if wanted in text.casefold() and text.casefold() != wanted]
    # Stable: the newest first among those that begin so.
    fitting.sort(key=lambda text: not text.casefold().startswith(wanted))
    return [Suggestion(Kind.SEARCH, text, text) for text in fitting[:_MOST_SEARCHES]]


def _folders(typed: str, folders: Iterable[FolderName]) -> list[Suggestion]:
    fragments = _fragments(typed)
    found: list[Suggestion] = []
    for folder in folders:
        name = folder.name.casefold()
        start = next((start for start, fragment in fragments if name.startswith(fragment)), None)
        if start is not None and len(found) < _MOST_FOLDERS:
            rest = typed[:start].rstrip()
            found.append(Suggestion(Kind.FOLDER, folder.name, rest, folder.place, folder.filters))
    return found


def _words(typed: str, words: Iterable[TagName]) -> list[Suggestion]:
    names = {name: name.casefold() for word in words for name in (word.english, word.chinese)}
    # The longer the part of a word that is typed, the surer it is meant.
    for start, fragment in _fragments(typed):
        found = sorted((name for name, low in names.items() if low.startswith(fragment) and low != fragment), key=len)
        if found:
            return [Suggestion(Kind.WORD, name, typed[:start] + name) for name in found[:_MOST_WORDS]]
    return []


def _fragments(typed: str) -> list[tuple[int, str]]:
    """What may be the beginning of a name at the end of what is typed, and where it starts; the longest first."""
    fragments = [(start, typed[start:].casefold()) for start in _starts(typed)]
    return [(start, text) for start, text in fragments if len(text) >= _FEWEST_LETTERS or not text.isascii()]


def _starts(typed: str) -> list[int]:
    """Where what is being typed may begin: at each word, in Chinese at each character; the first first."""
    latin = _LAST_LATIN.search(typed)
    if latin is not None:
        return [latin.start() + match.start() for match in re.finditer(r"(?<![A-Za-z'-])[A-Za-z]", latin.group())]
    return [place for place, letter in enumerate(typed) if not letter.isspace()]
