"""`photosearch info`."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from PIL import ExifTags

from photosearch.types.ids import EncoderId
from tests import pictures, told
from tests.library import embeddings_made
from tests.terminal import Answer, Terminal

EXIF = pictures.exif_bytes(
    {ExifTags.Base.Make: "Canon", ExifTags.Base.Model: "EOS R5"},
    camera={
        ExifTags.Base.DateTimeOriginal: "2019:08:03 19:12:00",
        ExifTags.Base.FNumber: 1.8,
        ExifTags.Base.ISOSpeedRatings: 100,
    },
)
SIDECAR = told.packet(
    "<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>海边</rdf:li></rdf:Alt></dc:title>"
    "<lr:hierarchicalSubject><rdf:Bag><rdf:li>Places|France</rdf:li></rdf:Bag></lr:hierarchicalSubject>",
    attributes='xmp:Rating="4"',
)


@pytest.fixture
def photo(photos: Path) -> Path:
    path = photos / "a.jpg"
    path.write_bytes(pictures.encoded(pictures.photo(), "JPEG", exif=EXIF))
    path.with_name("a.xmp").write_bytes(SIDECAR)
    return path


def only(answer: Answer) -> dict[str, object]:
    (found,) = answer.value
    assert isinstance(found, dict)
    return found


def test_all_that_is_known_of_a_photo_and_who_says_it(terminal: Terminal, photos: Path, photo: Path) -> None:
    terminal.run("add", photos)
    answer = terminal.run("info", photo, "--json")
    assert answer.code == 0
    known = only(answer)
    expected = {
        "path": os.fspath(photo),
        "state": "found",
        "reason": None,
        "date": "2019-08-03T19:12:00",
        "date_source": "exif_original",
        "date_certain": True,
        "latitude": None,
        "place": None,
        "camera": "Canon EOS R5",
        "rating": 4,
        "rating_source": "sidecar",
        "title": "海边",
        "keywords": ["Places|France"],
        "width": 96,
        "height": 64,
        "format": "JPEG",
        "f_number": 1.8,
        "iso": 100,
        "sidecars": ["a.xmp"],
    }
    assert {name: known[name] for name in expected} == expected
    sources = known["sources"]
    assert isinstance(sources, dict)
    assert sources["camera"] == "exif"
    assert sources["title"] == "sidecar"
    assert len(str(known["content_hash"])) == 32


def test_it_reads_well(terminal: Terminal, photos: Path, photo: Path) -> None:
    terminal.run("add", photos)
    lines = terminal.run("info", photo).out.splitlines()
    assert lines[0] == os.fspath(photo)
    assert [" ".join(line.split()) for line in lines[1:6]] == [
        "State In the library",
        "Taken Aug 3, 2019 7:12 PM [the camera (EXIF)]",
        "Title 海边 [the XMP file beside it]",
        "Keywords Places › France [the XMP file beside it]",
        "Rating ★★★★ [the XMP file beside it]",
    ]
    assert "Exposure" in lines[7]
    assert "f/1.8 · ISO 100" in lines[7]


def test_a_file_outside_the_library_is_read_on_the_spot(terminal: Terminal, photo: Path) -> None:
    known = only(terminal.run("info", photo, "--json"))
    assert (known["state"], known["reason_code"], known["title"]) == ("unknown", "outside", "海边")
    assert terminal.run("status", "--json").value["photos"] == 0


@pytest.mark.logs("cannot use 'bad.jpg'")
def test_each_state_has_its_reason(terminal: Terminal, photos: Path) -> None:
    whole = pictures.encoded(pictures.photo(), "JPEG")
    (photos / "part.jpg").write_bytes(whole[: len(whole) * 9 // 10])
    (photos / "bad.jpg").write_text("no picture")
    (photos / "clip.mp4").write_text("a film")
    (photos / "old").mkdir()
    (photos / "old" / "out.jpg").write_bytes(whole)
    terminal.run("add", photos)
    terminal.run("exclude", "add", photos / "old")
    (photos / "new.jpg").write_bytes(whole)
    (photos / "notes.txt").write_bytes(whole)
    names = ["part.jpg", "bad.jpg", "clip.mp4", "old/out.jpg", "new.jpg", "notes.txt", "nowhere.jpg", "old"]
    answer = terminal.run("info", *(photos / name for name in names), "--json")
    assert [(known["state"], known["reason_code"]) for known in answer.value] == [
        ("part", "part"),
        ("problem", "not_an_image"),
        ("not_shown", "video"),
        ("unknown", "left_out"),
        ("unknown", "not_added"),
        ("unknown", "passed_by"),
        ("unknown", "not_there"),
        ("unknown", "folder"),
    ]
    assert all(known["reason"] for known in answer.value)
    assert answer.code == 1


def test_where_nothing_can_be_told_it_is_a_mistake(terminal: Terminal, photos: Path) -> None:
    answer = terminal.run("info", photos / "nowhere.jpg", photos)
    assert answer.code == 2
    assert "There is no file at this path" in answer.out
    assert "This is a folder" in answer.out


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes in folders, and links need a right")
def test_odd_paths_get_a_sentence_each(terminal: Terminal, photos: Path) -> None:
    os.mkfifo(photos / "pipe.jpg")
    (photos / "circle.jpg").symlink_to("circle.jpg")
    (photos / "gone.jpg").symlink_to("nowhere")
    (photos / "empty.jpg").touch()
    names = ["pipe.jpg", "circle.jpg", "gone.jpg", "empty.jpg", "x" * 300 + ".jpg"]
    answer = terminal.run("info", *(photos / name for name in names), "--json")
    assert [(known["state"], known["reason_code"]) for known in answer.value] == [
        ("problem", "not_a_file"),
        ("problem", "not_a_file"),
        ("problem", "not_a_file"),
        ("problem", "empty"),
        ("unknown", "not_there"),
    ]
    assert answer.code == 2


def test_a_photo_is_found_by_any_way_to_it(
    terminal: Terminal, photos: Path, photo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal.run("add", photos)
    monkeypatch.chdir(photos)
    link = tmp_path / "link"
    link.symlink_to(photos, target_is_directory=True)
    for path in (Path("a.jpg"), Path("../photos/a.jpg"), link / "a.jpg"):
        assert only(terminal.run("info", path, "--json"))["state"] == "found"


def test_a_photo_that_says_nothing_has_the_date_of_its_name_or_its_file(terminal: Terminal, photos: Path) -> None:
    for name in ("IMG_20190803_191200.jpg", "plain.jpg"):
        (photos / name).write_bytes(pictures.encoded(pictures.photo(), "JPEG"))
    written = dt.datetime(2015, 5, 5, 10).timestamp()
    os.utime(photos / "plain.jpg", (written, written))
    terminal.run("add", photos)
    named, plain = terminal.run("info", photos / "IMG_20190803_191200.jpg", photos / "plain.jpg", "--json").value
    assert (named["date"], named["date_source"], named["date_certain"]) == ("2019-08-03T19:12:00", "name", False)
    assert (plain["date"], plain["date_source"], plain["date_certain"]) == ("2015-05-05T10:00:00", "file_time", False)
    hits = terminal.run("search", "photo", "--from", "2015-05-05", "--until", "2015-05-05", "--json").value["hits"]
    assert [Path(hit["path"]).name for hit in hits] == ["plain.jpg"]


def test_a_library_of_a_version_before_is_read_again_by_the_next_scan(
    terminal: Terminal, photos: Path, photo: Path
) -> None:
    terminal.run("add", photos)
    before = only(terminal.run("info", photo, "--json"))
    encoder = EncoderId(terminal.run("status", "--json").value["encoder"])
    made = embeddings_made(terminal.folders, encoder)
    assert made > 0
    with closing(sqlite3.connect(terminal.folders.database)) as database, database:
        for table in ("photo_metadata", "photo_keyword", "sidecar", "analysis"):
            database.execute(f"DELETE FROM {table}")
        database.execute("UPDATE photo SET date_source = NULL, date_is_certain = NULL, rating = NULL")
    assert only(terminal.run("info", photo, "--json"))["title"] is None
    assert terminal.run("scan").code == 0
    assert only(terminal.run("info", photo, "--json")) == before
    assert embeddings_made(terminal.folders, encoder) == made


def test_what_neither_is_nor_is_called_a_picture_is_not_blamed_for_its_name(terminal: Terminal, photos: Path) -> None:
    script = photos / "run.sh"
    script.write_text("echo\n", "utf-8")
    known = only(terminal.run("info", script, "--json"))
    assert (known["state"], known["reason_code"]) == ("unknown", "passed_by")


def test_where_it_was_taken_is_said_in_words(terminal: Terminal, photos: Path) -> None:
    path = photos / "lake.jpg"
    position = told.packet(attributes='exif:GPSLatitude="25,45.0N" exif:GPSLongitude="100,12.6E"')
    path.write_bytes(pictures.encoded(pictures.photo(), "JPEG"))
    path.with_name("lake.xmp").write_bytes(position)
    terminal.run("add", photos)
    assert only(terminal.run("info", path, "--json"))["place"] == {
        "zh": "大理白族自治州 · 洱海",
        "en": "Dali · Erhai Lake",
        "country": "CN",
    }
    assert "Dali · Erhai Lake" in terminal.run("info", path).out
