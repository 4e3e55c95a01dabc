"""`photosearch evaluate`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from tests.packages import write_colour_package
from tests.terminal import Terminal

COLOURS = {"red": (250, 10, 10), "green": (10, 250, 10), "blue": (10, 10, 250)}
CHINESE = {"red": "红", "green": "绿", "blue": "蓝"}


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    rows: list[dict[str, object]] = []
    (tmp_path / "images").mkdir()
    for name, colour in COLOURS.items():
        Image.new("RGB", (60, 40), colour).save(tmp_path / "images" / f"{name}.png")
        rows.append({"file": f"{name}.png", "captions_en": [name], "captions_zh": [CHINESE[name]]})
    rows.append({"query": "red", "relevant": ["red.png"]})
    path = tmp_path / "pairs.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_figures_in_both_directions_and_languages(terminal: Terminal, pairs: Path) -> None:
    answer = terminal.run("evaluate", pairs, "--json")
    assert answer.code == 0
    assert answer.value["encoder"].startswith("starter-1-")
    assert answer.value["pairs"] == 3
    for direction in ("text_to_image", "image_to_text"):
        for language in ("en", "zh"):
            assert answer.value[direction][language]["R@1"] == 100.0
            assert answer.value[direction][language]["median_rank"] == 1.0
    assert answer.value["queries"]["hit@1"] == 100.0


def test_figures_as_lines(terminal: Terminal, pairs: Path) -> None:
    out = terminal.run("evaluate", pairs).out
    assert "on 3 photos" in out
    assert "text to image (zh): R@1 100" in out
    assert "queries: mAP 1" in out


def test_any_installed_model_can_be_measured_and_the_library_is_not_touched(terminal: Terminal, pairs: Path) -> None:
    write_colour_package(terminal.folders.models / "other", name="other", seed=1)
    assert terminal.run("evaluate", pairs, "--encoder", "other", "--json").value["encoder"].startswith("other-1-")
    assert not terminal.folders.database.exists()
    assert list(terminal.folders.thumbnails.iterdir()) == []


def test_mistakes_are_a_sentence(terminal: Terminal, pairs: Path, tmp_path: Path) -> None:
    terminal.assert_wrong("evaluate", says="PAIRS.jsonl")
    terminal.assert_wrong("evaluate", "", says="the path is empty")
    terminal.assert_wrong("evaluate", tmp_path / "none.jsonl", says="none.jsonl: there is no such file")
    terminal.assert_wrong("evaluate", tmp_path, says=str(tmp_path))
    terminal.assert_wrong("evaluate", pairs, "--encoder", "none", says="not installed")
    (tmp_path / "images" / "red.png").write_bytes(b"broken")
    terminal.assert_wrong("evaluate", pairs, says="red.png: This is not a picture")
    pairs.write_text("{", encoding="utf-8")
    terminal.assert_wrong("evaluate", pairs, says="line 1")
