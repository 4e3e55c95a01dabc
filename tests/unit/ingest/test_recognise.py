"""Bytes that are known are settled without the encoder."""

from __future__ import annotations

import shutil

import numpy as np
import pytest

from photosearch.decode.content_hash import hash_bytes
from photosearch.decode.worker_pool import DecodedPhoto, DecodeRequest
from photosearch.ingest.recognise import Recogniser
from photosearch.ingest.work import Work
from photosearch.types.arrays import Int64Array, UInt8Array
from photosearch.types.files import FileStamp
from photosearch.types.ids import PhotoId
from photosearch.types.photos import PhotoMetadata
from tests.library import Bench
from tests.photos import edit_photo, write_photos


def settle(bench: Bench, name: str, *, photo_id: PhotoId | None = None, only_hash: bool = True) -> PhotoId | None:
    status = (bench.photos / name).stat()
    stamp = FileStamp(status.st_size, status.st_mtime_ns)
    work = Work(bench.root.root_id, bench.photos, name, stamp, photo_id)
    content_hash = hash_bytes((bench.photos / name).read_bytes())
    metadata = None if only_hash else metadata_of(bench, name)
    return Recogniser(bench.store, bench.shelf).settle(work, content_hash, metadata)


def metadata_of(bench: Bench, name: str) -> PhotoMetadata | None:
    decoded = bench.pool.submit(DecodeRequest(path=bench.photos / name)).result()
    assert isinstance(decoded, DecodedPhoto)
    return decoded.metadata


def test_unknown_bytes_are_not_settled(bench: Bench) -> None:
    write_photos(bench.photos, 1)
    assert settle(bench, "IMG_0000.jpg") is None


def test_the_same_file_is_only_noted(bench: Bench) -> None:
    write_photos(bench.photos, 1)
    bench.scan()
    known = bench.known()["IMG_0000.jpg"]
    assert settle(bench, "IMG_0000.jpg", photo_id=known) == known


def test_a_copy_of_a_present_photo_is_a_photo_of_its_own(bench: Bench) -> None:
    (first,) = write_photos(bench.photos, 1)
    bench.scan()
    shutil.copy(first, bench.photos / "copy.jpg")
    copied = settle(bench, "copy.jpg")
    assert copied not in (None, bench.known()["IMG_0000.jpg"])
    assert bench.known()["copy.jpg"] == copied
    bench.assert_consistent()


def test_a_file_whose_old_place_is_empty_has_moved(bench: Bench) -> None:
    (first,) = write_photos(bench.photos, 1)
    bench.scan()
    known = bench.known()["IMG_0000.jpg"]
    first.rename(bench.photos / "new.jpg")
    assert settle(bench, "new.jpg") == known
    assert bench.known() == {"new.jpg": known}


def test_a_file_whose_old_place_became_a_folder_has_moved(bench: Bench) -> None:
    (first,) = write_photos(bench.photos, 1)
    bench.scan()
    known = bench.known()["IMG_0000.jpg"]
    first.rename(bench.photos / "new.jpg")
    first.mkdir()
    assert settle(bench, "new.jpg") == known


def test_on_a_drive_that_is_away_nothing_is_known_to_have_moved(bench: Bench) -> None:
    """The same bytes on the computer and on a drive in the drawer are two photos."""
    (first,) = write_photos(bench.photos, 1)
    bench.scan()
    known = bench.known()["IMG_0000.jpg"]
    other = bench.watch(bench.folder / "other")
    shutil.move(first, other.path / "copy.jpg")
    bench.store.libraries.set_location(bench.root.root_id, bench.photos, bench.photos, False)
    bench.scan(root=other)
    assert bench.known()["IMG_0000.jpg"] == known
    assert bench.known()["copy.jpg"] != known
    assert bench.encoder.embedded == 1


def test_a_photo_moved_over_another_takes_its_embedding_along(bench: Bench) -> None:
    first, second = write_photos(bench.photos, 2)
    bench.scan()
    vector = bench.vector("IMG_0000.jpg")
    first.replace(second)
    bench.scan()
    assert list(bench.known()) == ["IMG_0001.jpg"]
    assert float(vector @ bench.vector("IMG_0001.jpg")) > 0.999
    assert bench.encoder.embedded == 2
    bench.assert_consistent()


def test_a_known_record_without_embedding_takes_that_of_its_twin(bench: Bench) -> None:
    """As when the library is embedded with another encoder: equal files are embedded once."""
    (first,) = write_photos(bench.photos, 1)
    shutil.copy(first, bench.photos / "copy.jpg")
    bench.scan()
    known = bench.known()
    encoder, bench.shelf = bench.make_shelf("other", seed=1)
    assert settle(bench, "copy.jpg", photo_id=known["copy.jpg"]) is None
    vector = encoder.encode_images(bench_pixels(bench, "IMG_0000.jpg"))
    bench.store.embeddings.save(bench.shelf.encoder_id, as_array(known["IMG_0000.jpg"]), vector)
    assert settle(bench, "copy.jpg", photo_id=known["copy.jpg"]) == known["copy.jpg"]
    assert float(vector[0] @ bench.vector("copy.jpg")) > 0.999


def test_an_edit_into_known_bytes_copies_their_embedding(bench: Bench) -> None:
    first, second = write_photos(bench.photos, 2)
    bench.scan()
    shutil.copy(first, second)
    known = bench.known()["IMG_0001.jpg"]
    assert settle(bench, "IMG_0001.jpg", photo_id=known, only_hash=False) == known
    assert float(bench.vector("IMG_0000.jpg") @ bench.vector("IMG_0001.jpg")) > 0.999


@pytest.mark.logs("cannot use 'IMG_0000.jpg'")
def test_a_file_that_was_broken_and_is_whole_again_is_no_problem_any_more(bench: Bench) -> None:
    (first,) = write_photos(bench.photos, 1)
    bench.scan()
    whole = first.read_bytes()
    edit_photo(first, seed=1)
    first.write_bytes(first.read_bytes()[:100])
    bench.scan()
    assert bench.problems()
    first.write_bytes(whole)
    assert settle(bench, "IMG_0000.jpg") is not None
    assert bench.problems() == {}


def bench_pixels(bench: Bench, name: str) -> UInt8Array:
    request = DecodeRequest(path=bench.photos / name, pixel_specs=(bench.encoder.pixel_spec,))
    decoded = bench.pool.submit(request).result()
    assert isinstance(decoded, DecodedPhoto)
    return decoded.pixels[bench.encoder.pixel_spec][np.newaxis]


def as_array(photo_id: PhotoId) -> Int64Array:
    return np.asarray([photo_id], dtype=np.int64)
