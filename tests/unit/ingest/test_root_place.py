"""Where a root is now is noted once, and told."""

from __future__ import annotations

from photosearch.events import RootsChanged
from photosearch.ingest.root_place import note_place
from tests.library import Bench


def test_no_news_is_not_told(bench: Bench) -> None:
    assert not note_place(bench.store, bench.bus, bench.root, bench.root.path)
    assert bench.events == []


def test_away_and_back_elsewhere(bench: Bench) -> None:
    assert note_place(bench.store, bench.bus, bench.root, None)
    (away,) = bench.store.libraries.all()
    assert (away.is_online, away.path) == (False, bench.photos)
    assert not note_place(bench.store, bench.bus, away, None)
    elsewhere = bench.folder / "mounted"
    elsewhere.mkdir()
    assert note_place(bench.store, bench.bus, away, elsewhere)
    (back,) = bench.store.libraries.all()
    assert (back.is_online, back.path) == (True, elsewhere)
    assert bench.events == [RootsChanged(), RootsChanged()]


def test_a_place_that_goes_at_this_moment_is_noted_all_the_same(bench: Bench) -> None:
    assert note_place(bench.store, bench.bus, bench.root, bench.folder / "just gone")
    assert bench.store.libraries.all()[0].path == bench.folder / "just gone"
