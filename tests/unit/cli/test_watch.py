"""`photosearch watch`."""

from __future__ import annotations

import re
import signal
import threading
from pathlib import Path

from photosearch.cli import watch
from photosearch.events import EngineFailed, PhotosChanged, ProblemsChanged, RootsChanged, WatchModeChanged
from photosearch.store.database import Database
from photosearch.store.store import Store
from photosearch.types.ids import PhotoId, RootId
from photosearch.words.failures import code_sentence
from photosearch.words.places import watch_mode_text
from tests.library import open_engine, wait_for
from tests.photos import write_photos
from tests.terminal import Terminal


def test_it_watches_until_it_is_told_to_stop(terminal: Terminal, photos: Path) -> None:
    terminal.run("add", photos)
    write_photos(photos, 2)

    def stop_when_all_is_in() -> None:
        database = Database.open(terminal.folders.database)
        wait_for(lambda: Store.of(database).photos.count() == 2)
        # What came first is told before more is looked at.
        write_photos(photos / "more", 1, seed=2)
        wait_for(lambda: Store.of(database).photos.count() == 3)
        database.close()
        signal.raise_signal(signal.SIGTERM)

    stopper = threading.Thread(target=stop_when_all_is_in)
    stopper.start()
    answer = terminal.run("watch")
    stopper.join()
    assert answer.code == 0
    assert f"watching {photos}" in answer.out
    assert re.search(rf"^\d\d:\d\d:\d\d  \d photos? searchable: {re.escape(str(photos))}", answer.out, re.MULTILINE)
    assert answer.out.endswith("stopped watching\n")
    assert terminal.run("status", "--json").value["embedded"] == 3


def test_a_person_is_told_what_became_of_which_photos(terminal: Terminal, photos: Path) -> None:
    files = write_photos(photos, 4)
    terminal.run("add", photos)
    engine = open_engine(terminal.folders)
    try:
        ids = tuple(PhotoId(photo_id) for photo_id in sorted(engine.shelves.answering.index.ids().tolist()))
        (added, gone) = watch._words(engine, PhotosChanged(added=ids, removed=ids[:1]))
        assert added.startswith("4 photos searchable: ")
        assert sum(str(file) in added for file in files) == 3
        assert added.endswith(" and 1 more")
        assert gone == "1 photo gone"
        (added,) = watch._words(engine, PhotosChanged(added=ids[:1]))
        assert added.startswith("1 photo searchable: ")
        assert "more" not in added
        assert list(watch._words(engine, PhotosChanged(added=(PhotoId(999),)))) == ["1 photo searchable"]
    finally:
        engine.close()


def test_every_other_event_that_concerns_a_person_has_words(terminal: Terminal, photos: Path) -> None:
    terminal.run("add", photos)
    engine = open_engine(terminal.folders)
    try:
        (root,) = engine.library.roots()
        events = (
            ProblemsChanged(3),
            WatchModeChanged(root.root_id, True),
            WatchModeChanged(root.root_id, False),
            WatchModeChanged(RootId(999), True),
            EngineFailed("disk_full", ""),
            RootsChanged(),
        )
        assert [words for event in events for words in watch._words(engine, event)] == [
            "3 problems",
            watch_mode_text(photos),
            f"background work stopped: {code_sentence('disk_full')}",
        ]
    finally:
        engine.close()
