"""The guides name every key that the overview names."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from photosearch.ui.settings.shortcuts_dialog import ShortcutsDialog

DOCS = Path(__file__).parents[4] / "docs"


@pytest.mark.parametrize("guide", ["guide.md", "guide.zh.md"])
def test_every_key_of_the_overview_stands_in_the_guide(qtbot: QtBot, guide: str) -> None:
    dialog = ShortcutsDialog()
    qtbot.addWidget(dialog)
    lines = (DOCS / guide).read_text(encoding="utf-8").splitlines()
    named = " ".join(line.split("|")[1] for line in lines if line.startswith("| "))
    missing = [keys for keys, _ in (*dialog._window_rows(), *dialog._photo_rows()) if keys not in named]
    assert missing == []
