"""Chinese-CLIP as a graph that needs no torch: telling whether a file is one, and of which model; downloading one."""

from __future__ import annotations

from pathlib import Path

from photosearch.embed.known_models import KnownModel, identify_graph
from photosearch.embed.models import sources
from photosearch.embed.models.digests import OnProgress, ShouldStop
from photosearch.embed.models.download import DEFAULT_PATIENCE
from photosearch.embed.models.fetching import fetch_from_any
from photosearch.embed.models.onnx_file import look_into
from photosearch.embed.models.sources import graphs_of
from photosearch.embed.models.weights import installing
from photosearch.errors import ModelFileError, ModelWeightsError
from photosearch.types.models import WrongFile

_TAKEN = {"input_ids", "pixel_values"}
_GIVEN = {"text_embeds", "image_embeds"}
_EIGHT_BIT = {"DynamicQuantizeLinear", "MatMulInteger", "ConvInteger", "DequantizeLinear", "MatMulNBits"}


def model_in_graph(file: Path) -> KnownModel:
    """Which model the ONNX file holds.

    Raises:
        ModelFileError: it is another graph, half of one, or one in 8 bits.
        ModelWeightsError: it is no ONNX file, or not all of it is there.
        OSError: it cannot be read.
    """
    found = look_into(file)
    if not found.outputs >= _GIVEN or not found.inputs >= _TAKEN:
        is_half = bool((found.outputs & _GIVEN) or (found.inputs & _TAKEN))
        raise ModelFileError(WrongFile.HALF_GRAPH if is_half else WrongFile.OTHER_GRAPH, file)
    if found.kinds & _EIGHT_BIT:
        raise ModelFileError(WrongFile.EIGHT_BITS, file)
    model = identify_graph(found.weights.values())
    if model is None:
        raise ModelFileError(WrongFile.OTHER_GRAPH, file)
    return model


def download_graph(
    model: KnownModel,
    models_folder: Path,
    *,
    source: str = "auto",
    on_progress: OnProgress,
    should_stop: ShouldStop,
) -> Path:
    """Download ``model`` as a graph, trying one source after the other; one that came before is not asked for again.

    Raises:
        PhotosearchError: see ``fetching.fetch_from_any``.
        BusyError: another photosearch is installing a model.
    """
    wanted = graphs_of(model)

    def accept(incoming: Path, _digest: str) -> Path:
        if model_in_graph(incoming) is not model:
            raise ModelWeightsError("the file holds another model", path=incoming)
        return incoming.replace(incoming.with_suffix(""))

    with installing(models_folder):
        for file in wanted:
            if (here := models_folder / file.kept_as).is_file():
                return here
        return fetch_from_any(
            model.name,
            wanted,
            models_folder,
            accept,
            source=source,
            sources=sources.SOURCES,
            on_progress=on_progress,
            should_stop=should_stop,
            patience=DEFAULT_PATIENCE,
        )
