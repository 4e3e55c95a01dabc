"""Makes the store equal to the disk for one watched folder, a part of it, or single files in it."""

from __future__ import annotations

import dataclasses
import logging
import os
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from photosearch.decode.worker_pool import DecodePool
from photosearch.errors import RootError
from photosearch.events import EventBus, PhotosChanged, ProblemsChanged, RootsChanged
from photosearch.exclusions import Exclusions
from photosearch.ingest.analyses.analysis import Analysis
from photosearch.ingest.pipeline import Pipeline
from photosearch.ingest.presence import ExactNames, is_regular_file
from photosearch.ingest.progress import ProgressMeter
from photosearch.ingest.root_place import note_place
from photosearch.ingest.sidecars import is_sidecar, photos_to_read
from photosearch.ingest.work import work_for
from photosearch.scan import volumes
from photosearch.scan.reconcile import KnownFile, Reconciliation, reconcile
from photosearch.scan.walker import WalkRules, WalkStopped, is_kept_from_galleries, walk
from photosearch.shelves.catch_up import make_equal
from photosearch.shelves.shelf import Shelf
from photosearch.store.records import FileAt, NewProblem
from photosearch.store.store import Store
from photosearch.store.told_writes import METADATA
from photosearch.types.files import (
    NO_CHANGE_TIME,
    FileStamp,
    FoundFile,
    FoundProblem,
    NotShownKind,
    path_of_line,
)
from photosearch.types.ids import PhotoId
from photosearch.types.progress import IngestPhase
from photosearch.types.roots import LibraryRoot

_log = logging.getLogger(__name__)

_CHECK_S = 0.5


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
    shows_no_media: Callable[[], bool] = bool
    """Whether folders with a ``.nomedia`` are looked into."""

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
        self.has_news = False
        """Whether photos came, changed or are told of differently: something may be left to read of them."""
        self._rules = WalkRules()
        self._is_outdated = False
        self._checked_s = 0.0

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
        """Also when the root is removed, or other parts of it are left out: whoever did that has it looked at again."""
        if time.monotonic() - self._checked_s > _CHECK_S:
            self._checked_s = time.monotonic()
            now = next((root for root in self._store.libraries.all() if root.root_id == self._root.root_id), None)
            self._is_outdated = now is None or now.exclusions != self._root.exclusions
        return self._is_outdated or self._stop_asked()

    def _look(self, path: Path, under: str) -> None:
        not_shown: Counter[NotShownKind] = Counter()
        try:
            # Read by SQLite, which lets other threads run, while the folders are listed.
            with ThreadPoolExecutor(1, "known") as reader:
                known = reader.submit(self._known_lines, under)
                listing = walk(
                    path,
                    under=under,
                    should_stop=self._tools.should_stop,
                    known=known,
                    rules=self._rules,
                    not_shown=not_shown,
                )
                found = list(self._listed(path, listing))
        except WalkStopped:
            return
        except RootError as error:
            _log.info("%s cannot be listed and counts as offline: %s", path, error)
            note_place(self._store, self._tools.events, self._root, None)
            return
        if not under and self._store.libraries.note_not_shown(self._root.root_id, not_shown):
            self._tools.events.publish(RootsChanged())
        unmet = known.result()
        self._read_again([item for item in found if isinstance(item, FoundFile) and is_sidecar(item)], unmet)
        rows = self._store.photos.at(self._root.root_id, {path_of_line(line) for line in unmet})
        self._settle(path, [item for item in found if not is_sidecar(item)], under, rows)

    def _known_lines(self, under: str) -> set[str]:
        place = (self._root.root_id, under)
        with_ctime = self._rules.keeps_change_time
        lines = self._store.photos.known_lines(*place, with_ctime=with_ctime)
        lines |= self._store.sidecars.known_lines(*place, with_ctime=with_ctime)
        return lines

    def _read_again(self, sidecars: Sequence[FoundFile], unmet: Collection[str]) -> None:
        """Photos whose sidecars are not as they were are told of differently; the pass after the scan reads them."""
        photo_ids = photos_to_read(self._store, self._root.root_id, sidecars, unmet)
        if photo_ids:
            self.has_news = True
            self._store.analyses.forget(METADATA, sorted(photo_ids))

    def _locate(self) -> Path | None:
        """Where the root is now; notes in the store when that changed."""
        path = volumes.current_path(self._root)
        note_place(self._store, self._tools.events, self._root, path)
        if path is not None:
            self._rules = WalkRules(
                Exclusions(self._root.exclusions),
                shows_no_media=self._tools.shows_no_media(),
                keeps_change_time=volumes.keeps_change_time(path),
            )
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
        unmet: dict[str, FileAt],
    ) -> None:
        """Bring the store in line with what lies at or below ``under``, a folder or a single file.

        ``unmet`` is what was known of it and the walk did not meet as it was.
        """
        failed = self._store.problems.stamps(self._root.root_id, under)
        fresh = [item for item in found if not _is_known_problem(item, failed)]
        skipped = {item.relative_path for item in found} - {item.relative_path for item in fresh}
        ids = {name: before.photo_id for name, before in unmet.items()}
        known = {name: KnownFile(*before) for name, before in unmet.items() if name not in skipped}
        result = reconcile(known, fresh, under=under)
        self._record(result, {item.relative_path for item in found}, unmet, under)
        if result.dated:
            self._store.photos.note_change_times({ids[file.relative_path]: file.ctime_ns for file in result.dated})
        back = self._bring_back(result.added)
        self._run([file for file in (*result.added, *result.changed) if file.relative_path not in back], path, ids)
        if not self._tools.should_stop() and volumes.current_path(self._root) == path:
            self._sweep(path, [ids[name] for name in result.vanished], result.vanished)

    def _bring_back(self, added: Sequence[FoundFile]) -> Collection[str]:
        """Files that are known as left out and are so no more need not be read."""
        if not added:
            return ()
        back = self._store.left_out.bring_back(self._root.root_id, added)
        if back:
            self.has_news = True
            make_equal(self._shelf.index, self._shelf.encoder_id, self._store)
            self._tools.events.publish(PhotosChanged(added=tuple(back.values())))
        return back

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
        self.has_news = True
        self._tools.meter.begin(IngestPhase.ADDING)
        self._tools.meter.expect(len(files))
        works = work_for(self._root, path, files, ids, self._store)
        self._tools.pipeline(self._shelf).run(works)

    def _sweep(self, path: Path, photo_ids: list[PhotoId], names: Iterable[str]) -> None:
        """Records whose file left and that no moved file took over become missing, or stay known as left out."""
        if not photo_ids:
            return
        photos = self._store.photos.get(photo_ids)
        here = [
            photo_id
            for photo_id, name in zip(photo_ids, names, strict=True)
            if photo_id in photos
            and photos[photo_id].relative_path == name
            and photos[photo_id].root_id == self._root.root_id
        ]
        listed = ExactNames(path)
        out, gone = list[PhotoId](), list[PhotoId]()
        for photo_id in here:
            name = photos[photo_id].relative_path
            # What came back since the listing is there: not a folder or a pipe of that name, which is no photo.
            is_there = is_regular_file(path / name) and listed.has(name)
            if is_there and self._is_left_out(path, name):
                out.append(photo_id)
            elif not is_there:
                gone.append(photo_id)
        self._store.left_out.leave_out(out)
        self._store.photos.mark_missing(gone, time.time())
        if out or gone:
            self._shelf.index.remove(np.asarray(out + gone, dtype=np.int64))
            self._tools.events.publish(PhotosChanged(removed=(*out, *gone)))

    def _is_left_out(self, path: Path, name: str) -> bool:
        if self._rules.exclusions.leaves_out(name):
            return True
        return not self._rules.shows_no_media and is_kept_from_galleries(path, name)


def _is_known_problem(item: FoundFile | FoundProblem, failed: dict[str, tuple[FileStamp, int]]) -> bool:
    """A file that failed is not tried again until it changes."""
    if not isinstance(item, FoundFile) or item.relative_path not in failed:
        return False
    stamp, ctime_ns = failed[item.relative_path]
    is_same_change = NO_CHANGE_TIME in (ctime_ns, item.ctime_ns) or ctime_ns == item.ctime_ns
    return stamp == item.stamp and is_same_change
