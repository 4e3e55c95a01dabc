"""Single files, in the library or not: what they are to it, and all that is told of them."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Final

from photosearch.decode.worker_pool import DecodedPhoto, DecodePool, DecodeRequest
from photosearch.exclusions import Exclusions
from photosearch.gazetteer.photo_place import place_at
from photosearch.scan.rules import is_ignored_path, is_photo_name, not_shown_kind
from photosearch.scan.walker import is_kept_from_galleries
from photosearch.store.store import Store
from photosearch.types.file_info import FileInfo, FileState, UnknownReason
from photosearch.types.files import LINK_TO_NOTHING, Problem, ProblemReason
from photosearch.types.ids import PhotoId
from photosearch.types.photos import Photo
from photosearch.types.roots import LibraryRoot

_LOOKED_AT_PX: Final = 256
"""Decoded small, so that what is damaged shows; nothing of it is kept."""


class FilesPart:
    """Thread-safe; every call blocks, for a file outside the library as long as reading it takes."""

    def __init__(self, store: Store, pool: DecodePool) -> None:
        self._store = store
        self._pool = pool

    def about(self, path: Path) -> FileInfo:
        """All that is known of the file at ``path``; one that the library does not know is read on the spot."""
        path, root = self._placed(path)
        known = None if root is None else self._known(path, root)
        info = known or _not_a_file(path) or _not_shown(path) or self._read(path, root)
        position = None if info.metadata is None else info.metadata.told.position
        if position is None:
            return info
        return replace(info, place=place_at(position.latitude_deg, position.longitude_deg))

    def photo_at(self, path: Path) -> PhotoId | None:
        """The photo of the library that the file at ``path`` is; None for any other file."""
        path, root = self._placed(path)
        if root is None:
            return None
        relative_path = path.relative_to(root.path).as_posix()
        found = self._store.photos.at(root.root_id, [relative_path]).get(relative_path)
        return None if found is None else found.photo_id

    def _placed(self, path: Path) -> tuple[Path, LibraryRoot | None]:
        """The file's path and the root above it: as it was given, else with all links followed."""
        given = Path(os.path.abspath(path))  # noqa: PTH100 - a link is itself, not what it leads to
        for one in (given, Path(os.path.realpath(given))):  # which takes links in a circle as they are
            for root in self._store.libraries.all():
                if root.path in one.parents:
                    return one, root
        return given, None

    def _known(self, path: Path, root: LibraryRoot) -> FileInfo | None:
        relative_path = path.relative_to(root.path).as_posix()
        found = self._store.photos.at(root.root_id, [relative_path]).get(relative_path)
        photo = None if found is None else self._store.photos.get([found.photo_id]).get(found.photo_id)
        problem = self._store.problems.at(root.root_id, relative_path)
        if photo is not None:
            return _of_photo(path, photo, problem)
        if problem is not None:
            size_bytes = None if problem.stamp is None else problem.stamp.size_bytes
            return FileInfo(path, FileState.PROBLEM, problem.reason, problem.detail, size_bytes=size_bytes)
        return None

    def _read(self, path: Path, root: LibraryRoot | None) -> FileInfo:
        request = DecodeRequest(path=path, preview_px=_LOOKED_AT_PX)
        read = self._pool.submit(request, is_urgent=True).result()
        size_bytes = None if read.stamp is None else read.stamp.size_bytes
        if not isinstance(read, DecodedPhoto):
            if read.reason is ProblemReason.NOT_AN_IMAGE and not is_photo_name(path.name):
                return FileInfo(path, FileState.UNKNOWN, UnknownReason.PASSED_BY, size_bytes=size_bytes)
            return FileInfo(path, FileState.PROBLEM, read.reason, read.detail, size_bytes=size_bytes)
        reason = _unknown_because(path, root)
        return FileInfo(
            path, FileState.UNKNOWN, reason, read.part_reason or "", read.metadata, read.content_hash, size_bytes
        )


def _not_a_file(path: Path) -> FileInfo | None:
    # Other than those of a Path, none of these functions raises, whatever a path is like.
    if os.path.isdir(path):  # noqa: PTH112
        return FileInfo(path, FileState.UNKNOWN, UnknownReason.FOLDER)
    if not os.path.lexists(path):
        return FileInfo(path, FileState.UNKNOWN, UnknownReason.NOT_THERE)
    if not os.path.exists(path):  # noqa: PTH110
        return FileInfo(path, FileState.PROBLEM, ProblemReason.NOT_A_FILE, LINK_TO_NOTHING)
    return None


def _not_shown(path: Path) -> FileInfo | None:
    kind = not_shown_kind(path.name)
    if kind is None or not os.path.isfile(path):  # noqa: PTH113
        return None
    return FileInfo(path, FileState.NOT_SHOWN, kind, size_bytes=path.stat().st_size)


def _of_photo(path: Path, photo: Photo, problem: Problem | None) -> FileInfo:
    known = (photo.metadata, photo.content_hash, photo.stamp.size_bytes)
    if problem is not None and problem.reason is not ProblemReason.PART:
        return FileInfo(path, FileState.PROBLEM, problem.reason, problem.detail, *known)
    if photo.part_reason is not None:
        return FileInfo(path, FileState.PART, ProblemReason.PART, photo.part_reason, *known)
    return FileInfo(path, FileState.FOUND, None, "", *known)


def _unknown_because(path: Path, root: LibraryRoot | None) -> UnknownReason:
    if root is None:
        return UnknownReason.OUTSIDE
    relative_path = path.relative_to(root.path).as_posix()
    if Exclusions(root.exclusions).leaves_out(relative_path):
        return UnknownReason.LEFT_OUT
    if not is_photo_name(path.name) or is_ignored_path(relative_path, is_folder=False):
        return UnknownReason.PASSED_BY
    if is_kept_from_galleries(root.path, relative_path):
        return UnknownReason.NO_MEDIA
    return UnknownReason.NOT_ADDED
