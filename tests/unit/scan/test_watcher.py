"""Watching real folders on the real file system."""

from __future__ import annotations

import errno
import logging
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, EventEmitter

from photosearch.scan.reconcile import is_at_or_below
from photosearch.scan.watcher import ChangeHint, FolderWatcher
from photosearch.types.ids import RootId

ROOT = RootId(7)
PATIENCE_S = 20.0


class Listener:
    """Keeps what the watcher says, and waits for it."""

    def __init__(self) -> None:
        self.hints: list[ChangeHint] = []
        self.modes: list[tuple[RootId, bool]] = []
        self.threads: set[str] = set()
        self._changed = threading.Condition()

    def on_hint(self, hint: ChangeHint) -> None:
        with self._changed:
            self.hints.append(hint)
            self.threads.add(threading.current_thread().name)
            self._changed.notify_all()

    def on_mode(self, root_id: RootId, is_polling: bool) -> None:
        with self._changed:
            self.modes.append((root_id, is_polling))
            self._changed.notify_all()

    def wait_for(self, condition: Callable[[], bool]) -> None:
        with self._changed:
            assert self._changed.wait_for(condition, PATIENCE_S), f"only {self.hints} and {self.modes}"

    def wait_until_told(self, *relative_paths: str) -> None:
        """Until every path was hinted at, itself or by a folder above it; then forget what was said."""
        self.wait_for(lambda: all(any(covers(hint, path) for hint in self.hints) for path in relative_paths))
        with self._changed:
            self.hints.clear()


def covers(hint: ChangeHint, path: str) -> bool:
    return hint.relative_path == path or (hint.is_folder and is_at_or_below(path, hint.relative_path))


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "Bilder 照片"
    (root / "a").mkdir(parents=True)
    return root


@pytest.fixture
def watcher(listener: Listener) -> Iterator[FolderWatcher]:
    watcher = FolderWatcher(listener.on_hint, listener.on_mode, quiet_s=0.05, poll_interval_s=0.1)
    yield watcher
    watcher.close()


def test_adds_edits_moves_and_deletes_of_files(watcher: FolderWatcher, listener: Listener, root: Path) -> None:
    watcher.watch(ROOT, root)
    (root / "a" / "x.jpg").write_bytes(b"1")
    listener.wait_until_told("a/x.jpg")
    (root / "a" / "x.jpg").write_bytes(b"12")
    listener.wait_until_told("a/x.jpg")
    (root / "a" / "x.jpg").rename(root / "猫.jpg")
    listener.wait_until_told("a/x.jpg", "猫.jpg")
    (root / "猫.jpg").unlink()
    listener.wait_until_told("猫.jpg")
    assert listener.threads == {"photosearch-watcher"}
    assert listener.modes == []


@pytest.mark.parametrize("time_s", [-86_400, 0, 1_600_000_000, 4_102_444_800])
def test_a_time_that_is_set_is_a_change(watcher: FolderWatcher, listener: Listener, root: Path, time_s: int) -> None:
    (root / "a" / "x.jpg").write_bytes(b"1")
    watcher.watch(ROOT, root)
    os.utime(root / "a" / "x.jpg", (time_s, time_s))
    listener.wait_until_told("a/x.jpg")


def test_a_folder_kept_from_galleries_and_shown_again(watcher: FolderWatcher, listener: Listener, root: Path) -> None:
    watcher.watch(ROOT, root)
    (root / "a" / ".nomedia").touch()
    listener.wait_for(lambda: ChangeHint(ROOT, "a", is_folder=True) in listener.hints)
    listener.hints.clear()
    (root / "a" / ".nomedia").unlink()
    listener.wait_for(lambda: ChangeHint(ROOT, "a", is_folder=True) in listener.hints)


def test_whole_folders_made_renamed_and_removed(watcher: FolderWatcher, listener: Listener, root: Path) -> None:
    watcher.watch(ROOT, root)
    (root / "new" / "deep").mkdir(parents=True)
    (root / "new" / "deep" / "x.jpg").write_bytes(b"1")
    listener.wait_until_told("new/deep/x.jpg")
    (root / "new").rename(root / "renamed")
    listener.wait_until_told("new/deep/x.jpg", "renamed/deep/x.jpg")
    (root / "renamed" / "deep" / "y.jpg").write_bytes(b"1")
    listener.wait_until_told("renamed/deep/y.jpg")
    shutil.rmtree(root / "renamed")
    listener.wait_until_told("renamed/deep/x.jpg", "renamed/deep/y.jpg")


def test_a_link_to_a_folder_is_looked_into(
    watcher: FolderWatcher, listener: Listener, root: Path, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "linked").symlink_to(tmp_path / "elsewhere")
    watcher.watch(ROOT, root)
    (root / "link").symlink_to(tmp_path / "elsewhere")
    listener.wait_for(lambda: ChangeHint(ROOT, "link", is_folder=True) in listener.hints)
    (tmp_path / "linked").rename(root / "a" / "linked")
    listener.wait_until_told("a/linked")


def test_folders_moved_in_and_out(watcher: FolderWatcher, listener: Listener, root: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "x.jpg").write_bytes(b"1")
    watcher.watch(ROOT, root)
    (tmp_path / "outside").rename(root / "inside")
    listener.wait_until_told("inside/x.jpg")
    (root / "inside").rename(tmp_path / "outside")
    listener.wait_until_told("inside/x.jpg")


def test_a_storm_comes_as_few_hints(listener: Listener, root: Path) -> None:
    watcher = FolderWatcher(listener.on_hint, listener.on_mode, quiet_s=2.0)
    try:
        watcher.watch(ROOT, root)
        for number in range(3_000):
            (root / "a" / f"{number}.jpg").write_bytes(b"")
        (root / "a" / "last.jpg").write_bytes(b"")
        listener.wait_for(lambda: any(covers(hint, "a/last.jpg") for hint in listener.hints))
        assert len(listener.hints) < 500
    finally:
        watcher.close()


def test_a_file_comes_only_once_it_is_quiet(listener: Listener, root: Path) -> None:
    watcher = FolderWatcher(listener.on_hint, listener.on_mode, quiet_s=1.5)
    try:
        watcher.watch(ROOT, root)
        with (root / "slow.jpg").open("wb") as file:
            for _ in range(10):
                file.write(b"x" * 1000)
                file.flush()
                time.sleep(0.05)
            assert listener.hints == []
        listener.wait_for(lambda: len(listener.hints) == 1)
    finally:
        watcher.close()


def test_reading_and_litter_are_no_changes(watcher: FolderWatcher, listener: Listener, root: Path) -> None:
    (root / "x.jpg").write_bytes(b"1")
    watcher.watch(ROOT, root)
    (root / "x.jpg").read_bytes()
    (root / "notes.txt").write_bytes(b"1")
    (root / ".hidden").mkdir()
    (root / ".hidden" / "y.jpg").write_bytes(b"1")
    (root / "last.jpg").write_bytes(b"1")
    listener.wait_for(lambda: bool(listener.hints))
    assert {hint.relative_path for hint in listener.hints} == {"last.jpg"}


def test_a_root_that_is_deleted_and_comes_back(watcher: FolderWatcher, listener: Listener, root: Path) -> None:
    watcher.watch(ROOT, root)
    shutil.rmtree(root)
    listener.wait_until_told("")
    root.mkdir()
    listener.wait_until_told("")
    # The hint of the return may come a moment before the new observer's first event can.
    (root / "x.jpg").write_bytes(b"1")
    listener.wait_until_told("x.jpg")


def test_a_root_that_is_moved_away(watcher: FolderWatcher, listener: Listener, root: Path, tmp_path: Path) -> None:
    watcher.watch(ROOT, root)
    root.rename(tmp_path / "elsewhere")
    listener.wait_until_told("")


def test_a_root_that_is_a_link(watcher: FolderWatcher, listener: Listener, root: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(root, target_is_directory=True)
    watcher.watch(ROOT, link)
    (root / "a" / "x.jpg").write_bytes(b"1")
    listener.wait_until_told("a/x.jpg")


def test_two_roots_are_told_apart(watcher: FolderWatcher, listener: Listener, root: Path, tmp_path: Path) -> None:
    (tmp_path / "second").mkdir()
    watcher.watch(ROOT, root)
    watcher.watch(RootId(8), tmp_path / "second")
    (tmp_path / "second" / "x.jpg").write_bytes(b"1")
    listener.wait_for(lambda: bool(listener.hints))
    assert listener.hints[0] == ChangeHint(RootId(8), "x.jpg", is_folder=False)


def test_an_unwatched_root_is_quiet(watcher: FolderWatcher, listener: Listener, root: Path, tmp_path: Path) -> None:
    (tmp_path / "second").mkdir()
    watcher.watch(ROOT, root)
    watcher.watch(RootId(8), tmp_path / "second")
    watcher.unwatch(ROOT)
    watcher.unwatch(RootId(99))
    (root / "x.jpg").write_bytes(b"1")
    (tmp_path / "second" / "x.jpg").write_bytes(b"1")
    listener.wait_for(lambda: bool(listener.hints))
    assert {hint.root_id for hint in listener.hints} == {RootId(8)}


@pytest.mark.logs("could not be handed on")
def test_a_subscriber_that_fails_does_not_end_the_watching(
    listener: Listener, root: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def on_hint(hint: ChangeHint) -> None:
        listener.on_hint(hint)
        if hint.relative_path == "bad.jpg":
            raise ValueError(hint)

    watcher = FolderWatcher(on_hint, listener.on_mode, quiet_s=0.05)
    try:
        watcher.watch(ROOT, root)
        (root / "bad.jpg").write_bytes(b"1")
        listener.wait_until_told("bad.jpg")
        (root / "good.jpg").write_bytes(b"1")
        listener.wait_until_told("good.jpg")
    finally:
        watcher.close()
    assert "could not be handed on" in caplog.text


@pytest.mark.logs("Inotify queue overflowed")
def test_lost_events_are_a_hint_for_every_root(watcher: FolderWatcher, listener: Listener, root: Path) -> None:
    watcher.watch(ROOT, root)
    logging.getLogger("watchdog.observers.inotify_c").warning("Inotify queue overflowed; filesystem events were lost")
    listener.wait_for(lambda: listener.hints == [ChangeHint(ROOT, "", is_folder=True)])


class OutOfWatches(EventEmitter):
    """What inotify does at its limit."""

    def on_thread_start(self) -> None:
        raise OSError(errno.ENOSPC, "inotify watch limit reached")


def test_polls_and_says_so_when_there_are_no_watches_left(listener: Listener, root: Path) -> None:
    watcher = FolderWatcher(
        listener.on_hint,
        listener.on_mode,
        quiet_s=0.05,
        poll_interval_s=0.1,
        native_observer=lambda: BaseObserver(OutOfWatches),
    )
    try:
        watcher.watch(ROOT, root)
        assert listener.modes == [(ROOT, True)]
        (root / "a" / "x.jpg").write_bytes(b"1")
        listener.wait_until_told("a/x.jpg")
        (root / "a").rename(root / "b")
        listener.wait_until_told("a/x.jpg", "b/x.jpg")
        shutil.rmtree(root)
        listener.wait_until_told("")
        watcher.watch(ROOT, root)
        assert listener.modes == [(ROOT, True)]
    finally:
        watcher.close()


def test_says_so_when_watches_are_free_again(listener: Listener, root: Path) -> None:
    observers: list[Callable[[], BaseObserver]] = [lambda: BaseObserver(OutOfWatches)]
    watcher = FolderWatcher(listener.on_hint, listener.on_mode, native_observer=lambda: observers[-1]())
    try:
        watcher.watch(ROOT, root)
        observers.append(Observer)
        watcher.watch(ROOT, root)
        assert listener.modes == [(ROOT, True), (ROOT, False)]
    finally:
        watcher.close()


@pytest.mark.parametrize("quiet_s", [0.05, 60.0])
def test_closing_ends_every_thread_and_no_hint_comes_after(listener: Listener, root: Path, quiet_s: float) -> None:
    before = set(threading.enumerate())
    watcher = FolderWatcher(listener.on_hint, listener.on_mode, quiet_s=quiet_s)
    watcher.watch(ROOT, root)
    (root / "x.jpg").write_bytes(b"1")
    watcher.close()
    heard = len(listener.hints)
    for thread in set(threading.enumerate()) - before:
        thread.join(PATIENCE_S)
    assert set(threading.enumerate()) <= before
    assert len(listener.hints) == heard


def test_an_event_on_its_way_while_the_watching_ends_is_no_error_in_the_log(watcher: FolderWatcher, root: Path) -> None:
    """What watchdog says then, in a race that no test wins each time."""
    watcher.watch(ROOT, root)
    reader = logging.getLogger("watchdog.observers.inotify")
    reader.error("InotifyEmitter.queue_events() called when the thread is inactive")


def test_names_of_any_bytes_arrive(watcher: FolderWatcher, listener: Listener, root: Path) -> None:
    name = "\udcff\udcfe.jpg" if os.name == "posix" and os.uname().sysname == "Linux" else "🐈.jpg"
    watcher.watch(ROOT, root)
    (root / name).write_bytes(b"1")
    listener.wait_for(lambda: any(hint.relative_path == name for hint in listener.hints))
