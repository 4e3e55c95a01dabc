"""An analysis that is named in one place reads every photo of the app once."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image

from photosearch.engine import beside_embedding
from photosearch.paths import DataFolders
from photosearch.store.store import Store
from tests.extending.mean_colour import MeanColour, mean_colour
from tests.terminal import Terminal


@pytest.fixture(autouse=True)
def in_the_app(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside_embedding, "ANALYSES", (mean_colour,))


def colours(terminal: Terminal) -> dict[int, str | None]:
    with closing(sqlite3.connect(terminal.folders.data / "colours.db")) as table:
        return dict(table.execute("SELECT photo_id, colour FROM colour"))


def test_photos_are_read_when_they_are_added(terminal: Terminal, photos: Path) -> None:
    assert terminal.run("add", photos).code == 0
    found = colours(terminal)
    assert len(found) == 4
    assert sorted(colour is None for colour in found.values()) == [False, False, False, True]


def test_what_was_there_before_is_caught_up_with_and_nothing_is_read_twice(
    terminal: Terminal, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beside_embedding, "ANALYSES", ())
    assert terminal.run("add", photos).code == 0
    monkeypatch.setattr(beside_embedding, "ANALYSES", (mean_colour,))
    assert terminal.run("scan").code == 0
    assert len(colours(terminal)) == 4
    with closing(sqlite3.connect(terminal.folders.data / "colours.db")) as table, table:
        table.execute("UPDATE colour SET colour = 'as it was'")
    Image.new("RGB", (60, 40), (200, 200, 20)).save(photos / "lemon.jpg")
    assert terminal.run("scan").code == 0
    assert sorted(str(colour) == "as it was" for colour in colours(terminal).values()) == [False, *[True] * 4]


def test_it_is_closed_with_the_library(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[MeanColour] = []

    def kept_in_sight(store: Store, folders: DataFolders) -> MeanColour:
        made.append(mean_colour(store, folders))
        return made[-1]

    monkeypatch.setattr(beside_embedding, "ANALYSES", (kept_in_sight,))
    assert terminal.run("status").code == 0
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        made[0].kept()
