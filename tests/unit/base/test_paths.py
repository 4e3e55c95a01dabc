"""One variable moves everything, and nobody else can read it."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from photosearch.paths import HOME_VARIABLE, data_folders


def test_the_variable_moves_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "家"))
    folders = data_folders()
    everything = (folders.data, folders.cache, folders.models, folders.logs, folders.database, folders.settings)
    assert all(path.is_relative_to(tmp_path / "家") for path in everything)


def test_without_it_the_platform_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(HOME_VARIABLE, raising=False)
    assert "photosearch" in str(data_folders().data)


def test_folders_are_the_owners_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    folders = data_folders()
    folders.create()
    folders.create()
    for folder in (folders.data, folders.cache, folders.models, folders.logs):
        assert folder.is_dir()
        if sys.platform != "win32":
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
