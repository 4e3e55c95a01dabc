"""What optimising a model is at, what it tried and what came of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum

from photosearch.types.ids import EncoderId

MIN_MEAN_COSINE = 0.999
MIN_COSINE = 0.995
MIN_NEIGHBOUR_AGREEMENT = 0.9


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
    EXPORT = "export"
    REFERENCE = "reference"
    MEASURE = "measure"


@dataclass(frozen=True, slots=True)
class Fidelity:
    """A candidate's embeddings against the reference's, of the same inputs."""

    mean_cosine: float
    min_cosine: float
    neighbour_agreement: float
    """Share of the inputs whose nearest picture is the same one under both."""

    @property
    def is_enough(self) -> bool:
        """Whether the candidate may stand in for the reference."""
        return (
            self.mean_cosine >= MIN_MEAN_COSINE
            and self.min_cosine >= MIN_COSINE
            and self.neighbour_agreement >= MIN_NEIGHBOUR_AGREEMENT
        )


@dataclass(frozen=True, slots=True)
class Trial:
    """One tower at one precision."""

    tower: str
    precision: Precision
    fidelity: Fidelity | None
    """None where this form does not run here; ``detail`` says why."""
    seconds: float = float("inf")
    """For the pictures, or the text, that speed is measured with."""
    original_seconds: float = float("inf")
    detail: str = ""
    is_last_resort: bool = False
    """Whether there is nothing to go on with without it."""

    @property
    def is_accepted(self) -> bool:
        """Faithful enough, and not slower than the original here."""
        is_fast = self.is_last_resort or self.seconds <= self.original_seconds
        return self.fidelity is not None and self.fidelity.is_enough and is_fast

    def as_json(self) -> dict[str, object]:
        """The figures, for a manifest or a record."""
        figures: dict[str, object] = {"tower": self.tower, "precision": self.precision.value}
        figures |= {"accepted": self.is_accepted}
        if self.fidelity is None:
            return figures | {"failure": self.detail}
        speed = {"ms": round(1000 * self.seconds, 2), "original_ms": round(1000 * self.original_seconds, 2)}
        return figures | speed | {name: round(value, 5) for name, value in asdict(self.fidelity).items()}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came out: a package of this id, or None and the trials that say why."""

    encoder_id: EncoderId | None
    trials: tuple[Trial, ...]
