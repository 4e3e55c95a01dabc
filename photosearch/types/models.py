"""What a model takes of the disk."""

from __future__ import annotations

from dataclasses import dataclass, replace

from photosearch.types.ids import EncoderId


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
