"""A file that is as it was costs nothing, and one that changed only in what it says is not embedded again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PIL import Image

from photosearch.types.marks import MarkKind
from tests.library import Bench
from tests.photos import write_photos


def change_keeping_the_time(photo: Path, data: bytes) -> None:
    """As ``exiftool -P`` and careful copies do: another file of the same size and time in its place."""
    status = photo.stat()
    assert len(data) == status.st_size
    new = photo.with_suffix(".new")
    new.write_bytes(data)
    os.utime(new, ns=(status.st_atime_ns, status.st_mtime_ns))
    new.replace(photo)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no change time that a program can ask for")
def test_a_change_that_keeps_size_and_time_is_noticed(bench: Bench) -> None:
    photo, other = write_photos(bench.photos, 2)
    size = max(photo.stat().st_size, other.stat().st_size)
    for path in (photo, other):
        path.write_bytes(path.read_bytes().ljust(size, b"\0"))
    bench.scan()
    before = bench.vector("IMG_0000.jpg")
    change_keeping_the_time(photo, other.read_bytes())
    bench.scan()
    assert float(before @ bench.vector("IMG_0000.jpg")) < 0.999
    bench.assert_consistent()
    bench.events.clear()
    bench.scan()
    assert bench.events == []


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no change time that a program can ask for")
def test_other_rights_or_links_embed_nothing_again(bench: Bench) -> None:
    photo, other = write_photos(bench.photos, 2)
    bench.scan()
    photo.chmod(0o600)
    os.link(other, bench.folder / "link.jpg")
    bench.scan()
    bench.events.clear()
    bench.scan()
    assert bench.events == []
    assert bench.encoder.embedded == 2
    bench.assert_consistent()


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no change time that a program can ask for")
def test_photos_added_before_change_times_were_kept_are_not_read_again(bench: Bench) -> None:
    photo, _ = write_photos(bench.photos, 2)
    bench.scan()
    with bench.database.write() as session:
        session.connection().exec_driver_sql("UPDATE photo SET ctime_ns = NULL")
    bench.events.clear()
    bench.scan()
    assert bench.events == []
    (ctime_ns,) = {file.ctime_ns for file in bench.store.photos.at(bench.root.root_id, ["IMG_0000.jpg"]).values()}
    assert ctime_ns == photo.stat().st_ctime_ns


@pytest.mark.logs("cannot use 'bad.jpg'")
@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no change time that a program can ask for")
def test_a_bad_file_that_is_mended_keeping_size_and_time_is_tried_again(bench: Bench) -> None:
    (good,) = write_photos(bench.photos, 1)
    whole = good.read_bytes()
    bad = bench.photos / "bad.jpg"
    bad.write_bytes(b"x" * len(whole))
    bench.scan()
    assert list(bench.problems()) == ["bad.jpg"]
    change_keeping_the_time(bad, whole)
    bench.scan()
    assert bench.problems() == {}
    assert sorted(bench.known()) == ["IMG_0000.jpg", "bad.jpg"]


def with_date(data: bytes, date: str) -> bytes:
    """A JPEG that says when it was taken, with the same pixels."""
    block = Image.Exif()
    block.get_ifd(0x8769)[0x9003] = date
    exif = b"Exif\0\0" + block.tobytes().removeprefix(b"Exif\0\0")
    return data[:2] + b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif + data[2:]


def dates(bench: Bench) -> dict[str, int]:
    photos = bench.store.photos.get(list(bench.known().values())).values()
    return {photo.relative_path: photo.metadata.told.date.at.year for photo in photos if photo.metadata.told.date}


@pytest.mark.parametrize("keeps_time", [True, False])
def test_a_corrected_date_is_kept_and_nothing_embedded(bench: Bench, keeps_time: bool) -> None:
    (photo,) = write_photos(bench.photos, 1)
    plain = photo.read_bytes()
    photo.write_bytes(with_date(plain, "2003:03:03 03:03:03"))
    bench.scan()
    photo_id = bench.known()["IMG_0000.jpg"]
    assert dates(bench) == {"IMG_0000.jpg": 2003}
    content_hash = bench.store.photos.get([photo_id])[photo_id].content_hash
    bench.store.marks.set([content_hash], MarkKind.FAVOURITE, True, now_ms=1)
    corrected = with_date(plain, "2004:04:04 04:04:04")
    if keeps_time and os.name != "nt":
        change_keeping_the_time(photo, corrected)
    else:
        photo.write_bytes(corrected)
        os.utime(photo, ns=(1, 1_700_000_000_000_000_000))
    bench.scan()
    assert dates(bench) == {"IMG_0000.jpg": 2004}
    assert bench.known() == {"IMG_0000.jpg": photo_id}
    assert [mark.kind for mark in bench.store.marks.of_photo(photo_id)] == [MarkKind.FAVOURITE]
    assert bench.encoder.embedded == 1
    bench.assert_consistent()


def test_a_corrected_file_under_another_name_is_the_same_photo(bench: Bench) -> None:
    (photo,) = write_photos(bench.photos, 1)
    bench.scan()
    photo_id = bench.known()["IMG_0000.jpg"]
    (bench.photos / "2004.jpg").write_bytes(with_date(photo.read_bytes(), "2004:04:04 04:04:04"))
    photo.unlink()
    bench.scan()
    assert bench.known() == {"2004.jpg": photo_id}
    assert bench.encoder.embedded == 1
    bench.assert_consistent()


def test_a_copy_that_says_something_else_has_the_embedding_too(bench: Bench) -> None:
    (photo,) = write_photos(bench.photos, 1)
    bench.scan()
    (bench.photos / "copy.jpg").write_bytes(with_date(photo.read_bytes(), "2004:04:04 04:04:04"))
    bench.scan()
    assert len(set(bench.known().values())) == 2
    assert bench.encoder.embedded == 1
    bench.assert_consistent()


def test_a_picture_that_is_turned_by_its_file_is_embedded_again(bench: Bench) -> None:
    (photo,) = write_photos(bench.photos, 1)
    bench.scan()
    block = Image.Exif()
    block[0x0112] = 6
    exif = b"Exif\0\0" + block.tobytes().removeprefix(b"Exif\0\0")
    data = photo.read_bytes()
    photo.write_bytes(data[:2] + b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif + data[2:])
    bench.scan()
    assert bench.encoder.embedded == 2
    bench.assert_consistent()


def test_a_format_that_mixes_words_and_pixels_is_known_by_what_decoding_shows(bench: Bench) -> None:
    (jpeg,) = write_photos(bench.folder / "elsewhere", 1)
    photo = bench.photos / "scan.tif"
    with Image.open(jpeg) as image:
        image.save(photo, description="a boat", compression="tiff_lzw")
        bench.scan()
        image.save(photo, description="a boat on the lake at noon", compression="tiff_lzw")
    bench.scan()
    assert bench.encoder.embedded == 1
    photo_id = bench.known()["scan.tif"]
    caption = bench.store.photos.get([photo_id])[photo_id].metadata.told.caption
    assert caption is not None
    assert caption.value == "a boat on the lake at noon"
    bench.assert_consistent()
