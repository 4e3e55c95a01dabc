"""Pairs files and the run over them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photosearch.errors import EvaluationInputError
from photosearch.search.evaluation import PairSet, load_pairs, run_evaluation
from photosearch.types.arrays import Float32Array
from photosearch.words.pairs import pairs_sentence


def write_pairs(folder: Path, rows: Sequence[object]) -> Path:
    path = folder / "pairs.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return path


def make_photos(folder: Path, *names: str) -> None:
    for name in names:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(b"photo")


class ByName:
    """Encodes a photo by its file's stem and a text by its first word, each name on an axis of its own."""

    def __init__(self, *names: str) -> None:
        self._axes = {name: axis for axis, name in enumerate(names)}

    def images(self, paths: Sequence[Path]) -> Float32Array:
        return self._rows([path.stem for path in paths])

    def texts(self, texts: Sequence[str]) -> Float32Array:
        return self._rows([text.split()[0] for text in texts])

    def _rows(self, names: Sequence[str]) -> Float32Array:
        return np.eye(len(self._axes), dtype=np.float32)[[self._axes[name] for name in names]]


def test_photos_are_found_beside_the_file_and_in_its_images_folder(tmp_path: Path) -> None:
    make_photos(tmp_path, "a.jpg", "images/b.jpg", "images/deep/c.jpg")
    rows = [
        {"file": "a.jpg", "captions_en": ["one", "two"], "captions_zh": ["一"]},
        {"file": "b.jpg", "captions_en": ["three"]},
        {"file": "images/deep/c.jpg"},
    ]
    pairs = load_pairs(write_pairs(tmp_path, rows))
    assert [path.name for path in pairs.files] == ["a.jpg", "b.jpg", "c.jpg"]
    assert [(caption.text, caption.owner) for caption in pairs.captions["en"]] == [("one", 0), ("two", 0), ("three", 1)]
    assert [(caption.text, caption.owner) for caption in pairs.captions["zh"]] == [("一", 0)]


def test_a_photo_in_several_rows_is_one_photo(tmp_path: Path) -> None:
    make_photos(tmp_path, "a.jpg", "b.jpg")
    rows = [
        {"file": "a.jpg", "captions_en": ["one"]},
        {"file": "a.jpg", "captions_en": ["two"]},
        {"query": "q", "relevant": ["b.jpg", "a.jpg", "b.jpg"]},
    ]
    pairs = load_pairs(write_pairs(tmp_path, rows))
    assert len(pairs.files) == 2
    assert pairs.questions[0].relevant == (1, 0)


def test_blank_lines_blank_captions_and_a_byte_order_mark_do_no_harm(tmp_path: Path) -> None:
    make_photos(tmp_path, "a.jpg")
    path = tmp_path / "pairs.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"file": "a.jpg", "captions_en": ["x", "  "]}\r\n\r\n')
    assert [caption.text for caption in load_pairs(path).captions["en"]] == ["x"]


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("not json", "not_json"),
        ("[1]", "not_object"),
        ('{"captions_en": ["x"]}', "neither"),
        ('{"file": 3}', "no_file_name"),
        ('{"file": ""}', "no_file_name"),
        ('{"file": "a\\u0000b"}', "no_file_name"),
        ('{"file": "gone.jpg"}', "gone.jpg"),
        ('{"file": "a.jpg", "captions_en": "x"}', "captions_en"),
        ('{"file": "a.jpg", "captions_zh": [1]}', "captions_zh"),
        ('{"query": " ", "relevant": ["a.jpg"]}', "query"),
        ('{"query": "x", "relevant": []}', "relevant"),
        ('{"query": "x"}', "relevant"),
        ('{"query": "x", "relevant": ["gone.jpg"]}', "gone.jpg"),
    ],
)
def test_a_row_that_makes_no_sense_is_named(tmp_path: Path, row: str, complaint: str) -> None:
    make_photos(tmp_path, "a.jpg")
    path = tmp_path / "pairs.jsonl"
    path.write_text('{"file": "a.jpg", "captions_en": ["fine"]}\n' + row, encoding="utf-8")
    with pytest.raises(EvaluationInputError, match=complaint) as caught:
        load_pairs(path)
    assert "line 2" in caught.value.detail
    assert str(path) in caught.value.detail
    assert pairs_sentence(caught.value).startswith(f"{path}, line 2: ")


@pytest.mark.parametrize("content", [b"", b'{"file": "a.jpg"}', b"\xff\xfe\x00"])
def test_a_file_with_nothing_to_ask_is_refused(tmp_path: Path, content: bytes) -> None:
    make_photos(tmp_path, "a.jpg")
    path = tmp_path / "pairs.jsonl"
    path.write_bytes(content)
    with pytest.raises(EvaluationInputError) as caught:
        load_pairs(path)
    assert pairs_sentence(caught.value).startswith(f"{path}: ")


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "absent.jsonl", tmp_path):
        with pytest.raises(EvaluationInputError):
            load_pairs(path)


@settings(max_examples=60)
@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_with_the_documented_error(
    tmp_path_factory: pytest.TempPathFactory, content: str
) -> None:
    path = tmp_path_factory.mktemp("pairs") / "pairs.jsonl"
    path.write_text(content, encoding="utf-8", errors="replace")
    with pytest.raises(EvaluationInputError):
        load_pairs(path)


def example(tmp_path: Path) -> PairSet:
    make_photos(tmp_path, "cat.jpg", "dog.jpg", "sea.jpg")
    rows = [
        {"file": "cat.jpg", "captions_en": ["cat asleep"], "captions_zh": ["cat 猫"]},
        {"file": "dog.jpg", "captions_en": ["cat or dog", "dog"]},
        {"file": "sea.jpg"},
        {"query": "sea", "relevant": ["sea.jpg"]},
    ]
    return load_pairs(write_pairs(tmp_path, rows))


def test_the_report_has_figures_for_each_language_and_the_queries(tmp_path: Path) -> None:
    encoder = ByName("cat", "dog", "sea")
    report = run_evaluation(
        example(tmp_path), encoder="by-name", encode_images=encoder.images, encode_texts=encoder.texts
    )
    values = report.as_json()
    assert values["encoder"] == "by-name"
    assert values["pairs"] == 3
    assert values["queries"] == {"mAP": 1.0, "P@5": 0.2, "hit@1": 100.0}
    assert json.loads(json.dumps(values["text_to_image"])) == {
        "en": {"R@1": 66.67, "R@5": 100.0, "R@10": 100.0, "median_rank": 1.0, "mAP@5": 0.7778, "mAP@10": 0.7778},
        "zh": {"R@1": 100.0, "R@5": 100.0, "R@10": 100.0, "median_rank": 1.0, "mAP@5": 1.0, "mAP@10": 1.0},
    }


def test_progress_counts_every_photo_and_text_once(tmp_path: Path) -> None:
    encoder = ByName("cat", "dog", "sea")
    heard: list[tuple[int, int]] = []
    run_evaluation(
        example(tmp_path),
        encoder="by-name",
        encode_images=encoder.images,
        encode_texts=encoder.texts,
        on_progress=lambda done, total: heard.append((done, total)),
    )
    assert heard[-1] == (8, 8)
    assert [done for done, _ in heard] == sorted({done for done, _ in heard})


def test_absent_kinds_are_left_out_of_the_report(tmp_path: Path) -> None:
    make_photos(tmp_path, "cat.jpg")
    pairs = load_pairs(write_pairs(tmp_path, [{"query": "cat", "relevant": ["cat.jpg"]}]))
    encoder = ByName("cat")
    report = run_evaluation(pairs, encoder="x", encode_images=encoder.images, encode_texts=encoder.texts)
    assert set(report.as_json()) == {"encoder", "pairs", "queries"}
