"""Hints become jobs, and drives that come and go are noticed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from photosearch.events import WatchModeChanged
from photosearch.exclusions import Exclusions
from photosearch.ingest.jobs import EmbedMissing, Job, JobQueue, LookAtFiles, ScanFolder
from photosearch.ingest.root_watch import RootWatch
from photosearch.scan import watcher
from photosearch.scan.watcher import ChangeHint
from tests.library import Bench, wait_for
from tests.photos import write_photos


class StubbornWatcher:
    """Stands in for a system whose watch limit is reached; gives the callbacks to the test."""

    last: StubbornWatcher

    def __init__(self, on_hint: object, on_mode: object) -> None:
        self.on_hint, self.on_mode = on_hint, on_mode
        self.watched: dict[int, object] = {}
        self.left_out: dict[int, tuple[str, ...]] = {}
        StubbornWatcher.last = self

    def watch(self, root_id: int, path: object) -> None:
        self.watched[root_id] = path

    def leave_out(self, root_id: int, exclusions: Exclusions) -> None:
        self.left_out[root_id] = exclusions.patterns

    def unwatch(self, root_id: int) -> None:
        del self.watched[root_id]

    def close(self) -> None:
        self.watched.clear()


@pytest.fixture
def jobs() -> JobQueue:
    return JobQueue()


@pytest.fixture
def watch(bench: Bench, jobs: JobQueue) -> Iterator[RootWatch]:
    made = RootWatch(bench.store, jobs, bench.bus)
    yield made
    made.close()


def taken(jobs: JobQueue) -> list[Job]:
    found: list[Job] = []
    while (job := jobs.take(0)) is not None:
        jobs.done()
        found.append(job)
    return found


def test_what_happens_on_disk_becomes_a_job(bench: Bench, jobs: JobQueue, watch: RootWatch) -> None:
    watch.start()
    assert taken(jobs) == []
    write_photos(bench.photos, 1)
    wait_for(lambda: jobs.has_scans)
    (job,) = taken(jobs)
    assert not isinstance(job, EmbedMissing)
    assert job.root_id == bench.root.root_id


def test_hints_of_files_and_folders(
    bench: Bench, jobs: JobQueue, watch: RootWatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watcher, "FolderWatcher", StubbornWatcher)
    watch.start()
    root_id = bench.root.root_id
    hint = StubbornWatcher.last.on_hint
    assert callable(hint)
    hint(ChangeHint(root_id, "a.jpg", False))
    hint(ChangeHint(root_id, "b.jpg", False))
    hint(ChangeHint(root_id, "trip", True))
    assert taken(jobs) == [LookAtFiles(root_id, frozenset({"a.jpg", "b.jpg"})), ScanFolder(root_id, "trip")]


def test_the_watch_limit_is_told(bench: Bench, watch: RootWatch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watcher, "FolderWatcher", StubbornWatcher)
    watch.start()
    root_id = bench.root.root_id
    mode = StubbornWatcher.last.on_mode
    assert callable(mode)
    mode(root_id, True)
    assert watch.polled == {root_id}
    mode(root_id, False)
    assert watch.polled == frozenset()
    assert bench.events == [WatchModeChanged(root_id, True), WatchModeChanged(root_id, False)]


def test_roots_that_come_are_scanned_and_roots_that_go_are_left(
    bench: Bench, jobs: JobQueue, watch: RootWatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watcher, "FolderWatcher", StubbornWatcher)
    watch.refresh()
    assert taken(jobs) == []
    watch.start()
    other = bench.watch(bench.folder / "other")
    watch.refresh()
    assert taken(jobs) == [ScanFolder(other.root_id)]
    assert StubbornWatcher.last.watched == {bench.root.root_id: bench.photos, other.root_id: other.path}
    bench.store.libraries.remove(bench.root.root_id)
    watch.refresh()
    assert StubbornWatcher.last.watched == {other.root_id: other.path}


def test_a_drive_that_goes_is_offline_and_scanned_when_it_is_back(
    bench: Bench, jobs: JobQueue, watch: RootWatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watcher, "FolderWatcher", StubbornWatcher)
    watch.start()
    watch.see_volumes()
    assert taken(jobs) == []
    away = bench.photos.rename(bench.folder / "away")
    watch.see_volumes()
    assert not bench.store.libraries.all()[0].is_online
    assert StubbornWatcher.last.watched == {}
    assert taken(jobs) == []
    away.rename(bench.photos)
    watch.see_volumes()
    assert bench.store.libraries.all()[0].is_online
    assert taken(jobs) == [ScanFolder(bench.root.root_id), EmbedMissing()]


def test_a_root_of_which_other_parts_are_left_out_is_scanned(
    bench: Bench, jobs: JobQueue, watch: RootWatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watcher, "FolderWatcher", StubbornWatcher)
    watch.start()
    watch.refresh()
    assert taken(jobs) == []
    bench.store.left_out.change_patterns(bench.root.root_id, lambda _: ("/a/",))
    watch.refresh()
    assert StubbornWatcher.last.left_out == {bench.root.root_id: ("/a/",)}
    assert taken(jobs) == [ScanFolder(bench.root.root_id)]
    watch.refresh()
    assert taken(jobs) == []
