"""Writes Chinese-CLIP checkpoints with random weights: whole ones of a shrunken architecture, and telling parts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch

from photosearch.embed.known_models import KnownModel, Shape
from photosearch.embed.running import chinese_clip
from photosearch.types.photos import PixelSpec

_TEXT: dict[str, object] = {
    "vocab_size": 21128,
    "text_attention_probs_dropout_prob": 0.1,
    "text_hidden_act": "gelu",
    "text_hidden_dropout_prob": 0.1,
    "text_hidden_size": 32,
    "text_initializer_range": 0.02,
    "text_intermediate_size": 64,
    "text_max_position_embeddings": 512,
    "text_num_attention_heads": 2,
    "text_num_hidden_layers": 2,
    "text_type_vocab_size": 2,
}
TINY_VIT: dict[str, object] = {
    "embed_dim": 24,
    "image_resolution": 64,
    "vision_layers": 2,
    "vision_width": 64,
    "vision_patch_size": 16,
    **_TEXT,
}
TINY_RESNET: dict[str, object] = {
    "embed_dim": 24,
    "image_resolution": 64,
    "vision_layers": [1, 1, 1, 1],
    "vision_width": 8,
    "vision_patch_size": None,
    **_TEXT,
}


def tiny_model(name: str = "tiny") -> KnownModel:
    """What the shrunken architectures are called, and their sizes."""
    return KnownModel(
        name=name,
        file_name="tiny.pt",
        repository="tiny",
        vision_config="",
        text_config="",
        dim=24,
        pixel_spec=PixelSpec(64),
        approximate_bytes=1,
        shapes={},
    )


def random_state(architecture: Mapping[str, object], seed: int = 0) -> dict[str, torch.Tensor]:
    """Random weights for cn_clip's CLIP class, named as in a published checkpoint."""
    # The app's own way to import cn_clip, which does without torchvision (that may not work beside a CPU torch).
    _, clip_model = chinese_clip._import_cn_clip()
    clip = clip_model.CLIP
    torch.manual_seed(seed)
    network: Any = clip(**architecture)
    generator = torch.Generator().manual_seed(seed)
    for weight in network.parameters():
        # cn_clip starts some layers at zero, which would hide mistakes.
        if weight.dim() > 1:
            weight.data = torch.randn(weight.shape, generator=generator) * weight[0].numel() ** -0.5
    return {f"module.{name}": tensor for name, tensor in network.state_dict().items()}


def write_state(path: Path, state: Mapping[str, object]) -> Path:
    """A checkpoint file as cn_clip's training writes it."""
    torch.save({"epoch": 3, "name": "run", "state_dict": dict(state)}, path)
    return path


def write_telling_part(path: Path, model: KnownModel) -> Path:
    """Only the tensors by which ``model`` is recognised: a few MB instead of its hundreds."""
    return write_state(path, {f"module.{name}": _random(shape) for name, shape in model.shapes.items()})


def _random(shape: Shape) -> torch.Tensor:
    return torch.randn(shape, generator=torch.Generator().manual_seed(1)).half()


def write_full_size(folder: Path, model: KnownModel) -> Path:
    """A checkpoint of ``model`` at its true size with cn_clip's own random start, unless it is there already."""
    path = folder / model.file_name
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        package, clip_model = chinese_clip._import_cn_clip()
        torch.manual_seed(0)
        network: Any = clip_model.CLIP(**chinese_clip._architecture(Path(str(package.__file__)).parent, model))
        write_state(path, {f"module.{name}": tensor.half() for name, tensor in network.state_dict().items()})
    return path
