"""The arrays of the gazetteer, as ``tools.places`` packs them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntFlag
from pathlib import Path
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from photosearch.types.arrays import BoolArray, Float32Array, Int64Array, UInt8Array, UInt64Array
from photosearch.types.places import NamedKind

KINDS: Final = tuple(NamedKind)
"""A kind is stored as its number here."""
Int32Array = NDArray[np.int32]
UInt32Array = NDArray[np.uint32]


class Said(IntFlag):
    """What a name is beside the name of a place."""

    NAME = 0
    """Nothing."""
    WORD = 1
    """An ordinary word: "nice", 和平."""
    PROPER = 2
    """A word in small letters, a place in capitals: "phoenix"."""
    PERSON = 4
    """A name of people too: "Florence"."""
    PLAIN = 8
    """Of ordinary words: "long beach"."""
    TYPED_SMALL = 16
    """A word that is often typed in small letters though the place is meant: "nice"."""
    NEVER = 32
    """So ordinary a word that the place is hardly ever meant: "may"."""


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """A row a place [n], a row a name [m]."""

    version: int
    """Another one whenever a place has another number."""
    kind: UInt8Array
    country: NDArray[np.bytes_]
    admin1: NDArray[np.bytes_]
    latitude_deg: Float32Array
    longitude_deg: Float32Array
    radius_km: Float32Array
    box_deg: Float32Array
    """[n, 4]: south, west, north, east; not a number where there is none."""
    population: UInt32Array
    fame: Float32Array
    """Of two places of one name the one with more of it is meant."""
    parent: Int32Array
    """The city that it belongs to; -1 where there is none."""
    has_point: BoolArray
    """Whether the position is its own, not that of the city around it."""
    texts: bytes
    """UTF-8: a line a place, of its Chinese name, its English name and its aliases, tabs between."""
    line_starts: Int64Array
    """[n + 1]."""
    digests: UInt64Array
    """[m], ascending: ``keys.digests_of`` of the names."""
    said: UInt8Array
    """[m]: ``Said``."""
    places: Int32Array
    """The places of each name, the one with most fame first, one name's after another's."""
    place_starts: Int64Array
    """[m + 1]."""

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read what ``tools.places.pack`` wrote."""
        with np.load(path) as packed:
            texts = packed["texts"]
            return cls(
                int(packed["version"]),
                packed["kind"],
                packed["country"],
                packed["admin1"],
                packed["latitude_deg"],
                packed["longitude_deg"],
                packed["radius_km"],
                _boxes(packed["box_rows"], packed["boxes_deg"], len(packed["kind"])),
                packed["population"],
                packed["fame"],
                packed["parent"],
                packed["has_point"],
                texts.tobytes(),
                np.concatenate([[0], np.flatnonzero(texts == ord("\n")) + 1]),
                np.cumsum(packed["digest_steps"], dtype=np.uint64),
                packed["said"],
                packed["places"],
                np.concatenate([[0], np.cumsum(packed["place_counts"], dtype=np.int64)]),
            )


def _boxes(rows: Int32Array, boxes_deg: Float32Array, count: int) -> Float32Array:
    whole = np.full((count, 4), np.nan, np.float32)
    whole[rows] = boxes_deg
    return whole
