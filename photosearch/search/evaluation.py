"""Measures an encoder on photos whose captions or right answers are known (``photosearch evaluate``).

A pairs file is JSON Lines. A row ``{"file", "captions_en", "captions_zh"}`` is a photo and its captions (without any it
is a distractor); a row ``{"query", "relevant": [files]}`` is a question and its right answers. Files are looked for
beside the pairs file and in its ``images`` folder.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np

from photosearch.errors import EvaluationInputError
from photosearch.search.retrieval_metrics import (
    QueryFigures,
    RankFigures,
    RetrievalFigures,
    evaluate_captions,
    evaluate_queries,
)
from photosearch.types.arrays import Float32Array

LANGUAGES = ("en", "zh")
_IMAGE_BATCH = 32
_TEXT_BATCH = 256

_T = TypeVar("_T")

ImageEncoding = Callable[[Sequence[Path]], Float32Array]
TextEncoding = Callable[[Sequence[str]], Float32Array]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption and the position of its photo in ``PairSet.files``."""

    text: str
    owner: int


@dataclass(frozen=True, slots=True)
class Question:
    """A query and the positions of its right answers in ``PairSet.files``."""

    text: str
    relevant: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PairSet:
    """A pairs file: every photo once, its captions by language, and the questions."""

    files: tuple[Path, ...]
    captions: Mapping[str, tuple[Caption, ...]]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class EvaluationReport:
    """What was measured; languages without captions and absent questions are left out."""

    encoder: str
    photos: int
    captions: Mapping[str, RetrievalFigures]
    queries: QueryFigures | None

    def as_json(self) -> dict[str, object]:
        """The report as plain values: recalls and hit@1 in percent, mAP and P@5 in 0..1, ranks from 1."""
        report: dict[str, object] = {"encoder": self.encoder, "pairs": self.photos}
        if self.captions:
            report["text_to_image"] = {lang: _figures(both.text_to_image) for lang, both in self.captions.items()}
            report["image_to_text"] = {lang: _figures(both.image_to_text) for lang, both in self.captions.items()}
        if self.queries is not None:
            report["queries"] = {
                "mAP": round(self.queries.mean_average_precision, 4),
                "P@5": round(self.queries.precision_at_5, 4),
                "hit@1": round(self.queries.hit_at_1, 2),
            }
        return report


def _figures(figures: RankFigures) -> dict[str, float]:
    return {
        "R@1": round(figures.recall_at_1, 2),
        "R@5": round(figures.recall_at_5, 2),
        "R@10": round(figures.recall_at_10, 2),
        "median_rank": figures.median_rank,
        "mAP@5": round(figures.map_at_5, 4),
        "mAP@10": round(figures.map_at_10, 4),
    }


def load_pairs(path: Path) -> PairSet:
    """Read a pairs file and find its photos.

    Raises:
        EvaluationInputError: it cannot be read, a row makes no sense, a photo is missing, or nothing can be asked.
    """
    reader = _PairsReader(path)
    try:
        with path.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    reader.take(number, line)
    except FileNotFoundError as error:
        raise EvaluationInputError("absent", path) from error
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationInputError("unreadable", path, error=error) from error
    return reader.finish()


def run_evaluation(
    pairs: PairSet,
    *,
    encoder: str,
    encode_images: ImageEncoding,
    encode_texts: TextEncoding,
    on_progress: Progress = lambda done, total: None,
) -> EvaluationReport:
    """Encode all photos and texts of ``pairs`` and measure; ``on_progress`` hears of done and total items.

    ``encode_images`` takes a few paths and gives their unit embeddings [n, dim]; ``encode_texts`` likewise.
    """
    counted = _Counted(on_progress, len(pairs.files) + sum(map(len, pairs.captions.values())) + len(pairs.questions))
    images = counted.encode(pairs.files, encode_images, _IMAGE_BATCH)
    measured = {}
    for language, captions in pairs.captions.items():
        texts = counted.encode([caption.text for caption in captions], encode_texts, _TEXT_BATCH)
        owners = np.array([caption.owner for caption in captions], dtype=np.int64)
        measured[language] = evaluate_captions(images, texts, owners)
    queries = None
    if pairs.questions:
        asked = counted.encode([question.text for question in pairs.questions], encode_texts, _TEXT_BATCH)
        queries = evaluate_queries(images, asked, [question.relevant for question in pairs.questions])
    return EvaluationReport(encoder, len(pairs.files), measured, queries)


class _Counted:
    """Encodes in batches and reports how far it is over all kinds of items."""

    def __init__(self, on_progress: Progress, total: int) -> None:
        self._on_progress = on_progress
        self._total = total
        self._done = 0

    def encode(self, items: Sequence[_T], encoding: Callable[[Sequence[_T]], Float32Array], batch: int) -> Float32Array:
        parts = []
        for start in range(0, len(items), batch):
            chosen = items[start : start + batch]
            parts.append(encoding(chosen))
            self._done += len(chosen)
            self._on_progress(self._done, self._total)
        return np.concatenate(parts)


class _PairsReader:
    """Collects rows; every complaint names the file and the line."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._line = 0
        self._places: dict[Path, int] = {}
        self._captions: dict[str, list[Caption]] = {language: [] for language in LANGUAGES}
        self._questions: list[Question] = []

    def take(self, number: int, line: str) -> None:
        """Read one row."""
        self._line = number
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise self._wrong("not_json", error=error) from error
        if not isinstance(row, dict):
            raise self._wrong("not_object")
        if "query" in row:
            self._take_question(row)
        elif "file" in row:
            self._take_photo(row)
        else:
            raise self._wrong("neither")

    def finish(self) -> PairSet:
        """Everything read, when there is something to ask."""
        captions = {language: tuple(found) for language, found in self._captions.items() if found}
        if not captions and not self._questions:
            raise EvaluationInputError("nothing", self._path)
        return PairSet(tuple(self._places), captions, tuple(self._questions))

    def _take_photo(self, row: dict[str, object]) -> None:
        owner = self._place(row["file"])
        for language in LANGUAGES:
            texts = self._texts(row, f"captions_{language}")
            self._captions[language].extend(Caption(text, owner) for text in texts if text.strip())

    def _take_question(self, row: dict[str, object]) -> None:
        query = row["query"]
        if not isinstance(query, str) or not query.strip():
            raise self._wrong("no_query")
        relevant = tuple(dict.fromkeys(self._place(name) for name in self._texts(row, "relevant")))
        if not relevant:
            raise self._wrong("no_relevant", query=query)
        self._questions.append(Question(query, relevant))

    def _texts(self, row: dict[str, object], field: str) -> list[str]:
        value = row.get(field, [])
        if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
            raise self._wrong("no_list", field=field)
        return value

    def _place(self, name: object) -> int:
        if not isinstance(name, str) or not name or "\0" in name:
            raise self._wrong("no_file_name")
        for candidate in (self._path.parent / name, self._path.parent / "images" / name):
            if candidate.is_file():
                return self._places.setdefault(candidate, len(self._places))
        raise self._wrong("no_photo", name=name)

    def _wrong(self, reason: str, **facts: object) -> EvaluationInputError:
        return EvaluationInputError(reason, self._path, self._line, **facts)
