"""Pseudo-photos: features drawn around the mean each ImageNet class must have for its classifier to be right.

For a linear classifier trained on normal classes with one covariance S, weights are S^-1 (mean - overall mean), so a
class mean is the overall mean + S w. Real photos give S over all features, pairs of photos of one label give the
spread around a mean. So 1,000 classes are seen although only one photo of each is at hand.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from tools.starter.backbone import POOLED_DIM, TAP_DIMS
from tools.starter.corpus import Corpus

SPREAD = 0.7


class PseudoPhotos:
    """Draws features of random classes together with their concept labels."""

    def __init__(self, corpus: Corpus, generator: np.random.Generator) -> None:
        self._corpus = corpus
        self._generator = generator
        self._pairs = _same_label_pairs(corpus)
        self._means = class_means(corpus)

    def draw(self, count: int) -> tuple[Tensor, Tensor]:
        """Features [count, FEATURE_DIM] and labels [count, concepts] of classes drawn by chance."""
        classes = torch.from_numpy(self._generator.integers(len(self._means), size=count))
        pairs = self._pairs[self._generator.integers(len(self._pairs), size=count)]
        features = self._corpus.features[0]
        noise = (features[pairs[:, 0]].float() - features[pairs[:, 1]].float()) / 2**0.5
        drawn = self._means[classes] + SPREAD * noise
        drawn[:, sum(TAP_DIMS) :].clamp_(min=0.0)
        return drawn, self._corpus.class_to_concept[classes]


def class_means(corpus: Corpus) -> Tensor:
    """Mean features [1000, FEATURE_DIM] implied by the classifier, scaled to what one real photo per class shows."""
    features = corpus.features[0][torch.from_numpy(corpus.train_rows)].float()
    centre = features.mean(0)
    centred = features - centre
    start = sum(TAP_DIMS)
    pooled = centred[:, start : start + POOLED_DIM]
    cross = centred.T @ pooled / len(centred)
    weights = corpus.class_weights - corpus.class_weights.mean(0)
    directions = weights @ cross.T
    photos = [row for row in corpus.train_rows if corpus.photos[row].source == "inet1k"]
    numbers = [int(corpus.photos[row].photo_id.rsplit("_", 1)[1]) for row in photos]
    real = corpus.features[0][photos].float() - centre
    along = (real * directions[numbers]).sum() / (directions[numbers] ** 2).sum()
    implied = centre + along * directions
    implied[numbers] = 0.75 * implied[numbers] + 0.25 * (real + centre)
    return implied


def _same_label_pairs(corpus: Corpus) -> np.ndarray:
    """Pairs of rows [n, 2] of different photos with one label."""
    by_label: dict[str, list[int]] = {}
    for row in corpus.labelled_rows:
        photo = corpus.photos[row]
        if photo.source in {"caltech101", "clothing", "flowers"}:
            by_label.setdefault(photo.captions_en[0], []).append(int(row))
    pairs = [(left, right) for rows in by_label.values() for left in rows for right in rows if left != right]
    if not pairs:
        rows = corpus.caption_rows
        pairs = [(int(left), int(right)) for left, right in zip(rows, rows[::-1], strict=True) if left != right]
    return np.array(pairs)
