"""The closing words and the exit code of commands that add photos."""

from __future__ import annotations

from pathlib import Path

import pytest

from photosearch.cli.report import report
from photosearch.events import EngineFailed
from tests.library import open_engine
from tests.terminal import Terminal


def test_work_that_failed_is_2_and_says_why(terminal: Terminal, capsys: pytest.CaptureFixture[str]) -> None:
    engine = open_engine(terminal.folders)
    try:
        assert report(engine, is_json=False) == 0
        engine.events.publish(EngineFailed("disk_full", "no space left"))
        assert report(engine, is_json=True) == 2
        assert "no space left" in capsys.readouterr().err
    finally:
        engine.close()


@pytest.mark.logs("cannot use 'bad.jpg'")
def test_files_that_could_not_be_used_are_1(terminal: Terminal, photos: Path) -> None:
    (photos / "bad.jpg").write_bytes(b"x")
    assert terminal.run("add", photos).code == 1
    assert terminal.run("scan").code == 1
