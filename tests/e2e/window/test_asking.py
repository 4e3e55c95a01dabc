"""Asking for photos: by words, by a picture, by both, without something, among some, from a place, in an order."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.e2e.window.conftest import KnownLibrary
from tests.e2e.window.person import Person
from tests.photos import real_photo


def another_view_of(name: str, folder: Path) -> Path:
    """The middle of a photo of the library: not the same bytes."""
    file = folder / "another view.png"
    with Image.open(real_photo(name)) as image:
        width, height = image.size
        image.crop((width // 8, height // 8, width * 7 // 8, height * 7 // 8)).save(file)
    return file


def test_words_bring_what_they_say_first_and_esc_everything_back(person: Person, known_library: KnownLibrary) -> None:
    for words, name in ((person.reads("a cat", "猫"), "cat.jpg"), (person.reads("coffee", "一杯咖啡"), "coffee.jpg")):
        person.types(words)
        person.waits_for_first(name)
    person.clears()
    person.waits_for_photos(lambda names: names == list(reversed(known_library.oldest_first)))
    assert person.field.text() == ""


def test_traditional_characters_are_understood_and_stay_as_they_were_typed(person: Person) -> None:
    person.types("貓")
    person.waits_for_photos(lambda names: names == ["cat.jpg"])
    assert person.field.text() == "貓"
    assert not person.sees_button(person.reads("Models…", "选择模型…"))


def test_what_a_file_is_called_finds_it_and_is_said_to(person: Person) -> None:
    person.types("gravel.jpg")
    person.waits_for_first("gravel.jpg")
    person.presses(Qt.Key.Key_Down, person.field)
    person.waits_until(lambda: person.hears(person.reads("file name: gravel.jpg", "文件名：gravel.jpg")))


def test_a_dropped_picture_brings_its_like_first_and_words_are_added_to_it(person: Person, tmp_path: Path) -> None:
    person.drops(another_view_of("moon", tmp_path))
    person.waits_for_first("moon.jpg")
    person.types(person.reads("a cat", "猫"))
    # Nothing is like the moon and a cat at once: the one that comes near to it merely may fit.
    person.waits_until(lambda: person.has_read(person.reads("1 perhaps", "也许 1 张")))
    assert person.sees_photos() == ["moon.jpg"]
    person.clicks(person.reads("Remove another view.png", "移除 another view.png"))
    person.waits_for_first("cat.jpg")


def test_what_must_not_be_there_is_left_out(person: Person) -> None:
    person.types(person.reads("flower", "花"))
    person.waits_for_photos(lambda names: {"dahlia.jpg", "galaxies.jpg"} <= set(names))
    person.types(person.reads("flower -galaxy", "花 -星系"))
    person.waits_for_photos(lambda names: "dahlia.jpg" in names and "galaxies.jpg" not in names)
    person.clicks(person.reads("Remove galaxy", "移除 星系"))
    person.waits_for_photos(lambda names: {"dahlia.jpg", "galaxies.jpg"} <= set(names))


def test_a_sentence_says_what_must_not_be_there(person: Person) -> None:
    person.types(person.reads("no cat", "没有猫"))
    person.waits_for_photos(lambda names: len(names) > 1 and "cat.jpg" not in names)
    assert person.field.text() == ""
    person.clicks(person.reads("Remove cat", "移除 猫"))
    person.waits_for_photos(lambda names: "cat.jpg" in names)


def test_a_photo_can_be_searched_for_and_without(person: Person) -> None:
    person.types(person.reads("a rocket", "火箭"))
    person.waits_for_photos(lambda names: "rocket.jpg" in names[:2])
    person.presses(Qt.Key.Key_Down, person.field)
    first = person.sees_photos()[0]
    # The letter alone would be typed: there are words in the field.
    QTest.keySequence(person.grid, "Ctrl+Shift+F")
    person.waits_until(lambda: person.sees_button(person.reads(f"Remove {first}", f"移除 {first}")))
    assert person.field.text() == ""


def test_a_filter_narrows_it_down_and_its_chip_takes_it_away(person: Person, known_library: KnownLibrary) -> None:
    person.chooses(person.reads("Filter: Format", "筛选：格式"), "PNG")
    person.waits_for_photos(lambda names: names == ["coins.png"])
    person.clicks(person.reads("Remove PNG", "移除 PNG"))
    person.waits_for_photos(lambda names: len(names) == len(known_library.oldest_first))


def test_an_order_belongs_to_the_question_it_was_chosen_for(person: Person, known_library: KnownLibrary) -> None:
    oldest = person.reads("Oldest first", "从旧到新")
    person.chooses(person.reads("Order: Newest first", "排序：从新到旧"), oldest)
    person.waits_for_photos(lambda names: names == list(known_library.oldest_first))
    person.types(person.reads("flower", "花"))
    person.waits_for_photos(lambda names: names[:1] == ["dahlia.jpg"])
    by_relevance = person.sees_photos()
    person.chooses(person.reads("Order: By relevance", "排序：按相关度"), oldest)
    person.waits_until(lambda: person.sees_button(person.reads("Order: Oldest first", "排序：从旧到新")))
    person.waits_for_photos(lambda names: sorted(names) == sorted(by_relevance))
    person.types(person.reads("a cat", "猫"))
    person.waits_for_first("cat.jpg")
    assert person.sees_button(person.reads("Order: By relevance", "排序：按相关度"))
    person.clears()
    person.waits_for_photos(lambda names: names == list(reversed(known_library.oldest_first)))


def test_another_order_shows_the_same_photos(person: Person, known_library: KnownLibrary, known_count: int) -> None:
    person.clicks(person.reads("Recently added", "最近添加"))
    added = person.reads("Order: Last added first", "排序：最后添加的在前")
    person.waits_until(lambda: person.sees_button(added))
    person.chooses(added, person.reads("Oldest first", "从旧到新"))
    person.waits_for_photos(lambda names: names == list(known_library.oldest_first))
    assert person.sees_button(person.reads("Order: Oldest first", "排序：从旧到新"))
    person.types(person.reads("an elephant", "大象"))
    person.clicks(person.reads("Show the nearest anyway", "显示最接近的"))
    person.waits_for_photos(lambda names: len(names) == known_count)
    person.chooses(person.reads("Order: By relevance", "排序：按相关度"), person.reads("Newest first", "从新到旧"))
    person.waits_for_photos(lambda names: names == list(reversed(known_library.oldest_first)))


def test_the_sidebar_says_where_to_look(person: Person, known_library: KnownLibrary, known_count: int) -> None:
    person.clicks(f"照片 {known_count}")
    person.chooses(person.reads("Order: Newest first", "排序：从新到旧"), person.reads("Oldest first", "从旧到新"))
    person.waits_for_photos(lambda names: names == list(known_library.oldest_first))
    person.clicks(person.reads("Recently added", "最近添加"))
    person.waits_for_photos(lambda names: len(names) == known_count and names != list(known_library.oldest_first))
    person.clicks(f"照片 {known_count}")
    person.waits_for_photos(lambda names: names == list(reversed(known_library.oldest_first)))
    person.types(person.reads("a cat", "猫"))
    person.waits_for_first("cat.jpg")


def test_one_goes_back_through_what_was_asked_and_out_of_it_a_step_at_a_time(person: Person, known_count: int) -> None:
    person.types(person.reads("a cat", "猫"))
    person.waits_for_first("cat.jpg")
    person.types(person.reads("coffee", "一杯咖啡"))
    person.waits_for_first("coffee.jpg")
    QTest.keySequence(person.window, "Alt+Left")
    person.waits_for_first("cat.jpg")
    assert person.field.text() == person.reads("a cat", "猫")
    QTest.keySequence(person.window, "Alt+Right")
    person.waits_for_first("coffee.jpg")
    person.chooses(person.reads("Filter: Format", "筛选：格式"), "JPEG")
    person.waits_until(lambda: person.sees_button(person.reads("Remove JPEG", "移除 JPEG")))
    person.presses(Qt.Key.Key_Down, person.field)
    person.presses(Qt.Key.Key_Escape)
    assert person.sees_button(person.reads("Remove JPEG", "移除 JPEG"))
    person.presses(Qt.Key.Key_Escape)
    person.waits_until(lambda: not person.sees_button(person.reads("Remove JPEG", "移除 JPEG")))
    assert person.field.text() == person.reads("coffee", "一杯咖啡")
    QTest.keySequence(person.window, "Ctrl+Z")
    person.waits_until(lambda: person.sees_button(person.reads("Remove JPEG", "移除 JPEG")))
    for _ in range(2):
        person.presses(Qt.Key.Key_Escape)
    person.waits_for_photos(lambda names: len(names) == known_count)


@pytest.mark.parametrize("kind", ["pdf", "broken jpeg", "page"])
def test_what_is_no_picture_is_refused_with_a_line_and_the_results_stay(
    person: Person, tmp_path: Path, kind: str
) -> None:
    person.types(person.reads("a cat", "猫"))
    person.waits_for_first("cat.jpg")
    before = person.sees_photos()
    if kind == "page":
        person.drops_address("https://example.org/an-article")
        person.waits_until(lambda: person.has_read(person.reads("This is the address of a page.", "这是网页的地址")))
    else:
        name = {"pdf": "report.pdf", "broken jpeg": "broken.jpg"}[kind]
        start = {"pdf": b"%PDF-1.7 a report", "broken jpeg": b"\xff\xd8\xff\xe0 broken"}[kind]
        (tmp_path / name).write_bytes(start + bytes(200))
        person.drops(tmp_path / name)
        said = {
            "pdf": person.reads('"report.pdf" is not a picture.', "“report.pdf”不是图片。"),
            "broken jpeg": person.reads('"broken.jpg" cannot be searched with.', "无法用“broken.jpg”搜索。"),
        }[kind]
        person.waits_until(lambda: person.has_read(said))
    assert person.sees_photos() == before
    assert person.field.text() == person.reads("a cat", "猫")
