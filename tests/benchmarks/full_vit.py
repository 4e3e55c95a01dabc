"""ViT-B-16 at its true size with random weights: as optimised for this machine, and as cn_clip runs it.

Speed and memory do not depend on the values of weights.
"""

from __future__ import annotations

import importlib
import importlib.util
import shutil
from pathlib import Path
from typing import Any, Final

import numpy as np

from photosearch.embed.known_models import KnownModel, known_model
from photosearch.embed.models import catalogue
from photosearch.embed.optimise import optimised
from photosearch.embed.running import chinese_clip
from photosearch.embed.running.preprocess import CHINESE_CLIP, planes
from photosearch.engine.engine import Engine
from photosearch.paths import DataFolders
from photosearch.resources import resource
from photosearch.settings import Settings, SettingsOwner, save_settings
from photosearch.types.arrays import Float32Array, UInt8Array
from tests.benchmarks.library import Library, make_library
from tests.benchmarks.plan import Plan

NAME: Final = "ViT-B-16"
_LIBRARIES = ("torch", "cn_clip", "onnx")


def is_measured(plan: Plan) -> bool:
    """Whether there is time for it, and what makes it is installed."""
    return not plan.is_quick and all(importlib.util.find_spec(name) is not None for name in _LIBRARIES)


def models_with_vit(plan: Plan) -> Path:
    """A models folder where it is installed and optimised as the app does it (some two minutes, once)."""
    models = plan.folder / "models-with-vit"
    if any(info.name == NAME for info in catalogue.installed_encoders(models, resource("models"))):
        return models
    # Late, as it imports torch.
    from tests.checkpoints import write_full_size

    home = plan.folder / "optimising"
    folders = DataFolders(home / "data", home / "cache", models, home / "logs")
    engine = Engine.open(folders, SettingsOwner(folders.settings, Settings()))
    try:
        engine.models.install(
            NAME,
            file=write_full_size(plan.folder / "checkpoints", model()),
            is_optimising=False,
            on_progress=lambda _done, _total: None,
            should_stop=lambda: False,
        )
        engine.models.optimise(NAME, on_step=lambda _step: None)
    finally:
        engine.close()
    return models


def model() -> KnownModel:
    """What is known about it."""
    known = known_model(NAME)
    assert known is not None
    return known


class CnClip:
    """The installed checkpoint as cn_clip's own examples run it: float32, texts of 52 tokens.

    PyTorch's waiting threads sleep, as in the app: those that spin would take a core from whatever has its turn next.
    """

    def __init__(self, models: Path) -> None:
        """Load it."""
        package, clip_model = chinese_clip._import_cn_clip()
        torch: Any = importlib.import_module("torch")
        self._no_grad = torch.no_grad
        self._tensor = torch.from_numpy
        self._network: Any = clip_model.CLIP(**chinese_clip._architecture(Path(str(package.__file__)).parent, model()))
        state = torch.load(models / model().file_name, map_location="cpu", weights_only=True)["state_dict"]
        self._network.load_state_dict({name.removeprefix("module."): value for name, value in state.items()})
        self._network.float().eval()
        self._tokenize: Any = importlib.import_module("cn_clip.clip").tokenize

    def encode_images(self, pixels: UInt8Array) -> Float32Array:
        """[n, size, size, 3] to unit [n, dim]."""
        with self._no_grad():
            rows = self._network.encode_image(self._tensor(planes(pixels, CHINESE_CLIP))).numpy()
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True))

    def encode_text(self, text: str) -> Float32Array:
        """To unit [1, dim]."""
        with self._no_grad():
            rows = self._network.encode_text(self._tokenize([text])).numpy()
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True))


def library_with_vit(plan: Plan, count: int, *, with_files: bool) -> Library:
    """A library whose photos are said to be embedded by it; its own folder of models has it too."""
    models = models_with_vit(plan)
    encoder_id = catalogue.encoder_id_of(NAME, models_folder=models, bundled=resource("models"))
    library = make_library(plan.folder / f"with-{NAME}", count, with_files=with_files, encoder=(NAME, encoder_id))
    package = optimised.package_folder(NAME, models)
    place = library.folders.models / package.name
    if not place.exists():
        shutil.copytree(package, place)
    save_settings(Settings(encoder=NAME), library.folders.settings)
    return library
