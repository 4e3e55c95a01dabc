"""Refuses what is no unit vector: every backend checks what comes in, for a wrong length spoils all scores silently."""

from __future__ import annotations

import numpy as np

from photosearch.types.arrays import Float32Array

UNIT_TOLERANCE = 0.01
"""How far from 1 a length may be: float16 rounding moves it by less than 0.001, a forgotten normalisation by more."""


def check_unit(vectors: Float32Array, shape: tuple[int, ...]) -> None:
    """See that ``vectors`` has this shape, [dim] or [n, dim], and holds unit vectors only.

    Raises:
        ValueError: it is not so.
    """
    if vectors.shape != shape:
        raise ValueError(f"expected shape {shape}, not {vectors.shape}")
    lengths = np.linalg.norm(vectors, axis=-1)
    if not np.all(np.abs(lengths - 1.0) <= UNIT_TOLERANCE):  # also false where a value is not a number
        raise ValueError("embeddings must be unit vectors")
