"""Files go through decode, encoder, store and index; what is wrong with one of them is that one's alone."""

from __future__ import annotations

import dataclasses
import shutil
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future

import numpy as np
import pytest

from photosearch.decode.worker_pool import DecodedPhoto, DecodeFailure, DecodePool, DecodeRequest
from photosearch.embed.running.encoder import EncoderFailedError
from photosearch.errors import DiskFullError
from photosearch.ingest.analyses import embedding, line
from photosearch.ingest.work import Work
from photosearch.store.database import Database
from photosearch.store.embeddings import save_batch
from photosearch.store.records import EmbeddedPhoto, SavedPhoto
from photosearch.types.arrays import UInt8Array
from photosearch.types.files import FileStamp, ProblemReason
from photosearch.types.ids import EncoderId
from tests.library import Bench
from tests.photos import edit_photo, write_photos


class Refusing(DecodePool):
    """Decodes, apart from one file that fails for the given reason."""

    def __init__(self, pool: DecodePool, name: str, reason: ProblemReason) -> None:
        self._pool = pool
        self._name = name
        self._reason = reason

    def submit(self, request: DecodeRequest, *, is_urgent: bool = False) -> Future[DecodedPhoto | DecodeFailure]:
        if request.path is None or request.path.name != self._name:
            return self._pool.submit(request, is_urgent=is_urgent)
        answer: Future[DecodedPhoto | DecodeFailure] = Future()
        answer.set_result(DecodeFailure(self._reason, "told to"))
        return answer


class Counting(DecodePool):
    """Decodes, and counts what it was asked for."""

    def __init__(self, pool: DecodePool) -> None:
        self._pool = pool
        self.submitted = 0

    def submit(self, request: DecodeRequest, *, is_urgent: bool = False) -> Future[DecodedPhoto | DecodeFailure]:
        self.submitted += 1
        return self._pool.submit(request, is_urgent=is_urgent)


def looks_like(pixels: UInt8Array, other: UInt8Array) -> bool:
    return bool(np.abs(pixels.astype(int) - other.astype(int)).mean() < 1)


def pixels_of(bench: Bench, name: str) -> UInt8Array:
    request = DecodeRequest(path=bench.photos / name, pixel_specs=(bench.encoder.pixel_spec,))
    decoded = bench.pool.submit(request).result()
    assert isinstance(decoded, DecodedPhoto)
    return decoded.pixels[bench.encoder.pixel_spec]


def assert_vectors_fit_their_files(bench: Bench) -> None:
    """What the store holds for each photo is what its file embeds to now."""
    embedded = bench.encoder.embedded
    for name in bench.known():
        fresh = bench.encoder.encode_images(pixels_of(bench, name)[np.newaxis])[0]
        assert float(fresh @ bench.vector(name)) > 0.999, name
    bench.encoder.embedded = embedded


@pytest.mark.logs("cannot use")
def test_bad_files_in_a_batch_shift_no_vector_to_another_photo(bench: Bench) -> None:
    files = write_photos(bench.photos, 40)
    for number in (0, 7, 16, 31, 39):
        files[number].write_bytes(files[number].read_bytes()[:200])
    bench.scan()
    assert len(bench.known()) == 35
    assert set(bench.problems()) == {f"IMG_{number:04}.jpg" for number in (0, 7, 16, 31, 39)}
    assert_vectors_fit_their_files(bench)
    bench.assert_consistent()


def test_photos_do_not_pile_up_before_a_slow_encoder(bench: Bench) -> None:
    count = 10 * bench.shelf.service.preferred_batch
    write_photos(bench.photos, count)
    pool = Counting(bench.pool)
    bench.tools = dataclasses.replace(bench.tools, pool=pool)
    most_at_once = 0

    def is_slow_and_counts(_: UInt8Array) -> bool:
        """Embeds nothing for as long as more is still being decoded."""
        nonlocal most_at_once
        seen = -1
        while seen != pool.submitted:
            seen = pool.submitted
            time.sleep(0.05)
        most_at_once = max(most_at_once, pool.submitted - bench.encoder.embedded)
        return False

    bench.encoder.fails_on = is_slow_and_counts
    bench.scan()
    assert len(bench.known()) == count
    assert bench.shelf.service.preferred_batch < most_at_once <= count / 2


def test_equal_files_are_embedded_once_within_a_batch_and_across_batches(bench: Bench) -> None:
    files = write_photos(bench.photos, 20)
    for number in range(30):
        shutil.copy(files[number % 3], bench.photos / f"copy_{number}.jpg")
    bench.scan()
    assert len(bench.known()) == 50
    assert bench.encoder.embedded == 20
    assert bench.store.embeddings.latest_seq(bench.shelf.encoder_id) == 50
    shutil.copy(files[5], bench.photos / "later.jpg")
    bench.scan()
    assert bench.encoder.embedded == 20
    assert_vectors_fit_their_files(bench)
    bench.assert_consistent()


@pytest.mark.logs("cannot use 'IMG_0004.jpg'")
def test_a_picture_that_the_encoder_cannot_take_is_that_pictures_problem(bench: Bench) -> None:
    write_photos(bench.photos, 12)
    poison = pixels_of(bench, "IMG_0004.jpg")
    bench.encoder.fails_on = lambda pixels: looks_like(pixels, poison)
    bench.scan()
    assert bench.problems() == {"IMG_0004.jpg": "encoder_failed"}
    assert bench.store.embeddings.count(bench.shelf.encoder_id) == 11
    assert "IMG_0004.jpg" in bench.known()
    bench.assert_consistent()
    before = bench.encoder.embedded
    bench.scan()
    assert bench.encoder.embedded == before


@pytest.mark.logs("cannot use 'IMG_0000.jpg'", "cannot use 'copy.jpg'")
def test_copies_of_a_picture_that_the_encoder_cannot_take_come_to_an_end(bench: Bench) -> None:
    (first,) = write_photos(bench.photos, 1)
    shutil.copy(first, bench.photos / "copy.jpg")
    poison = pixels_of(bench, "copy.jpg")
    bench.encoder.fails_on = lambda pixels: looks_like(pixels, poison)
    bench.scan()
    assert set(bench.problems()) == {"IMG_0000.jpg", "copy.jpg"}


@pytest.mark.logs("cannot use 'IMG_0000.jpg'")
def test_an_edit_that_the_encoder_cannot_take_is_not_found_by_what_it_showed(bench: Bench) -> None:
    first, _ = write_photos(bench.photos, 2)
    bench.scan()
    edit_photo(first, seed=8)
    poison = pixels_of(bench, "IMG_0000.jpg")
    bench.encoder.fails_on = lambda pixels: looks_like(pixels, poison)
    bench.scan()
    assert bench.problems() == {"IMG_0000.jpg": "encoder_failed"}
    assert bench.shelf.index.ids().tolist() == [bench.known()["IMG_0001.jpg"]]
    bench.assert_consistent()


@pytest.mark.parametrize("count", [1, 5])
def test_an_encoder_that_fails_for_everything_blames_no_photo(bench: Bench, count: int) -> None:
    write_photos(bench.photos, count)
    bench.encoder.fails_on = lambda pixels: True
    with pytest.raises(EncoderFailedError):
        bench.scan()
    assert bench.problems() == {}
    bench.encoder.fails_on = lambda pixels: False
    bench.scan()
    assert len(bench.known()) == count
    assert_vectors_fit_their_files(bench)


@pytest.mark.logs("cannot use 'IMG_0000.jpg'")
@pytest.mark.parametrize("reason", [ProblemReason.NO_PERMISSION, ProblemReason.READ_ERROR])
def test_a_file_that_could_not_be_read_is_kept_and_tried_by_every_scan(bench: Bench, reason: ProblemReason) -> None:
    """Permission is given, and a disk recovers, without a change of size or time."""
    first, _ = write_photos(bench.photos, 2)
    bench.scan()
    edit_photo(first, seed=2)
    tools = bench.tools
    bench.tools = dataclasses.replace(tools, pool=Refusing(bench.pool, "IMG_0000.jpg", reason))
    bench.scan()
    assert bench.problems() == {"IMG_0000.jpg": reason.value}
    assert len(bench.known()) == 2
    bench.tools = tools
    bench.scan()
    assert bench.problems() == {}
    assert_vectors_fit_their_files(bench)


def test_a_file_that_vanishes_before_it_is_read_is_no_problem(bench: Bench) -> None:
    write_photos(bench.photos, 2)
    bench.tools = dataclasses.replace(bench.tools, pool=Refusing(bench.pool, "IMG_0000.jpg", ProblemReason.VANISHED))
    bench.scan()
    assert bench.problems() == {}
    assert list(bench.known()) == ["IMG_0001.jpg"]


@pytest.mark.logs("cannot use 'IMG_0000.jpg'")
def test_an_unchanged_photo_that_cannot_be_decoded_for_once_stays(bench: Bench) -> None:
    """Such as for want of memory while the library is embedded with another encoder."""
    write_photos(bench.photos, 2)
    bench.scan()
    _, other = bench.make_shelf("other", seed=1)
    refusing = Refusing(bench.pool, "IMG_0000.jpg", ProblemReason.OUT_OF_MEMORY)
    tools = dataclasses.replace(bench.tools, pool=refusing)
    photos = bench.store.photos.get(list(bench.known().values())).values()
    tools.pipeline(other).run(
        Work(photo.root_id, bench.photos, photo.relative_path, photo.stamp, photo.photo_id) for photo in photos
    )
    assert len(bench.known()) == 2
    assert bench.problems() == {"IMG_0000.jpg": "out_of_memory"}
    assert bench.store.embeddings.count(other.encoder_id) == 1
    bench.assert_consistent()


def test_a_full_disk_stops_the_work_and_keeps_nothing_by_halves(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    write_photos(bench.photos, 40)
    commits = 0

    def full_at_the_second(db: Database, encoder_id: EncoderId, batch: Sequence[EmbeddedPhoto]) -> list[SavedPhoto]:
        nonlocal commits
        commits += 1
        if commits == 2:
            raise DiskFullError("no space left")
        return save_batch(db, encoder_id, batch)

    monkeypatch.setattr(embedding, "save_batch", full_at_the_second)
    with pytest.raises(DiskFullError):
        bench.scan()
    kept = len(bench.known())
    assert 0 < kept < 40
    bench.assert_consistent()
    bench.scan()
    assert len(bench.known()) == 40
    assert bench.problems() == {}
    assert_vectors_fit_their_files(bench)


def test_a_pause_hands_out_nothing_and_stopping_ends_it(bench: Bench) -> None:
    write_photos(bench.photos, 6)
    bench.is_paused = True
    waits = iter([False, False, False, True])
    tools = dataclasses.replace(bench.tools, should_stop=lambda: next(waits, True))
    tools.pipeline(bench.shelf).run(works(bench))
    assert bench.known() == {}
    bench.is_paused = False
    bench.scan()
    assert len(bench.known()) == 6


def test_stopping_in_the_middle_leaves_whole_batches(bench: Bench) -> None:
    write_photos(bench.photos, 60)
    tools = dataclasses.replace(bench.tools, should_stop=lambda: bench.store.photos.count() > 0)
    tools.pipeline(bench.shelf).run(works(bench))
    assert 0 < bench.store.photos.count() < 60
    bench.assert_consistent()
    bench.scan()
    assert bench.store.photos.count() == 60
    assert_vectors_fit_their_files(bench)


def test_slow_files_do_not_keep_a_batch_waiting(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line, "_MAX_BATCH_WAIT_S", 0.0)
    write_photos(bench.photos, 5)
    bench.scan()
    assert len(bench.known()) == 5


@pytest.mark.logs("cannot use 'IMG_0003.jpg'")
def test_progress_counts_every_file_once(bench: Bench) -> None:
    files = write_photos(bench.photos, 9)
    shutil.copy(files[0], bench.photos / "copy.jpg")
    files[3].write_bytes(b"x")
    bench.scan()
    now = bench.meter.snapshot()
    assert (now.done, now.total, now.problems) == (10, 10, 1)


def works(bench: Bench) -> Iterator[Work]:
    for path in sorted(bench.photos.iterdir()):
        status = path.stat()
        stamp = FileStamp(status.st_size, status.st_mtime_ns)
        yield Work(bench.root.root_id, bench.photos, path.name, stamp)
