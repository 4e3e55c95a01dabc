"""The way of a setting: from the dialog to its owner, and from the owner to what the window shows of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from photosearch.settings import SettingsChanged, SettingsOwner, SettingsUnsaved
from photosearch.types.models import EncoderInfo, ModelSize
from photosearch.ui.background import Background, EngineEvents
from photosearch.ui.desktop.system_motion import system_has_motion
from photosearch.ui.look.motion import set_motion, style_has_motion
from photosearch.ui.look.theme import apply_theme
from photosearch.ui.look.translation import Translation
from photosearch.ui.settings.model_removal import confirm_model_removal
from photosearch.words.failures import error_sentence
from photosearch.words.models import emptied_text, removed_text

if TYPE_CHECKING:
    from photosearch.engine.parts import Models
    from photosearch.ui.settings.settings_dialog import SettingsDialog

_HISTORY_LENGTH = 50


class SettingsFlow(QObject):
    """Shows the owner's settings and hands it what the person chooses; keeps none itself."""

    message = Signal(str)
    history_changed = Signal(object)
    half_life_changed = Signal(int)

    def __init__(
        self, settings: SettingsOwner, translation: Translation, background: Background, window: QWidget
    ) -> None:
        super().__init__(window)
        self._settings = settings
        self._translation = translation
        self._background = background
        self._window = window
        self._models: Models | None = None
        self._dialog: SettingsDialog | None = None
        self._stops: dict[str, Event] = {}
        """What ends each installation that runs, or is ending."""
        self._next: dict[str, Callable[[], None]] = {}
        """What begins once one that was cancelled has ended."""
        self._system_has_motion = False
        self._stop_hearing = settings.subscribe(self._on_told)
        self._apply_motion()

    def start(self, models: Models, events: EngineEvents) -> None:
        """The library is open: there are models to choose."""
        self._models = models
        events.encoder_changed.connect(self._fetch_encoders)
        self._background.run(system_has_motion, self._on_system_motion, self._on_refused)

    def set_thumbnail_size(self, size_px: int) -> None:
        """Remember the size of the grid's cells."""
        self._settings.change(thumbnail_size_px=size_px)

    @Slot(bool)
    def set_rows(self, is_on: bool) -> None:
        """Remember whether the grid's cells keep the form of the photos."""
        self._settings.change(cells="rows" if is_on else "squares")

    def remember_search(self, text: str) -> None:
        """Put ``text`` first in the history."""
        others = tuple(other for other in self._settings.now.history if other != text)
        self._settings.change(history=(text, *others)[:_HISTORY_LENGTH])

    @Slot(str)
    def forget_search(self, text: str) -> None:
        """Take ``text`` out of the history."""
        self._settings.change(history=tuple(other for other in self._settings.now.history if other != text))

    @Slot()
    def clear_history(self) -> None:
        """Forget every past search."""
        self._settings.change(history=())

    @Slot()
    def show_dialog(self) -> None:
        """Open the settings."""
        if self._dialog is None:
            self._dialog = self._make_dialog()
        self._dialog.show_settings(self._settings.now)
        self._fetch_encoders()
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()

    def close(self) -> None:
        """Stop downloads, and hear nothing more."""
        self._stop_hearing()
        self._next.clear()
        for stop in self._stops.values():
            stop.set()

    def _make_dialog(self) -> SettingsDialog:
        from photosearch.ui.settings.settings_dialog import SettingsDialog

        dialog = SettingsDialog(self._window)
        dialog.setting_chosen.connect(self._on_setting_chosen)
        dialog.install_requested.connect(self._on_install)
        dialog.install_file_requested.connect(self._on_install_file)
        dialog.install_cancelled.connect(self._on_install_cancelled)
        dialog.encoder_chosen.connect(self._on_encoder_chosen)
        dialog.removal_requested.connect(self._on_removal_requested)
        return dialog

    def _on_told(self, event: SettingsChanged | SettingsUnsaved) -> None:
        """On the changing thread: only hands over."""
        if isinstance(event, SettingsChanged):
            self._background.post(partial(self._on_settings_changed, event))
        else:
            self._background.post(partial(self._on_refused, event.error))

    def _on_settings_changed(self, event: SettingsChanged) -> None:
        now = self._settings.now
        app = QApplication.instance()
        if event.old.theme != event.new.theme and isinstance(app, QApplication):
            apply_theme(app, now.theme)
        if event.old.motion != event.new.motion:
            self._apply_motion()
        if event.old.language != event.new.language:
            self._translation.use(now.language)
        if event.old.history != event.new.history:
            self.history_changed.emit(now.history)
        if event.old.recent_half_life_days != event.new.recent_half_life_days:
            self.half_life_changed.emit(now.recent_half_life_days)
        if self._dialog is not None:
            self._dialog.show_settings(now)

    def _on_system_motion(self, has_motion: bool) -> None:
        self._system_has_motion = has_motion and style_has_motion()
        self._apply_motion()

    def _apply_motion(self) -> None:
        choice = self._settings.now.motion
        set_motion(choice == "on" or (choice == "system" and self._system_has_motion))

    @Slot(str, object)
    def _on_setting_chosen(self, name: str, value: object) -> None:
        if name == "login_start":
            # Only here, for hardly a start comes to it.
            from photosearch.ui.desktop.login_start import login_start

            # The system may refuse: the setting says what the system was told.
            work = partial(login_start().set_on, value == "on")
            self._background.run(work, partial(self._on_login_start, str(value)), self._on_login_refused)
            return
        self._settings.change(**{name: value})

    def _on_login_start(self, value: str, _value: None) -> None:
        self._settings.change(login_start=value)

    def _on_login_refused(self, error: BaseException) -> None:
        if self._dialog is not None:
            self._dialog.show_settings(self._settings.now)
        self._on_refused(error)

    @Slot()
    def _fetch_encoders(self) -> None:
        if self._models is not None and self._dialog is not None:
            self._background.run_newest("encoders", self._models.encoders, self._on_encoders, self._on_refused)
            self._background.run_newest("model-sizes", self._models.sizes, self._on_sizes, self._on_refused)

    def _on_encoders(self, encoders: tuple[EncoderInfo, ...]) -> None:
        if self._dialog is not None:
            self._dialog.set_encoders(encoders)

    def _on_sizes(self, sizes: tuple[ModelSize, ...]) -> None:
        if self._dialog is not None:
            self._dialog.set_sizes(sizes)

    @Slot(object)
    def _on_removal_requested(self, size: ModelSize) -> None:
        if self._models is not None and self._dialog is not None and confirm_model_removal(self._dialog, size):
            self._dialog.set_removing(size.name, True)
            work = partial(_remove, self._models, size.name)
            self._background.run(work, partial(self._on_removed, size), partial(self._on_not_removed, size.name))

    def _on_removed(self, size: ModelSize, is_gone: bool) -> None:
        self.message.emit(removed_text(size) if is_gone else emptied_text(size))
        self._fetch_encoders()

    def _on_not_removed(self, name: str, error: BaseException) -> None:
        if self._dialog is not None:
            self._dialog.set_removing(name, False)
        self._on_refused(error)

    @Slot(str)
    def _on_encoder_chosen(self, name: str) -> None:
        if self._models is not None:
            self._background.run(partial(self._models.use, name), self._on_used, self._on_refused)

    def _on_used(self, _value: None) -> None:
        self._fetch_encoders()

    def _on_refused(self, error: BaseException) -> None:
        self.message.emit(error_sentence(error))

    # Installing models

    @Slot(str)
    def _on_install(self, name: str) -> None:
        source = self._settings.now.download_source
        self._install(name, partial(_install, name=name, source=source, file=None), is_download=True)

    @Slot(str, object)
    def _on_install_file(self, name: str, file: Path) -> None:
        self._install(name, partial(_install, name=name, source="auto", file=file), is_download=False)

    def _install(self, name: str, install: Callable[..., None], *, is_download: bool) -> None:
        running = self._stops.get(name)
        if self._models is None or (running is not None and not running.is_set()):
            return
        if self._dialog is not None:
            self._dialog.set_install_begun(name, is_download=is_download)
        if running is not None:
            # The one that was cancelled is still ending: a dead connection lets go of it only after a while.
            self._next[name] = partial(self._install, name, install, is_download=is_download)
            return
        stop = self._stops[name] = Event()
        work = partial(install, self._models, on_progress=partial(self._tell, name, stop), should_stop=stop.is_set)
        self._background.run(work, partial(self._on_installed, name), partial(self._on_install_failed, name))

    def _tell(self, name: str, stop: Event, done_bytes: int, total_bytes: int | None) -> None:
        """In the worker's thread."""
        show = partial(self._show_progress, name, stop, done_bytes, total_bytes)
        self._background.post_paced(f"install-{name}", show)

    def _show_progress(self, name: str, stop: Event, done_bytes: int, total_bytes: int | None) -> None:
        if self._dialog is not None and self._stops.get(name) is stop and not stop.is_set():
            self._dialog.set_install_progress(name, done_bytes, total_bytes)

    def _on_installed(self, name: str, _value: None) -> None:
        del self._stops[name]
        self._next.pop(name, None)
        self._show_finished(name, "")
        self._fetch_encoders()

    def _on_install_failed(self, name: str, error: BaseException) -> None:
        was_cancelled = self._stops.pop(name).is_set()
        if (again := self._next.pop(name, None)) is not None:
            again()
            return
        if not was_cancelled:
            self._show_finished(name, error_sentence(error))
        self._fetch_encoders()

    @Slot(str)
    def _on_install_cancelled(self, name: str) -> None:
        """Seen at once, however long the connection takes to end."""
        self._next.pop(name, None)
        if name in self._stops:
            self._stops[name].set()
            self._show_finished(name, "")

    def _show_finished(self, name: str, error_text: str) -> None:
        if self._dialog is not None:
            self._dialog.set_install_finished(name, error_text)


def _install(
    models: Models,
    *,
    name: str,
    source: str,
    file: Path | None,
    on_progress: Callable[[int, int | None], None],
    should_stop: Callable[[], bool],
) -> None:
    models.install(name, file=file, source=source, on_progress=on_progress, should_stop=should_stop)


def _remove(models: Models, name: str) -> bool:
    """Whether nothing of the model is left: the weights of one that comes with photosearch stay."""
    models.remove(name)
    return all(size.name != name for size in models.sizes())
