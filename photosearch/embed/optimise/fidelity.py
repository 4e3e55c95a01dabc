"""How faithful another form of a model is to the original: cosines, and whether the nearest pictures stay the same."""

from __future__ import annotations

import numpy as np

from photosearch.types.arrays import Float32Array
from photosearch.types.optimisation import Fidelity


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
