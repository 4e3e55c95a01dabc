"""Writes Chinese-CLIP checkpoints with random weights: whole ones of a shrunken architecture, and telling parts."""

from __future__ import annotations

import json
import re
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
        image_heads=1,
        text_heads=2,
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


_IN_TRANSFORMERS = (
    (r"^bert\.", "text_model."),
    (r"^visual\.class_embedding$", "vision_model.embeddings.class_embedding"),
    (r"^visual\.conv1\.", "vision_model.embeddings.patch_embedding."),
    (r"^visual\.positional_embedding$", "vision_model.embeddings.position_embedding.weight"),
    (r"^visual\.ln_pre\.", "vision_model.pre_layrnorm."),
    (r"^visual\.ln_post\.", "vision_model.post_layernorm."),
    (r"^visual\.transformer\.resblocks\.", "vision_model.encoder.layers."),
    (r"\.attn\.out_proj\.", ".self_attn.out_proj."),
    (r"\.ln_(\d)\.", r".layer_norm\1."),
    (r"\.mlp\.c_fc\.", ".mlp.fc1."),
    (r"\.mlp\.c_proj\.", ".mlp.fc2."),
    (r"^visual\.proj$", "visual_projection.weight"),
    (r"^text_projection$", "text_projection.weight"),
)


def as_transformers(state: Mapping[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The weights by the names and in the shapes of ``ChineseCLIPModel``, as its script for converting makes them."""
    found: dict[str, torch.Tensor] = {}
    for given, tensor in state.items():
        name = given.removeprefix("module.")
        for pattern, new in _IN_TRANSFORMERS:
            name = re.sub(pattern, new, name)
        if ".attn.in_proj_" in name:
            for part, values in zip("qkv", tensor.chunk(3), strict=True):
                found[name.replace(".attn.in_proj_", f".self_attn.{part}_proj.")] = values.clone()
        else:
            found[name] = tensor.T.contiguous() if name.endswith("_projection.weight") else tensor
    return found


_KINDS = {torch.float32: "F32", torch.float16: "F16", torch.bfloat16: "BF16", torch.int64: "I64"}


def write_safetensors(path: Path, tensors: Mapping[str, torch.Tensor]) -> Path:
    """As the library of this name writes them: a length, JSON, and the numbers."""
    header: dict[str, object] = {"__metadata__": {"format": "pt"}}
    pieces, at = [], 0
    for name, tensor in tensors.items():
        pieces.append(tensor.contiguous().flatten().view(torch.uint8).numpy().tobytes())
        header[name] = {
            "dtype": _KINDS[tensor.dtype],
            "shape": list(tensor.shape),
            "data_offsets": [at, at + len(pieces[-1])],
        }
        at += len(pieces[-1])
    text = json.dumps(header).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(len(text).to_bytes(8, "little") + text + b"".join(pieces))
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
