"""`photosearch status`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.photos import write_photos
from tests.terminal import Terminal


def test_a_new_library_says_how_to_begin(terminal: Terminal) -> None:
    answer = terminal.run("status")
    assert answer.code == 0
    assert "photosearch add FOLDER" in answer.out


@pytest.mark.logs("cannot use 'bad.jpg'")
def test_the_library_in_numbers(terminal: Terminal, photos: Path) -> None:
    write_photos(photos, 2)
    (photos / "bad.jpg").write_bytes(b"")
    for name in ("a.mp4", "b.MOV", "c.pdf"):
        (photos / name).write_bytes(b"")
    terminal.run("add", photos)
    value = terminal.run("status", "--json").value
    assert (value["photos"], value["embedded"], value["problems"]) == (2, 2, 1)
    (root,) = value["roots"]
    assert (root["path"], root["online"], root["photos"]) == (str(photos), True, 2)
    assert [(one["kind"], one["files"]) for one in root["not_shown"]] == [("video", 2), ("document", 1)]
    assert "not looked into" in root["not_shown"][0]["reason"]
    assert root["excluded"] == {"patterns": [], "photos": 0}
    assert value["index"] == {"count": 2, "tier": "exact-fp16"}
    assert value["encoder"].startswith("starter-1-")
    said = terminal.run("status").out
    assert said.startswith("2 photos, 2 searchable, 1 problem\n")
    assert "Not shown: 2 videos, 1 document" in said
    photos.rename(photos.parent / "away")
    assert "offline" in terminal.run("status").out
