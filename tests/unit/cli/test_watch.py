"""`photosearch watch`."""

from __future__ import annotations

import signal
import threading
from pathlib import Path

import pytest

from photosearch.cli import watch
from photosearch.events import EngineFailed, PhotosChanged, ProblemsChanged, RootsChanged, WatchModeChanged
from photosearch.ingest.shelf import Store
from photosearch.store.database import Database
from photosearch.types import PhotoId, RootId
from tests.library import wait_for
from tests.photos import write_photos
from tests.terminal import Terminal


def test_it_watches_until_it_is_told_to_stop(terminal: Terminal, photos: Path) -> None:
    terminal.run("add", photos)
    write_photos(photos, 2)

    def stop_when_all_is_in() -> None:
        database = Database.open(terminal.folders.database)
        wait_for(lambda: Store.of(database).photos.count() == 2)
        database.close()
        signal.raise_signal(signal.SIGTERM)

    stopper = threading.Thread(target=stop_when_all_is_in)
    stopper.start()
    answer = terminal.run("watch")
    stopper.join()
    assert answer.code == 0
    assert f"watching {photos}" in answer.out
    assert "photos searchable" in answer.out
    assert answer.out.endswith("stopped watching\n")
    assert terminal.run("status", "--json").value["embedded"] == 2


def test_every_event_that_concerns_a_person_has_words(capsys: pytest.CaptureFixture[str]) -> None:
    one = (PhotoId(1),)
    for event in (
        PhotosChanged(added=one, removed=one),
        ProblemsChanged(3),
        WatchModeChanged(RootId(1), True),
        WatchModeChanged(RootId(1), False),
        EngineFailed("disk_full", ""),
        RootsChanged(),
    ):
        watch._say(event)
    said = capsys.readouterr().out.splitlines()
    assert said == [
        "1 photos searchable",
        "1 photos gone",
        "3 problems",
        "the system's watch limit is reached: a folder is polled instead",
        "background work stopped: disk_full",
    ]
