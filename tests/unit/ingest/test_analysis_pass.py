"""Photos that lack an embedding of one encoder get it, once each."""

from __future__ import annotations

import shutil

import pytest

from photosearch.ingest.analyses import analysis_pass
from photosearch.ingest.analyses.analysis_pass import AnalysisPass
from photosearch.shelves.shelf import Shelf
from photosearch.shelves.untried import is_complete
from photosearch.types.progress import IngestPhase
from tests.library import Bench, CountingEncoder
from tests.photos import write_photos


@pytest.fixture
def other(bench: Bench) -> tuple[CountingEncoder, Shelf]:
    return bench.make_shelf("other", seed=1)


def run(bench: Bench, shelf: Shelf) -> int:
    """How many chunks it took."""
    one_pass = AnalysisPass(bench.tools, shelf)
    one_pass.begin(IngestPhase.SWITCHING)
    chunks = 0
    while one_pass.next_chunk():
        chunks += 1
    return chunks


def test_every_photo_is_embedded_and_equal_files_once(
    bench: Bench, other: tuple[CountingEncoder, Shelf], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(analysis_pass, "_CHUNK", 4)
    files = write_photos(bench.photos, 9)
    shutil.copy(files[0], bench.photos / "copy.jpg")
    bench.scan()
    encoder, shelf = other
    bench.meter.end()
    assert not is_complete(bench.store, shelf.encoder_id)
    assert run(bench, shelf) == 3
    assert is_complete(bench.store, shelf.encoder_id)
    assert encoder.embedded == 9
    bench.assert_consistent(shelf)
    bench.assert_consistent()
    assert len(shelf.index) == len(bench.shelf.index) == 10
    now = bench.meter.snapshot()
    assert (now.phase, now.done, now.total) == (IngestPhase.SWITCHING, 10, 10)


def test_nothing_to_do_is_no_phase(bench: Bench) -> None:
    assert run(bench, bench.shelf) == 0
    assert bench.meter.snapshot().phase is IngestPhase.IDLE


@pytest.mark.logs("cannot use 'IMG_0001.jpg'")
def test_files_that_are_gone_or_broken_are_left(bench: Bench, other: tuple[CountingEncoder, Shelf]) -> None:
    files = write_photos(bench.photos, 4)
    bench.scan()
    files[0].unlink()
    files[1].write_bytes(b"broken")
    _, shelf = other
    run(bench, shelf)
    assert bench.store.embeddings.count(shelf.encoder_id) == 2
    assert bench.problems() == {"IMG_0001.jpg": "not_an_image"}
    bench.scan()
    assert is_complete(bench.store, shelf.encoder_id)


def test_photos_on_a_drive_that_is_away_do_not_count(bench: Bench, other: tuple[CountingEncoder, Shelf]) -> None:
    write_photos(bench.photos, 2)
    bench.scan()
    _, shelf = other
    bench.store.libraries.set_location(bench.root.root_id, bench.photos, bench.photos, False)
    assert is_complete(bench.store, shelf.encoder_id)
    assert run(bench, shelf) == 0


@pytest.mark.logs("cannot use 'IMG_0001.jpg'")
def test_a_photo_that_the_encoder_cannot_take_does_not_count(
    bench: Bench, other: tuple[CountingEncoder, Shelf]
) -> None:
    write_photos(bench.photos, 3)
    bench.scan()
    encoder, shelf = other
    calls = iter([True, True])  # the batch, then the first photo by itself
    encoder.fails_on = lambda pixels: next(calls, False)
    run(bench, shelf)
    assert list(bench.problems().values()) == ["encoder_failed"]
    assert is_complete(bench.store, shelf.encoder_id)
    assert len(bench.known()) == len(bench.shelf.index) == 3
