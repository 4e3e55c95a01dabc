"""Makes the store equal to the disk for one watched folder, a part of it, or single files in it."""

from __future__ import annotations

import dataclasses
import logging
import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from photosearch.decode.worker_pool import DecodePool
from photosearch.errors import RootError
from photosearch.events import EventBus, PhotosChanged, ProblemsChanged
from photosearch.ingest.analyses.analysis import Analysis
from photosearch.ingest.pipeline import Pipeline
from photosearch.ingest.presence import ExactNames, is_regular_file
from photosearch.ingest.progress import ProgressMeter
from photosearch.ingest.root_place import note_place
from photosearch.ingest.work import work_for
from photosearch.scan import volumes
from photosearch.scan.reconcile import KnownFile, Reconciliation, reconcile
from photosearch.scan.walker import WalkStopped, is_kept_from_galleries, walk
from photosearch.shelves.shelf import Shelf
from photosearch.store.records import NewProblem
from photosearch.store.store import Store
from photosearch.types.files import FileStamp, FoundFile, FoundProblem, path_of_line
from photosearch.types.ids import PhotoId
from photosearch.types.progress import IngestPhase
from photosearch.types.roots import LibraryRoot

_log = logging.getLogger(__name__)

_REMOVED_CHECK_S = 0.5


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
    look_around: Callable[[], object] = bool
    """Called several times a second during long work."""

    analyses: tuple[Analysis[Any], ...] = ()
    """Those beside embedding."""

    def pipeline(self, shelf: Shelf, analyses: Iterable[Analysis[Any]] | None = None) -> Pipeline:
        """A pipeline onto ``shelf``, for some of the analyses beside embedding, or all."""
        return Pipeline(
            self.store,
            shelf,
            self.pool,
            self.events,
            self.meter,
            may_go_on=self.may_go_on,
            should_stop=self.should_stop,
            look_around=self.look_around,
            analyses=self.analyses if analyses is None else analyses,
        )


class RootScan:
    """One look at a root, from listing to searchable."""

    def __init__(self, tools: ScanTools, shelf: Shelf, root: LibraryRoot) -> None:
        self._tools = dataclasses.replace(tools, should_stop=self._should_stop)
        self._stop_asked = tools.should_stop
        self._store = tools.store
        self._shelf = shelf
        self._root = root
        self._is_removed = False
        self._removed_checked_s = 0.0

    def folder(self, under: str = "") -> None:
        """Look at everything below ``under`` (empty: the whole root). An offline root is marked, never swept."""
        path = self._locate()
        if path is None:
            return
        self._look(path, under)

    def files(self, relative_paths: Collection[str]) -> None:
        """Look at single files that a watcher pointed out; each may be new, changed or gone."""
        path = self._locate()
        if path is None:
            return
        for name in sorted(relative_paths):
            self._look(path, name)

    def _should_stop(self) -> bool:
        """Also when the root is removed: its photos need no more work."""
        if time.monotonic() - self._removed_checked_s > _REMOVED_CHECK_S:
            self._removed_checked_s = time.monotonic()
            self._is_removed = not self._store.libraries.has(self._root.root_id)
        return self._is_removed or self._stop_asked()

    def _look(self, path: Path, under: str) -> None:
        try:
            # Read by SQLite, which lets other threads run, while the folders are listed.
            with ThreadPoolExecutor(1, "known") as reader:
                known = reader.submit(self._store.photos.known_lines, self._root.root_id, under)
                listing = walk(path, under=under, should_stop=self._tools.should_stop, known=known)
                found = list(self._listed(path, listing))
        except WalkStopped:
            return
        except RootError as error:
            _log.info("%s cannot be listed and counts as offline: %s", path, error)
            note_place(self._store, self._tools.events, self._root, None)
            return
        rows = self._store.photos.at(self._root.root_id, {path_of_line(line) for line in known.result()})
        self._settle(path, found, under, rows)

    def _locate(self) -> Path | None:
        """Where the root is now; notes in the store when that changed."""
        path = volumes.current_path(self._root)
        note_place(self._store, self._tools.events, self._root, path)
        return path

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
        unmet: dict[str, tuple[PhotoId, FileStamp]],
    ) -> None:
        """Bring the store in line with what lies at or below ``under``, a folder or a single file.

        ``unmet`` is what was known of it and the walk did not meet as it was.
        """
        failed = self._store.problems.stamps(self._root.root_id, under)
        fresh = [item for item in found if not _is_known_problem(item, failed)]
        skipped = {item.relative_path for item in found} - {item.relative_path for item in fresh}
        ids = {name: photo_id for name, (photo_id, _) in unmet.items()}
        known = {name: KnownFile(photo_id, stamp) for name, (photo_id, stamp) in unmet.items() if name not in skipped}
        result = reconcile(known, fresh, under=under)
        self._record(result, {item.relative_path for item in found}, unmet, under)
        self._run([*result.added, *result.changed], path, ids)
        if not self._tools.should_stop() and volumes.current_path(self._root) == path:
            self._sweep(path, [ids[name] for name in result.vanished], result.vanished)

    def _record(
        self,
        result: Reconciliation,
        found: set[str],
        unmet: Collection[str],
        under: str,
    ) -> None:
        """Store what the listing could not use, and forget problems of files that are gone."""
        root_id = self._root.root_id
        news = [NewProblem(root_id, p.relative_path, p.reason, p.detail, None) for p in result.problems]
        if news:
            self._store.problems.record(news)
        others = self._store.problems.paths(root_id, under) - found
        # A photo may have a problem too; it was not listed if it is unchanged.
        met = self._store.photos.at(root_id, others).keys() - set(unmet)
        swept = self._store.problems.sweep(root_id, under, found | met) if others else 0
        if news or swept:
            self._tools.events.publish(ProblemsChanged(self._store.problems.count()))

    def _run(self, files: list[FoundFile], path: Path, ids: dict[str, PhotoId]) -> None:
        if not files:
            return
        self._tools.meter.begin(IngestPhase.ADDING)
        self._tools.meter.expect(len(files))
        works = work_for(self._root, path, files, ids, self._store)
        self._tools.pipeline(self._shelf).run(works)

    def _sweep(self, path: Path, photo_ids: list[PhotoId], names: Iterable[str]) -> None:
        """Records whose file left and that no moved file took over become missing."""
        if not photo_ids:
            return
        expected = dict(zip(photo_ids, names, strict=True))
        photos = self._store.photos.get(photo_ids)
        listed = ExactNames(path)
        gone = [
            photo_id
            for photo_id, name in expected.items()
            if photo_id in photos
            and photos[photo_id].relative_path == name
            and photos[photo_id].root_id == self._root.root_id
            # Only what came back since the listing: a folder or a pipe of that name is no photo.
            and (not (is_regular_file(path / name) and listed.has(name)) or is_kept_from_galleries(path, name))
        ]
        if gone:
            self._store.photos.mark_missing(gone, time.time())
            self._shelf.index.remove(np.asarray(gone, dtype=np.int64))
            self._tools.events.publish(PhotosChanged(removed=tuple(gone)))


def _is_known_problem(item: FoundFile | FoundProblem, failed: dict[str, FileStamp]) -> bool:
    """A file that failed is not tried again until it changes."""
    return isinstance(item, FoundFile) and failed.get(item.relative_path) == item.stamp
