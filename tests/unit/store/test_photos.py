"""The questions that the scanner and the grid ask of photos."""

from __future__ import annotations

import datetime as dt
import math
import os
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from photosearch.store import photos
from photosearch.store.records import NewPhoto, PurgedPhotos
from photosearch.types.files import NO_CHANGE_TIME, FileStamp, file_line, path_of_line
from photosearch.types.ids import PhotoId
from photosearch.types.metadata import (
    DateSource,
    Exposure,
    FileMetadata,
    Keyword,
    Origin,
    PhotoDate,
    Position,
    Told,
    UnreadReason,
)
from photosearch.types.photos import PhotoMetadata
from photosearch.types.queries import Filters, Sort
from tests.known import known_files

if TYPE_CHECKING:
    from tests.unit.store.conftest import Shelf

STAMP = FileStamp(100, 10**18)


def test_a_record_comes_back_as_it_was_saved(shelf: Shelf) -> None:
    metadata = PhotoMetadata(
        width_px=3000,
        height_px=4000,
        format="HEIF",
        told=FileMetadata(
            date=PhotoDate(
                dt.datetime(2024, 2, 29, 23, 59, 59, 123456), DateSource.XMP_CREATED, is_certain=False, offset_min=480
            ),
            position=Position(-31.25, 121.5, Origin.TAKEOUT, altitude_m=-2.5, direction_deg=359.9),
            camera=Told("某 Camera", Origin.EXIF),
            lens=Told("50mm", Origin.MAKER_NOTE),
            rating=Told(4.5, Origin.SIDECAR),
            title=Told("海边", Origin.XMP),
            keywords=(Keyword(("Places", "France"), Origin.IPTC), Keyword(("海",), Origin.XMP)),
            exposure=Told(Exposure(1.8, 0.004, 100, 23.0, 35.0), Origin.EXIF),
            subject_distance_m=Told(math.inf, Origin.EXIF),
            orientation=6,
            unread=((Origin.XMP, UnreadReason.FORBIDDEN),),
        ),
    )
    stamp = FileStamp(2**40, 1_700_000_000_123_456_789)
    (photo_id,) = shelf.photos.save(
        [NewPhoto(shelf.root, "2024/照片.heic", stamp, b"0123456789abcdef", metadata, part_reason="4/5")]
    )
    photo = shelf.photos.get([photo_id])[photo_id]
    assert (photo.photo_id, photo.root_id, photo.relative_path) == (photo_id, shelf.root, "2024/照片.heic")
    assert photo.path == Path("/photos/2024/照片.heic")
    assert (photo.stamp, photo.content_hash, photo.metadata) == (stamp, b"0123456789abcdef", metadata)
    assert photo.is_online
    assert photo.part_reason == "4/5"


def test_what_the_file_does_not_say_stays_unknown(shelf: Shelf) -> None:
    (photo_id,) = shelf.photos.save([NewPhoto(shelf.root, "a.png", STAMP, b"h", PhotoMetadata(1, 2, "PNG"))])
    written = dt.datetime.fromtimestamp(STAMP.mtime_ns // 10**9)
    date = PhotoDate(written, DateSource.FILE_TIME, is_certain=False)
    assert shelf.photos.get([photo_id])[photo_id].metadata == PhotoMetadata(1, 2, "PNG", FileMetadata(date=date))


def test_ids_come_back_in_the_order_of_the_batch(shelf: Shelf) -> None:
    first = shelf.save("b.jpg", "a.jpg")
    assert shelf.save("a.jpg", "c.jpg", "b.jpg") == [first[1], first[1] + 1, first[0]]


@pytest.mark.parametrize(
    "name", [b"caf\xc3\xa9.jpg", b"cafe\xcc\x81.jpg", b"\xff\xfe.jpg", "猫 🐈.jpg".encode(), b"a\n'\".jpg"]
)
def test_names_are_kept_byte_for_byte(shelf: Shelf, name: bytes) -> None:
    path = os.fsdecode(name)
    (photo_id,) = shelf.save(path)
    assert [os.fsencode(found) for found in known_files(shelf.photos, shelf.root)] == [name]
    assert shelf.photos.get([photo_id])[photo_id].relative_path == path


def test_composed_and_decomposed_names_are_two_files(shelf: Shelf) -> None:
    composed, decomposed = shelf.save("caf\u00e9.jpg", "cafe\u0301.jpg")
    assert composed != decomposed


def test_known_files_tells_id_and_stamp_of_what_is_present_there(shelf: Shelf) -> None:
    ids = shelf.save("trip/a.jpg", "trip/day/b.jpg", "trip2.jpg", "trip/gone.jpg")
    shelf.photos.mark_missing(ids[3:], 0)
    assert known_files(shelf.photos, shelf.root, "trip") == {
        "trip/a.jpg": (ids[0], STAMP),
        "trip/day/b.jpg": (ids[1], STAMP),
    }
    assert known_files(shelf.photos, shelf.root, "trip2.jpg") == {"trip2.jpg": (ids[2], STAMP)}
    assert known_files(shelf.photos, shelf.add_root("/more").root_id) == {}


@pytest.mark.parametrize("under", ["", "trip", "trip2.jpg", "none"])
def test_known_lines_are_the_known_files_each_in_one_string(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, under: str
) -> None:
    monkeypatch.setattr(photos, "_LINES_AT_ONCE", 2)
    names = [
        "trip/a.jpg",
        "trip/day/b.jpg",
        "trip2.jpg",
        os.fsdecode(b"trip/\xff\n'.jpg"),
        "trip/猫.jpg",
        "trip/gone.jpg",
    ]
    ids = shelf.save(*names)
    shelf.photos.mark_missing(ids[-1:], 0)
    expected = {name for name in names[:-1] if not under or name == under or name.startswith(f"{under}/")}
    lines = shelf.photos.known_lines(shelf.root, under)
    assert lines == {file_line(name, *STAMP) for name in expected}
    assert {path_of_line(line) for line in lines} == expected


def test_asking_for_some_paths_tells_of_those_that_are_present(shelf: Shelf) -> None:
    ids = shelf.save("a.jpg", "b.jpg", "gone.jpg")
    shelf.photos.mark_missing(ids[2:], 0)
    assert shelf.photos.at(shelf.root, ["b.jpg", "gone.jpg", "never.jpg"]) == {"b.jpg": (ids[1], STAMP, NO_CHANGE_TIME)}
    assert shelf.photos.at(shelf.root, []) == {}


def test_touching_changes_only_the_stamp(shelf: Shelf) -> None:
    (photo_id,) = shelf.save("a.jpg")
    shelf.embed(photo_id)
    shelf.photos.touch(photo_id, FileStamp(100, 5))
    assert known_files(shelf.photos, shelf.root) == {"a.jpg": (photo_id, FileStamp(100, 5))}
    assert shelf.embeddings.count(shelf.encoder) == 1


def test_the_time_of_a_file_dates_only_photos_that_nothing_else_dates(shelf: Shelf) -> None:
    taken = dt.datetime(2019, 8, 3)
    said, plain = shelf.photos.save([shelf.new("said.jpg", taken_at=taken), shelf.new("plain.jpg")])
    written_ns = int(dt.datetime(2022, 1, 1, 12, 0, 0, 5).timestamp() * 1e6) * 1000
    for photo_id in (said, plain):
        shelf.photos.touch(photo_id, FileStamp(100, written_ns), NO_CHANGE_TIME)
    dates = {photo_id: photo.metadata.told.date for photo_id, photo in shelf.photos.get([said, plain]).items()}
    assert dates == {
        said: PhotoDate(taken, DateSource.EXIF_ORIGINAL),
        plain: PhotoDate(dt.datetime(2022, 1, 1, 12, 0, 0, 5), DateSource.FILE_TIME, is_certain=False),
    }
    assert shelf.photos.ids(Filters(taken_from=dt.date(2022, 1, 1))).tolist() == [plain]
    assert shelf.photos.ids(sort=Sort.NEWEST).tolist() == [plain, said]


def test_a_file_dated_later_than_tomorrow_counts_from_when_it_was_added(shelf: Shelf) -> None:
    before = dt.datetime.now()
    tomorrow_ns = int((before + dt.timedelta(days=1)).timestamp()) * 10**9
    soon = shelf.photos.save([shelf.new("soon.jpg", stamp=FileStamp(1, tomorrow_ns))])[0]
    never = [shelf.new(f"{year}.jpg", stamp=FileStamp(1, year * 10**9)) for year in (4_300_000_000, 2**60)]
    for photo in shelf.photos.get(shelf.photos.save(never)).values():
        date = photo.metadata.told.date
        assert date is not None
        assert (date.source, date.is_certain) == (DateSource.ADDED, False)
        assert before <= date.at <= dt.datetime.now()
    assert shelf.photos.ids(sort=Sort.NEWEST)[0] == soon


def test_a_file_dated_beyond_what_sqlite_holds_does_not_fail_the_batch(shelf: Shelf) -> None:
    ids = shelf.photos.save([shelf.new("future.jpg", stamp=FileStamp(1, 2**70)), shelf.new("a.jpg")])
    assert set(shelf.photos.get(ids)) == set(ids)


def test_missing_photos_are_in_no_answer_but_can_be_found_by_their_bytes(shelf: Shelf) -> None:
    kept, lost = shelf.save("a.jpg", "b.jpg")
    shelf.photos.mark_missing([lost], 1000.5)
    assert shelf.photos.ids().tolist() == [kept]
    assert shelf.photos.get([lost]) == {}
    assert shelf.photos.count() == 1
    assert shelf.photos.formats() == [("JPEG", 1)]
    assert shelf.photos.folders(shelf.root) == [("", 1)]
    assert shelf.photos.find_by_hash(b"of b.jpg") == [(lost, True, shelf.root, "b.jpg")]


def test_purging_forgets_only_what_has_been_missing_for_long(shelf: Shelf) -> None:
    one, two, three = shelf.save("a.jpg", "b.jpg", "c.jpg")
    shelf.photos.mark_missing([one], 1000)
    shelf.photos.mark_missing([two], 2000)
    shelf.photos.mark_missing([one], 3000)
    assert shelf.photos.purge_missing(2000, 9) == PurgedPhotos(1, frozenset({b"of a.jpg"}))
    assert shelf.photos.find_by_hash(b"of a.jpg") == []
    assert shelf.photos.find_by_hash(b"of b.jpg") != []
    assert shelf.photos.ids().tolist() == [three]


def test_purging_tells_the_bytes_that_no_photo_has_any_more_and_goes_on_where_it_stopped(shelf: Shelf) -> None:
    lost = shelf.photos.save([shelf.new(name, name.encode()) for name in ("a", "b", "c")])
    shelf.photos.save([shelf.new("twin", b"a")])
    shelf.photos.mark_missing(lost, 1000)
    first, second, third = (shelf.photos.purge_missing(2000, 2) for _ in range(3))
    assert (first.count, second.count, third.count) == (2, 1, 0)
    assert first.content_hashes | second.content_hashes == {b"b", b"c"}


def test_duplicates_are_rows_of_their_own_and_present_ones_come_first(shelf: Shelf) -> None:
    lost, kept = shelf.photos.save([shelf.new("a.jpg", b"same"), shelf.new("b.jpg", b"same")])
    shelf.photos.mark_missing([lost], 0)
    matches = shelf.photos.find_by_hash(b"same")
    assert [(match.photo_id, match.is_missing) for match in matches] == [(kept, False), (lost, True)]
    assert shelf.photos.find_by_hash(b"nobody") == []


def test_stamps_that_may_be_moved_files(shelf: Shelf) -> None:
    stamps = [FileStamp(number, 10**18 + number) for number in range(1500)]
    ids = shelf.photos.save([shelf.new(f"{stamp.size_bytes}.jpg", stamp=stamp) for stamp in stamps[::2]])
    shelf.photos.mark_missing(ids[:10], 0)
    crossed = [FileStamp(0, 10**18 + 2), FileStamp(2, 10**18)]
    assert shelf.photos.candidates_by_stamp([*stamps, *crossed]) == set(stamps[::2])
    assert shelf.photos.candidates_by_stamp([]) == set()


def test_get_stands_more_ids_than_a_statement_has_variables_and_leaves_out_unknown_ones(shelf: Shelf) -> None:
    ids = shelf.save(*(f"{number}.jpg" for number in range(1000)))
    found = shelf.photos.get([*ids, *(PhotoId(number) for number in range(10**6, 10**6 + 40_000))])
    assert list(found) == ids


def test_dates_sort_by_time_taken_else_by_time_written(shelf: Shelf) -> None:
    day_ns = 86_400 * 10**9
    batch = [
        shelf.new("taken second.jpg", taken_at=dt.datetime(1970, 1, 3), stamp=FileStamp(1, 100 * day_ns)),
        shelf.new("written third.jpg", stamp=FileStamp(1, 3 * day_ns)),
        shelf.new("taken first.jpg", taken_at=dt.datetime(1969, 1, 1), stamp=FileStamp(1, 0)),
    ]
    second, third, first = shelf.photos.save(batch)
    assert shelf.photos.ids(sort=Sort.OLDEST).tolist() == [first, second, third]
    assert shelf.photos.ids(sort=Sort.NEWEST).tolist() == [third, second, first]
    assert shelf.photos.ids(sort=Sort.NEWEST, limit=2).tolist() == [third, second]
    stored = shelf.photos.get([first, third])
    assert shelf.photos.size_of([first, third]) == sum(photo.stamp.size_bytes for photo in stored.values()) > 0
    assert shelf.photos.size_of([]) == 0
    assert shelf.photos.ids(sort=Sort.ADDED).tolist() == sorted([first, second, third], reverse=True)
    assert set(shelf.photos.ids(sort=Sort.RELEVANCE).tolist()) == {first, second, third}
    for some in (np.asarray([third, 999, first]), np.concatenate([[third], np.arange(1_000, 9_000), [first]])):
        assert shelf.photos.sorted_ids(some, Sort.OLDEST).tolist() == [first, third]
        assert shelf.photos.sorted_ids(some, Sort.NEWEST).tolist() == [third, first]
        assert shelf.photos.sorted_ids(some, Sort.ADDED).tolist() == sorted([first, third], reverse=True)
        assert shelf.photos.sorted_ids(some, Sort.RELEVANCE) is some


@pytest.mark.parametrize("others", [0, 6_000])
def test_days_are_told_of_photos_that_somebody_dated(shelf: Shelf, others: int) -> None:
    dated, undated = shelf.photos.save(
        [shelf.new("a.jpg", taken_at=dt.datetime(1970, 1, 3, 12)), shelf.new("b.jpg", stamp=FileStamp(1, 10**18))]
    )
    asked = np.asarray([undated, dated, *range(1_000, 1_000 + others)])
    assert shelf.photos.taken_days(asked)[:2].tolist() == [pytest.approx(np.nan, nan_ok=True), 2.5]
    assert shelf.photos.taken_days(np.empty(0, np.int64)).size == 0


def test_ids_of_an_empty_library_are_an_empty_array(shelf: Shelf) -> None:
    ids = shelf.photos.ids(Filters())
    assert ids.dtype == np.int64
    assert len(ids) == 0


def test_formats_come_most_frequent_first(shelf: Shelf) -> None:
    names = ["PNG", "JPEG", "HEIF", "JPEG"]
    shelf.photos.save([shelf.new(f"{number}", image_format=name) for number, name in enumerate(names)])
    assert shelf.photos.formats() == [("JPEG", 2), ("HEIF", 1), ("PNG", 1)]


def test_the_range_of_days_taken(shelf: Shelf) -> None:
    assert shelf.photos.taken_range() is None
    shelf.save("undated.jpg")
    written = dt.datetime.fromtimestamp(STAMP.mtime_ns / 10**9).date()
    assert shelf.photos.taken_range() == (written, written)
    times = [dt.datetime(2024, 5, 1, 23), dt.datetime(1999, 12, 31), dt.datetime(2030, 1, 1)]
    ids = shelf.photos.save([shelf.new(f"{number}.jpg", taken_at=time) for number, time in enumerate(times)])
    shelf.photos.mark_missing([ids[2]], 0)
    assert shelf.photos.taken_range() == (dt.date(1999, 12, 31), dt.date(2024, 5, 1))


def test_folders_with_what_lies_directly_in_them(shelf: Shelf) -> None:
    shelf.save("top.jpg", "b/1.jpg", "b/2.jpg", "a/deep/er/3.jpg")
    assert shelf.photos.folders(shelf.root) == [("", 1), ("a/deep/er", 1), ("b", 2)]


def test_known_lines_hold_the_change_time_where_it_counts(shelf: Shelf) -> None:
    photo_id, _ = shelf.save("a.jpg", "b.jpg")
    shelf.photos.note_change_times({photo_id: 77})
    assert shelf.photos.known_lines(shelf.root) == {file_line(name, *STAMP) for name in ("a.jpg", "b.jpg")}
    assert shelf.photos.known_lines(shelf.root, with_ctime=True) == {
        file_line("a.jpg", STAMP.size_bytes, 77),
        file_line("b.jpg", STAMP.size_bytes, NO_CHANGE_TIME),
    }


@pytest.mark.parametrize("in_whole", [False, True])
def test_the_forms_of_photos_come_in_the_order_asked_for(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, in_whole: bool
) -> None:
    monkeypatch.setattr(photos, "_QUICKER_IN_WHOLE", 0 if in_whole else 1000)
    sides = ((4000, 3000), (3000, 4000), (12000, 1000), (10, 10))
    batch = [shelf.new(f"{number}.jpg", size_px=size_px) for number, size_px in enumerate(sides)]
    one, two, wide, square = shelf.photos.save(batch)
    asked = np.asarray([wide, 999, one, square, two], np.int64)
    assert shelf.photos.aspects(asked).tolist() == pytest.approx([12, 1, 4 / 3, 1, 3 / 4])
    assert shelf.photos.aspects(np.empty(0, np.int64)).size == 0
