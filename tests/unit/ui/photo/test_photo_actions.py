"""What can be done with selected photos."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from photosearch.errors import QueryImageError
from photosearch.types.files import ProblemReason
from photosearch.types.ids import PhotoId
from photosearch.types.photos import Photo
from photosearch.ui.background import Background
from photosearch.ui.photo.photo_actions import PhotoActions
from tests.fakes import make_photo


@pytest.fixture
def actions(qtbot: QtBot, background: Background) -> PhotoActions:
    def load(photo: Photo, _max_px: int) -> QImage:
        if photo.photo_id == 13:
            raise QueryImageError(ProblemReason.DAMAGED, photo.path)
        image = QImage(8, 6, QImage.Format.Format_RGB32)
        image.fill(QColor("teal"))
        return image

    widget = QWidget()
    qtbot.addWidget(widget)
    made = PhotoActions(background, widget)
    made.start(load)
    return made


def enabled(actions: PhotoActions) -> set[str]:
    every = (
        "view",
        "open",
        "show_in_folder",
        "copy_image",
        "copy_path",
        "find_similar",
        "search_without",
    )
    return {name for name in every if getattr(actions, name).isEnabled()}


def test_only_what_is_possible_is_offered(actions: PhotoActions, tmp_path: Path) -> None:
    assert enabled(actions) == set()
    actions.set_photos((make_photo(1, tmp_path, is_online=False),))
    assert enabled(actions) == {"view", "copy_path", "find_similar", "search_without"}
    actions.set_photos((make_photo(1, tmp_path),))
    assert len(enabled(actions)) == 7


def test_one_photo_is_copied_as_pixels_and_file(qtbot: QtBot, actions: PhotoActions, tmp_path: Path) -> None:
    actions.set_photos((make_photo(1, tmp_path),))
    with qtbot.waitSignal(actions.message):
        actions.copy_image.trigger()
    mime = QGuiApplication.clipboard().mimeData()
    assert mime is not None
    assert mime.hasImage()
    assert [url.toLocalFile() for url in mime.urls()] == [str(tmp_path / "IMG_00001.jpg")]


def test_several_are_copied_as_files(qtbot: QtBot, actions: PhotoActions, tmp_path: Path) -> None:
    actions.set_photos((make_photo(1, tmp_path), make_photo(2, tmp_path)))
    with qtbot.waitSignal(actions.message):
        actions.copy_image.trigger()
    mime = QGuiApplication.clipboard().mimeData()
    assert mime is not None
    assert len(mime.urls()) == 2


def test_a_photo_that_cannot_be_read_is_said(qtbot: QtBot, actions: PhotoActions, tmp_path: Path) -> None:
    actions.set_photos((make_photo(13, tmp_path),))
    with qtbot.waitSignal(actions.message) as said:
        actions.copy_image.trigger()
    assert "cannot be read" in str(said.args)


def test_paths_are_copied_as_lines(actions: PhotoActions, tmp_path: Path) -> None:
    actions.set_photos((make_photo(1, tmp_path), make_photo(2, tmp_path)))
    actions.copy_path.trigger()
    assert QGuiApplication.clipboard().text().splitlines() == [
        str(tmp_path / "IMG_00001.jpg"),
        str(tmp_path / "IMG_00002.jpg"),
    ]


def test_searches_carry_the_photos(qtbot: QtBot, actions: PhotoActions, tmp_path: Path) -> None:
    photos = (make_photo(1, tmp_path), make_photo(2, tmp_path))
    actions.set_photos(photos)
    with qtbot.waitSignal(actions.similar_requested) as requested:
        actions.find_similar.trigger()
    assert requested.args == [photos]
    with qtbot.waitSignal(actions.exclusion_requested) as requested:
        actions.search_without.trigger()
    assert requested.args == [photos]


def test_the_menu_deletes_nothing(qtbot: QtBot, actions: PhotoActions, tmp_path: Path) -> None:
    actions.set_photos((make_photo(1, tmp_path),))
    actions.popup(QPoint(10, 10))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    texts = [action.text().lower() for action in menu.actions() if not action.isSeparator()]
    assert len(texts) == 9
    assert not [text for text in texts if "delete" in text or "remove" in text]
    assert all(isinstance(action, QAction) for action in menu.actions())
    menu.close()


def test_all_that_is_selected_is_copied_however_much_of_it_is_at_hand(
    qtbot: QtBot, background: Background, tmp_path: Path
) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    actions = PhotoActions(background, widget)
    every = [PhotoId(number) for number in range(1, 3001)]
    actions.start(lambda _photo, _px: QImage(), lambda ids: [make_photo(n, tmp_path) for n in ids], lambda: every)
    actions.set_photos(tuple(make_photo(number, tmp_path) for number in range(1, 101)), len(every))
    for copy, said in ((actions.copy_image, "Copied 3,000 photos"), (actions.copy_path, "Copied 3,000 paths")):
        with qtbot.waitSignal(actions.message) as told:
            copy.trigger()
        assert told.args == [said]
    assert len(QGuiApplication.clipboard().text().splitlines()) == 3000
