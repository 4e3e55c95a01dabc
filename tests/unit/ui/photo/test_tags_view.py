"""The tags beside a photo."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QStyle, QStyleOptionFrame, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from photosearch.types.tags import PhotoTag, TagName
from photosearch.ui.look.theme import apply_theme
from photosearch.ui.photo.tags_view import TagsView


def tag(chinese: str, english: str) -> PhotoTag:
    return PhotoTag(TagName(chinese, english), by_hand=False)


def test_the_tab_key_goes_from_tag_to_tag_to_the_field_and_on(qtbot: QtBot) -> None:
    window, before, after, view = QWidget(), QLineEdit(), QLineEdit(), TagsView()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    for widget in (before, view, after):
        column.addWidget(widget)
    window.show()
    window.activateWindow()
    # Those of the photo before are gone by then.
    view.show_tags([tag("狗", "dog")])
    view.show_tags([tag("猫", "cat"), tag("沙发", "sofa")])
    before.setAccessibleName("before")
    after.setAccessibleName("after")
    before.setFocus()
    qtbot.waitUntil(before.hasFocus)
    reached = []
    for _ in range(6):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        reached.append(focused.accessibleName())
    assert reached == [
        "before",
        "Show only photos with the tag cat",
        "cat is not on this photo",
        "Show only photos with the tag sofa",
        "sofa is not on this photo",
        "Add a tag",
    ]
    assert QApplication.focusWidget() is after


def test_the_field_is_high_enough_for_what_stands_in_it(qtbot: QtBot, qapp: QApplication) -> None:
    apply_theme(qapp, "light")
    view = TagsView()
    qtbot.addWidget(view)
    view.show()
    (field,) = view.findChildren(QLineEdit)
    option = QStyleOptionFrame()
    field.initStyleOption(option)
    inside = field.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, field)
    assert inside.height() >= field.fontMetrics().height()
