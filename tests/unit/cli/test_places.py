"""Photos by place at the terminal: added, understood, found, without the network."""

from __future__ import annotations

from pathlib import Path

from tests import pictures, told
from tests.terminal import Terminal

ERHAI = ("25,45.0N", "100,12.6E")
PARIS = ("48,51.5N", "2,17.67E")


def write(path: Path, position: tuple[str, str] | None, seed: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pictures.encoded(pictures.photo(64 + seed, 48), "JPEG"))
    if position is not None:
        attributes = f'exif:GPSLatitude="{position[0]}" exif:GPSLongitude="{position[1]}"'
        path.with_suffix(".xmp").write_bytes(told.packet(attributes=attributes))


def names(terminal: Terminal, sentence: str) -> set[str]:
    answer = terminal.run("search", sentence, "--json")
    return {Path(hit["path"]).name for hit in answer.value["hits"]}


def test_photos_are_found_by_where_they_were_taken(terminal: Terminal, photos: Path) -> None:
    write(photos / "lake.jpg", ERHAI, 0)
    write(photos / "tower.jpg", PARIS, 1)
    write(photos / "2019 洱海" / "unlocated.jpg", None, 2)
    write(photos / "comparison" / "other.jpg", None, 3)
    terminal.run("add", photos)
    assert names(terminal, "在洱海边的照片") == {"lake.jpg", "unlocated.jpg"}
    assert names(terminal, "photos from Yunnan") == {"lake.jpg"}
    assert names(terminal, "photos taken in Paris") == {"tower.jpg"}
    assert names(terminal, "photos from France and China") == {"lake.jpg", "tower.jpg"}
    assert names(terminal, "photos in Kenya") == set()
