"""The model as it was brought, at work: what forms of it are made from and held against.

A checkpoint runs on torch, which writes its towers too. A graph of a model hub is cut into towers that run on ONNX
Runtime, and of tensors alone such towers are built: nothing else is needed, and torch is not imported.
"""

from __future__ import annotations

import copy
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from photosearch.embed.models.tensor_files import tensors_in
from photosearch.embed.models.transformers_names import by_cn_clip_names
from photosearch.embed.optimise.built_towers import build
from photosearch.embed.optimise.combined_graph import split
from photosearch.embed.optimise.float_towers import FloatTowers
from photosearch.embed.optimise.onnx_export import export_image_tower, export_text_tower
from photosearch.embed.optimise.order import Order
from photosearch.embed.optimise.package_writing import VOCABULARY
from photosearch.embed.running.chinese_clip import ChineseClipEncoder
from photosearch.types.arrays import Float32Array, UInt8Array
from photosearch.types.optimisation import Step

Tell = Callable[[Step], None]


@dataclass(frozen=True, slots=True)
class Original:
    """An encoder, and how it embeds images in float32 even where it would do so faster in fewer bits."""

    encoder: ChineseClipEncoder | FloatTowers
    encode_images_exactly: Callable[[UInt8Array], Float32Array]


def open_original(order: Order, exported: Path, tell: Tell) -> Original:
    """Open what is ordered, with its float32 towers written into ``exported`` and its vocabulary into the package.

    Raises:
        ModelError: it cannot be loaded.
        OSError, RuntimeError, ValueError: its towers cannot be written.
    """
    tell(Step.LOAD)
    return _of_graph(order, exported, tell) if order.is_graph else _of_checkpoint(order, exported, tell)


def _of_checkpoint(order: Order, exported: Path, tell: Tell) -> Original:
    original = ChineseClipEncoder(
        order.weights,
        order.model,
        encoder_id=order.encoder_id,
        device=order.device,
        threads=order.threads,
        architecture=order.architecture,
    )
    tell(Step.EXPORT)
    network = original.network
    if original.device != "cpu":
        # The original goes on where it is: speed is compared with it there.
        network = copy.deepcopy(network).cpu().float()
    export_image_tower(network, order.model.pixel_spec.size_px, exported)
    export_text_tower(network, exported)
    shutil.copyfile(original.vocabulary_file, order.folder / VOCABULARY)
    return Original(original, original.encode_images_exactly)


def _of_graph(order: Order, exported: Path, tell: Tell) -> Original:
    tell(Step.EXPORT)
    if order.is_tensors:
        build(by_cn_clip_names(tensors_in(order.weights)), order.model, exported, order.weights)
    else:
        split(order.weights, exported, order.model.pixel_spec.size_px)
    assert order.vocabulary is not None
    shutil.copyfile(order.vocabulary, order.folder / VOCABULARY)
    original = FloatTowers(exported, order.folder / VOCABULARY, order.threads)
    return Original(original, original.encode_images)
