"""`photosearch model`."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from photosearch.settings import load_settings, save_settings
from tests.packages import write_colour_package
from tests.photos import write_photos
from tests.terminal import Terminal


def test_the_list_tells_what_is_active(terminal: Terminal) -> None:
    out = terminal.run("model", "list").out
    assert "active" in next(line for line in out.splitlines() if line.startswith("starter"))
    assert "GB to download" in out
    rows = terminal.run("model", "list", "--json").value["models"]
    starter = next(row for row in rows if row["name"] == "starter")
    assert starter["installed"]
    assert starter["active"]
    assert {row["name"] for row in rows} >= {"starter", "ViT-B-16", "RN50"}


def test_another_model_is_used_after_the_library_is_embedded_with_it(terminal: Terminal, photos: Path) -> None:
    write_photos(photos, 3)
    terminal.run("add", photos)
    write_colour_package(terminal.folders.models / "other", name="other", seed=1)
    answer = terminal.run("model", "use", "other")
    assert answer.code == 0, answer
    value = terminal.run("status", "--json").value
    assert value["encoder"].startswith("other-1-")
    assert value["embedded"] == 3


def test_a_chosen_model_that_is_gone_is_no_dead_end(terminal: Terminal) -> None:
    settings = load_settings(terminal.folders.settings)
    save_settings(dataclasses.replace(settings, encoder="ViT-B-16"), terminal.folders.settings)
    assert terminal.run("status").code == 0
    assert terminal.run("model", "list").code == 0


def test_mistakes_are_a_sentence(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "not.pt").write_bytes(b"no checkpoint")
    terminal.assert_wrong("model", says="ACTION")
    terminal.assert_wrong("model", "use", "none", says="not installed")
    terminal.assert_wrong("model", "install", "none", says="none")
    terminal.assert_wrong("model", "install", tmp_path / "none.pt", says="there is no file")
    terminal.assert_wrong("model", "install", "ViT-B-16", "--file", tmp_path / "none.pt", says="there is no file")
    terminal.assert_wrong("model", "install", tmp_path / "not.pt", says="checkpoint")
