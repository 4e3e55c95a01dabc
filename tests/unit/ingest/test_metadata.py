"""What is told of photos is read when they are added, and again where anything may have changed, without embedding."""

from __future__ import annotations

import dataclasses
import datetime as dt
import shutil
from pathlib import Path

import pytest
from PIL import ExifTags

from photosearch.events import Event, PhotosChanged
from photosearch.ingest.analyses import metadata
from photosearch.ingest.analyses.analysis_pass import AnalysisPass
from photosearch.ingest.analyses.metadata import Metadata
from photosearch.store.told_writes import METADATA
from photosearch.types.metadata import DateSource, FileMetadata, Origin, PhotoDate, Told
from photosearch.types.progress import IngestPhase
from tests import pictures, told
from tests.library import Bench

TAKEN = dt.datetime(2019, 8, 3, 19, 12)
EXIF = pictures.exif_bytes({}, camera={ExifTags.Base.DateTimeOriginal: "2019:08:03 19:12:00"})


@pytest.fixture(autouse=True)
def as_in_the_app(bench: Bench) -> None:
    bench.tools = dataclasses.replace(bench.tools, analyses=(Metadata(bench.store),))


@pytest.fixture
def photo(bench: Bench) -> Path:
    path = bench.photos / "a.jpg"
    path.write_bytes(pictures.encoded(pictures.photo(), "JPEG", exif=EXIF))
    return path


def told_of(bench: Bench, name: str) -> FileMetadata:
    photo_id = bench.known()[name]
    return bench.store.photos.get([photo_id])[photo_id].metadata.told


def read_again(bench: Bench) -> int:
    """Let what lacks reading be read; the number of photos."""
    missing = Metadata(bench.store).missing(1000).size
    one_pass = AnalysisPass(bench.tools, bench.shelf)
    one_pass.begin(IngestPhase.ADDING)
    while one_pass.next_chunk():
        pass
    assert one_pass.failures == {}
    assert Metadata(bench.store).missing(1000).size == 0
    return missing


def forget(bench: Bench) -> None:
    """The library as a version before left it."""
    with bench.database.write() as session:
        for table in ("photo_metadata", "photo_keyword", "sidecar", "analysis_done", "analysis"):
            session.connection().exec_driver_sql(f"DELETE FROM {table}")
        session.connection().exec_driver_sql("UPDATE photo SET taken_at_us = NULL, date_source = NULL, camera = NULL")


def test_a_new_photo_is_read_once(bench: Bench, photo: Path) -> None:
    photo.with_name("a.xmp").write_bytes(told.packet("<dc:title>Sea</dc:title>"))
    bench.scan()
    known = told_of(bench, "a.jpg")
    assert known.date == PhotoDate(TAKEN, DateSource.EXIF_ORIGINAL)
    assert known.title == Told("Sea", Origin.SIDECAR)
    assert Metadata(bench.store).missing(9).size == 0


def test_a_library_of_a_version_before_is_read_without_embedding(bench: Bench, photo: Path) -> None:
    for number in range(70):
        shutil.copy(photo, bench.photos / f"IMG_20200101_1200{number:02}.jpg")
    bench.scan()
    embedded, changed = bench.encoder.embedded, len(bench.events)
    forget(bench)
    assert told_of(bench, "a.jpg").date != PhotoDate(TAKEN, DateSource.EXIF_ORIGINAL)
    bench.meter.end()
    assert read_again(bench) == 71
    assert bench.encoder.embedded == embedded
    assert told_of(bench, "a.jpg").date == PhotoDate(TAKEN, DateSource.EXIF_ORIGINAL)
    assert read_again(bench) == 0
    now = bench.meter.snapshot()
    assert (now.phase, now.done, now.total) == (IngestPhase.READING, 71, 71)
    events = [event for event in bench.events[changed:] if isinstance(event, PhotosChanged)]
    assert sorted(photo_id for event in events for photo_id in event.retold) == sorted(bench.known().values())
    assert not any(event.added or event.removed for event in events)


def test_stopped_on_the_way_it_goes_on_where_it_was(bench: Bench, photo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(20):
        shutil.copy(photo, bench.photos / f"{number}.jpg")
    bench.scan()
    forget(bench)
    monkeypatch.setattr(metadata.Metadata, "batch_size", 1)

    def stop_after_five(_event: Event) -> None:
        bench.is_stopping = bench.store.analyses.count(METADATA, Metadata.version) >= 5

    go_on = bench.bus.subscribe(stop_after_five)
    one_pass = AnalysisPass(bench.tools, bench.shelf)
    one_pass.next_chunk()
    go_on()
    done = bench.store.analyses.count(METADATA, Metadata.version)
    assert 5 <= done < 21
    bench.is_stopping = False
    assert read_again(bench) == 21 - done


def test_a_renamed_photo_is_dated_by_its_new_name(bench: Bench) -> None:
    path = bench.photos / "IMG_20200101_120000.jpg"
    path.write_bytes(pictures.encoded(pictures.photo(), "JPEG"))
    bench.scan()
    path.rename(path.with_name("IMG_20210202_130000.jpg"))
    bench.scan()
    read_again(bench)
    date = told_of(bench, "IMG_20210202_130000.jpg").date
    assert date is not None
    assert (date.at, date.source) == (dt.datetime(2021, 2, 2, 13), DateSource.NAME)
    assert bench.encoder.embedded == 1


def test_a_copy_is_told_of_by_its_own_name_and_sidecar(bench: Bench) -> None:
    path = bench.photos / "IMG_20200101_120000.jpg"
    path.write_bytes(pictures.encoded(pictures.photo(), "JPEG"))
    bench.scan()
    shutil.copy(path, bench.photos / "IMG_20210202_130000.jpg")
    (bench.photos / "IMG_20210202_130000.xmp").write_bytes(told.packet("<dc:title>Copy</dc:title>"))
    bench.scan()
    read_again(bench)
    known = told_of(bench, "IMG_20210202_130000.jpg")
    assert known.date is not None
    assert known.date.at == dt.datetime(2021, 2, 2, 13)
    assert known.title == Told("Copy", Origin.SIDECAR)
    assert told_of(bench, "IMG_20200101_120000.jpg").title is None
    assert bench.encoder.embedded == 1


def test_a_photo_edited_since_it_was_listed_keeps_what_is_known(bench: Bench, photo: Path) -> None:
    bench.scan()
    forget(bench)
    edited = pictures.exif_bytes({}, camera={ExifTags.Base.DateTimeOriginal: "2022:01:01 10:00:00"})
    photo.write_bytes(pictures.encoded(pictures.photo(), "JPEG", exif=edited))
    AnalysisPass(bench.tools, bench.shelf).next_chunk()
    date = told_of(bench, "a.jpg").date
    assert date is not None
    assert date.source is DateSource.FILE_TIME
    bench.scan()
    read_again(bench)
    date = told_of(bench, "a.jpg").date
    assert date is not None
    assert date.at == dt.datetime(2022, 1, 1, 10)


def test_a_lost_thumbnail_is_not_worth_a_decoding(bench: Bench, photo: Path) -> None:
    bench.scan()
    record = bench.store.photos.get([bench.known()["a.jpg"]])[bench.known()["a.jpg"]]
    thumbnail = bench.pool._settings.thumbnails.path_of(record.content_hash)
    thumbnail.unlink()
    forget(bench)
    assert read_again(bench) == 1
    assert not thumbnail.exists()


def test_a_sidecar_that_comes_changes_and_goes_is_seen(bench: Bench, photo: Path) -> None:
    bench.scan()
    sidecar = photo.with_name("a.jpg.xmp")
    for title in ("First", "Second title"):
        sidecar.write_bytes(told.packet(f"<dc:title>{title}</dc:title>"))
        bench.scan()
        assert read_again(bench) == 1
        assert told_of(bench, "a.jpg").title == Told(title, Origin.SIDECAR)
    sidecar.unlink()
    bench.scan("a.jpg.xmp")
    assert read_again(bench) == 1
    assert told_of(bench, "a.jpg").title is None
    assert bench.encoder.embedded == 1
    assert bench.problems() == {}


def test_sidecars_that_stay_as_they_are_cost_nothing(bench: Bench, photo: Path) -> None:
    """Also one that says nothing, two with the same words, and one that belongs to no photo."""
    photo.with_name("a.xmp").write_bytes(told.packet("<dc:title>Sea</dc:title>"))
    photo.with_name("a.jpg.xmp").write_bytes(told.packet("<dc:title>Sea</dc:title>"))
    photo.with_name("a.jpg.json").write_text("[]")
    photo.with_name("package.json").write_text("{}")
    bench.scan()
    for _ in range(2):
        bench.scan()
        assert read_again(bench) == 0
    assert bench.problems() == {}


def test_a_sidecar_that_two_photos_share_is_read_for_both(bench: Bench, photo: Path) -> None:
    photo.with_name("a.png").write_bytes(pictures.encoded(pictures.photo(), "PNG"))
    bench.scan()
    photo.with_name("a.xmp").write_bytes(told.packet("<dc:title>Sea</dc:title>"))
    bench.scan("a.xmp")
    assert read_again(bench) == 2
    assert told_of(bench, "a.png").title == told_of(bench, "a.jpg").title == Told("Sea", Origin.SIDECAR)
