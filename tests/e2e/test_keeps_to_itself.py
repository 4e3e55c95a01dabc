"""What the program leaves on a machine lies where it says: no library it runs on keeps a note of the person."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from tests.photos import real_photo
from tests.program import Program

_HUSHES = ("CI", "TF_BUILD", "GITHUB_ACTIONS", "ORT_DISABLE_TELEMETRY", "ORT_RUNNING_UNIT_TESTS")
"""With one of these set ONNX Runtime keeps quiet by itself; nobody at home has them."""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no home folder in a variable")
def test_nothing_is_written_into_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    home.mkdir()
    for name in _HUSHES:
        monkeypatch.delenv(name, raising=False)
    for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    photos = tmp_path / "photos"
    photos.mkdir()
    shutil.copyfile(real_photo("cat"), photos / "cat.png")
    program = Program(tmp_path / "photosearch")
    program.variables = {"HOME": str(home), "TMPDIR": str(tmp_path)}
    assert program.run("add", photos).returncode == 0
    assert program.hits("search", "a cat", "--all") == ["cat.png"]
    assert [path.relative_to(home).as_posix() for path in home.rglob("*")] == []
