"""One variable moves everything, and nobody else can read it."""

from __future__ import annotations

import os
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


@pytest.mark.skipif(sys.platform == "win32", reason="modes are a thing of POSIX")
def test_folders_above_are_made_the_owners_alone_too_and_existing_ones_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o755)
    monkeypatch.setenv(HOME_VARIABLE, str(shared / "mine" / "home"))
    before = os.umask(0)
    try:
        data_folders().create()
    finally:
        os.umask(before)
    modes = [stat.S_IMODE(folder.stat().st_mode) for folder in (shared, shared / "mine", shared / "mine" / "home")]
    assert modes == [0o755, 0o700, 0o700]


def test_folders_are_the_owners_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    folders = data_folders()
    folders.create()
    folders.create()
    for folder in (folders.data, folders.cache, folders.models, folders.logs):
        assert folder.is_dir()
        if sys.platform != "win32":
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
