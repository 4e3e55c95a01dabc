"""Where a photo was taken, in words."""

from __future__ import annotations

import pytest

from photosearch.gazetteer.photo_place import place_at
from photosearch.types.metadata import FileMetadata
from photosearch.types.places import NamedKind, NamedPlace, PhotoPlace
from photosearch.words.photo_places import photo_place_in, photo_place_text
from photosearch.words.told import told_facts


def place(chinese: str, english: str) -> NamedPlace:
    return NamedPlace(1, NamedKind.CITY, chinese, english, "", "", 0.0, 0.0, 1.0)


@pytest.mark.parametrize(
    ("position", "chinese", "english"),
    [
        ((25.75, 100.21), "大理白族自治州 · 洱海", "Dali · Erhai Lake"),
        ((30.243, 120.148), "杭州市 · 西湖", "Hangzhou · West Lake"),
        ((48.8583, 2.2945), "巴黎 · 埃菲尔铁塔", "Paris · Eiffel Tower"),
    ],
)
def test_a_position_is_a_city_and_a_sight_in_both_languages(
    position: tuple[float, float], chinese: str, english: str
) -> None:
    found = place_at(*position)
    assert found is not None
    assert (photo_place_in(found, "zh"), photo_place_in(found, "en")) == (chinese, english)
    assert photo_place_text(found) in (photo_place_in(found, "en"), photo_place_in(found, "zh"))


def test_the_open_sea_is_nowhere() -> None:
    assert place_at(-40.0, -120.0) is None


def test_a_name_in_another_language_is_better_than_none() -> None:
    assert photo_place_in(PhotoPlace(place("", "Paris")), "zh") == "Paris"
    assert photo_place_in(PhotoPlace(place("巴黎", "")), "en") == "巴黎"
    assert photo_place_in(PhotoPlace(None, place("洱海", "Erhai Lake")), "en") == "Erhai Lake"
    assert photo_place_in(PhotoPlace(place("巴黎", "Paris"), place("巴黎", "Paris")), "en") == "Paris"


def test_it_stands_among_the_details() -> None:
    facts = {fact.title: fact.text for fact in told_facts(FileMetadata(), PhotoPlace(place("巴黎", "Paris")))}
    assert facts == {"Taken at": "Paris"}
