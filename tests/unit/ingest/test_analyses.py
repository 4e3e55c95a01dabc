"""A second analysis beside embedding: one decoding for both, done once, and neither holds up the other."""

from __future__ import annotations

import dataclasses
import shutil
import time
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest
from PIL import Image

from photosearch.decode.worker_pool import DecodedPhoto, DecodeFailure, DecodePool, DecodeRequest
from photosearch.errors import DiskFullError, ModelError
from photosearch.ingest.analyses import analysis_pass
from photosearch.ingest.analyses.analysis import Needs, Result, all_of
from photosearch.ingest.analyses.analysis_pass import AnalysisPass
from photosearch.shelves.shelf import Shelf
from photosearch.types.arrays import Int64Array
from photosearch.types.ids import EncoderId
from photosearch.types.photos import PixelSpec
from photosearch.types.progress import IngestPhase
from tests.extending.mean_colour import SPEC, Colour
from tests.library import PATIENCE_S, Bench
from tests.photos import edit_photo, write_photos
from tests.troubled_colour import TroubledColour


class Listening(DecodePool):
    """Decodes, and keeps what it was asked for."""

    def __init__(self, pool: DecodePool) -> None:
        self._pool = pool
        self.requests: list[DecodeRequest] = []

    def submit(self, request: DecodeRequest, *, is_urgent: bool = False) -> Future[DecodedPhoto | DecodeFailure]:
        self.requests.append(request)
        return self._pool.submit(request, is_urgent=is_urgent)

    @property
    def decoded(self) -> list[str]:
        """The names of the files that were decoded, sorted."""
        return sorted(r.path.name for r in self.requests if r.path is not None and not r.hash_only)


@pytest.fixture
def colours(bench: Bench) -> Iterator[TroubledColour]:
    made = TroubledColour(bench.store, bench.folder / "colours.db")
    yield made
    made.close()


@pytest.fixture
def decoders(bench: Bench, colours: TroubledColour) -> Listening:
    """``colours`` is registered beside embedding from now on."""
    pool = Listening(bench.pool)
    bench.tools = dataclasses.replace(bench.tools, pool=pool, analyses=(colours,))
    return pool


def catch_up(bench: Bench, shelf: Shelf | None = None) -> AnalysisPass:
    one_pass = AnalysisPass(bench.tools, shelf or bench.shelf)
    one_pass.begin(IngestPhase.ADDING)
    while not bench.is_stopping and one_pass.next_chunk():
        pass
    return one_pass


def names(count: int) -> list[str]:
    return [f"IMG_{number:04}.jpg" for number in range(count)]


def test_new_photos_are_decoded_once_for_both(bench: Bench, colours: TroubledColour, decoders: Listening) -> None:
    write_photos(bench.photos, 11)
    bench.scan()
    assert decoders.decoded == names(11)
    assert {request.pixel_specs for request in decoders.requests} == {(bench.encoder.pixel_spec, SPEC)}
    assert colours.kept().keys() == set(bench.known().values())
    assert bench.encoder.embedded == colours.seen == 11
    bench.assert_consistent()
    catch_up(bench)
    assert len(decoders.requests) == 11


def test_colours_belong_to_their_photos(bench: Bench, colours: TroubledColour, decoders: Listening) -> None:
    del decoders
    for number, colour in enumerate([(200, 0, 0), (0, 200, 0), (0, 0, 200), (90, 90, 90), (1, 1, 1)]):
        Image.new("RGB", (64, 48), colour).save(bench.photos / f"{number}.png")
    bench.scan()
    known = bench.known()
    found = {name: colours.kept()[photo_id] for name, photo_id in known.items()}
    assert found == {
        "0.png": ("(200, 0, 0)", None),
        "1.png": ("(0, 200, 0)", None),
        "2.png": ("(0, 0, 200)", None),
        "3.png": ("(90, 90, 90)", None),
        "4.png": (None, None),
    }


def test_found_nothing_is_done_too(bench: Bench, colours: TroubledColour, decoders: Listening) -> None:
    Image.new("RGB", (64, 48)).save(bench.photos / "black.png")
    bench.scan()
    assert list(colours.kept().values()) == [(None, None)]
    catch_up(bench)
    assert len(decoders.requests) == colours.seen == 1


def test_photos_in_the_library_are_caught_up_with_and_nothing_is_embedded_again(
    bench: Bench, colours: TroubledColour, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(analysis_pass, "_CHUNK", 4)
    write_photos(bench.photos, 9)
    bench.scan()
    bench.meter.end()
    pool = Listening(bench.pool)
    bench.tools = dataclasses.replace(bench.tools, pool=pool, analyses=(colours,))
    catch_up(bench)
    assert pool.decoded == names(9)
    assert {request.pixel_specs for request in pool.requests} == {(SPEC,)}
    assert colours.kept().keys() == set(bench.known().values())
    assert bench.encoder.embedded == 9
    now = bench.meter.snapshot()
    assert (now.phase, now.done, now.total) == (IngestPhase.READING, 9, 9)


def test_an_analysis_that_lacks_nothing_is_not_asked_before_each_chunk_of_another(
    bench: Bench, colours: TroubledColour, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(analysis_pass, "_CHUNK", 4)
    write_photos(bench.photos, 18)
    bench.scan()
    bench.tools = dataclasses.replace(bench.tools, analyses=(colours,))
    asked: list[int] = []
    real = bench.store.embeddings.missing_ids

    def missing_ids(encoder_id: EncoderId, limit: int, after_id: int = 0) -> Int64Array:
        asked.append(after_id)
        return real(encoder_id, limit, after_id)

    monkeypatch.setattr(bench.store.embeddings, "missing_ids", missing_ids)
    one_pass = AnalysisPass(bench.tools, bench.shelf)
    assert one_pass.next_chunk()
    write_photos(bench.photos, 1, seed=5, prefix="LATER")
    bench.shelf, shelf = bench.make_shelf("other", seed=1)[1], bench.shelf
    bench.scan()
    bench.shelf = shelf
    asked.clear()
    while one_pass.next_chunk():
        pass
    assert len(colours.kept()) == bench.store.embeddings.count(shelf.encoder_id) == 19
    assert len(asked) == 2, "for what came meanwhile, and after it"


def test_what_lacks_both_is_decoded_once_for_both(bench: Bench, colours: TroubledColour) -> None:
    write_photos(bench.photos, 6)
    bench.scan()
    pool = Listening(bench.pool)
    bench.tools = dataclasses.replace(bench.tools, pool=pool, analyses=(colours,))
    encoder, other = bench.make_shelf("other", seed=1)
    catch_up(bench, other)
    assert pool.decoded == names(6)
    assert encoder.embedded == colours.seen == 6
    bench.assert_consistent(other)


def test_stopped_in_between_it_goes_on_where_it_was(
    bench: Bench, colours: TroubledColour, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(analysis_pass, "_CHUNK", 12)
    write_photos(bench.photos, 40)
    bench.scan()
    bench.tools = dataclasses.replace(
        bench.tools, analyses=(colours,), should_stop=lambda: bench.is_stopping or len(colours.kept()) >= 20
    )
    first = AnalysisPass(bench.tools, bench.shelf)
    while len(colours.kept()) < 20 and first.next_chunk():
        pass
    kept = colours.kept()
    assert 20 <= len(kept) < 40
    pool = Listening(bench.pool)
    bench.tools = dataclasses.replace(bench.tools, pool=pool, should_stop=lambda: False)
    catch_up(bench)
    assert len(colours.kept()) == 40
    assert len(pool.requests) == 40 - len(kept)
    assert bench.encoder.embedded == 40


def test_what_could_not_be_stored_is_done_again(
    bench: Bench, colours: TroubledColour, decoders: Listening, monkeypatch: pytest.MonkeyPatch
) -> None:
    del decoders
    write_photos(bench.photos, 10)

    def full(results: list[Result[Colour]]) -> None:
        del results
        raise DiskFullError("no space left")

    with monkeypatch.context() as patched:
        patched.setattr(colours, "keep", full)
        with pytest.raises(DiskFullError):
            bench.scan()
    assert colours.kept() == {}
    bench.assert_consistent()
    bench.scan()
    catch_up(bench)
    assert colours.kept().keys() == set(bench.known().values())
    assert len(bench.known()) == 10


def test_a_new_version_is_done_again_for_all_and_alone(
    bench: Bench, colours: TroubledColour, decoders: Listening
) -> None:
    write_photos(bench.photos, 5)
    bench.scan()
    newer = TroubledColour(bench.store, bench.folder / "colours.db", version="2")
    try:
        bench.tools = dataclasses.replace(bench.tools, analyses=(newer,))
        catch_up(bench)
        assert newer.kept().keys() == colours.kept().keys()
        assert (newer.seen, colours.seen, bench.encoder.embedded) == (5, 5, 5)
        assert len(decoders.requests) == 10
    finally:
        newer.close()


def test_an_edited_photo_is_done_again_and_only_that(
    bench: Bench, colours: TroubledColour, decoders: Listening
) -> None:
    del decoders
    files = write_photos(bench.photos, 4)
    bench.scan()
    before = colours.kept()
    edit_photo(files[2], seed=5)
    bench.scan()
    edited = bench.known()["IMG_0002.jpg"]
    assert colours.seen == 5
    assert {i for i, colour in colours.kept().items() if colour != before[i]} == {edited}


def test_copies_and_moved_files_are_caught_up_with(bench: Bench, colours: TroubledColour, decoders: Listening) -> None:
    del decoders
    files = write_photos(bench.photos, 3)
    shutil.copy(files[0], bench.photos / "copy.jpg")
    bench.scan()
    files[1].rename(bench.photos / "moved.jpg")
    bench.scan()
    catch_up(bench)
    assert colours.kept().keys() == set(bench.known().values())
    assert bench.encoder.embedded == 3
    assert colours.seen == 4


@pytest.mark.logs("mean_colour is left for now")
@pytest.mark.parametrize("is_model_error", [True, False])
def test_an_analysis_that_fails_does_not_hold_up_the_other(
    bench: Bench, colours: TroubledColour, decoders: Listening, is_model_error: bool
) -> None:
    del decoders
    write_photos(bench.photos, 30)
    colours.is_broken = not is_model_error
    colours.fails_on = lambda pixels: True
    bench.scan()
    assert bench.store.embeddings.count(bench.shelf.encoder_id) == 30
    assert bench.problems() == {}
    assert colours.kept() == {}, "no photo is to blame"
    failures = catch_up(bench).failures
    assert isinstance(failures["mean_colour"], ModelError if is_model_error else ZeroDivisionError)
    colours.is_broken = False
    colours.fails_on = lambda pixels: False
    assert catch_up(bench).failures == {}
    assert len(colours.kept()) == 30
    assert bench.encoder.embedded == 30


@pytest.mark.logs("mean_colour is left for now")
@pytest.mark.parametrize("step", ["missing", "request", "run", "keep"])
def test_one_that_fails_at_any_step_is_set_aside_and_embedding_goes_on(
    bench: Bench, colours: TroubledColour, decoders: Listening, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    write_photos(bench.photos, 6)

    def fail(*_args: object) -> object:
        raise ZeroDivisionError("what nobody thought of")

    with monkeypatch.context() as broken:
        broken.setattr(colours, step, fail)
        bench.scan()
        assert bench.store.embeddings.count(bench.shelf.encoder_id) == 6
        assert set(decoders.decoded) == set(names(6))
        encoder, other = bench.make_shelf("other", seed=1)
        assert catch_up(bench, other).failures.keys() <= {"mean_colour"}
        assert encoder.embedded == 6
    assert catch_up(bench).failures == {}
    assert len(colours.kept()) == 6


def test_a_photo_that_an_analysis_cannot_take_is_done_with_its_reason(
    bench: Bench, colours: TroubledColour, decoders: Listening
) -> None:
    write_photos(bench.photos, 5)
    Image.new("RGB", (64, 48), (250, 0, 0)).save(bench.photos / "red.png")
    colours.fails_on = lambda pixels: bool((pixels[..., 0] > 240).all() and (pixels[..., 1] < 10).all())
    bench.scan()
    kept = colours.kept()
    assert kept[bench.known()["red.png"]] == (None, "told to fail")
    assert len(kept) == 6
    assert bench.problems() == {}
    assert bench.store.embeddings.count(bench.shelf.encoder_id) == 6
    catch_up(bench)
    assert len(decoders.requests) == 6


@pytest.mark.logs("cannot use 'red.png'")
def test_an_encoder_that_fails_for_a_photo_takes_nothing_from_the_others(
    bench: Bench, colours: TroubledColour, decoders: Listening
) -> None:
    del decoders
    write_photos(bench.photos, 4)
    Image.new("RGB", (64, 48), (250, 0, 0)).save(bench.photos / "red.png")
    bench.encoder.fails_on = lambda pixels: bool((pixels[..., 0] > 240).all() and (pixels[..., 1] < 10).all())
    bench.scan()
    assert bench.problems() == {"red.png": "encoder_failed"}
    assert colours.kept().keys() == set(bench.known().values())
    assert len(bench.known()) == 5


def test_photos_become_searchable_while_a_slow_analysis_is_at_its_first(
    bench: Bench, colours: TroubledColour, decoders: Listening
) -> None:
    write_photos(bench.photos, 60)

    def all_are_embedded() -> None:
        deadline_s = time.monotonic() + PATIENCE_S
        while bench.encoder.embedded < 60:
            assert time.monotonic() < deadline_s, "embedding waits for the slow one"
            time.sleep(0.01)

    colours.waits_for = all_are_embedded
    bench.scan()
    assert bench.store.embeddings.count(bench.shelf.encoder_id) == 60
    assert 0 < len(colours.kept()) < 60
    catch_up(bench)
    assert len(colours.kept()) == colours.seen == 60
    assert len(decoders.requests) == 60 + sum(r.pixel_specs == (SPEC,) for r in decoders.requests)


def test_what_had_no_room_is_read_before_the_pass_ends(
    bench: Bench, colours: TroubledColour, decoders: Listening
) -> None:
    bench.tools = dataclasses.replace(bench.tools, analyses=())
    write_photos(bench.photos, 60)
    bench.scan()
    encoder, other = bench.make_shelf("other", seed=1)
    bench.tools = dataclasses.replace(bench.tools, analyses=(colours,))

    def all_are_embedded() -> None:
        deadline_s = time.monotonic() + PATIENCE_S
        while encoder.embedded < 60:
            assert time.monotonic() < deadline_s, "embedding waits for the slow one"
            time.sleep(0.01)

    colours.waits_for = all_are_embedded
    del decoders
    catch_up(bench, other)
    assert len(colours.kept()) == colours.seen == encoder.embedded == 60


def test_a_pause_holds_both(bench: Bench, colours: TroubledColour, decoders: Listening) -> None:
    write_photos(bench.photos, 3)
    bench.scan()
    newer = TroubledColour(bench.store, bench.folder / "colours.db", version="2")
    try:
        bench.is_paused = True
        looks = iter([False] * 3)
        bench.tools = dataclasses.replace(bench.tools, analyses=(newer,), should_stop=lambda: next(looks, True))
        AnalysisPass(bench.tools, bench.shelf).next_chunk()
        assert (newer.kept(), len(decoders.requests)) == ({}, 3)
        bench.is_paused = False
        bench.tools = dataclasses.replace(bench.tools, should_stop=lambda: False)
        catch_up(bench)
        assert len(newer.kept()) == 3
    finally:
        newer.close()


def test_a_file_that_changed_behind_the_pass_is_left_to_the_next_scan(
    bench: Bench, colours: TroubledColour, decoders: Listening
) -> None:
    bench.tools = dataclasses.replace(bench.tools, analyses=())
    files = write_photos(bench.photos, 2)
    bench.scan()
    bench.tools = dataclasses.replace(bench.tools, analyses=(colours,))
    edit_photo(files[0], seed=3)
    catch_up(bench)
    assert list(colours.kept()) == [bench.known()["IMG_0001.jpg"]]
    bench.scan()
    assert len(colours.kept()) == 2
    assert len(decoders.requests) == 2 + 2 + 1


def test_needs_of_several_are_met_together() -> None:
    small, large = PixelSpec(8), PixelSpec(64)
    together = all_of([Needs((small,)), Needs((large, small), picture_px=500), Needs(picture_px=2000)])
    assert together == Needs((small, large), picture_px=2000)
    assert all_of([]) == Needs()


def test_an_unreadable_file_is_a_problem_of_its_own(bench: Bench, colours: TroubledColour, decoders: Listening) -> None:
    bench.tools = dataclasses.replace(bench.tools, analyses=())
    files: list[Path] = write_photos(bench.photos, 3)
    bench.scan()
    bench.tools = dataclasses.replace(bench.tools, analyses=(colours,))
    files[1].unlink()
    catch_up(bench)
    assert len(colours.kept()) == 2
    assert bench.problems() == {}
    assert len(decoders.requests) == 3 + 3
