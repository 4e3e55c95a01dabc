"""How faithful another form of a model is to the original: cosines, and whether the nearest pictures stay the same."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from photosearch.types import Float32Array

MIN_MEAN_COSINE = 0.999
MIN_COSINE = 0.995
MIN_NEIGHBOUR_AGREEMENT = 0.9


@dataclass(frozen=True, slots=True)
class Fidelity:
    """A candidate's embeddings against the reference's, of the same inputs."""

    mean_cosine: float
    min_cosine: float
    neighbour_agreement: float
    """Share of the inputs whose nearest picture is the same one under both."""

    @property
    def is_enough(self) -> bool:
        """Whether the candidate may stand in for the reference."""
        return (
            self.mean_cosine >= MIN_MEAN_COSINE
            and self.min_cosine >= MIN_COSINE
            and self.neighbour_agreement >= MIN_NEIGHBOUR_AGREEMENT
        )


def compare(candidate: Float32Array, reference: Float32Array, among: Float32Array | None = None) -> Fidelity:
    """Compare unit vectors [n, dim] row by row; the neighbours are rows of ``among``, or the other rows themselves."""
    cosines = (candidate * reference).sum(axis=1)
    same = _nearest(candidate, among) == _nearest(reference, among)
    return Fidelity(float(cosines.mean()), float(cosines.min()), float(same.mean()))


def _nearest(vectors: Float32Array, among: Float32Array | None) -> np.ndarray[tuple[int, ...], np.dtype[np.intp]]:
    scores = vectors @ (vectors if among is None else among).T
    if among is None:
        np.fill_diagonal(scores, -np.inf)
    return np.asarray(scores.argmax(axis=1))
