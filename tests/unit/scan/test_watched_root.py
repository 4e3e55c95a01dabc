"""How one root is observed while limits are hit and disks come and go."""

from __future__ import annotations

import errno
import os
import shutil
import threading
from pathlib import Path

import pytest

from photosearch.exclusions import Exclusions
from photosearch.scan.changes import Change
from photosearch.scan.watched_root import FileEvent, WatchedRoot
from photosearch.types.ids import RootId

WHOLE_ROOT = [Change("", is_folder=True)]


class FakeObservation:
    def __init__(self) -> None:
        self.is_alive = True

    def stop(self) -> threading.Thread:
        self.is_alive = False
        return threading.Thread()


class FakeSystem:
    """An operating system with a number of watches; observing a folder takes one for it and each subfolder."""

    def __init__(self, watches: int = 1000, error: int = errno.ENOSPC) -> None:
        self.watches = watches
        self.error = error
        self.running: list[tuple[FakeObservation, bool]] = []

    def __call__(self, base: str, *, is_polling: bool, is_recursive: bool) -> FakeObservation:
        if not Path(base).is_dir():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        wanted = 1 + sum(len(folders) for _, folders, _ in os.walk(base)) if is_recursive else 1
        if not is_polling:
            if self.watches <= 0:
                raise OSError(self.error, os.strerror(self.error))
            if is_recursive:
                self.watches -= wanted  # subfolders beyond the limit are silently left out
        observation = FakeObservation()
        self.running.append((observation, is_polling))
        return observation

    @property
    def alive(self) -> list[bool]:
        """For each observer at work: whether it polls."""
        return [is_polling for observation, is_polling in self.running if observation.is_alive]


def watched(path: Path, system: FakeSystem) -> WatchedRoot:
    root = WatchedRoot(RootId(1), path, system, quiet_s=1.0)
    root.attach()
    return root


def test_native_where_there_are_watches_enough(tmp_path: Path) -> None:
    system = FakeSystem()
    root = watched(tmp_path, system)
    assert not root.is_polling
    assert system.alive == [False]


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EMFILE, errno.ENOLCK, errno.ENOSYS])
def test_polls_when_the_root_gets_no_watch(tmp_path: Path, error: int) -> None:
    system = FakeSystem(watches=0, error=error)
    root = watched(tmp_path, system)
    assert root.is_polling
    assert system.alive == [True]


def test_polls_when_the_subfolders_used_up_the_watches(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / str(number)).mkdir()
    system = FakeSystem(watches=3)
    root = watched(tmp_path, system)
    assert root.is_polling
    assert system.alive == [True]


def test_polls_from_when_new_folders_use_up_the_watches(tmp_path: Path) -> None:
    system = FakeSystem()
    root = watched(tmp_path, system)
    system.watches = 0
    root.check(0.0)
    assert system.alive == [False]
    root.absorb(FileEvent("created", is_folder=True, source=os.fspath(tmp_path.resolve() / "new")), 0.0)
    root.check(5.0)
    assert system.alive == [True]
    assert root.pending.due(10.0) == WHOLE_ROOT


def test_a_root_that_is_not_there_yet_is_watched_from_when_it_turns_up(tmp_path: Path) -> None:
    system = FakeSystem()
    root = watched(tmp_path / "later", system)
    assert system.alive == []
    root.check(0.0)
    assert root.pending.due(9.0) == []
    (tmp_path / "later").mkdir()
    root.check(10.0)
    assert system.alive == [False]
    assert root.pending.due(11.0) == WHOLE_ROOT


def test_a_root_that_goes_and_comes_back_is_followed(tmp_path: Path) -> None:
    system = FakeSystem()
    place = tmp_path / "root"
    place.mkdir()
    root = watched(place, system)
    shutil.rmtree(place)
    root.check(0.0)
    assert system.alive == []
    assert root.pending.due(1.0) == WHOLE_ROOT
    place.mkdir()
    root.check(2.0)
    assert system.alive == [False]
    assert root.pending.due(3.0) == WHOLE_ROOT


def test_another_folder_in_the_roots_place_is_noticed(tmp_path: Path) -> None:
    """As when something is mounted over it, or a mount goes away and leaves the folder below."""
    system = FakeSystem()
    place, other = tmp_path / "root", tmp_path / "other"
    place.mkdir()
    other.mkdir()
    root = watched(place, system)
    place.rename(tmp_path / "away")
    other.rename(place)
    root.check(0.0)
    assert system.alive == [False]
    assert root.pending.due(1.0) == WHOLE_ROOT


def test_a_dead_observer_is_replaced(tmp_path: Path) -> None:
    system = FakeSystem()
    root = watched(tmp_path, system)
    system.running[0][0].is_alive = False
    root.check(0.0)
    assert system.alive == [False]
    assert root.pending.due(1.0) == WHOLE_ROOT


def test_a_polled_root_is_native_again_when_it_comes_back_and_watches_are_free(tmp_path: Path) -> None:
    system = FakeSystem(watches=0)
    root = watched(tmp_path, system)
    system.watches = 100
    system.running[-1][0].is_alive = False
    root.check(0.0)
    assert not root.is_polling


def test_detaching_stops_the_observer(tmp_path: Path) -> None:
    system = FakeSystem()
    root = watched(tmp_path, system)
    assert root.detach() is not None
    assert root.detach() is None
    assert system.alive == []


def test_nothing_is_said_of_what_is_left_out(tmp_path: Path) -> None:
    root = watched(tmp_path, FakeSystem())
    root.exclusions = Exclusions(["/out/", "*.png"])
    for name in ("out/x.jpg", "a/x.png"):
        root.absorb(FileEvent("closed", False, os.path.join(tmp_path, name)), 0)  # noqa: PTH118
    root.absorb(FileEvent("created", True, os.path.join(tmp_path, "out", "deep")), 0)  # noqa: PTH118
    assert root.pending.next_due_s() is None
    root.absorb(FileEvent("closed", False, os.path.join(tmp_path, "a", "x.jpg")), 0)  # noqa: PTH118
    assert root.pending.due(5) == [Change("a/x.jpg", is_folder=False)]
