"""What a hazard is: something a machine or a person does to the app, tried often, with what was lost by it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Trial:
    """What one run of a hazard gets."""

    folder: Path
    """Its own, empty; ``PHOTOSEARCH_HOME`` is ``home`` below it."""
    seed: int = 1
    """The same seed tries the same things."""
    is_quick: bool = False
    """A few tries that take a second or two: those of the gate."""
    records: int = 100_000
    """How many photos a synthetic library has."""

    @property
    def home(self) -> Path:
        """Where the program keeps its data."""
        return self.folder / "home"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it."""

    tried: int
    """How many times the hazard struck."""
    wrong: tuple[str, ...] = ()
    """What was lost, hung or was told badly, a sentence each; empty: all well."""
    notes: tuple[str, ...] = ()
    """Figures that were measured on the way."""
    not_tried: str = ""
    """Why it could not be tried here, such as "needs root"."""


@dataclass(frozen=True, slots=True)
class Hazard:
    """One hazard; its module lists it in ``HAZARDS``."""

    name: str
    """Words joined by hyphens, what ``--only`` takes."""
    strike: Callable[[Trial], Outcome]
    limit_s: float = 900.0
    """A run that takes longer hangs, which counts as wrong."""
    is_in_gate: bool = True
    """Whether a test runs its quick form with every change."""
