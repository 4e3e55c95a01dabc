"""Writes the validation split as pairs files for `photosearch evaluate`.

    python -m tools.starter.validation_pairs --data DATA --work WORK

`val-captions.jsonl` has captions in English and in Chinese by hand, `val-translated.jsonl` in machine-translated
Chinese, `val-names.jsonl` asks for every label among all validation photos, captioned ones included.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path

from tools.starter.data import Photo, read_photos

CAPTIONS = 5


def main() -> None:
    """Reads the arguments and writes the three files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    arguments = parser.parse_args()
    photos = [photo for photo in read_photos(arguments.data.resolve()) if photo.split == "val"]
    captioned = [photo for photo in photos if photo.source == "flickr8k"]
    by_hand = [_row(photo, captions_en=photo.captions_en, captions_zh=photo.captions_zh) for photo in captioned]
    translated = [_row(photo, captions_zh=photo.captions_zh_mt[:CAPTIONS]) for photo in captioned]
    _write(arguments.work / "val-captions.jsonl", by_hand)
    _write(arguments.work / "val-translated.jsonl", translated)
    _write(arguments.work / "val-names.jsonl", [*_questions(photos), *(_row(photo) for photo in photos)])


def _row(photo: Photo, **captions: tuple[str, ...]) -> dict[str, object]:
    return {"file": str(photo.path), **{field: list(texts) for field, texts in captions.items()}}


def _questions(photos: list[Photo]) -> list[dict[str, object]]:
    by_name: dict[str, list[str]] = {}
    for photo in photos:
        if photo.source != "flickr8k":
            for name in (photo.captions_en[0], photo.captions_zh[0]):
                by_name.setdefault(name, []).append(str(photo.path))
    return [{"query": name, "relevant": files} for name, files in sorted(by_name.items())]


def _write(path: Path, rows: Iterable[dict[str, object]]) -> None:
    lines = (json.dumps(row, ensure_ascii=False) for row in rows)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
