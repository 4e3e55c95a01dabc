"""`photosearch search --recent`: recent photos first among those that match about as well."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tests.terminal import Terminal

SHADES = {"eins": (250, 5, 5), "zwei": (250, 60, 5), "drei": (250, 90, 5)}
"""Names in a language in which nobody asks; the first is the reddest."""
YEARS = {"eins": 2012, "zwei": 2016, "drei": 2020}


@pytest.fixture
def library(terminal: Terminal, photos: Path) -> Path:
    for name, colour in SHADES.items():
        exif = Image.Exif()
        exif[0x9003] = f"{YEARS[name]}:06:01 12:00:00"
        Image.new("RGB", (60, 40), colour).save(photos / f"{name}.jpg", quality=95, exif=exif)
    Image.new("RGB", (60, 40), (250, 75, 5)).save(photos / "undatiert.png")
    assert terminal.run("add", photos).code == 0
    return photos


def names(terminal: Terminal, *arguments: object) -> list[str]:
    hits = terminal.run("search", *arguments, "--json").value["hits"]
    return [Path(hit["path"]).stem for hit in hits]


def test_the_recent_ones_come_first_as_far_as_the_half_life_says(terminal: Terminal, library: Path) -> None:
    relevant = names(terminal, "red red")
    assert relevant[:1] == ["eins"]
    place = relevant.index("undatiert")
    # Eight years are 80 half-lives, or less than one of a hundred years.
    dated = [name for name in names(terminal, "red red", "--recent", "36") if name != "undatiert"]
    assert dated == ["drei", "zwei", "eins"]
    assert names(terminal, "red red", "--recent", "36500") == relevant
    assert names(terminal, "red red", "--recent", "36").index("undatiert") == place


def test_without_a_number_the_settings_say_how_long_a_half_life_is(terminal: Terminal, library: Path) -> None:
    relevant = names(terminal, "red red")
    by_year = names(terminal, "red red", "--recent")
    assert by_year == names(terminal, "red red", "--recent", "365") == names(terminal, "red red", "--sort", "recent")
    assert by_year != relevant
    terminal.folders.settings.write_text('{"recent_half_life_days": 36500}', encoding="utf-8")
    assert names(terminal, "red red", "--recent") == relevant
    # The settings are the window's; a search at the terminal is by relevance unless it says otherwise.
    terminal.folders.settings.write_text('{"recent_half_life_days": 36}', encoding="utf-8")
    assert names(terminal, "red red") == relevant


@pytest.mark.parametrize(
    "arguments",
    [
        ("--recent", "red", "red"),
        ("red", "--recent", "red"),
        ("red", "red", "--recent"),
        ("red", "--recent", "9", "red"),
    ],
)
def test_what_follows_and_is_no_number_is_a_word(terminal: Terminal, library: Path, arguments: tuple[str, ...]) -> None:
    assert terminal.run("search", *arguments, "--json").value["query"] == "red red"


@pytest.mark.parametrize("days", ["0", "-3", "2.5"])
def test_what_is_no_number_of_days_is_told(terminal: Terminal, library: Path, days: str) -> None:
    answer = terminal.run("search", "red", f"--recent={days}")
    assert (answer.code, answer.out) == (2, "")
    assert days in answer.err


def test_only_one_order_is_possible(terminal: Terminal, library: Path) -> None:
    assert terminal.run("search", "red", "--recent", "--sort", "newest").code == 2
