"""The type of the sub-command collection, which argparse keeps private."""

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
