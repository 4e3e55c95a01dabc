"""Everyday queries over photos nobody trained on: which photos are right for which."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.starter import breadth_pairs


@pytest.fixture
def few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    listed = tmp_path / "breadth.tsv"
    listed.write_text("a cat\t猫\tfarm/cat demo/cat*\nan owl\t猫头鹰\tfarm/owl\n", encoding="utf-8")
    monkeypatch.setattr(breadth_pairs, "QUERIES", listed)
    return [tmp_path / name for name in ("demo/cat-at-window.jpg", "farm/cat.jpg", "farm/owl.jpg", "demo/dog.jpg")]


def test_both_languages_ask_for_the_same_photos(few: list[Path], tmp_path: Path) -> None:
    asked = {row["query"]: row["relevant"] for row in breadth_pairs.questions(few, tmp_path)}
    assert asked["a cat"] == asked["猫"] == [str(few[0]), str(few[1])]
    assert asked["an owl"] == asked["猫头鹰"] == [str(few[2])]


def test_a_photo_that_is_not_there_is_told(few: list[Path], tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="farm/owl"):
        list(breadth_pairs.questions(few[:2], tmp_path))


def test_the_list_asks_each_thing_once_in_each_language() -> None:
    rows = [line.split("\t") for line in breadth_pairs.QUERIES.read_text(encoding="utf-8").splitlines()]
    assert all(len(row) == 3 for row in rows)
    english, chinese, _ = zip(*rows, strict=True)
    assert len(set(english)) == len(rows) > 100
    assert len(set(chinese)) == len(rows)
    assert all(query.isascii() for query in english)
    assert not any(query.isascii() for query in chinese)
