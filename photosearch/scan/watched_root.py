"""One watched root: what happened below it, and how it is observed while disks come and go."""

from __future__ import annotations

import errno
import logging
import os
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from photosearch.exclusions import Exclusions
from photosearch.scan.changes import Change, changes_of
from photosearch.scan.pending import PendingChanges
from photosearch.types.files import FileStamp
from photosearch.types.ids import RootId

logger = logging.getLogger(__name__)

_GONE = (FileNotFoundError, NotADirectoryError)
_WHOLE_ROOT = Change("", is_folder=True)


@dataclass(frozen=True, slots=True)
class FileEvent:
    """What the operating system (or a poll) noticed, by absolute paths."""

    event_type: str
    """created, modified, closed, deleted or moved."""
    is_folder: bool
    source: str
    destination: str = ""


class Observation(Protocol):
    """An observer at work."""

    @property
    def is_alive(self) -> bool:
        """Whether events still come."""

    def stop(self) -> threading.Thread:
        """Begin to stop; the returned thread ends when it has stopped."""


class Observe(Protocol):
    """Starts an observer whose events reach the watcher. Raises OSError when it cannot."""

    def __call__(self, base: str, *, is_polling: bool, is_recursive: bool) -> Observation:
        """Observe the folder ``base``."""


class WatchedRoot:
    """Not thread-safe: the watcher guards it with its lock. The clock is the caller's monotonic seconds."""

    def __init__(self, root_id: RootId, path: Path, observe: Observe, quiet_s: float) -> None:
        self.root_id = root_id
        self.pending = PendingChanges(self._stamp_of, quiet_s)
        self.is_polling = False
        self.exclusions = Exclusions()
        """What happens there is nobody's concern."""
        self._path = path
        self._base = os.fspath(path)
        self._observe = observe
        self._observation: Observation | None = None
        self._identity: tuple[int, int] | None = None
        self._has_new_folders = False

    def attach(self) -> None:
        """Start observing: natively, else by polling, else (nothing there) not at all until ``check`` finds it."""
        self._identity = _identity_of(self._path)
        if self._identity is None:
            return
        self._base = os.path.realpath(self._path)  # events are reported by it, and a link itself is never followed
        try:
            self._observation = self._observe(self._base, is_polling=False, is_recursive=True)
            self.is_polling = False
        except _GONE:
            self._identity = None
        except OSError as error:
            # ENOSPC (watches) and EMFILE (instances) are limits; anything else says as well: no notices here.
            logger.info("No native watching of %r: %s", self._base, error)
            self._poll()
        else:
            self._fall_back_if_limited()

    def detach(self) -> threading.Thread | None:
        """Stop observing; the returned thread ends when it has (a poll in progress is not waited for)."""
        observation, self._observation = self._observation, None
        return None if observation is None else observation.stop()

    def absorb(self, event: FileEvent, now_s: float) -> None:
        """Note what an event says."""
        if event.is_folder and event.event_type in ("created", "moved"):
            self._has_new_folders = True
        changes = changes_of(
            event.event_type,
            is_folder=event.is_folder or _is_link_to_a_new_folder(event),
            source=event.source,
            destination=event.destination,
            base=self._base,
        )
        for change in changes:
            if not self._is_left_out(change):
                self.pending.add(change, now_s)

    def look_at_everything(self, now_s: float) -> None:
        """Events may have been lost: the whole root is to be looked at."""
        self.pending.add(_WHOLE_ROOT, now_s)

    def check(self, now_s: float) -> None:
        """Notice an unmount, a remount, another folder in the root's place, a dead observer, a limit reached."""
        is_dead = self._observation is not None and not self._observation.is_alive
        if _identity_of(self._path) != self._identity or is_dead:
            self.detach()
            self.attach()
            self.look_at_everything(now_s)
        elif self._has_new_folders and not self.is_polling:
            self._has_new_folders = False
            if self._fall_back_if_limited():
                self.look_at_everything(now_s)

    def _is_left_out(self, change: Change) -> bool:
        if change.is_folder:
            return self.exclusions.leaves_out_folder(change.relative_path)
        return self.exclusions.leaves_out(change.relative_path)

    def _fall_back_if_limited(self) -> bool:
        """Poll when the limit of watches is reached.

        watchdog raises only when the root itself cannot be watched: subfolders that get no watch are silently left
        out. So ask for one watch more: if there is none left, some folder has most likely gone without.
        """
        try:
            self._observe(self._base, is_polling=False, is_recursive=False).stop()
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.ENOLCK):
                logger.info("The limit of watches is reached below %r: %s", self._base, error)
                self.detach()
                self._poll()
                return True
        return False

    def _poll(self) -> None:
        try:
            self._observation = self._observe(self._base, is_polling=True, is_recursive=True)
            self.is_polling = True
        except OSError as error:
            logger.info("Cannot list %r: %s", self._base, error)
            self._identity = None

    def _stamp_of(self, relative_path: str) -> FileStamp | None:
        try:
            status = os.stat(os.path.join(self._base, *relative_path.split("/")))  # noqa: PTH116, PTH118
        except OSError:
            return None
        return FileStamp(status.st_size, status.st_mtime_ns)


def _is_link_to_a_new_folder(event: FileEvent) -> bool:
    """Whether a link that was made or came here leads to a folder: the system tells of it as of a file."""
    link = event.destination or event.source
    return event.event_type in ("created", "moved") and os.path.islink(link) and os.path.isdir(link)  # noqa: PTH112, PTH114


def _identity_of(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
