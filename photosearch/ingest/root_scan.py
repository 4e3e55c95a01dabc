"""Makes the store equal to the disk for one watched folder, a part of it, or single files in it."""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import numpy as np

from photosearch.decode.worker_pool import DecodePool
from photosearch.errors import RootError
from photosearch.events import EventBus, PhotosChanged, ProblemsChanged, RootsChanged
from photosearch.ingest.pipeline import Pipeline
from photosearch.ingest.progress import ProgressMeter
from photosearch.ingest.shelf import Shelf, Store
from photosearch.ingest.work import work_for
from photosearch.scan import rules, volumes
from photosearch.scan.reconcile import KnownFile, Reconciliation, reconcile
from photosearch.scan.walker import walk
from photosearch.store.problems import NewProblem
from photosearch.types import FileStamp, FoundFile, FoundProblem, IngestPhase, LibraryRoot, PhotoId

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ScanTools:
    """What every scan works with."""

    store: Store
    pool: DecodePool
    events: EventBus
    meter: ProgressMeter
    own_folders: tuple[Path, ...]
    """The app's own files are not photos of the person."""
    may_go_on: Callable[[], bool]
    should_stop: Callable[[], bool]

    def pipeline(self, shelf: Shelf) -> Pipeline:
        """A pipeline onto ``shelf``."""
        return Pipeline(
            self.store,
            shelf,
            self.pool,
            self.events,
            self.meter,
            may_go_on=self.may_go_on,
            should_stop=self.should_stop,
        )


class RootScan:
    """One look at a root, from listing to searchable."""

    def __init__(self, tools: ScanTools, shelf: Shelf, root: LibraryRoot) -> None:
        self._tools = tools
        self._store = tools.store
        self._shelf = shelf
        self._root = root

    def folder(self, under: str = "") -> None:
        """Look at everything below ``under`` (empty: the whole root). An offline root is marked, never swept."""
        path = self._locate()
        if path is None:
            return
        try:
            found = list(self._listed(path, walk(path, under=under, should_stop=self._tools.should_stop)))
        except RootError as error:
            _log.info("%s cannot be listed and counts as offline: %s", path, error)
            self._set_location(path, is_online=False)
            return
        if not self._tools.should_stop():
            self._settle(path, found, under)

    def files(self, relative_paths: Collection[str]) -> None:
        """Look at single files that a watcher pointed out; each may be new, changed or gone."""
        path = self._locate()
        if path is None:
            return
        for folder in sorted({str(PurePosixPath(name).parent) for name in relative_paths}):
            names = {name for name in relative_paths if str(PurePosixPath(name).parent) == folder}
            found = list(self._listed(path, filter(None, (_look(path, name) for name in sorted(names)))))
            self._settle(path, found, "" if folder == "." else folder, only=names)

    def _locate(self) -> Path | None:
        """Where the root is now; notes in the store when that changed."""
        path = volumes.current_path(self._root)
        if path is None:
            self._set_location(self._root.path, is_online=False)
        elif path != self._root.path or not self._root.is_online:
            self._set_location(path, is_online=True)
        return path

    def _set_location(self, path: Path, *, is_online: bool) -> None:
        if path == self._root.path and is_online == self._root.is_online:
            return
        self._store.libraries.set_location(self._root.root_id, path, is_online=is_online)
        self._tools.events.publish(RootsChanged())

    def _listed(self, path: Path, found: Iterable[FoundFile | FoundProblem]) -> Iterator[FoundFile | FoundProblem]:
        """Leave out what is the app's own (someone may watch their whole home folder)."""
        own = [os.path.join(os.fspath(folder), "") for folder in self._tools.own_folders]  # noqa: PTH118
        base = os.path.join(os.fspath(path), "")  # noqa: PTH118
        inside = tuple(folder for folder in own if folder.startswith(base))
        for item in found:
            if not (inside and (base + item.relative_path).startswith(inside)):
                yield item

    def _settle(
        self,
        path: Path,
        found: list[FoundFile | FoundProblem],
        under: str,
        only: Collection[str] | None = None,
    ) -> None:
        rows = self._store.photos.known_files(self._root.root_id, under)
        if only is not None:
            rows = {name: row for name, row in rows.items() if name in only}
        known = {name: KnownFile(int(photo_id), stamp) for name, (photo_id, stamp) in rows.items()}
        failed = self._store.problems.stamps(self._root.root_id, under)
        fresh = [item for item in found if not _is_known_problem(item, failed)]
        skipped = {item.relative_path for item in found} - {item.relative_path for item in fresh}
        result = reconcile({n: k for n, k in known.items() if n not in skipped}, fresh, under=under)
        self._record(result, found, failed, under, only)
        ids = {name: photo_id for name, (photo_id, _) in rows.items()}
        self._run([*result.added, *result.changed], path, ids)
        if not self._tools.should_stop() and volumes.current_path(self._root) == path:
            self._sweep([ids[name] for name in result.vanished], result.vanished)

    def _record(
        self,
        result: Reconciliation,
        found: list[FoundFile | FoundProblem],
        failed: dict[str, FileStamp],
        under: str,
        only: Collection[str] | None,
    ) -> None:
        """Store what the listing could not use, and forget problems of files that are gone."""
        root_id = self._root.root_id
        news = [NewProblem(root_id, p.relative_path, p.reason, p.detail, None) for p in result.problems]
        if news:
            self._store.problems.record(news)
        here = {item.relative_path for item in found}
        if only is None:
            self._store.problems.sweep(root_id, under, here)
        elif gone := [name for name in only if name not in here]:
            self._store.problems.clear(root_id, gone)
        if news or failed:
            self._tools.events.publish(ProblemsChanged(self._store.problems.count()))

    def _run(self, files: list[FoundFile], path: Path, ids: dict[str, PhotoId]) -> None:
        if not files:
            return
        self._tools.meter.begin(IngestPhase.ADDING)
        self._tools.meter.expect(len(files))
        works = work_for(self._root, path, files, ids, self._store)
        self._tools.pipeline(self._shelf).run(works)

    def _sweep(self, photo_ids: list[PhotoId], names: Iterable[str]) -> None:
        """Records whose file left and that no moved file took over become missing."""
        if not photo_ids:
            return
        expected = dict(zip(photo_ids, names, strict=True))
        photos = self._store.photos.get(photo_ids)
        gone = [
            photo_id
            for photo_id, name in expected.items()
            if photo_id in photos
            and photos[photo_id].relative_path == name
            and photos[photo_id].root_id == self._root.root_id
            and not os.path.lexists(photos[photo_id].path)
        ]
        if gone:
            self._store.photos.mark_missing(gone)
            self._shelf.index.remove(np.asarray(gone, dtype=np.int64))
            self._tools.events.publish(PhotosChanged(removed=tuple(gone)))


def _is_known_problem(item: FoundFile | FoundProblem, failed: dict[str, FileStamp]) -> bool:
    """A file that failed is not tried again until it changes."""
    return isinstance(item, FoundFile) and failed.get(item.relative_path) == item.stamp


def _look(root: Path, relative_path: str) -> FoundFile | FoundProblem | None:
    """What is at ``relative_path`` now, by the walker's rules; None when nothing or nothing of ours."""
    parts = PurePosixPath(relative_path).parts
    if any(rules.is_ignored_name(name, is_folder=True) for name in parts[:-1]):
        return None
    if rules.is_ignored_name(parts[-1], is_folder=False) or not rules.is_photo_name(parts[-1]):
        return None
    try:
        status = (root / relative_path).stat()
    except OSError:
        return None
    if not stat.S_ISREG(status.st_mode):
        return None
    return FoundFile(relative_path, FileStamp(status.st_size, status.st_mtime_ns))
