"""Where the app keeps its own things; ``PHOTOSEARCH_HOME`` moves all of them."""

from __future__ import annotations

import os
import stat
import sys
from dataclasses import dataclass
from pathlib import Path

import platformdirs

HOME_VARIABLE = "PHOTOSEARCH_HOME"
_OWNER_ONLY = 0o700


@dataclass(frozen=True, slots=True)
class DataFolders:
    """Every place that the app writes to."""

    data: Path
    cache: Path
    models: Path
    logs: Path

    @property
    def database(self) -> Path:
        """The SQLite file: the truth."""
        return self.data / "photosearch.db"

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.data / "settings.json"

    @property
    def indexes(self) -> Path:
        """One folder per encoder: a copy, rebuilt from the database."""
        return self.data / "index"

    @property
    def thumbnails(self) -> Path:
        """Small pictures: a copy, made again from the photos."""
        return self.cache / "thumbnails"

    @property
    def concepts(self) -> Path:
        """What each encoder sees of everyday concepts: a copy, asked for again."""
        return self.cache / "concepts"

    def create(self) -> None:
        """Make every folder, readable by its owner only."""
        for folder in (self.data, self.cache, self.models, self.logs, self.indexes, self.thumbnails):
            make_private(folder)
            if sys.platform != "win32" and stat.S_IMODE(folder.stat().st_mode) != _OWNER_ONLY:
                folder.chmod(_OWNER_ONLY)


def make_private(folder: Path) -> None:
    """Make a folder that only its owner can read, and those above it, which whoever may write there could exchange.

    Raises:
        OSError: it cannot be made.
    """
    if not folder.parent.exists():
        make_private(folder.parent)
    folder.mkdir(_OWNER_ONLY, exist_ok=True)


def data_folders() -> DataFolders:
    """The folders for this user: below ``PHOTOSEARCH_HOME`` if set, else where the platform wants them."""
    home = os.environ.get(HOME_VARIABLE)
    if home:
        base = Path(home).expanduser().absolute()
        return DataFolders(base / "data", base / "cache", base / "models", base / "logs")
    dirs = platformdirs.PlatformDirs("photosearch", appauthor=False)
    data = Path(dirs.user_data_dir)
    return DataFolders(data, Path(dirs.user_cache_dir), data / "models", Path(dirs.user_log_dir))
