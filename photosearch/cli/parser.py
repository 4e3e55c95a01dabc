"""What a command is, and the type of their collection, which argparse keeps private."""

from __future__ import annotations

import argparse
from typing import Protocol


class Commands(Protocol):
    """What a command needs in order to register itself."""

    def add_parser(
        self,
        name: str,
        *,
        help: str = ...,  # noqa: A002
        epilog: str = ...,
        add_help: bool = ...,
    ) -> argparse.ArgumentParser:
        """A parser for the command ``name``."""


class Command(Protocol):
    """A module with one command."""

    def register(self, commands: Commands) -> None:
        """Add its parser, whose ``run`` default takes the parsed arguments and returns the exit code."""
