"""The script that draws the README's pictures."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import screenshots


def test_the_broken_files_differ_and_are_really_broken(tmp_path: Path) -> None:
    folder = screenshots.make_broken_files(tmp_path / "旧硬盘")
    contents = [path.read_bytes() for path in folder.iterdir()]
    assert len(contents) >= 4
    assert len(set(contents)) == len(contents)
    assert b"" in contents


def test_it_asks_for_a_folder_of_photos(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        screenshots.main([])
    assert ended.value.code == 2
    assert "photos" in capsys.readouterr().err
