"""`photosearch problems`."""

from __future__ import annotations

from pathlib import Path

from tests.terminal import Terminal


def test_every_file_with_its_reason(terminal: Terminal, photos: Path) -> None:
    assert terminal.run("problems").out == ""
    (photos / "empty.jpg").write_bytes(b"")
    (photos / "text.png").write_text("hello", encoding="utf-8")
    terminal.run("add", photos)
    assert f"{photos / 'empty.jpg'}: the file is empty" in terminal.run("problems").out
    rows = terminal.run("problems", "--json").value
    assert {Path(row["path"]).name: row["code"] for row in rows} == {"empty.jpg": "empty", "text.png": "not_an_image"}
    assert all(row["reason"] for row in rows)
