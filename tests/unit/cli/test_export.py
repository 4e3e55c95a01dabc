"""`photosearch export`."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from PIL import Image

from photosearch.words.spoken import speak
from tests import pictures
from tests.photos import write_photos
from tests.terminal import Terminal

COLOURS = {"red": (250, 10, 10), "green": (10, 250, 10), "blue": (10, 10, 250)}


@pytest.fixture
def library(terminal: Terminal, photos: Path) -> Path:
    for name, colour in COLOURS.items():
        Image.new("RGB", (60, 40), colour).save(photos / f"{name}.png")
    assert terminal.run("add", photos).code == 0
    return photos


def names_in(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_the_best_matches_are_copied(terminal: Terminal, library: Path, tmp_path: Path) -> None:
    answer = terminal.run("export", "red", "--top", "1", "--to", tmp_path / "out")
    assert answer.code == 0
    assert answer.out == f"1 photo copied to {tmp_path / 'out'}.\n"
    assert names_in(tmp_path / "out") == ["red.png"]
    assert (tmp_path / "out" / "red.png").read_bytes() == (library / "red.png").read_bytes()


def test_all_photos_and_those_of_a_filter(terminal: Terminal, library: Path, tmp_path: Path) -> None:
    assert terminal.run("export", "--all", "--to", tmp_path / "all").code == 0
    assert len(names_in(tmp_path / "all")) == len(COLOURS)
    assert terminal.run("export", "--folder", library, "--to", tmp_path / "folder").code == 0
    assert len(names_in(tmp_path / "folder")) == len(COLOURS)
    assert terminal.run("export", "--only-format", "png", "--to", tmp_path / "png", "--format", "jpeg").code == 0
    assert names_in(tmp_path / "png") == ["blue.jpg", "green.jpg", "red.jpg"]


def test_how_copies_are_to_be(terminal: Terminal, library: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    options = ("--name", "date", "--folders", "year", "--size", "30", "--format", "webp", "--strip", "all")
    assert terminal.run("export", "--all", "--to", out, *options).code == 0
    for name in names_in(out):
        assert name.endswith(".webp")
        assert name.split("/")[1].startswith(name.split("/")[0])
        with Image.open(out / name) as image:
            assert image.size == (30, 20)


def test_a_sheet_and_a_list_without_copies(terminal: Terminal, library: Path, tmp_path: Path) -> None:
    answer = terminal.run(
        *("export", "red", "--all", "--sheet", tmp_path / "s.pdf", "--grid", "2x2", "--list", tmp_path / "l.json")
    )
    assert answer.out.splitlines() == [f"Contact sheet: {tmp_path / 's.pdf'}", f"List: {tmp_path / 'l.json'}"]
    rows = json.loads((tmp_path / "l.json").read_text(encoding="utf-8"))
    assert Path(rows[0]["path"]).name == "red.png"
    assert rows[0]["match"] in ("strong", "possible")
    assert rows[0]["score"] > rows[-1]["score"]
    assert (tmp_path / "s.pdf").read_bytes().startswith(b"%PDF")


def test_a_dry_run_says_where_and_writes_nothing(terminal: Terminal, library: Path, tmp_path: Path) -> None:
    answer = terminal.run("export", "--all", "--to", tmp_path / "out", "--dry-run", "--sort", "oldest")
    assert answer.code == 0
    assert f"{library / 'red.png'} -> {tmp_path / 'out' / 'red.png'}" in answer.out.splitlines()
    assert "3 photos, " in answer.err
    assert not (tmp_path / "out").exists()
    value = terminal.run("export", "--all", "--to", library / "out", "--dry-run", "--json").value
    assert len(value["copies"]) == len(COLOURS)
    assert value["watched"] == str(library)


def test_what_could_not_be_exported_is_named(terminal: Terminal, library: Path, tmp_path: Path) -> None:
    (library / "red.png").unlink()
    some = terminal.run("export", "--all", "--to", tmp_path / "out")
    assert some.code == 1
    assert "1 photo could not be exported." in some.err
    assert f"  {library / 'red.png'}: The file disappeared" in some.err
    for name in ("green", "blue"):
        (library / f"{name}.png").unlink()
    none = terminal.run("export", "--all", "--to", tmp_path / "none", "--json")
    assert none.code == 2
    assert {Path(failed["path"]).name for failed in none.value["failed"]} == {"red.png", "green.png", "blue.png"}
    assert none.value["copied"] == 0


def test_what_cannot_be_begun_is_said(terminal: Terminal, library: Path, tmp_path: Path) -> None:
    terminal.assert_wrong("export", "red", says="say what to make")
    terminal.assert_wrong("export", "--to", tmp_path / "out", says="say which photos")
    (tmp_path / "file").touch()
    terminal.assert_wrong("export", "--all", "--to", tmp_path / "file", says=f"{tmp_path / 'file'}: This is a file")
    terminal.assert_wrong("export", "--all", "--list", tmp_path / "l.xls", says="CSV or JSON")
    terminal.assert_wrong("export", "--all", "--sheet", tmp_path / "no" / "s.pdf", says="There is no such folder")
    terminal.assert_wrong("export", "--all", "--sheet", "s.pdf", "--grid", "0x4", says="is no grid")
    terminal.assert_wrong(
        "export",
        "--folder",
        tmp_path,
        "--only-format",
        "png",
        "--from",
        "2099-01-01",
        "--to",
        "x",
        says="No photo matches",
    )


def test_many_failures_are_not_all_told(terminal: Terminal, photos: Path, tmp_path: Path) -> None:
    files = write_photos(photos, 25)
    terminal.run("add", photos)
    for file in files:
        file.unlink()
    answer = terminal.run("export", "--all", "--to", tmp_path / "out")
    assert answer.err.count("IMG") == 20
    assert "--json lists all" in answer.err


def test_a_photo_that_is_stripped_of_its_place(terminal: Terminal, photos: Path, tmp_path: Path) -> None:
    place = pictures.exif_bytes({}, place={1: "N", 2: (31.0, 14.0, 0.0), 3: "E", 4: (121.0, 28.0, 0.0)})
    (photos / "a.jpg").write_bytes(pictures.encoded(pictures.photo(), "JPEG", exif=place))
    terminal.run("add", photos)
    assert terminal.run("info", photos / "a.jpg", "--json").value[0]["latitude"] == pytest.approx(31.2333, abs=1e-3)
    terminal.run("export", "--all", "--to", tmp_path / "out", "--strip", "location")
    told = terminal.run("info", tmp_path / "out" / "a.jpg", "--json").value[0]
    assert told["latitude"] is None
    with (
        Image.open(io.BytesIO((photos / "a.jpg").read_bytes())) as theirs,
        Image.open(tmp_path / "out" / "a.jpg") as mine,
    ):
        assert mine.tobytes() == theirs.tobytes()


def test_it_speaks_chinese(terminal: Terminal, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.delenv("LANGUAGE", raising=False)
    try:
        (library / "red.png").unlink()
        answer = terminal.run("export", "--all", "--to", tmp_path / "导出", "--sheet", tmp_path / "索引.png")
        assert answer.out.splitlines() == [
            f"2 张照片已复制到 {tmp_path / '导出'}。",
            f"照片索引页：{tmp_path / '索引.png'}",
        ]
        assert "1 张照片无法导出。" in answer.err
    finally:
        speak("en")
