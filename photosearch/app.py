"""The desktop app's composition root.

Start-up order:
1. the Qt application, whose thread alone takes Python's garbage apart from here on; a second start hands over to the
   window that runs already and ends here
2. settings, log file, language, theme: small files only
3. the window, visible and empty ("Opening your library")
4. in the background: the heavy imports, then ``Engine.open``
5. the window gets the engine and shows the photos; ``Engine.start`` scans, watches and loads the encoder
6. the event loop runs until the window is closed, or until "Quit" in the tray where the person wants it to stay; then
   the engine is closed and the settings are written
"""

from __future__ import annotations

import logging
import sys
import threading
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from photosearch import __version__
from photosearch.logs import set_up_logging
from photosearch.paths import DataFolders, data_folders
from photosearch.settings import SettingsOwner
from photosearch.ui.background import Background
from photosearch.ui.desktop.end_signals import EndSignals
from photosearch.ui.desktop.garbage import GuiThreadGarbage
from photosearch.ui.desktop.single_instance import SingleInstance, Wishes
from photosearch.ui.look.theme import apply_theme
from photosearch.ui.look.translation import Translation
from photosearch.ui.search.query_images import OfferedPictures
from photosearch.ui.window.main_window import MainWindow
from photosearch.ui.window.staying import Staying
from photosearch.ui.window.window_picture import WindowPicture

if TYPE_CHECKING:
    from photosearch.engine.engine import Engine

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class AppArguments:
    """How the window is started."""

    folders: tuple[Path, ...] = ()
    """Watch these too."""
    query: str = ""
    """Search for this at once."""
    like: Path | None = None
    """Search for photos like this one at once."""
    screenshot: Path | None = None
    """Draw the window into this PNG once it is complete, and end."""
    is_minimized: bool = False
    """Open out of the way."""
    is_verbose: bool = False


class Desktop(QObject):
    """The window and the engine behind it, from the first moment to the last."""

    def __init__(self, folders: DataFolders, settings: SettingsOwner, wishes: Wishes, translation: Translation) -> None:
        super().__init__()
        self._folders = folders
        self._settings = settings
        self._wishes = wishes
        self._background = Background(self)
        self._lock = threading.Lock()
        self._engine: Engine | None = None
        self._is_closed = False
        self.window = MainWindow(settings, self._background, translation)
        self.window.reopen_requested.connect(self.open)
        self.staying = Staying(self.window, settings, self._background)

    @property
    def engine(self) -> Engine | None:
        """The library, once it is open."""
        return self._engine

    @Slot()
    def open(self) -> None:
        """Open the library in the background."""
        self._background.run(self._open_engine, self._on_open, self.window.show_engine_failure)

    @Slot(object)
    def fulfil(self, wishes: Wishes) -> None:
        """Come to the front and do what a start asked for."""
        self._wishes = wishes
        self.window.raise_window()
        if self._engine is not None:
            self._fulfil_now()

    def close(self) -> None:
        """Write what is not written yet and end all work; at most about two seconds."""
        with self._lock:
            self._is_closed = True
            engine = self._engine
        if engine is not None:
            engine.close()
        try:
            self._settings.close()
        except OSError as error:
            _log.warning("the settings could not be written at the end: %s", error)

    def _open_engine(self) -> Engine:
        """In a background thread: the heavy imports happen here."""
        from photosearch.engine.engine import Engine

        engine = Engine.open(self._folders, self._settings)
        with self._lock:
            if not self._is_closed:
                self._engine = engine
                return engine
        engine.close()
        raise RuntimeError("the window was closed while the library was being opened")

    def _on_open(self, engine: Engine) -> None:
        self.window.attach_engine(engine)
        self._background.run(engine.start, self._on_started, self.window.show_engine_failure)
        self._fulfil_now()

    def _on_started(self, _value: None) -> None:
        """The engine's events tell the rest."""

    def _fulfil_now(self) -> None:
        wishes, self._wishes = self._wishes, Wishes()
        for folder in wishes.folders:
            self.window.library.add_folder(folder)
        if wishes.query:
            self.window.search_bar.set_text(wishes.query)
        if wishes.like is not None:
            self.window.pictures.take_offered(OfferedPictures(paths=(wishes.like,)), words=wishes.query)


def run(arguments: AppArguments) -> int:
    """Open the window and stay until it is closed; returns the exit code."""
    folders = data_folders()
    app = _application()
    garbage = GuiThreadGarbage()
    wishes = Wishes(tuple(map(Path.absolute, arguments.folders)), arguments.query, _absolute(arguments.like))
    instance = SingleInstance(folders.data, app)
    if arguments.screenshot is None and instance.hand_over_or_listen(wishes):
        garbage.close()
        return 0
    set_up_logging(folders.logs, is_verbose=arguments.is_verbose)
    sys.excepthook = _log_unexpected
    settings = SettingsOwner.read(folders.settings)
    translation = Translation(app)
    translation.use(settings.now.language)
    apply_theme(app, settings.now.theme)
    desktop = Desktop(folders, settings, wishes, translation)
    instance.wished.connect(desktop.fulfil)
    if arguments.screenshot is not None:
        desktop.window.take_usual_size()
    if arguments.is_minimized:
        desktop.window.showMinimized()
    else:
        desktop.window.show()
    desktop.open()
    if arguments.screenshot is not None:
        picture = WindowPicture(desktop.window, arguments.screenshot)
        picture.taken.connect(partial(_end_with_picture, app))
    signals = EndSignals() if threading.current_thread() is threading.main_thread() else None
    if signals is not None:
        signals.asked.connect(desktop.staying.end)
        signals.asked.connect(app.quit)
    desktop.staying.quit_requested.connect(app.quit)
    code = app.exec()
    if signals is not None:
        signals.close()
    desktop.staying.end()
    desktop.window.close()
    instance.close()
    desktop.close()
    garbage.close()
    return code


def _application() -> QApplication:
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("photosearch")
    app.setApplicationDisplayName("photosearch")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("photosearch")
    return app


def _end_with_picture(app: QApplication, is_written: bool) -> None:
    app.exit(0 if is_written else 2)


def _absolute(path: Path | None) -> Path | None:
    return None if path is None else path.absolute()


def _log_unexpected(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A mistake of ours in a slot: the window goes on, the log says what happened."""
    _log.critical("unexpected error in the window", exc_info=(kind, error, trace))
    sys.__excepthook__(kind, error, trace)
