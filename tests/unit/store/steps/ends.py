"""What a kill in the middle of an upgrade leaves on the disk."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from photosearch.store import migrations
from photosearch.store.migrations import STEPS, connect, migrate

_KILLED = """
import os, sys
from pathlib import Path
from photosearch.store import migrations

real = migrations.connect

def watched(path):
    connection = real(path)
    connection.set_trace_callback(lambda statement: os._exit(9) if sys.argv[2] in statement else None)
    return connection

migrations.connect = watched
migrations.migrate(Path(sys.argv[1]), migrations.STEPS[:int(sys.argv[3])])
"""


def ends_of_upgrade(path: Path, version: int, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Upgrade to ``version``; what the files were just before each statement, each in a folder of its own."""
    ends: list[Path] = []

    def keep(_statement: str) -> None:
        ends.append(path.with_name(f"end{len(ends)}"))
        ends[-1].mkdir()
        for file in (path, path.with_name(path.name + "-wal")):
            if file.exists():
                shutil.copy(file, ends[-1])

    def watched(path: Path) -> sqlite3.Connection:
        connection = connect(path)
        connection.set_trace_callback(keep)
        return connection

    with monkeypatch.context() as patched:
        patched.setattr(migrations, "connect", watched)
        migrate(path, STEPS[:version])
    return ends


def killed_at(path: Path, version: int, statement: str) -> None:
    """Upgrade to ``version`` in a process that ends itself before the first statement with these words."""
    command = [sys.executable, "-c", _KILLED, str(path), statement, str(version)]
    assert subprocess.run(command, check=False).returncode == 9
