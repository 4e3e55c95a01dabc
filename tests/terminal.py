"""What a command printed and returned, and the call that runs one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from photosearch.paths import DataFolders


@dataclass(frozen=True, slots=True)
class Answer:
    """One command's end."""

    code: int
    out: str
    err: str
    value: Any
    """What ``--json`` printed."""


@dataclass(frozen=True, slots=True)
class Terminal:
    """Runs commands on one home."""

    run: Callable[..., Answer]
    folders: DataFolders

    def assert_wrong(self, *arguments: str | Path, says: str) -> None:
        """It is a mistake of the person's: one clear sentence, exit code 2."""
        answer = self.run(*arguments)
        assert answer.code == 2, answer
        assert says in answer.err
        assert "Traceback" not in answer.err
