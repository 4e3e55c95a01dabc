"""What optimising a model takes and what it gives, without the libraries that do it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from photosearch.embed.fidelity import Fidelity
from photosearch.embed.known_models import KnownModel
from photosearch.types import EncoderId, UInt8Array


class Precision(StrEnum):
    """How a tower's weights are kept, from the fastest to the most faithful."""

    INT8_CALIBRATED = "int8-calibrated"
    """On OpenVINO, with ranges found on pictures: for images alone, of which there are enough to find them."""
    INT8_WEIGHTS = "int8-weights"
    """On OpenVINO."""
    INT8 = "int8"
    BFLOAT16 = "bf16"
    """On OpenVINO."""
    INT8_BLOCKS = "int8-blocks"
    FLOAT = "fp16-weights"
    """Stored in half precision, which is what cn_clip rounds weights to anyway; computed in float32."""


class Step(StrEnum):
    """What an optimisation is at; the order is that of the work."""

    LOAD = "load"
    REFERENCE = "reference"
    EXPORT = "export"
    MEASURE = "measure"


@dataclass(frozen=True, slots=True)
class Order:
    """Everything that making a package needs."""

    checkpoint: Path
    model: KnownModel
    encoder_id: EncoderId
    """Of the checkpoint."""
    folder: Path
    """An empty folder for the package."""
    pixels: UInt8Array
    """[n, size, size, 3], at least two pictures."""
    texts: tuple[str, ...]
    device: str = "auto"
    threads: int = 0
    architecture: Mapping[str, object] | None = None
    """cn_clip's CLIP arguments, for a model smaller than the published one."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One tower at one precision."""

    tower: str
    precision: Precision
    fidelity: Fidelity | None
    """None where this form does not run here; ``detail`` says why."""
    seconds: float = float("inf")
    """For the pictures, or the text, that speed is measured with."""
    torch_seconds: float = float("inf")
    detail: str = ""

    @property
    def is_accepted(self) -> bool:
        """Faithful enough, and not slower than torch here."""
        return self.fidelity is not None and self.fidelity.is_enough and self.seconds <= self.torch_seconds

    def as_json(self) -> dict[str, object]:
        """The figures, for a manifest or a record."""
        figures: dict[str, object] = {"tower": self.tower, "precision": self.precision.value}
        figures |= {"accepted": self.is_accepted}
        if self.fidelity is None:
            return figures | {"failure": self.detail}
        speed = {"ms": round(1000 * self.seconds, 2), "torch_ms": round(1000 * self.torch_seconds, 2)}
        return figures | speed | {name: round(value, 5) for name, value in asdict(self.fidelity).items()}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came out: a package of this id, or None and the trials that say why."""

    encoder_id: EncoderId | None
    trials: tuple[Trial, ...]
