"""One command's library, and waiting for work that this or another process does."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from photosearch.cli.opening import opened_engine, print_json, wait_with_progress
from photosearch.engine.work import WorkPart
from tests.library import counts, open_engine, start
from tests.photos import write_photos
from tests.terminal import Terminal


def test_the_library_is_closed_whatever_happens(terminal: Terminal) -> None:
    held: list[WorkPart] = []

    def fail_within() -> None:
        with opened_engine() as engine:
            engine.start(is_watching=False, is_scanning=False)
            held.append(engine.work)
            assert engine.work.is_owner
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_within()
    assert not held[0].is_owner


def test_names_that_are_not_text_read_back_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    name = os.fsdecode("caf\udce9 照片 \x7f\x9b".encode("utf-8", "surrogateescape"))
    print_json({"path": name})
    printed = capsys.readouterr().out
    assert "照片" in printed
    assert printed.encode("utf-8")
    assert printed.replace("\n", "").isprintable()
    assert json.loads(printed)["path"] == name


def test_another_process_that_owns_the_library_does_the_work(
    terminal: Terminal, photos: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_photos(photos, 3)
    owner = start(open_engine(terminal.folders))
    try:
        with opened_engine() as follower:
            follower.start(is_watching=False, is_scanning=False)
            follower.library.add_root(photos)
            wait_with_progress(follower)
            assert counts(owner) == (3, 3, 3, 0)
        assert "another photosearch looks after this library" in capsys.readouterr().err
    finally:
        owner.close()
