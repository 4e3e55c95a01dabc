"""Contrastive losses over unit embeddings."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy, log_softmax


def contrast(left: Tensor, right: Tensor, scale: Tensor) -> Tensor:
    """Symmetric InfoNCE of two aligned batches [n, dim]; `scale` multiplies the cosines."""
    logits = scale * left @ right.T
    truth = torch.arange(len(left), device=left.device)
    return (cross_entropy(logits, truth) + cross_entropy(logits.T, truth)) / 2


def multi_label_contrast(photos: Tensor, texts: Tensor, labels: Tensor, scale: Tensor) -> Tensor:
    """InfoNCE with graded labels [photos, texts] in 0..1: each side's target is its labels made to sum to one.

    Rows and columns without a label worth mentioning are left out of their side.
    """
    logits = scale * photos @ texts.T
    return (_toward(logits, labels) + _toward(logits.T, labels.T)) / 2


def _toward(logits: Tensor, labels: Tensor) -> Tensor:
    mass = labels.sum(1)
    used = mass > 0.3
    if not bool(used.any()):
        return logits.sum() * 0.0
    targets = labels[used] / mass[used].unsqueeze(1)
    return -(targets * log_softmax(logits[used], dim=1)).sum(1).mean()
