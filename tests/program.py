"""Runs the real program in a process of its own, as a person does in a terminal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

_TIMEOUT_S = 150


class Program:
    """``photosearch`` with its data in one folder."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.variables: dict[str, str] = {}
        """What the environment holds beside that of the tests."""

    def start(self, *arguments: str | Path, **options: Any) -> subprocess.Popen[bytes]:
        """Start it and go on."""
        return subprocess.Popen([sys.executable, "-m", "photosearch", *arguments], env=self.environment(), **options)

    def run(self, *arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
        """Run it to its end."""
        return subprocess.run(
            [sys.executable, "-m", "photosearch", *arguments],
            env=self.environment(),
            capture_output=True,
            timeout=_TIMEOUT_S,
            stdin=subprocess.DEVNULL,
            check=False,
        )

    def json(self, *arguments: str | Path) -> Any:
        """Run it with ``--json``; the answer as Python values."""
        done = self.run(*arguments, "--json")
        assert done.returncode in (0, 1), done.stderr.decode(errors="replace")
        return json.loads(done.stdout)

    def hits(self, *arguments: str | Path) -> list[str]:
        """File names of the hits of a search, best first."""
        return [os.path.basename(hit["path"]) for hit in self.json(*arguments)["hits"]]  # noqa: PTH119

    def environment(self) -> dict[str, str]:
        """What the program is started with; it speaks English wherever the tests run."""
        ours = {"PHOTOSEARCH_HOME": str(self.home), "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}
        return {**os.environ, **ours, **self.variables}
