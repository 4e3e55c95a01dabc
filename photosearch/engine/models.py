"""The encoders: which there are, which one answers, and how another one comes in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from photosearch.embed.known_models import KNOWN_MODELS
from photosearch.embed.optimise.optimised import export_package
from photosearch.ingest.model_installer import ModelInstaller
from photosearch.ingest.model_optimiser import ModelOptimiser
from photosearch.ingest.ownership import Ownership
from photosearch.shelves.shelves import Shelves
from photosearch.types.models import EncoderInfo, Installation, ModelSize
from photosearch.types.optimisation import Step, Verdict


def installable_models() -> tuple[str, ...]:
    """The names of the models that can be installed."""
    return tuple(model.name for model in KNOWN_MODELS)


class ModelsPart:
    """Thread-safe; see ``parts.Models``."""

    def __init__(
        self,
        models_folder: Path,
        shelves: Shelves,
        optimiser: ModelOptimiser,
        installer: ModelInstaller,
        ownership: Ownership,
        choose: Callable[[str], None],
    ) -> None:
        """``choose`` puts the name of an encoder into force."""
        self._folder = models_folder
        self._shelves = shelves
        self._optimiser = optimiser
        self._installer = installer
        self._ownership = ownership
        self._choose = choose

    @property
    def active_name(self) -> str:
        """As ``parts.Models.active_name``."""
        return self._shelves.answering.name

    def encoders(self) -> tuple[EncoderInfo, ...]:
        """As ``parts.Models.encoders``."""
        return self._shelves.encoders()

    def use(self, name: str) -> None:
        """As ``parts.Models.use``."""
        self._shelves.encoder_id_of(name)
        self._choose(name)

    def warm_up(self) -> None:
        """Load the encoder now, before somebody asks; returns at once."""
        self._shelves.answering.service.start()

    def install(
        self,
        name: str,
        *,
        file: Path | None = None,
        source: str = "auto",
        is_optimising: bool = True,
        on_progress: Callable[[int, int | None], None],
        on_step: Callable[[str, Step], None] | None = None,
        should_stop: Callable[[], bool],
    ) -> Installation:
        """As ``parts.Models.install``."""
        installed = self._installer.install(
            name,
            file=file,
            source=source,
            on_progress=on_progress,
            on_step=on_step or self._optimiser.tell,
            should_stop=should_stop,
        )
        if is_optimising and installed.is_checkpoint:
            self._optimiser.begin(installed.name)
        return installed

    def export(self, name: str, target: Path) -> None:
        """As ``parts.Models.export``."""
        export_package(name, self._folder, target)

    def begin_optimising(self) -> None:
        """Optimise the encoder that answers in the background, unless that was done before; returns at once."""
        self._optimiser.begin(self.active_name)

    def optimise(self, name: str, on_step: Callable[[Step], None]) -> Verdict:
        """As ``parts.Models.optimise``."""
        return self._optimiser.run(name, on_step=on_step)

    def undo_optimising(self, name: str) -> bool:
        """As ``parts.Models.undo_optimising``."""
        return self._optimiser.remove(name)

    def sizes(self) -> tuple[ModelSize, ...]:
        """As ``parts.Models.sizes``."""
        return self._shelves.sizes()

    def remove(self, name: str) -> None:
        """As ``parts.Models.remove``."""
        self._shelves.remove(name, is_alone=not self._ownership.is_held_elsewhere())
