"""Every setting, declared once: its type, default and meaning; kept in a small JSON file."""

from __future__ import annotations

import dataclasses
import json
import logging
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_log = logging.getLogger(__name__)


def _setting(default: Any, meaning: str, choices: tuple[str, ...] = ()) -> Any:  # noqa: ANN401
    """A dataclass field that carries its meaning and, for words, the allowed ones."""
    return field(default=default, metadata={"meaning": meaning, "choices": choices})


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person can choose. Frozen: change with ``dataclasses.replace`` and save."""

    language: str = _setting("system", "Language of the window", ("system", "zh", "en"))
    theme: str = _setting("system", "Light or dark", ("system", "light", "dark"))
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
    thumbnail_size_px: int = _setting(180, "Size of a thumbnail in the grid")
    download_source: str = _setting(
        "auto", "Where models come from first", ("auto", "huggingface", "hf-mirror", "modelscope")
    )
    history: tuple[str, ...] = _setting((), "Past searches, newest first")


def load_settings(path: Path) -> Settings:
    """Read ``path``; a missing file means defaults, and a value that makes no sense falls back to its default."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:
        _log.warning("settings file %s cannot be read, defaults are used: %s", path, error)
        return Settings()
    return _from_json(raw)


def save_settings(settings: Settings, path: Path) -> None:
    """Write ``path`` atomically.

    Raises:
        OSError: the folder cannot be written.
    """
    text = json.dumps(dataclasses.asdict(settings), ensure_ascii=False, indent=2)
    temporary = path.with_suffix(".json.new")
    temporary.write_text(text + "\n", encoding="utf-8")
    temporary.replace(path)


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
