"""Files as a scan finds them, and why one could not be used."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from photosearch.types.ids import RootId


class FileStamp(NamedTuple):
    """Says "unchanged" cheaply: the size in bytes and the modification time in nanoseconds.

    A tuple, since a scan compares a million of them.
    """

    size_bytes: int
    mtime_ns: int


def file_line(relative_path: str, size_bytes: int, mtime_ns: int) -> str:
    """A file as one string, so that a scan can look a million of them up without an object for each.

    No two files share one: the last two parts between slashes are numbers. Two slashes never meet in it.
    """
    return f"{relative_path}/{size_bytes}/{mtime_ns}"


def path_of_line(line: str) -> str:
    """The relative path in a :func:`file_line`."""
    return line.rsplit("/", 2)[0]


def file_of_line(line: str) -> FoundFile:
    """The file that a :func:`file_line` tells of."""
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
    VANISHED = "vanished"
    """Gone before it could be read: never stored, the next scan settles it."""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A regular file with a photo's name below a root. ``relative_path`` uses ``/`` and surrogate escapes."""

    relative_path: str
    stamp: FileStamp


@dataclass(frozen=True, slots=True)
class FoundProblem:
    """Something with a photo's name (or a folder) that the walker could not list as a file."""

    relative_path: str
    reason: ProblemReason
    detail: str = ""


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
