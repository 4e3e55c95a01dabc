"""The gazetteer that comes with the app."""

from __future__ import annotations

import pytest

from photosearch.gazetteer.gazetteer import bundled_gazetteer
from photosearch.gazetteer.keys import key_of
from photosearch.gazetteer.tables import Said
from photosearch.types.places import NamedKind, NamedPlace


def best(name: str) -> NamedPlace:
    gazetteer = bundled_gazetteer()
    return gazetteer.place(gazetteer.named([key_of(name)])[key_of(name)].place_ids[0])


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Zürich", "zurich"),
        ("Xi'an", "xian"),
        ("St. Petersburg", "saint petersburg"),
        ("Mt Fuji", "mount fuji"),
        ("Washington, D.C.", "washington dc"),
        ("Łódź", "lodz"),
        ("圣·彼得堡", "圣彼得堡"),
        ("Côte d’Ivoire", "cote divoire"),
        ("!?", ""),
        ("", ""),
    ],
)
def test_a_name_has_one_key_however_it_is_written(written: str, key: str) -> None:
    assert key_of(written) == key
    assert key_of(key) == key


@pytest.mark.parametrize(
    ("name", "kind", "english", "country"),
    [
        ("洱海", NamedKind.LAKE, "Erhai Lake", "CN"),
        ("Lake Tahoe", NamedKind.LAKE, "Lake Tahoe", "US"),
        ("巴黎", NamedKind.CITY, "Paris", "FR"),
        ("NYC", NamedKind.CITY, "New York", "US"),
        ("東京".replace("東", "东"), NamedKind.CITY, "Tokyo", "JP"),
        ("吉林", NamedKind.CITY, "Jilin", "CN"),
        ("香港", NamedKind.PROVINCE, "Hong Kong", "HK"),
        ("新加坡", NamedKind.COUNTRY, "Singapore", "SG"),
        ("魔都", NamedKind.CITY, "Shanghai", "CN"),
        ("川西", NamedKind.REGION, "Western Sichuan", ""),
    ],
)
def test_the_best_known_place_of_a_name_comes_first(name: str, kind: NamedKind, english: str, country: str) -> None:
    place = best(name)
    assert (place.kind, place.english, place.country) == (kind, english, country)


def test_a_city_has_its_districts_and_suburbs() -> None:
    assert best("西湖区").chinese_around.startswith("南昌市") or best("西湖区").chinese_around.startswith("杭州市")
    assert best("余杭区").place_id in best("杭州").member_ids
    assert best("Boulogne-Billancourt").place_id in best("Paris").member_ids
    assert best("Versailles").place_id not in best("Lyon").member_ids
    assert best("杭州").place_id not in best("余杭区").member_ids


def test_what_lies_in_what() -> None:
    gazetteer = bundled_gazetteer()

    def is_in(one: str, other: str) -> bool:
        return gazetteer.is_in(best(one).place_id, best(other).place_id)

    assert is_in("西湖", "杭州")
    assert is_in("洱海", "云南省")
    assert is_in("Eiffel Tower", "Paris")
    assert is_in("Lake Tahoe", "California")
    assert is_in("杭州", "China")
    assert not is_in("西湖", "苏州")
    assert not is_in("Eiffel Tower", "London")


def test_ordinary_words_are_told_from_names() -> None:
    named = bundled_gazetteer().named(
        ["nice", "phoenix", "florence", "long beach", "杭州", "和平", "may", "no place at all"]
    )
    assert Said.WORD in named["nice"].said
    assert Said.PROPER in named["phoenix"].said
    assert Said.PERSON in named["florence"].said
    assert Said.PLAIN in named["long beach"].said
    assert named["杭州"].said == Said.NAME
    assert Said.WORD in named["和平"].said
    assert "no place at all" not in named


def test_every_place_has_a_name_a_position_and_one_number() -> None:
    gazetteer = bundled_gazetteer()
    for place_id in range(0, len(gazetteer), 97):
        place = gazetteer.place(place_id)
        assert place.place_id == place_id
        assert place.chinese or place.english
        assert -90 <= place.latitude_deg <= 90
        assert -180 <= place.longitude_deg <= 180
        assert place.radius_km > 0
        assert set(filter(None, (place.chinese, place.english))) <= set(place.names)
        assert place.gazetteer_version == gazetteer.version
