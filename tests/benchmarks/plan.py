"""How thorough a run is, and where it may put its libraries."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Plan:
    """What every benchmark is told."""

    folder: Path
    is_quick: bool

    @property
    def sizes(self) -> tuple[int, ...]:
        """Library sizes."""
        return (10_000, 100_000) if self.is_quick else (10_000, 100_000, 1_000_000)

    def rounds(self, full: int) -> int:
        """How often to measure what a full run measures ``full`` times."""
        return max(3, full // 3) if self.is_quick else full
