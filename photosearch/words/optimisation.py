"""Puts the optimising of a model into words, while it goes on."""

from __future__ import annotations

from photosearch.events import OptimisationChanged
from photosearch.types.optimisation import Step
from photosearch.words.models import encoder_title
from photosearch.words.spoken import marked, translate

_STEPS: dict[str, str] = {
    Step.LOAD: marked("Messages", "loading"),
    Step.EXPORT: marked("Messages", "converting"),
    Step.REFERENCE: marked("Messages", "measuring it as it is"),
    Step.MEASURE: marked("Messages", "measuring what came out"),
}


def optimisation_text(event: OptimisationChanged) -> str:
    """What is being done to which model and how far it is; empty once it ended."""
    return step_text(event.name, event.state) if event.state in _STEPS else ""


def step_text(name: str, step: str) -> str:
    """What is being done to the model, and which step of how many that is."""
    text = translate("Messages", "Making {model} faster on this computer: {step} ({number} of {count})")
    said = translate("Messages", _STEPS[step])
    number = list(_STEPS).index(step) + 1
    return text.format(model=encoder_title(name), step=said, number=number, count=len(_STEPS))
