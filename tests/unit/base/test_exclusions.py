"""Patterns of what is left out fit what git would ignore, and the pattern for a folder fits that folder alone."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from photosearch.exclusions import Exclusions, below, buried_below, folder_pattern, is_pattern

NAMES = st.text(st.sampled_from("ab*?[]!#\\ é猫\n\r.\udcff-"), min_size=1, max_size=5).filter(
    lambda name: name not in (".", "..")
)
FOLDERS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)


@given(FOLDERS, FOLDERS)
def test_the_pattern_of_a_folder_fits_all_below_it_and_nothing_beside_it(folder: str, other: str) -> None:
    exclusions = Exclusions([folder_pattern(folder)])
    assert is_pattern(folder_pattern(folder))
    assert exclusions.leaves_out_folder(folder)
    assert exclusions.leaves_out(f"{folder}/x.jpg")
    assert exclusions.leaves_out(f"{folder}/{other}/x.jpg")
    assert not exclusions.leaves_out(folder)
    assume(not any(character in folder for character in "\n\r\udcff"))
    assume(f"{other}/".find(f"{folder}/") != 0)
    assert not exclusions.leaves_out(f"{other}/x.jpg")


@given(FOLDERS, st.lists(st.sampled_from(["/a/", "a/", "*.png", "!b.png", "a/b", "/a*"]), max_size=3), FOLDERS)
def test_a_folder_that_becomes_part_of_another_leaves_out_the_same(
    place: str, patterns: list[str], folder: str
) -> None:
    own, taken_over = Exclusions(patterns), Exclusions(below(place, patterns))
    for file in (f"{folder}/x.jpg", f"{folder}/b.png", "a/x.jpg", "b.png", "ab.png", "c/a/x.jpg"):
        assert taken_over.leaves_out(f"{place}/{file}") == own.leaves_out(file), file
        assert not taken_over.leaves_out(f"elsewhere/{file}")


def test_an_accent_is_the_same_however_it_is_composed() -> None:
    assert Exclusions(["/Cafe\u0301/"]).leaves_out("Caf\u00e9/x.jpg")
    assert Exclusions(["/Caf\u00e9/"]).leaves_out("Cafe\u0301/x.jpg")


def test_of_several_the_last_counts_but_nothing_comes_back_out_of_a_folder() -> None:
    exclusions = Exclusions(["*.png", "!keep.png", "/Old/", "!/Old/keep.png"])
    assert exclusions.leaves_out("a/b.png")
    assert not exclusions.leaves_out("a/keep.png")
    assert exclusions.leaves_out("Old/keep.png")
    assert not Exclusions().leaves_out("a.jpg")
    assert not Exclusions()


@pytest.mark.parametrize("text", ["", "  ", "# a remark", "!", "\\", "/", "a\nb"])
def test_what_is_no_pattern_fits_nothing(text: str) -> None:
    assert not is_pattern(text)
    assert not Exclusions([text]).leaves_out("a.jpg")


@pytest.mark.skipif(shutil.which("git") is None, reason="there is no git to compare with")
@pytest.mark.parametrize(
    "pattern",
    ["Screenshots/", "/a/", "a/b", "*.png", "**/b/", "a/**/c.png", "/*.jpg", "[ab]/", "a\\*/", "d?/", "!c.png"],
)
def test_fits_what_git_ignores(tmp_path: Path, pattern: str) -> None:
    files = ["a/b/c.png", "a/x.jpg", "b/c.png", "x.jpg", "Screenshots/x.jpg", "x/Screenshots/y.png", "a*/x.jpg"]
    files += ["dd/x.jpg", "d/x.jpg", "猫/b/c.png"]
    variables = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, env=variables, check=True)
    (tmp_path / ".gitignore").write_text(pattern + "\n")
    asked = subprocess.run(
        ["git", "-c", "core.quotePath=false", "check-ignore", "--stdin", "-z"],
        cwd=tmp_path,
        env=variables,
        input="\0".join(files).encode(),
        capture_output=True,
        check=False,
    )
    ignored = set(asked.stdout.decode().split("\0")) - {""}
    exclusions = Exclusions([pattern])
    assert {file for file in files if exclusions.leaves_out(file)} == ignored


@pytest.mark.parametrize(
    ("patterns", "pattern", "above"),
    [
        (["/a/"], "!/a/b/", "a"),
        (["a/"], "!x/a/b/c.jpg", "x/a"),
        (["/a/*"], "!/a/b/", None),
        (["/a/*"], "!/a/b/c.jpg", "a/b"),
        (["/a/", "!/a/"], "!/a/b/", None),
        (["/a/"], "!b/", None),
        (["/a/"], "!/*/b/", None),
        (["/a/"], "!**/b", None),
        (["/a/"], "/a/b/", None),
        ([], "!/a/b/", None),
    ],
)
def test_an_exception_below_what_is_left_out_as_a_whole_is_told(
    patterns: list[str], pattern: str, above: str | None
) -> None:
    assert buried_below(patterns, pattern) == above
    if above is not None:
        assert Exclusions((*patterns, pattern)).leaves_out(pattern.strip("!/") + "/photo.jpg")
