"""What a person leaves out below a watched folder: patterns like the lines of a .gitignore (gitignore(5)).

Below a folder that is left out nothing is looked at, so no later line brings back a part of it. Names are compared as
they are written, capitals included, but whichever way their accents are composed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from photosearch.errors import ExclusionError
from photosearch.types.roots import LibraryRoot

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

EXCEPTION: Final = "!"
"""Before a pattern: what it fits is not left out, whatever the lines above say."""
_SPECIAL: Final = re.compile(r"[\\*?\[\]]")
# A line cannot hold the first two, and the last are bytes that are no text: a ? stands for any one of them.
_UNWRITABLE: Final = re.compile(r"[\n\r\ud800-\udfff]")


class Exclusions:
    """The patterns of one watched folder. Paths are relative to it, with ``/``."""

    def __init__(self, patterns: Sequence[str] = ()) -> None:
        """``patterns`` in their order: of several that fit, the last counts. One that is none fits nothing."""
        self.patterns = tuple(patterns)
        self._lines = _compiled([_composed(pattern) for pattern in patterns if is_pattern(pattern)])
        self._says_of_files = any(not pattern.rstrip().endswith("/") for pattern in patterns)
        self._folders: dict[str, bool] = {"": False}

    def __bool__(self) -> bool:
        return bool(self.patterns)

    def leaves_out_folder(self, folder: str) -> bool:
        """Whether ``folder``, or one that it lies in, is left out; the watched folder itself (``""``) never is."""
        known = self._folders.get(folder)
        if known is None:
            above = folder.rpartition("/")[0]
            known = self.leaves_out_folder(above) or self._lines.match_file(_composed(folder) + "/")
            self._folders[folder] = known
        return known

    def leaves_out(self, file: str) -> bool:
        """Whether ``file``, or a folder that it lies in, is left out."""
        if not self.patterns:
            return False
        if self.leaves_out_folder(file.rpartition("/")[0]):
            return True
        return self._says_of_files and self._lines.match_file(_composed(file))


def is_pattern(text: str) -> bool:
    """Whether ``text`` is one line that can fit something: no comment, nothing empty, nothing unfinished."""
    if not text.strip() or _UNWRITABLE.search(text):
        return False
    try:
        return any(pattern.include is not None for pattern in _compiled([text]).patterns)
    except ValueError:
        return False


def folder_pattern(folder: str) -> str:
    """The pattern for one folder, relative to the watched one, and all below it."""
    escaped = _SPECIAL.sub(lambda match: "\\" + match.group(), folder)
    return f"/{_UNWRITABLE.sub('?', escaped)}/"


def folder_of(pattern: str) -> str | None:
    """The folder that a :func:`folder_pattern` was made for; None for a pattern of another kind."""
    folder = re.sub(r"\\(.)", r"\1", pattern[1:-1])
    return folder if folder and folder_pattern(folder) == pattern else None


def buried_below(patterns: Iterable[str], pattern: str) -> str | None:
    """The folder left out by ``patterns`` in which alone an exception could hold, and so does not; None where none is.

    An exception that may fit at any depth, or begins with a ``*``, may hold elsewhere.
    """
    line = pattern.removeprefix(EXCEPTION).strip().rstrip("/")
    if not pattern.startswith(EXCEPTION) or "/" not in line:
        return None
    exclusions = Exclusions(tuple(patterns))
    above = ""
    for name in line.lstrip("/").split("/")[:-1]:
        if _SPECIAL.search(name):
            return None
        above = f"{above}/{name}".lstrip("/")
        if exclusions.leaves_out_folder(above):
            return above
    return None


def placed(folder: Path, roots: Iterable[LibraryRoot]) -> tuple[LibraryRoot, str] | None:
    """The watched folder that holds ``folder``, and its pattern there; None where none does.

    Raises:
        ExclusionError: it is a watched folder itself.
    """
    root = next((root for root in roots if folder.is_relative_to(root.path)), None)
    if root is None:
        return None
    if folder == root.path:
        raise ExclusionError("whole", str(folder))
    return root, folder_pattern(folder.relative_to(root.path).as_posix())


def below(folder: str, patterns: Iterable[str]) -> tuple[str, ...]:
    """Patterns of a watched folder as the one above has to say them, in which it lies at ``folder``."""
    prefix = folder_pattern(folder)
    return tuple(_below(prefix, pattern) for pattern in patterns)


def _below(prefix: str, pattern: str) -> str:
    negation, line = (EXCEPTION, pattern[1:]) if pattern.startswith(EXCEPTION) else ("", pattern)
    # A pattern with a slash in it, other than at its end, is meant from the folder on; else it fits at any depth.
    is_anchored = "/" in line.rstrip("/")
    return negation + prefix + ("" if is_anchored else "**/") + line.lstrip("/")


def _compiled(lines: Sequence[str]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec  # with the first pattern: the window is on screen before

    return GitIgnoreSpec.from_lines(lines)


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)
