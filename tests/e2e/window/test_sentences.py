"""Asking as one speaks: a moment is told by when, where and what is to be seen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt

from photosearch.paths import DataFolders
from tests.e2e.window.person import Person
from tests.photos import real_photo
from tests.program import Program
from tools.moments import ERHAI, drawn_sunset, save_moment

LAKE_TAHOE = (39.10, -120.04)
BEIJING = (39.90, 116.40)
SENTENCES = {
    "en": ("sunsets at Lake Tahoe last year", ["last year", "Lake Tahoe"], "sunsets"),
    "zh": ("去年在洱海边看日落的照片", ["去年", "洱海"], "看日落"),
}
"""The sentence, its chips, and what is left to be seen."""


@pytest.fixture
def moments(folders: DataFolders, tmp_path: Path) -> Path:
    """Sunsets at two lakes last year, and what differs from each in when, where or what is on it."""
    photos = tmp_path / "照片"
    last_year = dt.date(dt.date.today().year - 1, 7, 15)
    before = last_year.replace(year=last_year.year - 2)
    for number, (place, position) in enumerate((("erhai", ERHAI), ("tahoe", LAKE_TAHOE))):
        save_moment(drawn_sunset(number), photos / f"{place}.jpg", last_year, position)
        save_moment(drawn_sunset(number + 2), photos / f"{place} before.jpg", before, position)
        for name in ("cat", "coffee"):
            with Image.open(real_photo(name)) as picture:
                save_moment(picture, photos / f"{place} {name}.jpg", last_year, position)
    save_moment(drawn_sunset(5), photos / "beijing.jpg", last_year, BEIJING)
    save_moment(drawn_sunset(6), photos / "nowhere.jpg", last_year)
    assert Program(folders.data.parent).run("add", photos).returncode == 0
    return photos


@pytest.fixture
def traveller(moments: Path, open_window: Callable[[], Person]) -> Person:
    """Somebody whose photos know when and where they were taken."""
    made = open_window()
    made.waits_for_photos(lambda names: len(names) == len(list(moments.iterdir())))
    return made


def test_when_where_and_what(traveller: Person) -> None:
    sentence, chips, words = SENTENCES[traveller.language]
    lake = traveller.reads("tahoe", "erhai")
    traveller.types(sentence)
    traveller.waits_for_first(f"{lake}.jpg")
    assert sorted(traveller.sees_chips()) == sorted(chips)
    assert traveller.field.text() == words
    # Of what was taken there and then only this one fits.
    assert traveller.sees_photos() == [f"{lake}.jpg"]
    assert traveller.has_read(traveller.reads("1 photo", "1 张照片"))


def test_without_its_place_the_sentence_finds_the_others_of_that_year(traveller: Person) -> None:
    sentence, chips, words = SENTENCES[traveller.language]
    traveller.types(sentence)
    traveller.waits_for_photos(lambda names: len(names) == 1)
    traveller.presses(Qt.Key.Key_Home, traveller.field)
    traveller.presses(Qt.Key.Key_Backspace, traveller.field)
    left = chips[:1] if traveller.language == "zh" else ["Lake Tahoe"]
    traveller.waits_until(lambda: traveller.sees_chips() == left)
    expected = (
        {"erhai.jpg", "tahoe.jpg", "beijing.jpg", "nowhere.jpg"}
        if traveller.language == "zh"
        else {"tahoe.jpg", "tahoe before.jpg"}
    )
    traveller.waits_for_photos(lambda names: set(names) == expected)
    assert traveller.field.text() == words


def test_when_and_where_alone_bring_everything_of_then_the_newest_first(traveller: Person) -> None:
    traveller.types(traveller.reads("Lake Tahoe", "洱海的照片"))
    lake = traveller.reads("tahoe", "erhai")
    traveller.waits_for_photos(
        lambda names: (
            set(names[:3]) == {f"{lake}.jpg", f"{lake} cat.jpg", f"{lake} coffee.jpg"}
            and names[3:] == [f"{lake} before.jpg"]
        )
    )
    assert traveller.field.text() == ""


def test_a_place_without_such_photos_offers_to_leave_it_away(traveller: Person) -> None:
    # Of that year every photo says where it was taken: none may be from Paris.
    year = dt.date.today().year - 3
    traveller.types(traveller.reads(f"sunsets in Paris in {year}", f"{year}年在巴黎看日落"))
    place = traveller.reads("Paris", "巴黎")
    button = traveller.reads(f'Search without "{place}"', f"不限“{place}”再搜")
    traveller.waits_until(lambda: traveller.sees_button(button))
    traveller.clicks(button)
    traveller.waits_for_photos(lambda names: set(names) == {"erhai before.jpg", "tahoe before.jpg"})
