"""Tags beside the photo: they find, they can be wrong, and a person adds their own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from tests.e2e.window.person import Person


def tag_field(person: Person) -> QLineEdit:
    name = person.reads("Add a tag", "添加标签")
    return next(field for field in person.window.findChildren(QLineEdit) if field.accessibleName() == name)


def test_a_tag_finds_all_that_have_it_and_its_chip_takes_it_back(person: Person, known_count: int) -> None:
    person.types(person.reads("a cat", "猫"))
    person.waits_for_photos(lambda names: names == ["cat.jpg"])
    person.clears()
    person.waits_for_photos(lambda names: len(names) == known_count)
    person.types(person.reads("coffee", "咖啡"))
    person.waits_for_first("coffee.jpg")
    find = person.reads("Show only photos with the tag coffee", "只看带有标签“咖啡”的照片")
    person.waits_until(lambda: person.sees_button(find))
    person.clears()
    person.clicks(find)
    person.waits_for_photos(lambda names: names == ["coffee.jpg"])
    person.clicks(person.reads("Remove coffee", "移除 咖啡"))
    person.waits_for_photos(lambda names: len(names) == known_count)


def test_a_wrong_tag_is_denied_and_an_own_one_added(person: Person) -> None:
    person.types(person.reads("coffee", "咖啡"))
    person.waits_for_first("coffee.jpg")
    deny = person.reads("coffee is not on this photo", "照片上没有咖啡")
    person.waits_until(lambda: person.sees_button(deny))
    person.clicks(deny)
    person.waits_until(lambda: not person.sees_button(deny))
    field = tag_field(person)
    field.setFocus()
    QTest.keyClicks(field, "Anna")
    person.presses(Qt.Key.Key_Return, field)
    taken_back = person.reads("Remove the tag Anna", "移除标签“Anna”")
    person.waits_until(lambda: person.sees_button(taken_back))
    assert field.text() == ""
    person.clicks(taken_back)
    person.waits_until(lambda: not person.sees_button(taken_back))


def test_esc_gives_up_the_tag_that_is_typed_and_nothing_else(person: Person) -> None:
    person.types(person.reads("coffee", "咖啡"))
    person.waits_for_first("coffee.jpg")
    field = tag_field(person)
    field.setFocus()
    QTest.keyClicks(field, "Ann")
    person.presses(Qt.Key.Key_Escape, field)
    assert field.text() == ""
    assert person.field.text() == person.reads("coffee", "咖啡")


def test_the_tags_of_the_library_are_counted_at_the_left_and_narrow_what_is_shown(
    person: Person, known_count: int
) -> None:
    person.clicks(person.reads("Tags", "标签"))
    cat, two = person.reads("cat 1", "猫 1"), person.reads("flower 1", "花 1")
    person.waits_until(lambda: person.sees_button(cat) and person.sees_button(two))
    person.clicks(cat)
    person.waits_for_photos(lambda names: names == ["cat.jpg"])
    person.clicks(two)
    person.waits_for_photos(lambda names: names == [])
    person.clicks(two)
    person.waits_for_photos(lambda names: names == ["cat.jpg"])
    person.clicks(person.reads("Remove cat", "移除 猫"))
    person.waits_for_photos(lambda names: len(names) == known_count)
    person.clicks(person.reads("Tags", "标签"))
    person.waits_until(lambda: not person.sees_button(cat))
