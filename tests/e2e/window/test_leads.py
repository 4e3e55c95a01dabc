"""The details of a photo lead to more photos: by mouse and by key, beside the preview and on the full screen."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.e2e.window.person import Person
from tests.photos import real_photo

SIDECAR = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:aux="http://ns.adobe.com/exif/1.0/aux/" xmlns:exif="http://ns.adobe.com/exif/1.0/" xmp:Rating="{stars}"
 aux:Lens="{lens}" exif:DateTimeOriginal="{day}T12:00:00">
<dc:creator><rdf:Seq><rdf:li>{creator}</rdf:li></rdf:Seq></dc:creator>
<dc:subject><rdf:Bag><rdf:li>{keyword}</rdf:li><rdf:li>holiday</rdf:li></rdf:Bag></dc:subject>
</rdf:Description></rdf:RDF></x:xmpmeta>"""
TOLD = {
    "cat.jpg": ("4", "XF 23mm", "2019-08-03", "Li Wei", "pets"),
    "coffee.jpg": ("4", "XF 35mm", "2019-08-03", "Anna", "morning"),
    "rocket.jpg": ("2", "XF 23mm", "2020-01-01", "Li Wei", "pets"),
}


@pytest.fixture
def teller(newcomer: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    """Somebody whose three photos tell more than most."""
    folder = tmp_path / "told"
    folder.mkdir()
    for name, (stars, lens, day, creator, keyword) in TOLD.items():
        shutil.copy(real_photo(name.removesuffix(".jpg")), folder / name)
        text = SIDECAR.format(stars=stars, lens=lens, day=day, creator=creator, keyword=keyword)
        (folder / f"{name}.xmp").write_text(text, "utf-8")
    newcomer.opens_folder(folder, monkeypatch)
    newcomer.waits_for_photos(lambda names: sorted(names) == sorted(TOLD))
    newcomer.presses(Qt.Key.Key_Home)
    while newcomer.chosen_photo != "cat.jpg":
        newcomer.presses(Qt.Key.Key_Right)
    return newcomer


def lead(person: Person, value: str) -> QLabel:
    """The link a screen reader calls so; there may be more behind the value, such as who told it."""
    name = person.reads(f"More photos: {value}", f"更多照片：{value}")
    found: list[QLabel] = []

    def is_there() -> bool:
        labels = (label for label in QApplication.allWidgets() if isinstance(label, QLabel) and label.isVisible())
        found[:] = [label for label in labels if label.accessibleName().startswith(name)]
        return bool(found)

    person.waits_until(is_there)
    return found[-1]


def follow(person: Person, value: str) -> None:
    QTest.mouseClick(lead(person, value), Qt.MouseButton.LeftButton, pos=QPoint(4, 6))


@pytest.mark.parametrize(
    ("value", "others"),
    [
        ("★★★★", {"coffee.jpg"}),
        ("XF 23mm", {"rocket.jpg"}),
        ("Li Wei", {"rocket.jpg"}),
        ("pets", {"rocket.jpg"}),
        ("holiday", {"coffee.jpg", "rocket.jpg"}),
        ("JPEG", {"coffee.jpg", "rocket.jpg"}),
    ],
)
def test_a_value_leads_to_the_photos_that_have_it_and_alt_left_back(
    teller: Person, value: str, others: set[str]
) -> None:
    teller.types("cat")
    teller.waits_for_first("cat.jpg")
    follow(teller, value)
    teller.waits_for_photos(lambda names: set(names) == {"cat.jpg", *others})
    assert [chip.rstrip() for chip in teller.sees_chips()] == [value]
    assert teller.field.text() == ""
    QTest.keySequence(teller.window, "Alt+Left")
    teller.waits_for_first("cat.jpg")
    assert (teller.field.text(), teller.sees_chips()) == ("cat", [])


def test_the_day_is_followed_by_key_and_its_tip_says_where_to(teller: Person) -> None:
    day = lead(teller, teller.reads("Aug 3, 2019", "2019年8月3日"))
    assert teller.reads("Show photos of this day", "查看这一天的照片") in day.toolTip()
    QTest.keyClick(teller.field, Qt.Key.Key_Escape)
    passed = set()
    teller.field.setFocus()
    for _ in range(200):
        QTest.keyClick(QApplication.focusWidget() or teller.window, Qt.Key.Key_Tab)
        at = QApplication.focusWidget()
        if at is day:
            break
        passed.add(at)
    assert QApplication.focusWidget() is day, "Tab does not reach it"
    QTest.keyClick(day, Qt.Key.Key_Return)
    teller.waits_for_photos(lambda names: set(names) == {"cat.jpg", "coffee.jpg"})
    assert teller.sees_chips() == [teller.reads("Aug 3, 2019", "2019年8月3日")]


def test_a_link_is_marked_and_copied_as_any_text_and_leads_nowhere_then(teller: Person) -> None:
    link = lead(teller, "XF 23mm")
    QTest.mousePress(link, Qt.MouseButton.LeftButton, pos=QPoint(0, 6))
    QTest.mouseMove(link, QPoint(link.width() - 1, 6))
    QTest.mouseRelease(link, Qt.MouseButton.LeftButton, pos=QPoint(link.width() - 1, 6))
    QTest.keySequence(link, "Ctrl+C")
    assert QGuiApplication.clipboard().text().startswith("XF 23mm")
    assert teller.sees_chips() == []


def test_the_full_screen_is_left_for_the_photos_that_were_asked_for(teller: Person) -> None:
    teller.presses(Qt.Key.Key_Return)
    teller.waits_until(lambda: teller.viewer is not None)
    viewer = teller.viewer
    assert viewer is not None
    QTest.keyClick(viewer, Qt.Key.Key_I)
    name = teller.reads("More photos: pets", "更多照片：pets")
    (link,) = (label for label in viewer.findChildren(QLabel) if label.accessibleName() == name)
    QTest.mouseClick(link, Qt.MouseButton.LeftButton, pos=QPoint(4, 6))
    teller.waits_for_photos(lambda names: set(names) == {"cat.jpg", "rocket.jpg"})
    assert teller.viewer is None
    assert teller.sees_chips() == ["pets"]
