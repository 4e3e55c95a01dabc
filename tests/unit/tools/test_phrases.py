"""Phrases made from words."""

from __future__ import annotations

from tools.starter.concepts import is_chinese
from tools.starter.phrases import COLOURED_THINGS, COLOURS, PHOTO_TEMPLATES_EN, PHOTO_TEMPLATES_ZH, colour_phrases


def test_every_colour_meets_every_thing_in_both_languages() -> None:
    phrases = colour_phrases()
    assert len({phrase.en for phrase in phrases}) == len(COLOURS) * len(COLOURED_THINGS)
    assert all(is_chinese(text) for phrase in phrases for text in phrase.zh)


def test_a_red_car_is_said_with_and_without_the_particle() -> None:
    (red_car,) = (phrase for phrase in colour_phrases() if phrase.en == "red car")
    assert red_car.zh == ("红色的汽车", "红色汽车")


def test_templates_have_room_for_one_word() -> None:
    for template in PHOTO_TEMPLATES_EN + PHOTO_TEMPLATES_ZH:
        assert "cat" in template.format("cat")
