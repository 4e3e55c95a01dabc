"""Programs and files as GNOME and KDE have them."""

from __future__ import annotations

from pathlib import Path

import pytest

from photosearch.ui.desktop.system_motion import gnome_has_motion, kde_has_motion, system_has_motion


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return folder


def answer(programs: Path, says: str) -> None:
    program = programs / "gsettings"
    program.write_text(f'#!/bin/sh\n[ "$3" = enable-animations ] && echo {says}\n')
    program.chmod(0o755)


@pytest.mark.parametrize(("says", "moves"), [("true", True), ("false", False), ("", True)])
def test_gnome_is_asked(programs: Path, says: str, moves: bool) -> None:
    answer(programs, says)
    assert gnome_has_motion() is moves


def test_without_gnome_things_move(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert gnome_has_motion()


@pytest.mark.parametrize(("factor", "moves"), [("0", False), ("1", True), ("0.5", True), ("much", True)])
def test_kde_says_it_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, factor: str, moves: bool) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "kdeglobals").write_text(f"[KDE]\nAnimationDurationFactor={factor}\n")
    assert kde_has_motion() is moves


@pytest.mark.usefixtures("qapp")
def test_nothing_moves_where_nobody_sees_it(programs: Path) -> None:
    answer(programs, "true")
    assert not system_has_motion()
