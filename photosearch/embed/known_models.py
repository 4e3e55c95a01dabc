"""The five published Chinese-CLIP models: what each is called where, how large, and how to tell a file of one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from photosearch.types.photos import PixelSpec

Shape = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class KnownModel:
    """One published model (Yang et al., "Chinese CLIP", arXiv:2211.01335)."""

    name: str
    file_name: str
    """As published, and as cn_clip itself looks for it."""
    repository: str
    """Its name at Hugging Face (below OFA-Sys) and at ModelScope (below AI-ModelScope)."""
    vision_config: str
    text_config: str
    """Names of cn_clip's own architecture files."""
    dim: int
    pixel_spec: PixelSpec
    approximate_bytes: int
    """Four bytes for each of its weights."""
    shapes: Mapping[str, Shape]
    """Enough tensors to tell it from the other four."""
    md5: str | None = None
    """Published digest, where there is one."""
    image_heads: int = 12
    text_heads: int = 12
    """Of attention: nothing in the weights tells how many. A ResNet's are not asked for."""
    graph_bytes: int | None = None
    """What it takes to download as a graph that needs no torch; None where that is not published."""

    @property
    def can_be_built(self) -> bool:
        """Whether a graph can be built of its weights: not of a ResNet's."""
        return "visual.positional_embedding" in self.shapes


_BASE_TEXT = "RoBERTa-wwm-ext-base-chinese"

KNOWN_MODELS: tuple[KnownModel, ...] = (
    KnownModel(
        name="RN50",
        file_name="clip_cn_rn50.pt",
        repository="chinese-clip-rn50",
        vision_config="RN50",
        text_config="RBT3-chinese",
        dim=1024,
        pixel_spec=PixelSpec(224),
        approximate_bytes=308_000_000,
        shapes={"visual.conv1.weight": (32, 3, 3, 3), "text_projection": (768, 1024)},
        md5="b84a90869f59f0bf2e5cd53e1b7ce533",
    ),
    KnownModel(
        name="ViT-B-16",
        file_name="clip_cn_vit-b-16.pt",
        repository="chinese-clip-vit-base-patch16",
        vision_config="ViT-B-16",
        text_config=_BASE_TEXT,
        dim=512,
        pixel_spec=PixelSpec(224),
        approximate_bytes=753_000_000,
        shapes={
            "visual.conv1.weight": (768, 3, 16, 16),
            "visual.positional_embedding": (197, 768),
            "text_projection": (768, 512),
        },
        graph_bytes=377_000_000,
    ),
    KnownModel(
        name="ViT-L-14",
        file_name="clip_cn_vit-l-14.pt",
        repository="chinese-clip-vit-large-patch14",
        vision_config="ViT-L-14",
        text_config=_BASE_TEXT,
        dim=768,
        pixel_spec=PixelSpec(224),
        approximate_bytes=1_625_000_000,
        shapes={
            "visual.conv1.weight": (1024, 3, 14, 14),
            "visual.positional_embedding": (257, 1024),
            "text_projection": (768, 768),
        },
        image_heads=16,
    ),
    KnownModel(
        name="ViT-L-14-336",
        file_name="clip_cn_vit-l-14-336.pt",
        repository="chinese-clip-vit-large-patch14-336px",
        vision_config="ViT-L-14-336",
        text_config=_BASE_TEXT,
        dim=768,
        pixel_spec=PixelSpec(336),
        approximate_bytes=1_626_000_000,
        shapes={
            "visual.conv1.weight": (1024, 3, 14, 14),
            "visual.positional_embedding": (577, 1024),
            "text_projection": (768, 768),
        },
        image_heads=16,
    ),
    KnownModel(
        name="ViT-H-14",
        file_name="clip_cn_vit-h-14.pt",
        repository="chinese-clip-vit-huge-patch14",
        vision_config="ViT-H-14",
        text_config="RoBERTa-wwm-ext-large-chinese",
        dim=1024,
        pixel_spec=PixelSpec(224),
        approximate_bytes=3_830_000_000,
        shapes={
            "visual.conv1.weight": (1280, 3, 14, 14),
            "visual.positional_embedding": (257, 1280),
            "text_projection": (1024, 1024),
        },
        image_heads=16,
        text_heads=16,
    ),
)


def known_model(name: str) -> KnownModel | None:
    """The model called ``name``, ignoring case; None when there is no such one."""
    return next((model for model in KNOWN_MODELS if model.name.lower() == name.lower()), None)


def identify(shapes: Mapping[str, Shape]) -> KnownModel | None:
    """The model whose telling tensors ``shapes`` has; None when it is none of the five."""
    for model in KNOWN_MODELS:
        if all(shapes.get(name) == shape for name, shape in model.shapes.items()):
            return model
    return None


def identify_graph(shapes: Collection[Shape]) -> KnownModel | None:
    """The model whose weights have these shapes, whatever they are called; None when it is none of those with graphs.

    Exporters name weights by the products they are in, turn them, and put an axis of one before what is added.
    """
    plain = {shape[1:] if shape[:1] == (1,) else shape for shape in shapes}
    both_ways = plain | {shape[::-1] for shape in plain if len(shape) == 2}
    return next((model for model in KNOWN_MODELS[1:] if set(model.shapes.values()) <= both_ways), None)
