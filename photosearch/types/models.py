"""What a model takes of the disk, what installing one did, and what files are that are none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from photosearch.types.ids import EncoderId
from photosearch.types.optimisation import Verdict


class WrongFile(StrEnum):
    """What a file that was given as a model is instead."""

    EMPTY = "empty"
    EMPTY_FOLDER = "empty_folder"
    UNFINISHED = "unfinished"
    """A download that broke off, or the first part of a file."""
    WEB_PAGE = "web_page"
    POINTER = "pointer"
    """What git has in the place of a large file."""
    TEXT = "text"
    PICTURE = "picture"
    ARCHIVE = "archive"
    OLD_PICKLE = "old_pickle"
    """Read only by carrying out what it says."""
    LOCKED_ARCHIVE = "locked_archive"
    """Asks for a password."""
    MISSING_PARTS = "missing_parts"
    """Some of the several files that the weights are kept in."""
    ADAPTER = "adapter"
    """What fine-tuning adds to a model (LoRA), without the model."""
    OTHER_CLIP = "other_clip"
    TEXT_MODEL = "text_model"
    RESNET = "resnet"
    """RN50 otherwise than torch keeps it: no graph is built of a ResNet."""
    EIGHT_BITS = "eight_bits"
    HALF_GRAPH = "half_graph"
    OTHER_GRAPH = "other_graph"
    OTHER_PACKAGE = "other_package"
    OTHER_PROGRAM = "other_program"
    """Weights for a program that runs language models."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Installation:
    """What was installed."""

    name: str
    verdict: Verdict | None
    """How the forms did that were tried; None of a checkpoint, and of a package, which was made elsewhere."""
    is_checkpoint: bool
    """Whether it runs on torch, until it is optimised."""


@dataclass(frozen=True, slots=True)
class ModelSize:
    """One model by its name: optimised forms, and embeddings of earlier weights, count as its own."""

    name: str
    encoder_id: EncoderId | None
    """What the name opens; of one that is not installed any more, what made its embeddings."""
    weights_bytes: int
    embeddings_bytes: int
    """In the database; removing them makes room there for what comes, the file itself does not shrink."""
    index_bytes: int
    is_installed: bool
    is_active: bool
    bundled_bytes: int = 0
    """Of the weights, what comes with photosearch and stays."""

    @property
    def total_bytes(self) -> int:
        """All of it."""
        return self.weights_bytes + self.embeddings_bytes + self.index_bytes

    def removable(self) -> ModelSize:
        """What goes when the model is removed."""
        return replace(self, weights_bytes=self.weights_bytes - self.bundled_bytes, bundled_bytes=0)


@dataclass(frozen=True, slots=True)
class EncoderInfo:
    """An encoder that is installed or could be."""

    name: str
    """Such as ``starter`` or ``ViT-B-16``."""
    encoder_id: EncoderId | None
    """None until it is known (not installed, or never loaded)."""
    dim: int
    is_installed: bool
    is_active: bool = False
    download_bytes: int | None = None
