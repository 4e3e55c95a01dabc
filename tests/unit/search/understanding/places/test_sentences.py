"""Places in sentences as people type them, in names of the gazetteer, and in a list that it was not made from."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from photosearch.gazetteer.gazetteer import bundled_gazetteer
from photosearch.search.understanding.places.recogniser import recognise_places
from photosearch.search.understanding.sentence import Known
from photosearch.search.understanding.understand import understand
from photosearch.types.places import NamedPlace
from photosearch.types.understood import AtPlace, Chip, ChipKind

DATA = Path(__file__).parents[4] / "data" / "sentences"
KNOWN = Known(dt.date(2026, 11, 29))
CARRIERS = {
    "zh": ("去年在{}拍的照片", "{}的照片", "在{}看日落", "去{}旅游", "{}的夜景", "我们在{}的合影"),
    "en": ("photos taken in {}", "sunset in {}", "my trip to {} last year", "{} at night", "kids playing near {}"),
}


def chips(sentence: str) -> list[Chip]:
    return list(understand(sentence, KNOWN, recognisers=(recognise_places,)).chips)


def candidates(sentence: str) -> list[NamedPlace]:
    return [place for chip in chips(sentence) if isinstance(chip.meaning, AtPlace) for place in chip.meaning.candidates]


def told(chip: Chip) -> str:
    assert isinstance(chip.meaning, AtPlace)
    return f"{chip.text}={chip.meaning.chosen[0].english}"


def rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(("sentence", "places", "words"), [*rows("places_zh.tsv"), *rows("places_en.tsv")])
def test_sentence(sentence: str, places: str, words: str) -> None:
    """Which places it names, and what is left to be seen on the photos."""
    found = understand(sentence, KNOWN)
    named = "|".join(told(chip) for chip in found.chips if chip.kind is ChipKind.PLACE)
    assert (named or "-", found.words) == (places, words)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_names_of_the_gazetteer_are_understood(language: str) -> None:
    """A thousand places, each in a sentence: 19 of 20 are among what it may mean."""
    gazetteer = bundled_gazetteer()
    found = sentences = 0
    for place_id in range(7, len(gazetteer), 17):
        place = gazetteer.place(place_id)
        name = place.chinese if language == "zh" else place.english
        if not name or sentences == 1000:
            continue
        sentence = CARRIERS[language][sentences % len(CARRIERS[language])].format(name)
        sentences += 1
        # Of San José there are more than a person can choose from.
        found += any(name in (other.names) for other in candidates(sentence))
    assert sentences == 1000
    assert found >= 950


@pytest.mark.parametrize("language", ["zh", "en"])
def test_names_of_a_list_from_elsewhere_are_understood(language: str) -> None:
    names = [(name, country) for name, country in rows("cities_elsewhere.tsv") if name.isascii() == (language == "en")]
    found = 0
    for number, (name, country) in enumerate(names):
        sentence = CARRIERS[language][number % len(CARRIERS[language])].format(name)
        found += any(place.country == country for place in candidates(sentence))
    assert len(names) > 200
    assert found >= 0.85 * len(names)
