"""Compares what is known of a root with what was found on disk: what came, changed, and went. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from photosearch.types.files import NO_CHANGE_TIME, FileStamp, FoundFile, FoundProblem, ProblemReason


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A photo's file as the store remembers it."""

    photo_id: int
    stamp: FileStamp
    ctime_ns: int = NO_CHANGE_TIME


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What one look at the disk showed. ``vanished`` holds relative paths of known files."""

    added: tuple[FoundFile, ...]
    changed: tuple[FoundFile, ...]
    dated: tuple[FoundFile, ...]
    """As they are known, but for the change time, of which nothing was known."""
    vanished: tuple[str, ...]
    problems: tuple[FoundProblem, ...]


# The file may well be there, we only could not look: never a reason to let go of a photo.
_CANNOT_TELL = frozenset({ProblemReason.NO_PERMISSION, ProblemReason.READ_ERROR})


def reconcile(
    known: Mapping[str, KnownFile], found: Iterable[FoundFile | FoundProblem], *, under: str = ""
) -> Reconciliation:
    """Sort ``found`` against ``known`` (by relative path); whatever ``found`` raises passes through.

    With ``under``, only known files at or below that path can have vanished. Nothing vanishes below a folder that
    could not be listed.
    """
    files, problems = _split(found)
    added = tuple(file for path, file in files.items() if path not in known)
    met = [(file, known[path]) for path, file in files.items() if path in known]
    changed = tuple(file for file, before in met if _is_changed(before, file))
    dated = tuple(file for file, before in met if before.ctime_ns == NO_CHANGE_TIME and not _is_changed(before, file))
    unreadable = {p.relative_path for p in problems if p.reason is ProblemReason.UNREADABLE_FOLDER}
    uncertain = {p.relative_path for p in problems if p.reason in _CANNOT_TELL}
    vanished = tuple(
        path
        for path in known
        if path not in files
        and path not in uncertain
        and is_at_or_below(path, under)
        and not _any_above(unreadable, path)
    )
    return Reconciliation(added, changed, dated, vanished, problems)


def is_at_or_below(relative_path: str, folder: str) -> bool:
    """Whether ``relative_path`` is ``folder`` or lies somewhere below it; everything is below ``""``."""
    return not folder or relative_path == folder or relative_path.startswith(folder + "/")


def _is_changed(before: KnownFile, file: FoundFile) -> bool:
    """By the change time too, where both times tell it: it betrays what was set back to look as before."""
    if before.stamp != file.stamp:
        return True
    return NO_CHANGE_TIME not in (before.ctime_ns, file.ctime_ns) and before.ctime_ns != file.ctime_ns


def _split(found: Iterable[FoundFile | FoundProblem]) -> tuple[dict[str, FoundFile], tuple[FoundProblem, ...]]:
    files: dict[str, FoundFile] = {}
    problems: list[FoundProblem] = []
    for item in found:
        if isinstance(item, FoundFile):
            files[item.relative_path] = item
        else:
            problems.append(item)
    return files, tuple(problems)


def _any_above(folders: Collection[str], relative_path: str) -> bool:
    """Whether ``relative_path`` or one of the folders above it, the root included, is among ``folders``."""
    if not folders:
        return False
    path = relative_path
    while path:
        if path in folders:
            return True
        path = path.rpartition("/")[0]
    return "" in folders
