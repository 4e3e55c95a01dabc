"""Files as a scan finds them, and why one could not be used."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, NamedTuple

from photosearch.types.ids import RootId


class FileStamp(NamedTuple):
    """Says "unchanged" cheaply: the size in bytes and the modification time in nanoseconds.

    A tuple, since a scan compares a million of them.
    """

    size_bytes: int
    mtime_ns: int


NO_CHANGE_TIME: Final = 0
"""In the place of a change time where the volume keeps none that means anything."""


def file_line(relative_path: str, size_bytes: int, time_ns: int) -> str:
    """A file as one string, so that a scan can look a million of them up without an object for each.

    ``time_ns`` is its change time where the volume keeps one, which no other change goes without, else its modification
    time. No two files share a line: the last two parts between slashes are numbers. Two slashes never meet in it.
    """
    return f"{relative_path}/{size_bytes}/{time_ns}"


def path_of_line(line: str) -> str:
    """The relative path in a :func:`file_line`."""
    return line.rsplit("/", 2)[0]


def file_of_line(line: str) -> FoundFile:
    """The file that a :func:`file_line` with a modification time tells of."""
    relative_path, size_bytes, mtime_ns = line.rsplit("/", 2)
    return FoundFile(relative_path, FileStamp(int(size_bytes), int(mtime_ns)))


class ProblemReason(StrEnum):
    """Why a file could not be used. The window and the command line turn these into sentences."""

    EMPTY = "empty"
    NOT_AN_IMAGE = "not_an_image"
    DAMAGED = "damaged"
    TOO_LARGE = "too_large"
    UNSUPPORTED = "unsupported"
    NO_PERMISSION = "no_permission"
    READ_ERROR = "read_error"
    NOT_A_FILE = "not_a_file"
    IS_A_FOLDER = "is_a_folder"
    UNREADABLE_FOLDER = "unreadable_folder"
    DECODER_CRASHED = "decoder_crashed"
    DECODER_TIMEOUT = "decoder_timeout"
    OUT_OF_MEMORY = "out_of_memory"
    ENCODER_FAILED = "encoder_failed"
    PART = "part"
    """Only a part of the picture is there; it is a photo all the same, found by what it shows."""
    VANISHED = "vanished"
    """Gone before it could be read: never stored, the next scan settles it."""


class NotShownKind(StrEnum):
    """Files that hold something to see, but nothing that can be searched here: they are counted, not listed."""

    VIDEO = "video"
    DOCUMENT = "document"
    DRAWING = "drawing"
    """Lines and areas instead of pixels."""
    PROJECT = "project"
    """What an editor keeps of its work."""
    RAW = "raw"
    """Of cameras whose files no decoder here reads."""
    PICTURE = "picture"
    """Pixels, in a format that nothing here reads."""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A regular file with a photo's name below a root, or one that tells of a photo (a sidecar).

    ``relative_path`` uses ``/`` and surrogate escapes.
    """

    relative_path: str
    stamp: FileStamp
    ctime_ns: int = NO_CHANGE_TIME
    """When anything about the file changed last, also what keeps its size and modification time. Nobody can set it."""


@dataclass(frozen=True, slots=True)
class FoundProblem:
    """Something with a photo's name (or a folder) that the walker could not list as a file."""

    relative_path: str
    reason: ProblemReason
    detail: str = ""


COARSE = "all of it, but coarsely"
"""What is there of a picture whose finer data are missing: a code, for which there are words."""

NOTHING_LEFT = "nothing of the picture is left"
"""The detail of a damaged file that shows nothing: a code, for which there are words."""

LINK_TO_NOTHING = "its target is not there"
"""The detail of a link that leads nowhere: a code, for which there are words."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that could not be used, and why."""

    root_id: RootId
    path: Path
    relative_path: str
    reason: ProblemReason
    detail: str
    stamp: FileStamp | None = None
