"""Everyday things in both languages, as an encoder sees them: what its cosines are measured against.

A cosine means nothing by itself: every encoder has its own scale, and so have words and pictures within one. What some
hundreds of everyday concepts reach on a photo tells what is usual there.
"""

from __future__ import annotations

import contextlib
import glob
import hashlib
import logging
import os
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Final

import numpy as np

from photosearch.resources import resource
from photosearch.types.arrays import Float32Array
from photosearch.types.ids import EncoderId

_log = logging.getLogger(__name__)

NAMED_PICTURES: Final = (
    ("astronaut.jpg", "宇航员", "astronaut"),
    ("brick.jpg", "砖墙", "brick wall"),
    ("cat.jpg", "猫", "cat"),
    ("coffee.jpg", "咖啡", "coffee"),
    ("coins.jpg", "硬币", "coin"),
    ("galaxies.jpg", "星系", "galaxy"),
    ("gravel.jpg", "碎石", "gravel"),
    ("moon.jpg", "月亮", "moon"),
    ("motorcycle.jpg", "摩托车", "motorcycle"),
    ("rocket.jpg", "火箭", "rocket"),
)
"""Pictures that come with the app, and what is on them."""
_RIGHT_AT_LEAST: Final = 5
"""So many of the ten must be nearest to their own name: chance gives one, and five in one of 700 trials."""
_TEXTS_AT_ONCE: Final = 16
"""Somebody's words wait behind one such piece: 8 ms with the starter encoder, 60 ms with ViT-B-16."""
_NEIGHBOURS: Final = 10
_THE_SAME: Final = 0.97
_BILINGUAL_FROM: Final = 0.5
"""Share of the concepts whose names must be nearest to each other across the languages."""
_KEY = re.compile(r"[0-9a-f]{12}")


@dataclass(frozen=True)
class Concepts:
    """Names of everyday things, ``[n]`` in each language, the same thing in the same place."""

    chinese: tuple[str, ...]
    english: tuple[str, ...]

    @property
    def key(self) -> str:
        """Changes whenever a name does."""
        return hashlib.sha256("\n".join((*self.chinese, *self.english)).encode()).hexdigest()[:12]


@cache
def bundled_concepts() -> Concepts:
    """Those that come with the app."""
    rows = [line.split("\t") for line in resource("concepts", "everyday.tsv").read_text(encoding="utf-8").splitlines()]
    return Concepts(tuple(row[0] for row in rows), tuple(row[1] for row in rows))


@dataclass(frozen=True)
class SeenConcepts:
    """The concepts as one encoder sees them."""

    vectors: Float32Array
    """Unit [n, dim]: the mean of both names, or the name in the better language."""
    is_bilingual: bool
    """The same thing in both languages is the same thing to it: asking in both says more than asking in one."""
    is_meaningful: bool
    """It tells pictures with a name apart: with weights that mean nothing no answer is sure."""
    likeness: float
    """Mean cosine of two of these pictures, which have nothing to do with each other."""

    def familiarity(self, wish: Float32Array) -> float:
        """How well a wish, unit [dim], lies among the concepts, in standard deviations over the concepts themselves.

        Around words that an encoder learnt well there are others; what it did not learn lies somewhere, alone, and is
        near to some photo by chance.
        """
        usual, wavers = self._usual_nearness
        nearest = np.sort(self.vectors @ wish)[-_NEIGHBOURS - 1 :]
        # A wish that is one of the concepts is not its own neighbour.
        others = nearest[:-1] if nearest[-1] > _THE_SAME else nearest[1:]
        return float((others.mean() - usual) / max(wavers, 1e-6))

    @cached_property
    def _usual_nearness(self) -> tuple[float, float]:
        """Mean and standard deviation, over the concepts, of the mean cosine to a concept's nearest others."""
        cosines = self.vectors @ self.vectors.T
        np.fill_diagonal(cosines, -1.0)
        nearest = np.partition(cosines, -_NEIGHBOURS, axis=1)[:, -_NEIGHBOURS:].mean(axis=1)
        return float(nearest.mean()), float(nearest.std())


def see(
    concepts: Concepts,
    encode_texts: Callable[[Sequence[str]], Float32Array],
    picture_vector: Callable[[Path], Float32Array],
) -> SeenConcepts:
    """Ask an encoder for all of them: with the starter 0.9 s, with ViT-B-16 8 s.

    Args:
        concepts: what to ask for.
        encode_texts: unit float32 [n, dim] of texts.
        picture_vector: unit float32 [dim] of a picture.

    Raises:
        ModelError: the encoder cannot be loaded or fails.
        QueryImageError: a picture that comes with the app cannot be read.
    """
    chinese, english = (_in_pieces(names, encode_texts) for names in (concepts.chinese, concepts.english))
    nearest = (chinese @ english.T).argmax(axis=1)
    is_bilingual = float((nearest == np.arange(len(nearest))).mean()) >= _BILINGUAL_FROM
    vectors = _unit(chinese + english) if is_bilingual else chinese
    pictures = np.stack([picture_vector(resource("calibration", name)) for name, _, _ in NAMED_PICTURES])
    likeness = float((pictures @ pictures.T)[np.triu_indices(len(pictures), 1)].mean())
    return SeenConcepts(vectors, is_bilingual, _names_pictures(encode_texts, pictures), likeness)


def kept(folder: Path, encoder_id: EncoderId, concepts: Concepts) -> Path:
    """The file in which what ``see`` gave is kept for the next time: a copy, deletable at any time."""
    return folder / f"{encoder_id}-{concepts.key}.npz"


def forget_other_wordings(folder: Path, encoder_id: EncoderId, concepts: Concepts) -> None:
    """Delete what this encoder saw of the concepts of other versions of the app (0.9 MB each)."""
    current = kept(folder, encoder_id, concepts)
    for path in folder.glob(f"{glob.escape(encoder_id)}-*.npz"):
        key = path.stem.removeprefix(f"{encoder_id}-")
        if path != current and _KEY.fullmatch(key):
            with contextlib.suppress(OSError):
                path.unlink()


def read_kept(path: Path) -> SeenConcepts | None:
    """What ``keep`` wrote; None where there is nothing, or nothing that can be used."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            vectors, flags, likeness = (stored[name] for name in ("vectors", "flags", "likeness"))
            return SeenConcepts(_unit(vectors.astype(np.float32)), bool(flags[0]), bool(flags[1]), float(likeness))
    except FileNotFoundError:
        return None
    # RuntimeError: what zipfile says of a flag or a version that it does not know.
    except (OSError, ValueError, KeyError, IndexError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error) as error:
        _log.info("the concepts in %s are made anew: %s", path, error)
        return None


def keep(path: Path, seen: SeenConcepts) -> None:
    """Write it whole or not at all; where it cannot be written it is made again the next time."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            flags = np.asarray([seen.is_bilingual, seen.is_meaningful])
            np.savez(file, vectors=seen.vectors.astype(np.float16), flags=flags, likeness=seen.likeness)
        part.replace(path)
    except OSError as error:
        _log.info("the concepts cannot be kept in %s: %s", path, error)
        with contextlib.suppress(OSError):
            part.unlink()


def _names_pictures(encode_texts: Callable[[Sequence[str]], Float32Array], pictures: Float32Array) -> bool:
    languages = [[row[column] for row in NAMED_PICTURES] for column in (1, 2)]
    own = np.arange(len(pictures))
    right = [int(((encode_texts(names) @ pictures.T).argmax(axis=1) == own).sum()) for names in languages]
    return max(right) >= _RIGHT_AT_LEAST


def _in_pieces(texts: Sequence[str], encode_texts: Callable[[Sequence[str]], Float32Array]) -> Float32Array:
    pieces = [encode_texts(texts[at : at + _TEXTS_AT_ONCE]) for at in range(0, len(texts), _TEXTS_AT_ONCE)]
    return np.concatenate(pieces)


def _unit(vectors: Float32Array) -> Float32Array:
    unit: Float32Array = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
    return unit
