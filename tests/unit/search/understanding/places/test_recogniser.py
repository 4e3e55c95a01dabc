"""Places in sentences."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photosearch.gazetteer.gazetteer import bundled_gazetteer
from photosearch.gazetteer.keys import key_of
from photosearch.search.understanding.places.recogniser import recognise_places
from photosearch.search.understanding.sentence import Known, Sentence
from photosearch.search.understanding.understand import understand
from photosearch.types.chip_filters import filters_of
from photosearch.types.places import NamedPlace
from photosearch.types.understood import AtPlace, Chip, ChipKind, Lacking

KNOWN = Known(dt.date(2026, 6, 1))


def chips(text: str, known: Known = KNOWN) -> list[Chip]:
    return list(understand(text, known, recognisers=(recognise_places,)).chips)


def chosen(chip: Chip) -> NamedPlace:
    assert isinstance(chip.meaning, AtPlace)
    return chip.meaning.chosen[0]


def best(name: str) -> NamedPlace:
    gazetteer = bundled_gazetteer()
    return gazetteer.place(gazetteer.named([key_of(name)])[key_of(name)].place_ids[0])


@pytest.mark.parametrize(
    ("text", "said", "taken", "left"),
    [
        ("在洱海边看日落", "洱海", "在洱海边", "看日落"),
        ("长城上的雪", "长城", "长城上", "雪"),
        ("去北京天安门的路上", "北京天安门", "去北京天安门", "路上"),
        ("臺北的夜市", "臺北", "臺北", "夜市"),
        ("京都市的樱花", "京都市", "京都市", "樱花"),
        ("sunset at Lake Tahoe", "Lake Tahoe", "at Lake Tahoe", "sunset"),
        ("dinner at the Eiffel Tower", "Eiffel Tower", "at the Eiffel Tower", "dinner"),
        ("the Great Wall in snow", "Great Wall", "the Great Wall", "snow"),
        ("Paris's roofs", "Paris", "Paris", "'s roofs"),
        ("snow in Paris, Texas", "Paris, Texas", "in Paris, Texas", "snow"),
    ],
)
def test_what_belongs_to_a_place_goes_into_its_chip(text: str, said: str, taken: str, left: str) -> None:
    understood = understand(text, KNOWN, recognisers=(recognise_places,))
    assert [(chip.text, text[chip.start : chip.end]) for chip in understood.chips] == [(said, taken)]
    assert understood.words == left


def test_a_place_beside_it_says_which_one_is_meant() -> None:
    assert chosen(chips("长春朝阳")[0]).chinese_around.startswith("长春市")
    assert chosen(chips("Paris, Texas")[0]).country == "US"
    assert chosen(chips("Portland, ME")[0]).admin1 == "ME"
    assert chosen(chips("London, Ontario")[0]).country == "CA"
    assert chosen(chips("杭州西湖")[0]).english == "West Lake"


def test_photos_of_the_library_say_which_one_is_meant() -> None:
    texas = next(place for place in chips("Paris")[0].meaning.candidates if place.country == "US")  # type: ignore[union-attr]
    been = Known(KNOWN.today, place_ids=frozenset({texas.place_id}))
    assert chosen(chips("photos of Paris", been)[0]) == texas
    both = Known(KNOWN.today, place_ids=frozenset({texas.place_id, best("Paris").place_id}))
    meaning = chips("photos of Paris", both)[0].meaning
    assert isinstance(meaning, AtPlace)
    assert {place.country for place in meaning.chosen} == {"US", "FR"}


def test_two_places_are_two_chips() -> None:
    assert [chip.text for chip in chips("杭州和苏州的园林")] == ["杭州", "苏州"]
    assert [chip.text for chip in chips("rain in London and Paris")] == ["London", "Paris"]
    assert understand("photos of Paris, Rome and London", KNOWN, recognisers=(recognise_places,)).words == ""
    assert understand("杭州和苏州的园林", KNOWN, recognisers=(recognise_places,)).words == "园林"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("去年在杭州拍的西湖", ["西湖"]),
        ("walking in Paris near the Eiffel Tower", ["Eiffel Tower"]),
        ("云南大理和杭州", ["大理", "杭州"]),
        ("Rome and Paris", ["Rome", "Paris"]),
    ],
)
def test_of_a_place_in_another_only_photos_of_the_inner_one_pass(text: str, expected: list[str]) -> None:
    areas = filters_of(chips(text)).areas
    assert [any(name in place.names for place in area.places) for name, area in zip(expected, areas, strict=True)] == [
        True
    ] * len(expected)


def test_what_is_not_wanted_is_a_place_that_photos_lack() -> None:
    assert chips("除了北京的故事") == []
    for sentence in (
        "beaches not in Spain",
        "除了北京以外的照片",
        "不在北京的夜景",
        "不是在北京拍的夜景",
        "anywhere but Spain",
    ):
        (chip,) = chips(sentence)
        assert isinstance(chip.meaning, Lacking), sentence
        assert chip.meaning.kind is ChipKind.PLACE
    assert chips("没去过西藏的人") == []


@pytest.mark.parametrize(
    "sentence", ["除了北京和上海", "不在北京和上海的照片", "not in Paris or Rome", "不在北京也不在上海"]
)
def test_all_places_of_a_list_that_is_not_wanted_are_lacking(sentence: str) -> None:
    assert [type(chip.meaning) for chip in chips(sentence)] == [Lacking, Lacking]


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=40))
def test_any_text_can_be_read(text: str) -> None:
    sentence = Sentence.of(text)
    for chip in recognise_places(sentence, KNOWN):
        assert 0 <= chip.start < chip.end <= len(sentence.typed)
        assert chip.text in sentence.typed[chip.start : chip.end]
        assert isinstance(chip.meaning, AtPlace)
        assert set(chip.meaning.chosen) <= set(chip.meaning.candidates)


_WORDS = "在 去 的 照片 杭州 西湖 边 大连衣裙 和平 Paris in the of Nice , Texas · ' 's St. 1984 北京 上海 滩 Lake Tahoe"
_PARTS = st.sampled_from(_WORDS.split())


@settings(max_examples=300, deadline=None)
@given(st.lists(_PARTS, max_size=8), st.sampled_from(["", " "]))
def test_chips_of_any_order_of_words_do_not_overlap(parts: list[str], between: str) -> None:
    found = chips(between.join(parts))
    assert all(one.end <= other.start for one, other in pairwise(found))
