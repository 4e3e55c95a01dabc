"""The app with what an example adds to it: the terminal, and an engine to ask."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from photosearch.engine.engine import Engine
from photosearch.paths import DataFolders
from tests.library import open_engine
from tests.terminal import Terminal, opened_terminal

COLOURS = {"apple": (250, 20, 20), "forest": (20, 250, 20), "sea": (20, 20, 250), "cellar": (2, 2, 2)}


@pytest.fixture
def terminal(folders: DataFolders, capsys: pytest.CaptureFixture[str]) -> Iterator[Terminal]:
    with opened_terminal(folders, capsys) as made:
        yield made


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """A folder with one picture of each colour; "apple" has five stars and "sea" three."""
    path = tmp_path / "photos"
    path.mkdir()
    for name, colour in COLOURS.items():
        picture = Image.new("RGB", (60, 40), colour)
        exif = picture.getexif()
        stars = {"apple": 5, "sea": 3}.get(name)
        if stars is not None:
            exif[0x4746] = stars
        picture.save(path / f"{name}.jpg", exif=exif)
    return path


@pytest.fixture
def engine(terminal: Terminal, photos: Path) -> Iterator[Engine]:
    """The app's engine over ``photos``, all of them added."""
    assert terminal.run("add", photos).code == 0
    made = open_engine(terminal.folders)
    yield made
    made.close()
