"""The optimising of a model in words."""

from __future__ import annotations

import pytest

from photosearch.events import OptimisationChanged
from photosearch.types.optimisation import Step
from photosearch.words.optimisation import optimisation_text
from photosearch.words.spoken import speak


@pytest.mark.parametrize("step", list(Step))
def test_every_step_has_words_in_both_languages(step: Step) -> None:
    said = optimisation_text(OptimisationChanged("ViT-B-16", step))
    assert said.startswith("Making Chinese-CLIP ViT-B/16 faster")
    speak("zh")
    assert optimisation_text(OptimisationChanged("ViT-B-16", step)) != said


def test_an_end_needs_no_words_on_the_way() -> None:
    assert optimisation_text(OptimisationChanged("ViT-B-16", "done")) == ""
