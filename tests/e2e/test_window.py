"""The real window over the real engine: what is on the disk, in the database, in the index and in the grid agrees."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from photosearch.app import Desktop
from photosearch.engine.engine import Engine
from photosearch.paths import DataFolders
from photosearch.settings import Settings, SettingsOwner
from photosearch.ui.desktop.single_instance import Wishes
from photosearch.ui.look.translation import Translation
from photosearch.ui.window.pages import State
from tests.packages import write_colour_package
from tests.photos import edit_photo, write_photos

_WAIT_MS = 60_000


class Person:
    """Looks at the window and at the disk."""

    def __init__(self, desktop: Desktop, qtbot: QtBot) -> None:
        self.desktop = desktop
        self.window = desktop.window
        self.qtbot = qtbot

    @property
    def engine(self) -> Engine:
        assert self.desktop.engine is not None
        return self.desktop.engine

    def waits_for(self, count: int) -> None:
        """Until grid, database and index all tell ``count``."""

        def told() -> tuple[int, int, int, int]:
            status = self.engine.library.status()
            return status.photos, status.embedded, status.index_count, self.window.gallery.model.rowCount()

        def all_agree() -> None:
            assert told() == (count,) * 4

        self.qtbot.waitUntil(all_agree, timeout=_WAIT_MS)

    def first_hit(self) -> Path:
        """The file of the first photo in the grid."""
        self.qtbot.waitUntil(lambda: self.window.is_settled, timeout=_WAIT_MS)
        (photo,) = self.engine.library.photos([self.window.gallery.model.photo_ids[0]])
        return photo.path

    def types(self, words: str) -> None:
        """Into the search field, with Enter."""
        field = self.window.search_bar
        field.set_text(words)
        self.qtbot.waitUntil(lambda: self.window.is_settled, timeout=_WAIT_MS)


@pytest.fixture
def desktop(qtbot: QtBot, qapp: QApplication, folders: DataFolders) -> Iterator[Desktop]:
    write_colour_package(folders.models / "starter", name="starter")
    made = Desktop(folders, SettingsOwner(folders.settings, Settings(language="en")), Wishes(), Translation(qapp))
    qtbot.addWidget(made.window)
    made.window.show()
    made.open()
    qtbot.waitUntil(lambda: made.window.gallery.state is State.FIRST_RUN, timeout=_WAIT_MS)
    yield made
    made.window.close()
    made.close()


@pytest.fixture
def person(desktop: Desktop, qtbot: QtBot) -> Person:
    return Person(desktop, qtbot)


def test_the_library_follows_the_disk(person: Person, tmp_path: Path) -> None:
    library = tmp_path / "照片"
    write_photos(library / "old", 20)
    person.window.library.add_folder(library)
    person.waits_for(20)
    write_photos(library / "假期", 200, seed=5)
    person.waits_for(220)
    for number in range(20):
        edit_photo(library / "假期" / f"IMG_{number:04}.jpg", seed=number)
    (library / "old").rename(library / "renamed")
    for number in range(20, 50):
        (library / "假期" / f"IMG_{number:04}.jpg").unlink()
    person.waits_for(190)

    def renamed_is_known() -> None:
        folders = dict(person.engine.library.folders_of(person.engine.library.roots()[0].root_id))
        assert folders == {"renamed": 20, "假期": 170}

    person.qtbot.waitUntil(renamed_is_known, timeout=_WAIT_MS)
    library.rename(tmp_path / "unplugged")
    person.qtbot.waitUntil(lambda: not person.engine.library.roots()[0].is_online, timeout=_WAIT_MS)
    person.waits_for(190)
    (tmp_path / "unplugged").rename(library)
    person.qtbot.waitUntil(lambda: person.engine.library.roots()[0].is_online, timeout=_WAIT_MS)
    person.waits_for(190)


def test_words_and_pictures_bring_the_right_photo_first(person: Person, tmp_path: Path) -> None:
    library = tmp_path / "colours"
    library.mkdir()
    for name, colour in (("red", (230, 20, 20)), ("green", (20, 220, 30)), ("blue", (10, 30, 230))):
        Image.new("RGB", (300, 200), colour).save(library / f"{name}.jpg")
    person.window.library.add_folder(library)
    person.waits_for(3)
    for words, name in (("green", "green.jpg"), ("蓝", "blue.jpg"), ("red", "red.jpg")):
        person.types(words)
        person.qtbot.waitUntil(partial(shows, person, name), timeout=_WAIT_MS)
    person.window.search_bar.clear()
    query = tmp_path / "sea.png"
    Image.new("RGB", (90, 80), (20, 50, 200)).save(query)
    drop(person.window, query)
    person.qtbot.waitUntil(lambda: person.first_hit().name == "blue.jpg", timeout=_WAIT_MS)


def shows(person: Person, name: str) -> bool:
    """Whether the first photo in the grid is the file ``name``."""
    return person.first_hit().name == name


def drop(window: object, path: Path) -> None:
    """Let go of a file over the middle of the window."""
    from PySide6.QtWidgets import QWidget

    assert isinstance(window, QWidget)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    centre = QPoint(window.width() // 2, window.height() // 2)
    event = QDropEvent(
        QPointF(centre),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(window, event)
