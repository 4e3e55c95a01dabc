"""Every answer ends: what fits and nothing else, or that nothing does."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.e2e.window.conftest import KnownLibrary
from tests.e2e.window.person import Person


def test_what_is_not_there_without_something_is_said_as_a_sentence(person: Person) -> None:
    person.types(person.reads("an elephant without people", "没有人的大象"))
    title = person.reads('Nothing found for "an elephant" without "people"', "没有找到不含“人”的“大象”")
    person.waits_until(lambda: person.has_read(title))


def test_only_what_fits_is_listed_in_every_order(person: Person) -> None:
    person.types(person.reads("a cat", "猫"))
    person.waits_for_photos(lambda names: names == ["cat.jpg"])
    order = person.reads("By relevance", "按相关度")
    for following in (person.reads("Newest first", "从新到旧"), person.reads("Oldest first", "从旧到新")):
        person.chooses(f"{person.reads('Order: ', '排序：')}{order}", following)
        person.waits_for_photos(lambda names: names == ["cat.jpg"])
        order = following


def test_what_is_not_there_is_said_and_the_nearest_can_be_seen_anyway(
    person: Person, known_library: KnownLibrary, known_count: int
) -> None:
    words = person.reads("an elephant", "大象")
    person.types(words)
    person.waits_until(lambda: person.has_read(person.reads(f'Nothing found for "{words}"', f"没有找到“{words}”")))
    assert person.sees_photos() == []
    assert person.has_read(person.reads("0 photos", "0 张照片"))
    person.clicks(person.reads("Show the nearest anyway", "显示最接近的"))
    person.waits_for_photos(lambda names: len(names) == known_count)
    assert person.sees_lines() == [person.reads("These are merely the nearest photos.", "这些只是最接近的照片。")]
    person.presses(Qt.Key.Key_Down, person.field)
    person.presses(Qt.Key.Key_End)
    assert person.chosen_photo == person.sees_photos()[-1]
    # One thing at a time: first the photo is no longer chosen.
    person.presses(Qt.Key.Key_Escape)
    assert person.field.text() == words
    person.clears()
    person.waits_for_photos(lambda names: names == list(reversed(known_library.oldest_first)))
    assert person.sees_lines() == []


def test_signs_alone_are_nothing_to_search_for(person: Person, known_count: int) -> None:
    person.types("。，！")
    person.waits_until(lambda: person.has_read(person.reads("There is nothing to search for", "没有可搜索的内容")))
    assert person.sees_photos() == []
    person.clicks(person.reads("Show all photos", "显示全部照片"))
    person.waits_for_photos(lambda names: len(names) == known_count)


def test_an_emoji_finds_what_it_is_called(person: Person) -> None:
    person.types("🐱")
    person.waits_for_photos(lambda names: names == ["cat.jpg"])
    assert person.has_read(person.reads('Searching for "cat" in place of 🐱.', "🐱 按“猫”搜索。"))
    assert person.field.text() == "🐱"


def test_a_filter_that_leaves_nothing_that_fits_says_so_too(person: Person) -> None:
    person.chooses(person.reads("Filter: Format", "筛选：格式"), "PNG")
    person.waits_for_photos(lambda names: names == ["coins.png"])
    person.types(person.reads("a cat", "猫"))
    person.waits_until(lambda: person.sees_button(person.reads("Show the nearest anyway", "显示最接近的")))
    person.clicks(person.reads("Remove PNG", "移除 PNG"))
    person.waits_for_photos(lambda names: names == ["cat.jpg"])
