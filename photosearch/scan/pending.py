"""Collects the changes below one root and lets them out once quiet; a storm of files leaves as a few folders."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from photosearch.scan.changes import Change
from photosearch.scan.reconcile import is_at_or_below
from photosearch.scan.stability import StabilityGate
from photosearch.types.files import FileStamp

MAX_FILES = 500
"""More changed files than this wait as the folders they lie in."""
MAX_FOLDERS = 50
"""More changed folders than this wait as the one folder that holds them all."""
MAX_WAIT_S = 30.0
"""So that photos of an hour-long copy turn up while it goes on."""


class PendingChanges:
    """The changes below one root that are not quiet yet. Not thread-safe; the clock is the caller's.

    ``stamp_of`` looks at the file of a relative path now and gives None when it is not there.
    """

    def __init__(self, stamp_of: Callable[[str], FileStamp | None], quiet_s: float) -> None:
        self._stamp_of = stamp_of
        self._gate: StabilityGate[Change] = StabilityGate(quiet_s, MAX_WAIT_S)
        self._files: set[Change] = set()
        self._folders: set[Change] = set()

    def add(self, change: Change, now_s: float) -> None:
        """Something happened: wait (again) until it is quiet there."""
        holder = self._holder_of(change)
        if holder is not None:
            self._gate.stir(holder, now_s)
        elif change.is_folder:
            self._add_folder(change, now_s)
        else:
            self._gate.touch(change, self._stamp_of(change.relative_path), now_s)
            self._files.add(change)
            if len(self._files) > MAX_FILES:
                self._collapse_files(now_s)

    def due(self, now_s: float) -> list[Change]:
        """Let out what is quiet; a file only if it still looks as it did when it became quiet."""
        for change in self._gate.ripe(now_s):
            if not change.is_folder:
                self._gate.touch(change, self._stamp_of(change.relative_path), now_s)
        changes = self._gate.due(now_s)
        self._files.difference_update(changes)
        self._folders.difference_update(changes)
        return changes

    def next_due_s(self) -> float | None:
        """When to call ``due`` next; None when nothing waits."""
        return self._gate.next_due_s()

    def _holder_of(self, change: Change) -> Change | None:
        """The waiting folder that will look at this change anyway."""
        if not self._folders:
            return None
        path = change.relative_path
        if change in self._folders:
            return change
        while path:
            path = path.rpartition("/")[0]
            folder = Change(path, is_folder=True)
            if folder in self._folders:
                return folder
        return None

    def _add_folder(self, folder: Change, now_s: float) -> None:
        self._forget(c for c in (*self._files, *self._folders) if is_at_or_below(c.relative_path, folder.relative_path))
        self._folders.add(folder)
        self._gate.stir(folder, now_s)
        if len(self._folders) > MAX_FOLDERS:
            self._collapse_folders(now_s)

    def _collapse_files(self, now_s: float) -> None:
        parents = sorted({change.relative_path.rpartition("/")[0] for change in self._files})
        if len(parents) > MAX_FOLDERS:
            parents = [common_folder(parents)]
        self._forget(tuple(self._files))
        for parent in parents:
            self.add(Change(parent, is_folder=True), now_s)

    def _collapse_folders(self, now_s: float) -> None:
        common = common_folder(folder.relative_path for folder in self._folders)
        self._add_folder(Change(common, is_folder=True), now_s)

    def _forget(self, changes: Iterable[Change]) -> None:
        for change in tuple(changes):
            self._gate.forget(change)
            self._files.discard(change)
            self._folders.discard(change)


def common_folder(folders: Iterable[str]) -> str:
    """The deepest folder that holds all of these relative folders (or is one of them)."""
    common: list[str] | None = None
    for folder in folders:
        parts = folder.split("/") if folder else []
        if common is None:
            common = parts
        else:
            same = (number for number, (a, b) in enumerate(zip(common, parts, strict=False)) if a != b)
            common = common[: next(same, min(len(common), len(parts)))]
    return "/".join(common or ())
