"""The command line as a person uses it: add, search, change files, look again."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.library import wait_for
from tests.photos import PHOTOS, edit_photo, real_photo, write_photos
from tests.program import Program


def assert_all_agree(program: Program, count: int) -> None:
    """Disk, database and index tell the same number."""
    status = program.json("status")
    assert (status["photos"], status["embedded"], status["index"]["count"]) == (count, count, count)


def test_a_folder_is_added_searched_and_removed(program: Program, tmp_path: Path) -> None:
    folder = tmp_path / "照片 📷"
    shutil.copytree(PHOTOS, folder)
    added = program.run("add", folder)
    assert added.returncode == 0, added.stderr.decode()
    assert_all_agree(program, 12)
    for words, name in (("猫", "cat.jpg"), ("a cat", "cat.jpg"), ("coffee", "coffee.jpg"), ("咖啡", "coffee.jpg")):
        answer = program.json("search", words, "--all", "--top", "3")
        assert set(answer) >= {"query", "encoder", "took_ms", "found", "hits"}
        assert [hit["rank"] for hit in answer["hits"]] == [1, 2, 3]
        assert answer["hits"][0]["path"] == str(folder / name), words
        scores = [hit["score"] for hit in answer["hits"]]
        assert scores == sorted(scores, reverse=True)
    assert program.run("remove", folder).returncode == 0
    assert_all_agree(program, 0)
    assert (folder / "cat.jpg").exists()


def test_a_picture_finds_itself_and_its_like(program: Program, tmp_path: Path) -> None:
    shutil.copytree(PHOTOS, tmp_path / "photos")
    program.run("add", tmp_path / "photos")
    hits = program.json("similar", real_photo("dahlia"), "--top", "2")["hits"]
    assert Path(hits[0]["path"]).name == "dahlia.jpg"
    assert hits[0]["score"] == pytest.approx(1.0, abs=0.01)
    assert program.hits("search", "--like", real_photo("moon"), "--top", "1") == ["moon.jpg"]
    mixed = program.hits("search", "flower", "--like", real_photo("dahlia"), "--not", "moon", "--top", "1")
    assert mixed == ["dahlia.jpg"]


def test_pictures_and_sentences_are_held_against_one_another_without_a_library(program: Program) -> None:
    cat, moon = real_photo("cat"), real_photo("moon")
    assert program.json("compare", cat, cat) == {"score": pytest.approx(1.0, abs=1e-3), "match": "strong", "same": True}
    assert program.json("compare", cat, moon)["match"] == "far"
    for right, wrong in (("猫", "飞机"), ("a cat", "a mountain")):
        labels = program.json("label", cat, wrong, right)["labels"]
        assert [(label["text"], label["match"] == "far") for label in labels] == [(right, False), (wrong, True)]


def test_adds_edits_renames_and_deletes_are_followed(program: Program, tmp_path: Path) -> None:
    library = tmp_path / "library"
    write_photos(library / "trip", 40)
    program.run("add", library)
    assert_all_agree(program, 40)
    write_photos(library / "new", 20, seed=1)
    for number in range(5):
        edit_photo(library / "trip" / f"IMG_{number:04}.jpg", seed=number)
    (library / "trip").rename(library / "旅行")
    for number in range(30, 40):
        (library / "旅行" / f"IMG_{number:04}.jpg").unlink()
    assert program.run("scan").returncode == 0
    assert_all_agree(program, 50)
    edited = library / "旅行" / "IMG_0003.jpg"
    best = program.json("similar", edited, "--top", "1")["hits"][0]
    assert best["path"] == str(edited)
    assert best["score"] == pytest.approx(1.0, abs=0.01)


def test_an_unplugged_folder_keeps_its_photos(program: Program, tmp_path: Path) -> None:
    drive = tmp_path / "drive"
    write_photos(drive, 12)
    program.run("add", drive)
    drive.rename(tmp_path / "unplugged")
    program.run("scan")
    status = program.json("status")
    (root,) = status["roots"]
    assert (root["path"], root["online"], root["photos"]) == (str(drive), False, 12)
    assert status["index"]["count"] == 12
    assert len(program.hits("search", "flower", "--all", "--top", "5")) == 5
    (tmp_path / "unplugged").rename(drive)
    program.run("scan")
    assert program.json("status")["roots"][0]["online"] is True
    assert_all_agree(program, 12)


def test_names_that_are_not_text_come_back_as_they_are(program: Program, tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path / "odd")
    os.mkdir(folder)  # noqa: PTH102
    name = folder + b"/caf\xe9 \xf0\x9f\x90\xb1.jpg"
    shutil.copy(os.fsencode(real_photo("cat")), name)
    program.run("add", os.fsdecode(folder))
    (hit,) = program.json("search", "cat")["hits"]
    assert os.fsencode(hit["path"]) == name
    assert name in program.run("search", "cat").stdout
    assert program.run("search", "cat", "--json").stdout.decode("utf-8")


def test_a_variable_that_is_not_set_is_no_folder(program: Program) -> None:
    assert program.run("add", "").returncode == 2
    assert program.json("status")["roots"] == []


def test_an_answer_ends_and_says_what_it_left_out(program: Program, tmp_path: Path) -> None:
    shutil.copytree(PHOTOS, tmp_path / "photos")
    program.run("add", tmp_path / "photos")
    answer = program.json("search", "cat")
    assert [(Path(hit["path"]).name, hit["match"] != "far") for hit in answer["hits"]] == [("cat.jpg", True)]
    assert answer["found"] in ("strong", "possible")
    assert b"11 photos that fit less well are not listed; --all lists them" in program.run("search", "cat").stderr
    absent = program.json("search", "an elephant")
    assert (absent["found"], absent["hits"]) == ("nothing", [])
    said = program.run("search", "an elephant")
    assert (said.returncode, said.stdout) == (0, b"")
    assert b'Nothing found for "an elephant"' in said.stderr
    every = program.json("search", "an elephant", "--all")
    assert [hit["match"] for hit in every["hits"]] == ["far"] * 12


def test_a_minus_says_what_is_not_wanted(program: Program, tmp_path: Path) -> None:
    shutil.copytree(PHOTOS, tmp_path / "photos")
    program.run("add", tmp_path / "photos")
    assert program.hits("search", "-猫", "--all")[-1] == "cat.jpg"
    for sentence in ("没有猫", "沒有貓", "no cat", "－cat"):
        assert program.hits("search", sentence, "--all")[-1] == "cat.jpg"
    assert program.json("search", "moon", "-cat")["query"] == "moon -cat"
    assert "Understood as: 月亮 -猫" in program.run("search", "没有猫的月亮").stderr.decode()


def test_traditional_characters_find_what_simplified_ones_do(program: Program, tmp_path: Path) -> None:
    shutil.copytree(PHOTOS, tmp_path / "photos")
    program.run("add", tmp_path / "photos")
    answer = program.json("search", "貓")
    assert (answer["query"], answer["unknown_words"]) == ("貓", [])
    assert [Path(hit["path"]).name for hit in answer["hits"]] == ["cat.jpg"]
    assert program.hits("search", "-貓", "--all")[-1] == "cat.jpg"


def test_an_emoji_finds_what_it_is_called_and_signs_find_nothing(program: Program, tmp_path: Path) -> None:
    shutil.copytree(PHOTOS, tmp_path / "photos")
    program.run("add", tmp_path / "photos")
    answer = program.json("search", "🐱")
    assert [Path(hit["path"]).name for hit in answer["hits"]] == ["cat.jpg"]
    assert answer["emojis"] == [{"emoji": "🐱", "zh": "猫", "en": "cat"}]
    assert 'Searching for "cat" in place of 🐱.' in program.run("search", "🐱").stderr.decode()
    said = program.run("search", "。，！")
    assert (said.returncode, said.stdout) == (2, b"")
    assert b"there is nothing to search for" in said.stderr


def test_filters_restrict_and_sort_orders(program: Program, tmp_path: Path) -> None:
    library = tmp_path / "library"
    shutil.copytree(PHOTOS, library / "a")
    shutil.copytree(PHOTOS, library / "b")
    program.run("add", library)
    assert_all_agree(program, 24)
    hits = program.json("search", "cat", "--folder", library / "b", "--all")["hits"]
    assert len(hits) == 12
    assert all(hit["path"].startswith(str(library / "b")) for hit in hits)
    assert program.hits("search", "cat", "--format", "png") == []
    assert program.hits("search", "cat", "--from", "2035-01-01") == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["add", "/no/such/folder"],
        ["remove", "/no/such/folder"],
        ["search"],
        ["similar", "/no/such/picture.jpg"],
        ["model", "use", "no-such-model"],
        ["model", "install", "no-such-model"],
        ["no-such-command"],
    ],
)
def test_wrong_usage_is_a_sentence_and_exit_code_2(program: Program, arguments: list[str]) -> None:
    done = program.run(*arguments)
    assert done.returncode == 2
    assert done.stderr.strip()
    assert b"Traceback" not in done.stderr


def test_a_killed_run_is_continued_with_nothing_lost_or_done_twice(program: Program, tmp_path: Path) -> None:
    library = tmp_path / "library"
    write_photos(library, 200)
    program.run("status")
    kept = -1
    for _ in range(4):
        with program.start("add", library, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            kept = wait_for_more(program, library, kept)
            process.send_signal(signal.SIGKILL)
    assert 0 < kept < 200, "each was killed amid its work"
    assert program.run("add", library).returncode == 0
    assert_all_agree(program, 200)


def wait_for_more(program: Program, library: Path, kept: int) -> int:
    """How many photos are in the database, once ``library`` is its root and there are more than ``kept``."""
    count = kept

    def has_more() -> bool:
        nonlocal count
        with closing(sqlite3.connect(f"file:{program.home / 'data' / 'photosearch.db'}?mode=ro", uri=True)) as database:
            roots = database.execute("SELECT path FROM root").fetchall()
            (count,) = database.execute("SELECT count(*) FROM photo").fetchone()
        return roots == [(os.fsencode(library),)] and count > kept

    wait_for(has_more)
    return count


def test_terminating_stops_quickly_and_keeps_what_is_done(program: Program, tmp_path: Path) -> None:
    library = tmp_path / "library"
    write_photos(library, 10)
    with program.start("watch", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        assert b"folder" in process.stderr.readline()
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=10)
    program.run("add", library)
    assert_all_agree(program, 10)


@contextmanager
def watching(program: Program, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """`photosearch watch`, which has said that it watches ``folder``."""
    with program.start("watch", stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline().rstrip() == f"watching {folder}".encode()
        yield process


def test_watching_follows_the_disk(program: Program, tmp_path: Path) -> None:
    library = tmp_path / "library"
    write_photos(library, 5)
    program.run("add", library)
    with watching(program, library) as process:
        write_photos(library / "later", 7, seed=3)
        (library / "IMG_0000.jpg").unlink()
        wait_for(lambda: program.json("status")["photos"] == 11)
        process.terminate()
        process.wait(timeout=10)
    assert_all_agree(program, 11)


def test_adding_beside_a_running_watch_is_done_by_it(program: Program, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    write_photos(first, 3)
    write_photos(second, 6, seed=9)
    program.run("add", first)
    with watching(program, first) as process:
        added = program.run("add", second)
        assert added.returncode == 0, added.stderr.decode()
        assert_all_agree(program, 9)
        process.terminate()
        process.wait(timeout=10)


def test_json_answers_are_one_value(program: Program, tmp_path: Path) -> None:
    write_photos(tmp_path / "library", 2)
    program.run("add", tmp_path / "library")
    for arguments in (["status"], ["problems"], ["search", "x"], ["model", "list"], ["doctor"]):
        json.loads(program.run(*arguments, "--json").stdout)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have Unicode names and arguments")
def test_words_and_names_are_utf_8_whatever_the_locale_says(program: Program, tmp_path: Path) -> None:
    program.home = tmp_path / "库"
    program.variables |= {"LC_ALL": "C", "PYTHONUTF8": "0"}
    folder = tmp_path / "照片"
    folder.mkdir()
    for name in ("cat", "coffee", "moon"):
        shutil.copy(real_photo(name), folder)
    shutil.copy(real_photo("rocket"), folder / os.fsdecode(b"caf\xe9.jpg"))
    added = program.run("add", folder)
    assert added.returncode == 0, added.stderr
    assert "照片: 4 " in added.stdout.decode()
    assert program.json("search", "猫", "--top", "1")["hits"][0]["path"] == str(folder / "cat.jpg")
    assert program.hits("search", "火箭", "--top", "1") == ["caf\udce9.jpg"]
    plain = program.run("search", "火箭", "--top", "1")
    assert plain.stdout.rstrip().endswith(b"caf\xe9.jpg")
