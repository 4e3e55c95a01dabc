"""Reads the data folder: captioned and labelled photos (pairs.jsonl) and the 1,000 ImageNet class names."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Photo:
    """One training or validation photo with its human and machine-translated captions."""

    photo_id: str
    path: Path
    split: str
    source: str
    captions_en: tuple[str, ...]
    captions_zh: tuple[str, ...]
    captions_zh_mt: tuple[str, ...]


@dataclass(frozen=True)
class ClassName:
    """The names of one ImageNet class, most usual first."""

    en: tuple[str, ...]
    zh: tuple[str, ...]


def read_photos(folder: Path) -> list[Photo]:
    """Reads every row of `pairs.jsonl`, in file order (features are stored in the same order)."""
    with (folder / "pairs.jsonl").open(encoding="utf-8") as lines:
        return [_photo(folder, json.loads(line)) for line in lines]


def read_class_names(folder: Path) -> list[ClassName]:
    """Reads `imagenet_labels.jsonl`, indexed by class number."""
    with (folder / "imagenet_labels.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [ClassName(en=_names(row["en"]), zh=_names(row["zh"])) for row in rows]


def _photo(folder: Path, row: dict[str, object]) -> Photo:
    return Photo(
        photo_id=str(row["id"]),
        path=folder / str(row["file"]),
        split=str(row["split"]),
        source=str(row["source"]),
        captions_en=_texts(row, "captions_en"),
        captions_zh=_texts(row, "captions_zh"),
        captions_zh_mt=_texts(row, "captions_zh_mt"),
    )


def _texts(row: dict[str, object], field: str) -> tuple[str, ...]:
    value = row.get(field) or []
    return tuple(str(text) for text in value) if isinstance(value, list) else ()


def _names(joined: str) -> tuple[str, ...]:
    parts = joined.replace("，", ",").split(",")
    return tuple(name.strip() for name in parts if name.strip())
