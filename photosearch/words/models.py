"""The models' names and what they are good for, how far a download is, and which words a model does not know."""

from __future__ import annotations

from collections.abc import Sequence

from photosearch.words.quantities import byte_size_text
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


def unknown_words_text(words: Sequence[str]) -> str:
    """That the starter model does not know these words of the query, and what helps."""
    text = translate(
        "Messages", 'The starter model does not know "{words}". Install Chinese-CLIP to search for anything.'
    )
    return text.format(words=listed(words))


def listed(items: Sequence[str]) -> str:
    """Names one after the other, as they are listed in a sentence."""
    return translate("Messages", ", ", "between the items of a list").join(items)
