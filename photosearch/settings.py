"""Every setting, declared once: its type, default and meaning; one owner in a process, and a small JSON file."""

from __future__ import annotations

import dataclasses
import json
import logging
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_log = logging.getLogger(__name__)

_SAVE_PAUSE_S = 0.8


def _setting(default: Any, meaning: str, choices: tuple[str, ...] = ()) -> Any:  # noqa: ANN401
    """A dataclass field that carries its meaning and, for words, the allowed ones."""
    return field(default=default, metadata={"meaning": meaning, "choices": choices})


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person can choose. Frozen: ``SettingsOwner.change`` puts another value into its place."""

    language: str = _setting("system", "Language of window and terminal", ("system", "zh", "en"))
    theme: str = _setting("system", "Light or dark", ("system", "light", "dark"))
    motion: str = _setting("system", "Whether panes, popups and thumbnails may move", ("system", "on", "off"))
    login_start: str = _setting("off", "Whether the window opens, out of the way, at login", ("off", "on"))
    keep_running: str = _setting(
        "off", "Whether closing the window leaves photosearch running, with an icon in the tray", ("off", "on")
    )
    encoder: str = _setting("", "Name of the encoder to use; empty: the best installed one")
    device: str = _setting("auto", "Where Chinese-CLIP runs", ("auto", "cpu", "cuda", "xpu", "mps"))
    background_work: str = _setting(
        "auto", "When photos are added in the background", ("auto", "always", "mains", "paused")
    )
    cpu_share_percent: int = _setting(100, "Share of the processor's time that adding photos may take, 5 to 100")
    decode_workers: int = _setting(0, "Processes that decode photos; 0: chosen by the machine")
    decode_memory_bytes: int = _setting(2_000_000_000, "Memory one decoding process may use")
    decode_timeout_s: int = _setting(60, "Seconds that one photo may take to decode")
    thumbnail_cache_bytes: int = _setting(4_000_000_000, "Disk space for thumbnails")
    rescan_interval_s: int = _setting(3600, "Seconds between full rescans, the safety net of watching")
    no_media: str = _setting("skip", "Folders with a .nomedia, which galleries leave out", ("skip", "show"))
    recent_half_life_days: int = _setting(
        0, "Days by which a photo has to be older to count half as much in a search; 0: its age is no matter"
    )
    cells: str = _setting("squares", "Form of the photos in the grid", ("squares", "rows"))
    thumbnail_size_px: int = _setting(180, "Size of a thumbnail in the grid")
    window_place: str = _setting("", "Where the window was, in Qt's own form (base64)")
    sidebar: str = _setting("auto", "Whether the library at the left is shown", ("auto", "shown", "hidden"))
    sidebar_px: int = _setting(216, "Width of the library at the left")
    open_folders: tuple[str, ...] = _setting((), "Folders whose branches are open in the library at the left (URIs)")
    preview: str = _setting("auto", "Whether the preview at the right is shown", ("auto", "shown", "hidden"))
    preview_px: int = _setting(296, "Width of the preview at the right")
    download_source: str = _setting(
        "auto", "Where models come from first", ("auto", "huggingface", "hf-mirror", "modelscope", "aliyun")
    )
    history: tuple[str, ...] = _setting((), "Past searches, newest first")


@dataclass(frozen=True, slots=True)
class SettingsChanged:
    """Other settings are in force. Of two threads' changes the later may be told first: ``now`` is what holds."""

    old: Settings
    new: Settings


@dataclass(frozen=True, slots=True)
class SettingsUnsaved:
    """The file could not be written in the background. The settings are in force, and are tried again at the end."""

    error: OSError


SettingsListener = Callable[[SettingsChanged | SettingsUnsaved], None]


class SettingsOwner:
    """The settings of this process: nobody else keeps any. Thread-safe.

    A change holds at once and reaches the file a moment later, together with those that follow it. Only what was
    changed here is written: another process may have chosen something in the meantime.
    """

    def __init__(self, path: Path, settings: Settings, *, save_pause_s: float = _SAVE_PAUSE_S) -> None:
        """``settings`` are in force first; ``path`` is the file that changes go to."""
        self._path = path
        self._now = settings
        self._save_pause_s = save_pause_s
        self._lock = threading.Lock()
        self._file_lock = threading.Lock()
        self._listeners: tuple[SettingsListener, ...] = ()
        self._unsaved: frozenset[str] = frozenset()
        self._save_soon: threading.Timer | None = None
        self._is_closed = False

    @classmethod
    def read(cls, path: Path) -> SettingsOwner:
        """What ``path`` says, see ``load_settings``."""
        return cls(path, load_settings(path))

    @property
    def now(self) -> Settings:
        """The settings in force."""
        return self._now

    def change(self, **fields: Any) -> None:  # noqa: ANN401
        """Put these fields of ``Settings`` into force, tell the listeners, and save a moment later."""
        with self._lock:
            old, new = self._now, dataclasses.replace(self._now, **fields)
            changed = frozenset(name for name in fields if getattr(old, name) != getattr(new, name))
            if not changed:
                return
            self._now = new
            self._unsaved |= changed
            if self._save_soon is None and not self._is_closed:
                self._save_soon = threading.Timer(self._save_pause_s, self._save_in_background)
                self._save_soon.daemon = True
                self._save_soon.start()
        self._tell(SettingsChanged(old, new))

    def subscribe(self, listener: SettingsListener) -> Callable[[], None]:
        """Tell ``listener`` of every change, on the changing thread; the returned call ends it."""
        with self._lock:
            self._listeners = (*self._listeners, listener)

        def unsubscribe() -> None:
            with self._lock:
                self._listeners = tuple(other for other in self._listeners if other is not listener)

        return unsubscribe

    def save(self) -> None:
        """Write now what is not written yet.

        Raises:
            OSError: the folder cannot be written; the settings are in force all the same.
        """
        with self._file_lock:
            with self._lock:
                names, now = self._unsaved, self._now
                self._unsaved = frozenset()
            if not names:
                return
            # A file that is gone or cannot be read says nothing: what is in force here is better than the defaults.
            base = _read(self._path) or now
            try:
                save_settings(dataclasses.replace(base, **{name: getattr(now, name) for name in names}), self._path)
            except OSError:
                with self._lock:
                    self._unsaved |= names
                raise

    def close(self) -> None:
        """Write what is not written yet; later changes stay in this process.

        Raises:
            OSError: see ``save``.
        """
        with self._lock:
            self._is_closed = True
            if self._save_soon is not None:
                self._save_soon.cancel()
        self.save()

    def _save_in_background(self) -> None:
        with self._lock:
            self._save_soon = None
        try:
            self.save()
        except OSError as error:
            _log.warning("the settings file %s cannot be written: %s", self._path, error)
            self._tell(SettingsUnsaved(error))

    def _tell(self, event: SettingsChanged | SettingsUnsaved) -> None:
        for listener in self._listeners:
            listener(event)


def load_settings(path: Path) -> Settings:
    """Read ``path``; a missing file means defaults, and a value that makes no sense falls back to its default."""
    return _read(path) or Settings()


def save_settings(settings: Settings, path: Path) -> None:
    """Write ``path`` atomically.

    Raises:
        OSError: the folder cannot be written.
    """
    text = json.dumps(dataclasses.asdict(settings), ensure_ascii=False, indent=2)
    # A name of its own: another process may be writing just now.
    temporary = path.with_name(f"{path.name}.{os.urandom(4).hex()}.new")
    try:
        temporary.write_text(text + "\n", encoding="utf-8")
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _read(path: Path) -> Settings | None:
    """None where nothing can be read; the log says why, unless there is no file."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        _log.warning("the settings file %s cannot be read: %s", path, error)
        return None
    return _from_json(raw)


def _from_json(raw: object) -> Settings:
    if not isinstance(raw, dict):
        return Settings()
    values: dict[str, Any] = {}
    for declared in dataclasses.fields(Settings):
        value = _valid(declared, raw.get(declared.name))
        if value is not None:
            values[declared.name] = value
    return Settings(**values)


def _valid(declared: dataclasses.Field[Any], value: object) -> object | None:
    """``value`` as the declared type, or None where it makes no sense."""
    default = declared.default
    choices: tuple[str, ...] = declared.metadata["choices"]
    if isinstance(default, tuple):
        is_words = isinstance(value, list) and all(isinstance(word, str) for word in value)
        return tuple(value) if is_words and isinstance(value, list) else None
    if isinstance(default, int):
        return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None
    if not isinstance(value, str) or (choices and value not in choices):
        return None
    return value
