"""Lists the photo files below a folder at about the cost of one stat per file."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from photosearch.errors import RootError
from photosearch.exclusions import Exclusions
from photosearch.scan.nameless import is_nameless_picture, may_be_nameless
from photosearch.scan.rules import (
    NO_MEDIA,
    PHOTO_SUFFIXES,
    is_ignored_name,
    is_ignored_path,
    is_photo_name,
    is_sidecar_name,
    not_shown_kind,
)
from photosearch.types.files import (
    LINK_TO_NOTHING,
    NO_CHANGE_TIME,
    FileStamp,
    FoundFile,
    FoundProblem,
    NotShownKind,
    ProblemReason,
    file_of_line,
    path_of_line,
)

Found = FoundFile | FoundProblem

_USUAL_SUFFIXES = PHOTO_SUFFIXES | {suffix.upper() for suffix in PHOTO_SUFFIXES}
_STOP_CHECK_EVERY = 1024
_GONE = (FileNotFoundError, NotADirectoryError)
_IS_WINDOWS = os.name == "nt"


@dataclass(frozen=True, slots=True)
class WalkRules:
    """What a person leaves out, and what the volume is good for."""

    exclusions: Exclusions = field(default_factory=Exclusions)
    shows_no_media: bool = False
    """Whether folders with a ``.nomedia`` are walked like any other."""
    keeps_change_time: bool = False
    """Whether the volume's change times mean something; else they are not told."""


_NO_RULES = WalkRules()


class WalkStopped(Exception):  # noqa: N818  (not an error: the caller asked for it)
    """The walk was asked to stop. It must not look like a short but complete listing, or photos would be swept."""


def _never() -> bool:
    return False


def _nothing_known() -> Future[set[str]]:
    nothing: Future[set[str]] = Future()
    nothing.set_result(set())
    return nothing


def walk(
    root: Path,
    *,
    under: str = "",
    should_stop: Callable[[], bool] = _never,
    known: Future[set[str]] | None = None,
    rules: WalkRules = _NO_RULES,
    not_shown: Counter[NotShownKind] | None = None,
) -> Iterator[Found]:
    """List every photo file at or below ``root/under``, and what may tell of one (sidecars); hidden files, litter and
    link loops are passed by.

    So is what ``rules`` leave out, and folders that hold a ``.nomedia``, with all below them, unless it is the root:
    that one was asked for. ``not_shown`` counts the files that hold something to see, but no photo.

    ``under`` may also name a single file, or something that is gone (then nothing is listed). What cannot be used
    comes as a ``FoundProblem``; an ``UNREADABLE_FOLDER`` says that nothing is known about what lies below it.

    Files whose ``file_line`` is in what ``known`` comes to are not listed but taken out of it: when nothing changed, a
    walk makes no objects at all. It lists while ``known`` is still being read. Files behind links may be listed
    nevertheless.

    Raises RootError (not_found, not_a_folder, no_permission) at once when the root is not there; from the iterator
    RootError not_found when it goes away meanwhile (a disk pulled out), WalkStopped when ``should_stop`` says so, and
    what ``known`` raises.
    """
    identity = _root_identity(root)
    counter: Counter[NotShownKind] = Counter() if not_shown is None else not_shown
    return _Walk(root, should_stop, _nothing_known() if known is None else known, rules, counter).run(under, identity)


def is_kept_from_galleries(root: Path, relative_path: str) -> bool:
    """Whether a folder between ``root`` (not counted) and this file holds a ``.nomedia``."""
    folders = relative_path.split("/")[:-1]
    return any(_holds_no_media(os.path.join(root, *folders[: number + 1])) for number in range(len(folders)))  # noqa: PTH118


class _Walk:
    def __init__(
        self,
        root: Path,
        should_stop: Callable[[], bool],
        known: Future[set[str]],
        rules: WalkRules,
        not_shown: Counter[NotShownKind],
    ) -> None:
        self._root = root
        self._known = known
        self._exclusions = rules.exclusions
        self._heeds_no_media = not rules.shows_no_media
        self._keeps_change_time = rules.keeps_change_time
        self._not_shown = not_shown
        self._base = os.fspath(root)
        self._real_base = os.path.realpath(root)
        self._should_stop = should_stop
        self._followed: set[tuple[int, int]] = set()
        self._folders: list[tuple[str, str]] = []  # (path, relative path with a slash behind it or "")
        self._lines: list[str] = []  # files that are listed but not compared with what is known

    def run(self, under: str, identity: tuple[int, int]) -> Iterator[Found]:
        if not (is_ignored_path(under, is_folder=False) or self._exclusions.leaves_out(under)):
            yield from self._start(under)
        while self._folders:
            yield from self._list(*self._folders.pop())
            if self._known.done():
                yield from self._unknown_files()
        yield from self._unknown_files()
        # A disk pulled out half-way shows as folders that are gone: then the listing says nothing at all.
        if _root_identity(self._root) != identity:
            raise RootError("not_found", self._root)

    def _start(self, under: str) -> Iterator[Found]:
        if not under:
            self._folders.append((self._base, ""))
            return
        path = self._base
        try:
            for part in under.split("/"):
                path = os.path.join(path, part)  # noqa: PTH118  (speed, and names of any bytes)
                if (os.path.islink(path) and not self._may_pass(path)) or self._is_kept_out(path):  # noqa: PTH114
                    return
            status = os.stat(path)  # noqa: PTH116
        except OSError as error:
            is_link = os.path.islink(path)  # noqa: PTH114
            is_last = path == os.path.join(self._base, *under.split("/"))  # noqa: PTH118
            if is_link and is_last and is_photo_name(under.rpartition("/")[2]):
                yield _broken_link(under, error)
            # A broken link on the way: most likely a disk that is not plugged in. Else it is simply gone.
            elif is_link or not isinstance(error, _GONE):
                yield _unreadable(under, error)
            return
        if stat.S_ISDIR(status.st_mode):
            if self._exclusions.leaves_out_folder(under):
                return
            self._folders.append((path, under + "/"))
        yield from self._judge(under, status)

    def _is_kept_out(self, folder: str) -> bool:
        # Asked before the folder is listed: the cost is that of one file more, and a phone's thumbnails are thousands.
        return self._heeds_no_media and _holds_no_media(folder)

    def _may_pass(self, link: str) -> bool:
        status = os.stat(link)  # noqa: PTH116
        return not stat.S_ISDIR(status.st_mode) or self._may_follow(link, status)

    def _unknown_files(self) -> list[FoundFile]:
        """Of the files listed so far, those that are not as they are known."""
        lines, self._lines = self._lines, []
        known = self._known.result()
        left = len(known) - len(lines)
        known.symmetric_difference_update(lines)
        if len(known) == left:
            return []
        # What is known already went through the rules once: only the rest is asked.
        others = [line for line in lines if line in known]
        known.difference_update(others)
        return [file for line in others if (file := self._unknown_file(line)) is not None]

    def _unknown_file(self, line: str) -> FoundFile | None:
        path = path_of_line(line)
        if self._exclusions.leaves_out(path) or not self._is_wanted(line, path):
            return None
        if not self._keeps_change_time:
            return file_of_line(line)
        try:
            status = os.lstat(os.path.join(self._base, path))  # noqa: PTH118
        except OSError:
            return None  # gone again, or the next look finds what is wrong
        return FoundFile(path, FileStamp(status.st_size, status.st_mtime_ns), status.st_ctime_ns)

    def _is_wanted(self, line: str, relative_path: str) -> bool:
        name = relative_path.rpartition("/")[2]
        if not may_be_nameless(name):
            return _is_wanted(name)
        path = os.path.join(self._base, relative_path)  # noqa: PTH118
        return not is_ignored_name(name, is_folder=False) and is_nameless_picture(path, line)

    def _list(self, path: str, prefix: str) -> list[Found]:
        """What lies directly in one folder: files become lines, the folders in it are put on the pile."""
        found: list[Found] = []
        if prefix and self._is_kept_out(path):
            return found
        parent = prefix.rpartition("/")[0].rpartition("/")[2]
        try:
            with _entries(path) as entries:
                while some := list(islice(entries, _STOP_CHECK_EVERY)):
                    if self._should_stop():
                        raise WalkStopped
                    self._add(found, some, prefix, parent)
        except _GONE:
            pass  # removed since its own folder was listed
        except OSError as error:
            found.append(_unreadable(prefix[:-1], error))
        return found

    def _add(self, found: list[Found], entries: list[os.DirEntry[str]], prefix: str, parent: str) -> None:
        """Take some entries of one folder; a million times for a large library, so every call in the loop shows."""
        add_line = self._lines.append
        keeps_change_time = self._keeps_change_time
        for entry in entries:
            if not entry.is_file(follow_symlinks=False):
                self._add_other(found, entry, prefix, parent)
                continue
            name = entry.name
            if name[-4:] not in _USUAL_SUFFIXES and not (
                may_be_nameless(name) or is_photo_name(name) or is_sidecar_name(name)
            ):
                self._count(prefix, name)
                continue
            try:
                status = entry.stat(follow_symlinks=False)
            except OSError as error:
                found += _without_status(prefix, name, error)
                continue
            if not (_IS_WINDOWS and _is_marked_hidden(status)):
                time_ns = status.st_ctime_ns if keeps_change_time else status.st_mtime_ns
                add_line(f"{prefix}{name}/{status.st_size}/{time_ns}")  # as file_line

    def _count(self, prefix: str, name: str) -> None:
        kind = not_shown_kind(name)
        if kind is None or is_ignored_name(name, is_folder=False) or self._exclusions.leaves_out(prefix + name):
            return
        self._not_shown[kind] += 1

    def _add_other(self, found: list[Found], entry: os.DirEntry[str], prefix: str, parent: str) -> None:
        name = entry.name
        if is_ignored_name(name, is_folder=True, parent=parent):
            return
        if _is_link(entry):
            self._add_link(found, entry, prefix)
        elif entry.is_dir(follow_symlinks=False):
            if not (_IS_WINDOWS and _is_marked_hidden(entry.stat(follow_symlinks=False))):
                self._add_folder(found, entry, prefix)
        elif is_photo_name(name):
            found.append(FoundProblem(prefix + name, ProblemReason.NOT_A_FILE))

    def _add_folder(self, found: list[Found], entry: os.DirEntry[str], prefix: str) -> None:
        if self._exclusions.leaves_out_folder(prefix + entry.name):
            return
        self._folders.append((self._path_of(prefix, entry), f"{prefix}{entry.name}/"))
        if is_photo_name(entry.name):
            found.append(FoundProblem(prefix + entry.name, ProblemReason.IS_A_FOLDER))

    def _add_link(self, found: list[Found], entry: os.DirEntry[str], prefix: str) -> None:
        relative_path = prefix + entry.name
        if self._exclusions.leaves_out(relative_path):
            return
        try:
            status = os.stat(self._path_of(prefix, entry))  # noqa: PTH116
        except OSError as error:
            if is_photo_name(entry.name):
                found.append(_broken_link(relative_path, error))
            elif "." not in entry.name:
                # Most likely a folder on a disk that is not plugged in: what was found below it is kept.
                found.append(_unreadable(relative_path, error))
            return
        if not stat.S_ISDIR(status.st_mode):
            found.extend(self._judge(relative_path, status))
        elif self._may_follow(self._path_of(prefix, entry), status):
            self._add_folder(found, entry, prefix)

    def _judge(self, relative_path: str, status: os.stat_result) -> Iterator[Found]:
        """What something with this name is, by its (followed) status; nothing when no photo is called so."""
        name = relative_path.rpartition("/")[2]
        is_photo = is_photo_name(name)
        if stat.S_ISREG(status.st_mode) and (is_photo or is_sidecar_name(name)):
            ctime_ns = status.st_ctime_ns if self._keeps_change_time else NO_CHANGE_TIME
            yield FoundFile(relative_path, FileStamp(status.st_size, status.st_mtime_ns), ctime_ns)
        elif is_photo:
            is_folder = stat.S_ISDIR(status.st_mode)
            yield FoundProblem(relative_path, ProblemReason.IS_A_FOLDER if is_folder else ProblemReason.NOT_A_FILE)

    def _path_of(self, prefix: str, entry: os.DirEntry[str]) -> str:
        """Not the entry's own, which is its name alone where a folder is listed by its descriptor."""
        return os.path.join(self._base, prefix + entry.name)  # noqa: PTH118

    def _may_follow(self, path: str, status: os.stat_result) -> bool:
        """Each folder behind links once; never one in the root (it has its own place) nor one around the root."""
        identity = (status.st_dev, status.st_ino)
        real = os.path.realpath(path)
        if identity in self._followed or _is_inside(real, self._real_base) or _is_inside(self._real_base, real):
            return False
        self._followed.add(identity)
        return True


def _holds_no_media(folder: str) -> bool:
    return os.access(os.path.join(folder, NO_MEDIA), os.F_OK)  # noqa: PTH118


@contextmanager
def _entries(path: str) -> Iterator[Iterator[os.DirEntry[str]]]:
    """What lies in a folder: by its descriptor where the system can, as each stat then walks one name, not a path."""
    if os.scandir not in os.supports_fd:
        with os.scandir(path) as entries:
            yield entries
        return
    # Only a folder: one that was replaced by a pipe meanwhile would block for ever.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    try:
        with os.scandir(descriptor) as entries:
            yield entries
    finally:
        os.close(descriptor)


def _without_status(prefix: str, name: str, error: OSError) -> Iterator[Found]:
    """A file that is listed but cannot be asked about; nothing when it has just gone, or is none of ours."""
    if not isinstance(error, _GONE) and is_photo_name(name) and not is_ignored_name(name, is_folder=False):
        reason = ProblemReason.NO_PERMISSION if isinstance(error, PermissionError) else ProblemReason.READ_ERROR
        yield FoundProblem(prefix + name, reason, _words(error))


def _is_wanted(name: str) -> bool:
    return (is_photo_name(name) or is_sidecar_name(name)) and not is_ignored_name(name, is_folder=False)


def _root_identity(root: Path) -> tuple[int, int]:
    try:
        status = root.stat()
    except PermissionError as error:
        raise RootError("no_permission", root, _words(error)) from error
    except OSError as error:
        raise RootError("not_found", root, _words(error)) from error
    if not stat.S_ISDIR(status.st_mode):
        raise RootError("not_a_folder", root)
    return status.st_dev, status.st_ino


def _is_link(entry: os.DirEntry[str]) -> bool:
    if entry.is_symlink():
        return True
    if not _IS_WINDOWS:
        return False
    # A junction is no symlink to Python, but loops just as well. DirEntry.is_junction() needs Python 3.12.
    tag: int = getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0)
    return tag == getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1)


def _is_marked_hidden(status: os.stat_result) -> bool:
    attributes: int = getattr(status, "st_file_attributes", 0)
    return bool(attributes & stat.FILE_ATTRIBUTE_HIDDEN)


def _is_inside(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _broken_link(relative_path: str, error: OSError) -> FoundProblem:
    """A link of a photo's name that leads to no file."""
    detail = LINK_TO_NOTHING if isinstance(error, FileNotFoundError) else _words(error)
    return FoundProblem(relative_path, ProblemReason.NOT_A_FILE, detail)


def _unreadable(relative_path: str, error: OSError) -> FoundProblem:
    return FoundProblem(relative_path, ProblemReason.UNREADABLE_FOLDER, _words(error))


def _words(error: OSError) -> str:
    return error.strerror or type(error).__name__
