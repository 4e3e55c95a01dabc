"""The table of models agrees with cn_clip's own, and each file is told from the others."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

from photosearch.embed.known_models import KNOWN_MODELS, KnownModel, identify, known_model


def _configs() -> Path:
    spec = importlib.util.find_spec("cn_clip")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    return Path(next(iter(spec.submodule_search_locations))) / "clip" / "model_configs"


@pytest.mark.parametrize("model", KNOWN_MODELS, ids=lambda model: model.name)
def test_sizes_are_those_of_the_architecture(model: KnownModel) -> None:
    vision = json.loads((_configs() / f"{model.vision_config}.json").read_text())
    text = json.loads((_configs() / f"{model.text_config}.json").read_text())
    assert (model.dim, model.pixel_spec.size_px) == (vision["embed_dim"], vision["image_resolution"])
    assert model.shapes["text_projection"] == (text["text_hidden_size"], vision["embed_dim"])


@pytest.mark.parametrize("model", KNOWN_MODELS, ids=lambda model: model.name)
def test_each_model_is_recognised_as_itself_only(model: KnownModel) -> None:
    assert identify({**model.shapes, "logit_scale": ()}) is model


def test_other_tensors_are_none_of_them() -> None:
    assert identify({}) is None
    assert identify({"visual.conv1.weight": (768, 3, 32, 32), "text_projection": (768, 512)}) is None


def test_names_are_found_in_any_case() -> None:
    assert known_model("vit-b-16") is KNOWN_MODELS[1]
    assert known_model("starter") is None
