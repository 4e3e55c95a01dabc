"""The trainable parts: an image head on backbone features, a head on English sentence embeddings, a text tower."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from tools.starter.backbone import CLASS_COUNT, FEATURE_DIM, POOLED_DIM, pooled_part

EMBEDDING_DIM = 512
SENTENCE_DIM = 384
VOCABULARY_SIZE = 21128


class ImageHead(nn.Module):
    """Features [n, FEATURE_DIM] to embeddings [n, EMBEDDING_DIM]: a linear path plus a small MLP, both standardised."""

    mean: Tensor
    deviation: Tensor

    def __init__(self, hidden: int = 640, dropout: float = 0.3, noise: float = 0.0) -> None:
        super().__init__()
        feature_dim = FEATURE_DIM
        self.noise = noise
        self.register_buffer("mean", torch.zeros(feature_dim))
        self.register_buffer("deviation", torch.ones(feature_dim))
        self.enter = nn.Dropout(dropout)
        self.linear = nn.Linear(feature_dim, EMBEDDING_DIM)
        self.mlp = nn.Sequential(
            nn.Linear(feature_dim, hidden), nn.GELU(), nn.Dropout(dropout), nn.Linear(hidden, EMBEDDING_DIM)
        )

    def standardise_by(self, features: Tensor) -> None:
        """Takes the mean and deviation of each feature from training photos."""
        self.mean.copy_(features.mean(0))
        self.deviation.copy_(features.std(0) + 1e-3)

    def forward(self, features: Tensor) -> Tensor:
        """Embeddings, not yet unit length."""
        standard = (features - self.mean) / self.deviation
        if self.training and self.noise > 0:
            standard = standard + self.noise * torch.randn_like(standard)
        standard = self.enter(standard)
        return self.linear(standard) + self.mlp(standard)


class NamedClasses(nn.Module):
    """What the ImageNet classifier makes of a photo, said in embeddings: the mean of class names by their chance.

    ConSE (Norouzi et al., "Zero-shot learning by convex combination of semantic embeddings", ICLR 2014). Nothing in
    here is trained, so no caption can make it forget a class.
    """

    weight: Tensor
    bias: Tensor
    names: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("weight", torch.zeros(CLASS_COUNT, POOLED_DIM))
        self.register_buffer("bias", torch.zeros(CLASS_COUNT))
        self.register_buffer("names", torch.zeros(CLASS_COUNT, EMBEDDING_DIM))

    def learn(self, weight: Tensor, bias: Tensor, names: Tensor) -> None:
        """Takes the classifier's weights [1000, 1280] and bias [1000] and unit embeddings [1000, 512] of the names."""
        self.weight.copy_(weight)
        self.bias.copy_(bias)
        self.names.copy_(names)

    def forward(self, features: Tensor) -> Tensor:
        """Embeddings [n, EMBEDDING_DIM] no longer than 1: the surer the classifier, the longer."""
        logits = nn.functional.linear(pooled_part(features), self.weight, self.bias)
        return torch.softmax(logits, dim=1) @ self.names


class InformedHead(nn.Module):
    """The image head as it is shipped: what it learnt, and beside it a share of what the classifier says."""

    share: Tensor

    def __init__(self, head: ImageHead, share: float) -> None:
        super().__init__()
        self.head = head
        self.classes = NamedClasses()
        self.register_buffer("share", torch.tensor(share))

    def forward(self, features: Tensor) -> Tensor:
        """Features [n, FEATURE_DIM] to embeddings, not yet unit length."""
        return nn.functional.normalize(self.head(features), dim=1) + self.share * self.classes(features)


class SentenceHead(nn.Module):
    """Sentence embeddings [n, 384] to the joint space: only a bridge for training, it is not shipped."""

    def __init__(self, hidden: int = 512, dropout: float = 0.2) -> None:
        super().__init__()
        self.linear = nn.Linear(SENTENCE_DIM, EMBEDDING_DIM)
        self.mlp = nn.Sequential(
            nn.Dropout(dropout),
            nn.Linear(SENTENCE_DIM, hidden),
            nn.GELU(),
            nn.Dropout(dropout),
            nn.Linear(hidden, EMBEDDING_DIM),
        )

    def forward(self, sentences: Tensor) -> Tensor:
        """Embeddings, not yet unit length."""
        return self.linear(sentences) + self.mlp(sentences)


@dataclass(frozen=True)
class TextTowerSize:
    """How wide and deep the text tower is."""

    width: int = 320
    blocks: int = 2
    expansion: int = 2
    heads: int = 8
    dropout: float = 0.1


NEIGHBOURS = 5
"""Pieces that one convolution sees."""


class ConvBlock(nn.Module):
    """A depthwise convolution over neighbouring pieces, then a pointwise MLP, on a residual path."""

    def __init__(self, width: int, expansion: int, dropout: float) -> None:
        super().__init__()
        self.mix = nn.Parameter(torch.randn(NEIGHBOURS, width) * NEIGHBOURS**-0.5)
        self.mix_bias = nn.Parameter(torch.zeros(width))
        self.norm = nn.LayerNorm(width)
        self.widen = nn.Linear(width, width * expansion)
        self.narrow = nn.Linear(width * expansion, width)
        # A block changes nothing at first, so that the first steps work on what the pieces mean.
        nn.init.zeros_(self.narrow.weight)
        self.drop = nn.Dropout(dropout)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """States [n, length, width]; mask [n, length, 1] is 0 at padding."""
        # Shifted sums: a framework's depthwise convolution is many times slower on a CPU in training.
        reach = NEIGHBOURS // 2
        padded = nn.functional.pad(states * mask, (0, 0, reach, reach))
        length = states.shape[1]
        mixed = self.mix_bias + sum(padded[:, shift : shift + length] * self.mix[shift] for shift in range(NEIGHBOURS))
        return states + self.drop(self.narrow(nn.functional.gelu(self.widen(self.norm(mixed)))))


class TextTower(nn.Module):
    """Word pieces [n, length] of either language to embeddings [n, EMBEDDING_DIM]."""

    def __init__(self, size: TextTowerSize) -> None:
        super().__init__()
        self.size = size
        self.pieces = nn.Embedding(VOCABULARY_SIZE, size.width, padding_idx=0)
        nn.init.normal_(self.pieces.weight, std=0.05)
        self.enter = nn.Dropout(size.dropout)
        self.blocks = nn.ModuleList(ConvBlock(size.width, size.expansion, size.dropout) for _ in range(size.blocks))
        self.norm = nn.LayerNorm(size.width)
        self.attend = nn.Linear(size.width, size.heads)
        self.value = nn.Linear(size.width, size.width)
        self.leave = nn.Linear(2 * size.width, EMBEDDING_DIM)

    def forward(self, token_ids: Tensor) -> Tensor:
        """Embeddings, not yet unit length; padding (0) has no effect."""
        return self.encode(self.pieces(token_ids), token_ids)

    def encode(self, states: Tensor, token_ids: Tensor) -> Tensor:
        """The tower behind its embedding table."""
        return self.leave(self.pooled(states, token_ids))

    def pooled(self, states: Tensor, token_ids: Tensor) -> Tensor:
        """What the last layer reads: attended and largest states [n, 2 * width]."""
        present = token_ids.ne(0).unsqueeze(-1)
        mask = present.to(states.dtype)
        states = self.enter(states)
        for block in self.blocks:
            states = block(states, mask)
        return self._pool(self.norm(states), mask)

    def _pool(self, states: Tensor, mask: Tensor) -> Tensor:
        hidden = (1.0 - mask) * -1e4
        weights = torch.softmax(self.attend(states) + hidden, dim=1)
        values = self.value(states)
        by_head = values.unflatten(2, (self.size.heads, self.size.width // self.size.heads))
        attended = (weights.unsqueeze(-1) * by_head).sum(1).flatten(1)
        return torch.cat([attended, (states + hidden).amax(1)], dim=1)
