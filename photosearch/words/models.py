"""The models' names and what they are good for, and how far a download is."""

from __future__ import annotations

from collections.abc import Sequence

from photosearch.types.models import ModelSize
from photosearch.words.quantities import byte_size_text
from photosearch.words.sentence import listed
from photosearch.words.spoken import marked, translate

_ENCODERS: dict[str, tuple[str, str]] = {
    "starter": (
        marked("Messages", "Starter model"),
        marked("Messages", "Comes with photosearch. Knows everyday words; quick on any computer."),
    ),
    "RN50": ("Chinese-CLIP RN50", marked("Messages", "The smallest Chinese-CLIP. Understands whole sentences.")),
    "ViT-B-16": ("Chinese-CLIP ViT-B/16", marked("Messages", "Recommended: understands far more, still quick.")),
    "ViT-L-14": ("Chinese-CLIP ViT-L/14", marked("Messages", "More exact, about four times slower.")),
    "ViT-L-14-336": (
        "Chinese-CLIP ViT-L/14-336",
        marked("Messages", "Sees finer detail. A graphics card is advisable."),
    ),
    "ViT-H-14": ("Chinese-CLIP ViT-H/14", marked("Messages", "The most exact. Needs a graphics card.")),
}


def encoder_title(name: str) -> str:
    """What an encoder is called."""
    return translate("Messages", _ENCODERS[name][0]) if name in _ENCODERS else name


def encoder_note(name: str) -> str:
    """What an encoder is good for, in a line; empty when unknown."""
    return translate("Messages", _ENCODERS[name][1]) if name in _ENCODERS else ""


def download_text(done_bytes: int, total_bytes: int | None) -> str:
    """How far a download is, such as ``120 MB / 753 MB``."""
    done = byte_size_text(done_bytes)
    return f"{done} / {byte_size_text(total_bytes)}" if total_bytes else done


def takes_text(size: ModelSize) -> str:
    """What a model takes of the disk, such as ``weights 753 MB, embeddings 102 MB, index 106 MB``."""
    named = (
        (translate("Messages", "weights {size}"), size.weights_bytes),
        (translate("Messages", "embeddings {size}"), size.embeddings_bytes),
        (translate("Messages", "index {size}"), size.index_bytes),
    )
    return listed([text.format(size=byte_size_text(taken)) for text, taken in named if taken])


def left_behind_text(sizes: Sequence[ModelSize]) -> str:
    """What models that do not answer take in the database and as indexes, and how that is given back."""
    if not sizes:
        return translate("Terminal", "none has anything in the library")
    kept = translate("Terminal", "{model} ({takes})")
    text = translate("Terminal", "{models}; `photosearch model remove NAME` makes room")
    return text.format(models=listed([kept.format(model=size.name, takes=takes_text(size)) for size in sizes]))


def removed_text(size: ModelSize) -> str:
    """That a model was removed, and what became free; ``size`` is what it took."""
    text = translate("Messages", "{name} was removed, with what was made with it: {takes}.")
    return text.format(name=encoder_title(size.name), takes=takes_text(size))


def emptied_text(size: ModelSize) -> str:
    """The same of a model that comes with photosearch, whose weights stay."""
    text = translate("Messages", "What was made with {name} was removed. The model itself is part of photosearch.")
    return text.format(name=encoder_title(size.name))
