"""Photos at places: by what is nearest to them, by how far away they are, and by the names of their folders."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from photosearch.gazetteer.gazetteer import bundled_gazetteer
from photosearch.gazetteer.keys import key_of
from photosearch.ingest.photo_places import PhotoPlaces
from photosearch.store.store import Store
from photosearch.types.ids import PhotoId
from photosearch.types.metadata import FileMetadata, Origin, Position
from photosearch.types.places import Area, NamedPlace
from photosearch.types.queries import Filters

if TYPE_CHECKING:
    from tests.unit.store.conftest import Shelf

AT = {
    "a/erhai.jpg": (25.80, 100.20),
    "a/dali-old-town.jpg": (25.694, 100.162),
    "a/westlake.jpg": (30.243, 120.148),
    "a/xiaoshan.jpg": (30.165, 120.258),
    "a/suzhou.jpg": (31.324, 120.628),
    "a/eiffel.jpg": (48.8583, 2.2945),
    "a/versailles.jpg": (48.8049, 2.1204),
    "a/paris-texas.jpg": (33.661, -95.556),
    "a/hongkong.jpg": (22.285, 114.158),
    "a/taveuni.jpg": (-16.85, -179.97),
    "a/ocean.jpg": (-40.0, -120.0),
}
NAMED = (
    "杭州西湖2019/x.jpg",
    "trips/PARIS and back/x.jpg",
    "comparison/x.jpg",
    "b/Lake-Tahoe_01.jpg",
    "臺北/x.jpg",
    "b/x.jpg",
)


def place(name: str, *, country: str | None = None) -> NamedPlace:
    gazetteer = bundled_gazetteer()
    found = map(gazetteer.place, gazetteer.named([key_of(name)])[key_of(name)].place_ids)
    return next(one for one in found if country in (None, one.country))


def told_at(position: tuple[float, float]) -> FileMetadata:
    return FileMetadata(position=Position(*position, Origin.EXIF))


@pytest.fixture
def filled(shelf: Shelf) -> Shelf:
    batch = [shelf.new(path, told=told_at(at)) for path, at in AT.items()]
    shelf.photos.save([*batch, *map(shelf.new, NAMED)])
    store = Store.of(shelf.db)
    store.places.make_all_due(bundled_gazetteer().version)
    assert PhotoPlaces(store).find_some(100) == len(AT)
    assert PhotoPlaces(store).find_some(100) == 0
    return shelf


def passing(shelf: Shelf, *places: NamedPlace) -> set[str]:
    ids = shelf.photos.ids(Filters(areas=(Area(places),))).tolist()
    return {photo.relative_path for photo in shelf.photos.get([PhotoId(number) for number in ids]).values()}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("洱海", {"a/erhai.jpg", "a/dali-old-town.jpg"}),
        ("大理白族自治州", {"a/erhai.jpg", "a/dali-old-town.jpg"}),
        ("云南", {"a/erhai.jpg", "a/dali-old-town.jpg"}),
        ("杭州", {"a/westlake.jpg", "a/xiaoshan.jpg", "杭州西湖2019/x.jpg"}),
        ("西湖", {"a/westlake.jpg", "杭州西湖2019/x.jpg"}),
        ("江南", {"a/westlake.jpg", "a/xiaoshan.jpg", "a/suzhou.jpg"}),
        ("Eiffel Tower", {"a/eiffel.jpg"}),
        ("Paris", {"a/eiffel.jpg", "trips/PARIS and back/x.jpg"}),
        ("France", {"a/eiffel.jpg", "a/versailles.jpg"}),
        ("Hong Kong", {"a/hongkong.jpg"}),
        ("Lake Tahoe", {"b/Lake-Tahoe_01.jpg"}),
        ("台北", {"臺北/x.jpg"}),
        ("Fiji", {"a/taveuni.jpg"}),
        ("Antarctica", set()),
    ],
)
def test_what_was_taken_there_passes(filled: Shelf, name: str, expected: set[str]) -> None:
    assert passing(filled, place(name)) == expected


def test_china_has_all_its_divisions(filled: Shelf) -> None:
    chinese = {
        "a/erhai.jpg",
        "a/dali-old-town.jpg",
        "a/westlake.jpg",
        "a/xiaoshan.jpg",
        "a/suzhou.jpg",
        "a/hongkong.jpg",
    }
    assert passing(filled, place("中国")) == chinese


def test_any_of_several_places(filled: Shelf) -> None:
    assert passing(filled, place("西湖"), place("Eiffel Tower")) == {
        "a/westlake.jpg",
        "a/eiffel.jpg",
        "杭州西湖2019/x.jpg",
    }
    assert "a/paris-texas.jpg" in passing(filled, place("Paris", country="US"))
    assert "a/eiffel.jpg" not in passing(filled, place("Paris", country="US"))


def test_a_watched_folder_is_a_folder_too(shelf: Shelf) -> None:
    root_id = shelf.add_root("/media/Paris 2019").root_id
    shelf.photos.save(
        [shelf.new("x.jpg", root_id=root_id), shelf.new("y.jpg"), shelf.new("z.jpg", told=told_at((0, 0)))]
    )
    assert passing(shelf, place("Paris")) == {"x.jpg"}


def test_a_person_who_is_called_like_a_place_took_no_photo_there(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "Florence"
    for variable in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(variable, str(home))
    pictures, paris = shelf.add_root(str(home / "Pictures")), shelf.add_root(str(home / "Paris"))
    shelf.photos.save([shelf.new("x.jpg", root_id=pictures.root_id), shelf.new("y.jpg", root_id=paris.root_id)])
    assert passing(shelf, place("Florence")) == set()
    assert passing(shelf, place("Paris")) == {"y.jpg"}


def test_a_corrected_position_counts(filled: Shelf) -> None:
    store = Store.of(filled.db)
    filled.photos.save([filled.new("a/erhai.jpg", told=told_at(AT["a/suzhou.jpg"]))])
    assert "a/erhai.jpg" not in passing(filled, place("云南"))
    assert PhotoPlaces(store).find_some(100) == 1
    assert "a/erhai.jpg" in passing(filled, place("苏州"))
    filled.photos.save([filled.new("a/erhai.jpg")])
    assert PhotoPlaces(store).find_some(100) == 0
    assert "a/erhai.jpg" not in passing(filled, place("苏州"))


def test_another_gazetteer_has_all_places_found_again(filled: Shelf) -> None:
    store = Store.of(filled.db)
    version = bundled_gazetteer().version
    assert store.places.ids(version)
    store.places.make_all_due(version + 1)
    assert store.places.ids(version) == frozenset()
    assert len(store.places.due(100)) == len(AT)
    store.places.make_all_due(version)
    assert PhotoPlaces(store).find_some(100) == len(AT)
    store.places.make_all_due(version)
    assert store.places.due(100) == []
    assert passing(filled, place("洱海")) == {"a/erhai.jpg", "a/dali-old-town.jpg"}
