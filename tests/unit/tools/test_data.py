"""Reading the training data folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tools.starter.data import read_class_names, read_photos


def test_photos_keep_the_order_of_the_file_and_may_lack_captions(tmp_path: Path) -> None:
    rows = [
        {
            "id": "b",
            "file": "images/b.jpg",
            "split": "train",
            "source": "flickr8k",
            "captions_en": ["one", "two"],
            "captions_zh": ["一"],
            "captions_zh_mt": ["一个"],
        },
        {"id": "a", "file": "images/a.jpg", "split": "val", "source": "flowers", "captions_en": ["rose"]},
    ]
    (tmp_path / "pairs.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    first, second = read_photos(tmp_path)
    assert (first.photo_id, first.path, first.split) == ("b", tmp_path / "images/b.jpg", "train")
    assert (first.captions_en, first.captions_zh, first.captions_zh_mt) == (("one", "two"), ("一",), ("一个",))
    assert (second.source, second.captions_zh, second.captions_zh_mt) == ("flowers", (), ())


@pytest.mark.parametrize(
    ("en", "zh", "names_en", "names_zh"),
    [
        ("tench, Tinca tinca", "丁鲷", ("tench", "Tinca tinca"), ("丁鲷",)),
        ("bagel", "百吉饼，贝果, ", ("bagel",), ("百吉饼", "贝果")),
    ],
)
def test_class_names_are_split_at_both_kinds_of_comma(
    tmp_path: Path, en: str, zh: str, names_en: tuple[str, ...], names_zh: tuple[str, ...]
) -> None:
    (tmp_path / "imagenet_labels.jsonl").write_text(json.dumps({"class": 0, "en": en, "zh": zh}), encoding="utf-8")
    (name,) = read_class_names(tmp_path)
    assert (name.en, name.zh) == (names_en, names_zh)
