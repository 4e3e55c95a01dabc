"""Installs a model from what a person brought, or by download, in the form that is best for this machine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from photosearch.embed.known_models import KnownModel, known_model
from photosearch.embed.models import catalogue
from photosearch.embed.models.digests import OnProgress, ShouldStop
from photosearch.embed.models.forms import Brought, Form, recognise
from photosearch.embed.models.graphs import download_graph
from photosearch.embed.optimise import optimised
from photosearch.embed.running.device import has_accelerator
from photosearch.errors import ModelNeedsTorchError, ModelWeightsError
from photosearch.ingest.model_optimiser import ModelOptimiser
from photosearch.settings import Settings
from photosearch.types.models import Installation
from photosearch.types.optimisation import Step

OnStep = Callable[[str, Step], None]


class ModelInstaller:
    """Stateless; one installation at a time is seen to by a lock in the models folder."""

    def __init__(self, models_folder: Path, optimiser: ModelOptimiser, settings: Callable[[], Settings]) -> None:
        """``optimiser`` makes packages, and is told when one is put in place."""
        self._models = models_folder
        self._optimiser = optimiser
        self._settings = settings

    def install(
        self,
        name: str,
        *,
        file: Path | None,
        source: str,
        on_progress: OnProgress,
        on_step: OnStep,
        should_stop: ShouldStop,
    ) -> Installation:
        """Install ``name``, or whichever model ``file`` (a file or a folder) holds.

        A model that is published as a graph is made from that, without torch; but as a checkpoint where torch runs on
        a graphics card here.

        Raises:
            ModelNeedsTorchError: nothing here runs it; said before anything is downloaded.
            ModelError: see ``weights``, ``graphs``, ``packages`` and ``optimised``; what was installed stays so.
        """
        if file is not None:
            return self._from_file(name, recognise(file), on_progress, on_step, should_stop)
        model = known_model(name)
        if model is not None:
            _require_torch_for_resnet(model)
        if model is None or model.graph_bytes is None or has_accelerator(self._settings().device):
            return self._checkpoint(name, None, source, on_progress, should_stop)
        graph = download_graph(model, self._models, source=source, on_progress=on_progress, should_stop=should_stop)
        made = self._from_graph(model, graph, on_step, should_stop)
        # Until a package was made of it, it need not come again.
        graph.unlink(missing_ok=True)
        return made

    def _from_file(
        self, name: str, brought: Brought, on_progress: OnProgress, on_step: OnStep, should_stop: ShouldStop
    ) -> Installation:
        if brought.form is Form.CHECKPOINT and not _is_built(brought):
            return self._checkpoint(name, brought.path, "", on_progress, should_stop)
        if brought.form in (Form.CHECKPOINT, Form.TENSORS, Form.GRAPH):
            assert brought.model is not None
            _require_wanted(brought.model.name, name, brought.path)
            return self._from_graph(
                brought.model, brought.path, on_step, should_stop, are_tensors=brought.form is not Form.GRAPH
            )
        installed = optimised.install_package(
            brought.path, self._models, name or None, on_progress=on_progress, should_stop=should_stop
        )
        self._optimiser.told_of_another()
        return Installation(installed, None, is_checkpoint=False)

    def _checkpoint(
        self, name: str, file: Path | None, source: str, on_progress: OnProgress, should_stop: ShouldStop
    ) -> Installation:
        installed = catalogue.install(
            name,
            models_folder=self._models,
            file=file,
            source=source,
            on_progress=on_progress,
            should_stop=should_stop,
        )
        # What was installed last is what the name opens.
        if optimised.remove_package(installed, self._models, stands_alone=True):
            self._optimiser.told_of_another()
        return Installation(installed, None, is_checkpoint=True)

    def _from_graph(
        self, model: KnownModel, graph: Path, on_step: OnStep, should_stop: ShouldStop, *, are_tensors: bool = False
    ) -> Installation:
        verdict = self._optimiser.make_from_graph(
            model,
            graph,
            are_tensors=are_tensors,
            on_step=lambda step: on_step(model.name, step),
            should_stop=should_stop,
        )
        return Installation(model.name, verdict, is_checkpoint=False)


def _is_built(brought: Brought) -> bool:
    """Whether a checkpoint becomes a package at once: where no torch runs it, and there is no ResNet in it.

    Raises:
        ModelNeedsTorchError: nothing here runs it.
    """
    if brought.model is None or optimised.runs_checkpoints():
        return False
    _require_torch_for_resnet(brought.model)
    return True


def _require_torch_for_resnet(model: KnownModel) -> None:
    if not model.can_be_built and not optimised.runs_checkpoints():
        raise ModelNeedsTorchError(needs=("torch",))


def _require_wanted(found: str, name: str, file: Path) -> None:
    if name and name.lower() != found.lower():
        raise ModelWeightsError(f"the file holds {found}, not {name}", path=file, found=found, wanted=name)
