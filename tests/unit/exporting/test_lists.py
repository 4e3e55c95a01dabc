"""Lists for a spreadsheet and for a program."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
from dataclasses import replace
from pathlib import Path

from photosearch.exporting.lists import COLUMNS, rows_of, write_csv, write_json
from photosearch.gazetteer.photo_place import place_at
from photosearch.types.exporting import Match
from photosearch.types.metadata import Keyword, Origin, Position, Told
from photosearch.types.photos import Photo
from tests.unit.exporting.conftest import MakeRecord


def told(record: MakeRecord, name: str = "猫.jpg") -> Photo:
    photo = record(Path("/照片") / name, dt.datetime(2019, 8, 3, 19, 12))
    metadata = replace(
        photo.metadata,
        told=replace(
            photo.metadata.told,
            position=Position(31.24, 121.47, Origin.EXIF),
            camera=Told("Apple iPhone 12", Origin.EXIF),
            rating=Told(4.0, Origin.XMP),
            keywords=(Keyword(("Orte", "上海"), Origin.XMP), Keyword(("猫",), Origin.XMP)),
            title=Told('=HYPERLINK("http://x")', Origin.XMP),
        ),
    )
    return replace(photo, metadata=metadata, place=place_at(31.24, 121.47))


def test_json_tells_everything_and_names_that_are_no_text_read_back_the_same(record: MakeRecord) -> None:
    odd = os.fsdecode(b"\xff\xe9.jpg")
    photos = [told(record), told(record, odd)]
    matches = {photos[0].photo_id: Match(0.4213337, "strong")}
    copies = {photos[0].photo_id: Path("/out/猫.jpg")}
    text = io.StringIO()
    write_json(rows_of(photos, matches, copies), text)
    text.getvalue().encode()  # it can be written as UTF-8
    first, second = json.loads(text.getvalue())
    assert set(first) == set(COLUMNS)
    assert first["path"] == str(Path("/照片/猫.jpg"))
    assert (first["date"], first["date_source"]) == ("2019-08-03T19:12:00", "exif_original")
    assert first["place"].startswith("Shanghai")
    assert (first["latitude"], first["longitude"], first["rating"]) == (31.24, 121.47, 4.0)
    assert first["keywords"] == ["Orte|上海", "猫"]
    assert (first["score"], first["match"], first["copy"]) == (0.421334, "strong", str(Path("/out/猫.jpg")))
    assert Path(second["path"]).name == odd
    assert second["score"] is None


def test_csv_has_a_line_for_each_and_no_formula(record: MakeRecord) -> None:
    text = io.StringIO(newline="")
    write_csv(rows_of([told(record)], {}, {}), text)
    head, row = csv.reader(io.StringIO(text.getvalue(), newline=""))
    assert tuple(head) == COLUMNS
    cells = dict(zip(head, row, strict=True))
    assert cells["keywords"] == "Orte|上海; 猫"
    assert cells["camera"] == "Apple iPhone 12"
    assert cells["score"] == ""
    assert cells["title"].startswith("'=")


def test_an_empty_list_is_still_one() -> None:
    text = io.StringIO()
    write_json([], text)
    assert json.loads(text.getvalue()) == []
