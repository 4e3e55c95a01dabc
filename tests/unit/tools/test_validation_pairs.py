"""Pairs files of the validation split, as the app itself reads them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from photosearch.search.evaluation import load_pairs
from tools.starter import validation_pairs


def row(name: str, split: str, source: str, **captions: list[str]) -> dict[str, object]:
    return {"id": name, "file": f"images/{name}.jpg", "split": split, "source": source, **captions}


def test_the_app_reads_what_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        row("a", "val", "flickr8k", captions_en=["a dog"], captions_zh=["狗"], captions_zh_mt=["一只狗"]),
        row("b", "train", "flickr8k", captions_en=["a cat"], captions_zh=["猫"], captions_zh_mt=["一只猫"]),
        row("c", "val", "flowers", captions_en=["daisy", "daisy flower"], captions_zh=["雏菊"]),
        row("d", "val", "flowers", captions_en=["daisy"], captions_zh=["雏菊"]),
    ]
    (tmp_path / "images").mkdir()
    for name in "abcd":
        (tmp_path / "images" / f"{name}.jpg").write_bytes(b"photo")
    (tmp_path / "pairs.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.setattr(sys, "argv", ["validation_pairs", "--data", str(tmp_path), "--work", str(work)])
    validation_pairs.main()

    captions = load_pairs(work / "val-captions.jsonl").captions
    assert [caption.text for caption in captions["zh"]] == ["狗"]
    assert [caption.text for caption in load_pairs(work / "val-translated.jsonl").captions["zh"]] == ["一只狗"]
    names = load_pairs(work / "val-names.jsonl")
    assert {question.text: len(question.relevant) for question in names.questions} == {"daisy": 2, "雏菊": 2}
    assert len(names.files) == 3
