"""What a photo has of the colour, the place and the date that a sentence asks for, in a real library."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PIL import Image

from photosearch.engine.engine import Engine
from photosearch.paths import DataFolders
from photosearch.types.agreements import Agreement, ColourFound, DateFound, PlaceFound
from photosearch.types.chip_filters import filters_of
from photosearch.types.colours import Colour
from photosearch.types.ids import PhotoId
from photosearch.types.queries import SearchQuery
from tests.library import open_engine, settle, start


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    folder.mkdir()
    for name, colour in (("lake", (20, 20, 200)), ("home", (200, 20, 20))):
        exif = Image.Exif()
        exif.get_ifd(0x8769)[0x9003] = "2021:06:01 12:00:00"
        if name == "lake":
            exif.get_ifd(0x8825).update({1: "N", 2: (25.0, 46.0, 0.0), 3: "E", 4: (100.0, 11.0, 0.0)})
        Image.new("RGB", (60, 40), colour).save(folder / f"{name}.jpg", quality=95, exif=exif)
    return folder


def found(engine: Engine, sentence: str) -> dict[str, list[Agreement]]:
    understood = engine.asking.understand(sentence, today=dt.date(2022, 3, 1))
    query = SearchQuery(understood.words, filters=filters_of(understood.chips))
    photos = engine.library.photos([PhotoId(one) for one in engine.store.photos.ids().tolist()])
    agreed = engine.asking.agreements(query, [photo.photo_id for photo in photos])
    return {photo.path.stem: list(agreed.get(photo.photo_id, ())) for photo in photos}


def test_what_was_asked_and_holds_is_named(folders: DataFolders, photos: Path) -> None:
    engine = start(open_engine(folders))
    engine.library.add_root(photos)
    settle(engine)
    while engine.store.places.due(1):
        settle(engine)
    try:
        (colour,) = found(engine, "蓝色调")["lake"]
        assert isinstance(colour, ColourFound)
        assert (colour.wish, round(colour.fit)) == (Colour.BLUE, 1)
        assert found(engine, "蓝色调")["home"] == []
        at_lake = found(engine, "去年在洱海边看日落")
        place, date = at_lake["lake"]
        assert isinstance(place, PlaceFound)
        assert place.place.english == "Erhai Lake"
        assert date == DateFound(dt.date(2021, 6, 1))
        assert at_lake["home"] == [date]
        assert found(engine, "看日落") == {"lake": [], "home": []}
    finally:
        engine.close()
