"""A tensor where it lies in a file: its shape is known at once, its numbers are read when they are asked for."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from photosearch.embed.known_models import Shape
from photosearch.errors import ModelWeightsError
from photosearch.mapped_array import mapped_array
from photosearch.types.arrays import Float32Array

ITEM_BYTES: Mapping[str, int] = {
    "F64": 8,
    "F32": 4,
    "F16": 2,
    "BF16": 2,
    "I64": 8,
    "I32": 4,
    "I16": 2,
    "I8": 1,
    "U64": 8,
    "U32": 4,
    "U16": 2,
    "U8": 1,
    "BOOL": 1,
    "F8_E4M3": 1,
    "F8_E5M2": 1,
}
"""Bytes of one number, by the names that safetensors has for kinds of numbers."""

_FLOATS = {"F64": "<f8", "F32": "<f4", "F16": "<f2", "BF16": "<u2"}


@dataclass(frozen=True, slots=True)
class StoredTensor:
    """Numbers of one kind in a file, all of which were found to lie inside it."""

    path: Path
    kind: str
    shape: Shape
    start: int
    """Where the first byte of its store lies."""
    count: int
    """How many numbers its store has."""
    first: int = 0
    """Which number of the store is its first."""
    strides: Shape | None = None
    """How many numbers further the next one of each axis is; None of a tensor in plain order."""

    def read(self) -> Float32Array:
        """Its numbers as float32, in plain order.

        Raises:
            ModelWeightsError: they are no floating-point numbers, or not all of them are finite.
            OSError: the file cannot be read.
        """
        if self.kind not in _FLOATS:
            raise ModelWeightsError(f"weights of the kind {self.kind}", path=self.path)
        end = self.start + self.count * ITEM_BYTES[self.kind]
        values = _widened(mapped_array(self.path)[self.start : end].view(_FLOATS[self.kind]), self)
        if not np.isfinite(values).all():
            raise ModelWeightsError("the weights are damaged: not all of them are finite", path=self.path)
        return values


def lies_inside(shape: Shape, strides: Shape, first: int, count: int) -> bool:
    """Whether every number of such a tensor is one of the ``count`` of its store."""
    if len(shape) != len(strides) or min((first, *shape, *strides), default=0) < 0:
        return False
    if math.prod(shape) == 0:
        return True
    return first + sum((side - 1) * step for side, step in zip(shape, strides, strict=True)) < count


def _widened(store: NDArray[Any], tensor: StoredTensor) -> Float32Array:
    if tensor.strides is None:
        values: NDArray[Any] = store.reshape(tensor.shape)
    else:
        steps = [step * store.itemsize for step in tensor.strides]
        values = np.lib.stride_tricks.as_strided(store[tensor.first :], tensor.shape, steps, writeable=False)
    if tensor.kind == "BF16":
        # The upper half of a float32.
        return np.ascontiguousarray((values.astype(np.uint32) << 16).view(np.float32))
    with np.errstate(over="ignore"):
        return np.ascontiguousarray(values, np.float32)
