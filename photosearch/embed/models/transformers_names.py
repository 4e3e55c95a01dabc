"""Chinese-CLIP's tensors by cn_clip's names, from either cn_clip's or those of the library transformers.

What differs (``ChineseCLIPModel`` in transformers; ``CLIP`` in ``cn_clip/clip/model.py``): the names, queries, keys
and values of the image's attention apart, and both projections turned.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from photosearch.embed.known_models import Shape
from photosearch.embed.models.stored_tensor import StoredTensor
from photosearch.types.arrays import Float32Array

_RENAMED: tuple[tuple[str, str], ...] = (
    (r"text_model\.(embeddings|encoder)\.", r"bert.\1."),
    (r"vision_model\.embeddings\.class_embedding$", "visual.class_embedding"),
    (r"vision_model\.embeddings\.patch_embedding\.", "visual.conv1."),
    (r"vision_model\.embeddings\.position_embedding\.weight$", "visual.positional_embedding"),
    (r"vision_model\.pre_layrnorm\.", "visual.ln_pre."),
    (r"vision_model\.post_layernorm\.", "visual.ln_post."),
    (r"vision_model\.encoder\.layers\.(\d+)\.self_attn\.out_proj\.", r"visual.transformer.resblocks.\1.attn.out_proj."),
    (r"vision_model\.encoder\.layers\.(\d+)\.layer_norm(\d)\.", r"visual.transformer.resblocks.\1.ln_\2."),
    (r"vision_model\.encoder\.layers\.(\d+)\.mlp\.fc1\.", r"visual.transformer.resblocks.\1.mlp.c_fc."),
    (r"vision_model\.encoder\.layers\.(\d+)\.mlp\.fc2\.", r"visual.transformer.resblocks.\1.mlp.c_proj."),
)
_QUERY = re.compile(r"vision_model\.encoder\.layers\.(\d+)\.self_attn\.q_proj\.(weight|bias)$")
_TURNED = {"visual_projection.weight": "visual.proj", "text_projection.weight": "text_projection"}
_PREFIX = "module."


@dataclass(frozen=True, slots=True)
class NamedTensor:
    """One tensor by cn_clip's name: a stored one, one turned, or several joined along their first axis."""

    parts: Sequence[StoredTensor]
    is_turned: bool = False

    @property
    def shape(self) -> Shape:
        """As cn_clip has it."""
        shape = self.parts[0].shape
        if len(self.parts) > 1:
            return (sum(part.shape[0] for part in self.parts), *shape[1:])
        return shape[::-1] if self.is_turned else shape

    def read(self) -> Float32Array:
        """Its numbers; see ``StoredTensor.read`` for what may be raised."""
        if len(self.parts) > 1:
            return np.concatenate([part.read() for part in self.parts])
        values = self.parts[0].read()
        return np.ascontiguousarray(values.T) if self.is_turned else values


def by_cn_clip_names(tensors: Mapping[str, StoredTensor]) -> dict[str, NamedTensor]:
    """The tensors by cn_clip's names; others keep theirs, without the ``module.`` of distributed training."""
    found: dict[str, NamedTensor] = {}
    for given, tensor in tensors.items():
        name = given.removeprefix(_PREFIX)
        if name in _TURNED and len(tensor.shape) == 2:
            found[_TURNED[name]] = NamedTensor((tensor,), is_turned=True)
        elif (query := _QUERY.match(name)) is not None:
            key, value = (tensors.get(given.replace(".q_proj.", f".{part}_proj.")) for part in "kv")
            if key is not None and value is not None and key.shape == value.shape == tensor.shape and tensor.shape:
                joined = f"visual.transformer.resblocks.{query[1]}.attn.in_proj_{query[2]}"
                found[joined] = NamedTensor((tensor, key, value))
        else:
            found[_renamed(name)] = NamedTensor((tensor,))
    return found


def has_transformers_names(names: Mapping[str, object]) -> bool:
    """Whether these are the tensors' names in transformers rather than in cn_clip."""
    return any(name.removeprefix(_PREFIX).startswith("vision_model.") for name in names)


def _renamed(name: str) -> str:
    for pattern, new in _RENAMED:
        if re.match(pattern, name):
            return re.sub(pattern, new, name, count=1)
    return name
