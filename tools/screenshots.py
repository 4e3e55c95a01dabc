"""Opens the real app over a folder of photos and draws its main states into PNGs: what the README shows.

    xvfb-run -a -s "-screen 0 1600x1000x24" python tools/screenshots.py PHOTOS [--out docs/screenshots]

It works on a home of its own, so the person's library is never touched. Without a display it draws offscreen.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTreeWidget, QWidget

from photosearch.app import Desktop
from photosearch.paths import HOME_VARIABLE, data_folders
from photosearch.settings import Settings, SettingsOwner
from photosearch.types.progress import IngestPhase
from photosearch.ui.desktop.single_instance import Wishes
from photosearch.ui.library.problems_dialog import ProblemsDialog
from photosearch.ui.look.theme import apply_theme
from photosearch.ui.look.translation import Translation
from photosearch.ui.search.query_images import OfferedPictures
from photosearch.ui.settings.settings_dialog import SettingsDialog
from tools.moments import ERHAI, drawn_sunset, save_moment

if TYPE_CHECKING:
    from photosearch.ui.window.main_window import MainWindow

WINDOW_PX = (1200, 760)
SMALL_WINDOW_PX = (900, 600)
_SUNSETS, _OTHERS = 5, 6
_SETTLED_FOR_S = 0.6
_LONGEST_WAIT_S = 120.0

Dialog = TypeVar("Dialog", bound=QWidget)


class TookTooLongError(Exception):
    """A state of the window did not come."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw every state; 0 when all came."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("photos", type=Path, help="folder with photos to show")
    parser.add_argument("--out", type=Path, default=Path("docs/screenshots"), help="where the PNGs go")
    options = parser.parse_args(arguments)
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ[HOME_VARIABLE] = str(Path(home) / "app")
        broken = make_broken_files(Path(home) / "旧硬盘")
        moments = make_moments(Path(home) / "去洱海", options.photos.resolve())
        Studio(options.out).draw_all(options.photos.resolve(), broken, moments)
    return 0


def make_broken_files(folder: Path) -> Path:
    """A folder with files that cannot be used, each for another reason."""
    folder.mkdir(parents=True)
    (folder / "IMG_0412.jpg").write_bytes(b"")
    (folder / "IMG_0413.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00")
    (folder / "IMG_0414.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x02\x00\x00\x01\x00\x01\x00\x00")
    (folder / "notes.png").write_text("this is a text", encoding="utf-8")
    return folder


def make_moments(folder: Path, photos: Path) -> Path:
    """A folder with photos of last year's journey to Erhai, some sunsets among them."""
    folder.mkdir(parents=True)
    day = dt.date(dt.date.today().year - 1, 7, 15)
    for number in range(_SUNSETS):
        save_moment(drawn_sunset(number), folder / f"IMG_{number + 1:04}.jpg", day, ERHAI)
    for number, path in enumerate(sorted(photos.glob("*.jpg"))[:_OTHERS]):
        with Image.open(path) as image:
            save_moment(image, folder / f"IMG_{number + 50:04}.jpg", day, ERHAI)
    return folder


class Studio:
    """The running app, and how its pictures are taken."""

    def __init__(self, target: Path) -> None:
        self._target = target
        existing = QApplication.instance()
        self._app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
        self._translation = Translation(self._app)
        folders = data_folders()
        folders.create()
        chosen = Settings(language="zh", theme="light", background_work="always", decode_workers=1)
        self._settings = SettingsOwner(folders.settings, chosen)
        self._show_settings()
        self._desktop = Desktop(folders, self._settings, Wishes(), self._translation)

    @property
    def _window(self) -> MainWindow:
        return self._desktop.window

    def draw_all(self, photos: Path, broken: Path, moments: Path) -> None:
        """All states, in the order in which a person meets them."""
        try:
            self._draw_beginning(photos)
            self._draw_searches()
            self._draw_sentences(moments)
            self._draw_dialogs(broken)
        finally:
            self._window.close()
            self._desktop.close()

    def _draw_beginning(self, photos: Path) -> None:
        self._window.resize(*WINDOW_PX)
        self._window.show()
        # Away from the photos: a photo under the mouse shows its button.
        QCursor.setPos(0, 0)
        self._desktop.open()
        self._wait(lambda: self._window.library.status is not None)
        self._take("first-run")
        self._window.library.add_folder(photos)
        self._wait(self._has_first_photos)
        self._take("indexing", must_settle=False)
        self._wait(self._is_done)

    def _draw_searches(self) -> None:
        self._search("猫")
        self._take("results-cat-zh")
        self._window.gallery.view.show_row(0)
        self._take("preview")
        self._change(theme="dark")
        self._take("dark")
        self._change(language="en")
        self._search("an elephant")
        self._take("nothing-found")
        self._search("a cat")
        self._window.gallery.view.show_row(0)
        self._change(theme="light")
        self._take("results-cat-en")
        best = self._window.gallery.model.photo(0)
        assert best is not None
        self._window.search_bar.clear()
        self._window.pictures.take_offered(OfferedPictures(paths=(best.path,)))
        self._take("results-picture")
        self._window.resize(*SMALL_WINDOW_PX)
        self._take("small-window")
        self._window.resize(*WINDOW_PX)
        self._change(language="zh")

    def _draw_sentences(self, moments: Path) -> None:
        self._window.search_bar.clear()
        self._window.library.add_folder(moments)
        self._wait(lambda: self._window.library.progress.phase is not IngestPhase.IDLE)
        self._wait(self._is_done)
        self._search("去年在洱海边看日落的照片")
        self._take("sentence-typed")
        QTest.keyClick(self._window.search_bar.line_edit, Qt.Key.Key_Return)
        self._take("sentence-zh")
        self._change(language="en", theme="dark")
        self._search("sunsets at Erhai last year")
        QTest.keyClick(self._window.search_bar.line_edit, Qt.Key.Key_Return)
        self._take("sentence-en")
        self._change(language="zh", theme="light")

    def _draw_dialogs(self, broken: Path) -> None:
        self._window.search_bar.clear()
        self._window.settings_flow.show_dialog()
        settings = self._dialog(SettingsDialog)
        self._take("settings", settings)
        settings.show_models()
        self._take("models", settings)
        settings.close()
        self._window.library.add_folder(broken)
        self._wait(lambda: self._window.library.status is not None and self._window.library.status.problems > 0)
        self._window.library.problems.show()
        problems = self._dialog(ProblemsDialog)
        self._wait(lambda: problems.findChildren(QTreeWidget)[0].topLevelItemCount() > 0)
        group = problems.findChildren(QTreeWidget)[0].topLevelItem(0)
        if group is not None:
            group.setSelected(True)
        self._take("problems", problems)

    def _dialog(self, kind: type[Dialog]) -> Dialog:
        return next(widget for widget in self._window.findChildren(kind) if widget.isVisible())

    def _search(self, text: str) -> None:
        self._window.search_bar.clear()
        self._window.search_bar.set_text(text)

    def _change(self, **changes: str) -> None:
        self._settings.change(**changes)
        self._show_settings()

    def _show_settings(self) -> None:
        self._translation.use(self._settings.now.language)
        apply_theme(self._app, self._settings.now.theme)

    def _has_first_photos(self) -> bool:
        """Some are in and can be seen while the rest is still being added."""
        gallery = self._window.gallery
        return (gallery.model.rowCount() > 0 and gallery.is_settled) or self._is_done()

    def _is_done(self) -> bool:
        status = self._window.library.status
        is_idle = self._window.library.progress.phase is IngestPhase.IDLE
        return is_idle and status is not None and 0 < status.photos == self._window.gallery.model.rowCount()

    def _take(self, name: str, widget: QWidget | None = None, *, must_settle: bool = True) -> None:
        if must_settle:
            self._settle()
        path = self._target / f"{name}.png"
        # Quality 0 is the smallest file: PNG loses nothing either way.
        if not (widget or self._window).grab().save(str(path), quality=0):
            raise OSError(f"{path} cannot be written")
        print(path)

    def _settle(self) -> None:
        """Wait until nothing visible has been on its way for a moment."""
        quiet_since = time.monotonic()

        def is_settled() -> bool:
            nonlocal quiet_since
            if not self._window.is_settled:
                quiet_since = time.monotonic()
            return time.monotonic() - quiet_since > _SETTLED_FOR_S

        self._wait(is_settled)

    def _wait(self, is_there: Callable[[], bool]) -> None:
        deadline = time.monotonic() + _LONGEST_WAIT_S
        while not is_there():
            if time.monotonic() > deadline:
                raise TookTooLongError
            self._app.processEvents()
            time.sleep(0.01)


if __name__ == "__main__":
    raise SystemExit(main())
