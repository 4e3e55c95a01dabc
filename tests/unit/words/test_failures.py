"""Errors: a sentence for each code, that says what to do, in both languages."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import photosearch
from photosearch import errors
from photosearch.events import EngineFailed
from photosearch.types.files import ProblemReason
from photosearch.types.models import WrongFile
from photosearch.words import failures as f
from photosearch.words.problems import problem_text
from photosearch.words.spoken import speak

UNEXPECTED = "Something went wrong that photosearch did not expect."


def error_codes() -> Iterator[str]:
    """Every ``code`` that a class of the program gives an error, without loading the libraries of the stages."""
    for path in Path(photosearch.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and node.name.endswith("Error"):
                yield from _codes(node)


def _codes(error: ast.ClassDef) -> Iterator[str]:
    for statement in error.body:
        if isinstance(statement, ast.Assign | ast.AnnAssign) and isinstance(statement.value, ast.Constant):
            target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
            if isinstance(target, ast.Name) and target.id == "code":
                yield str(statement.value.value)


ROOT_CODES = ("not_found", "not_a_folder", "no_permission", "nested", "watched", "part", "own_data", "not_watched")
WEB_CODES = ("address", "private", "unreachable", "refused", "slow", "too_large", "not_picture")
WORDLESS = {"error", "usage", "evaluation_input"}
"""The base, and what carries its own sentence."""
CODES = sorted(
    set(error_codes()) - WORDLESS
    | {f"root_{code}" for code in ROOT_CODES}
    | {f"web_{code}" for code in WEB_CODES}
    | {f"model_file_{found}" for found in WrongFile}
)


def test_the_program_has_such_codes() -> None:
    assert {"disk_full", "encoder_failed", "download", "optimisation_failed", "terms_cancel"} <= set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_every_error_code_has_words_of_its_own(code: str) -> None:
    said = f.code_text(code)
    assert said.what != UNEXPECTED
    assert said.advice


@pytest.mark.parametrize("code", CODES)
def test_every_error_code_is_said_in_chinese(code: str) -> None:
    english = (f.code_sentence(code), f.terminal_code_sentence(code, ""))
    speak("zh")
    for said, before in zip((f.code_sentence(code), f.terminal_code_sentence(code, "")), english, strict=True):
        assert said != before
        assert said.endswith("。")


def test_an_error_is_told_by_its_code() -> None:
    assert f.error_sentence(errors.RootError("nested", Path("/a"))) == f.code_sentence("root_nested")
    assert f.error_sentence(errors.DiskFullError("errno 28")) == f.code_sentence("disk_full")


def test_a_query_picture_is_told_by_its_reason() -> None:
    error = errors.QueryImageError(ProblemReason.DAMAGED, None)
    assert f.error_sentence(error) == problem_text(ProblemReason.DAMAGED).text


def test_an_error_nobody_foresaw_keeps_its_facts() -> None:
    said = f.error_sentence(ZeroDivisionError("division by zero"))
    assert said.startswith(UNEXPECTED)
    assert said.endswith("(ZeroDivisionError: division by zero)")


@pytest.mark.parametrize("code", ROOT_CODES)
def test_the_terminal_names_the_folder(code: str) -> None:
    said = f.terminal_sentence(errors.RootError(code, Path("/照片")))
    assert said == f"/照片: {f.code_sentence(f'root_{code}')}"


def test_an_overlap_names_both_folders() -> None:
    said = f.terminal_sentence(errors.RootError("nested", Path("/a"), other=Path("/a/card")))
    assert said.startswith("/a: This folder contains a watched folder")
    assert said.endswith("(/a/card)")


def test_a_folder_in_a_watched_one_is_said_to_be_part_of_it() -> None:
    error = errors.RootError("part", Path("/home/ming/照片/2024"), other=Path("/home/ming/照片"))
    assert f.error_sentence(error) == '"2024" is watched already as part of "照片".'
    assert f.terminal_sentence(error) == '"/home/ming/照片/2024" is watched already as part of "/home/ming/照片".'
    speak("zh")
    assert f.error_sentence(error) == "“2024”已经包含在添加过的“照片”里。"


def test_the_terminal_names_the_database_and_what_to_do_there() -> None:
    said = f.terminal_sentence(errors.UnwritableStoreError("", path="/home/ming/library.db"))
    assert said.startswith("/home/ming/library.db: The library's database cannot be opened or written.")
    assert said.endswith("PHOTOSEARCH_HOME to another place.")
    assert "settings" in f.error_sentence(errors.ModelError())
    assert "`photosearch model list`" in f.terminal_sentence(errors.ModelError())


def test_the_terminal_tells_what_is_wrong_with_a_model() -> None:
    error = errors.ModelPackageError("image.onnx has the wrong digest")
    assert f.terminal_sentence(error).endswith("(image.onnx has the wrong digest)")
    assert "digest" not in f.error_sentence(error)


@pytest.mark.parametrize(
    ("count", "english", "chinese"),
    [
        (1, "these are missing: m-1.bin. Download", "缺少：m-1.bin。请"),
        (2, "these are missing: m-1.bin, m-2.bin. Download", "缺少：m-1.bin、m-2.bin。请"),
        (7, "m-4.bin, m-5.bin and 2 more. Download", "m-4.bin、m-5.bin，还有 2 个。请"),
    ],
)
def test_the_parts_of_weights_that_are_missing_are_named(count: int, english: str, chinese: str) -> None:
    files = [f"m-{number}.bin" for number in range(1, count + 1)]
    error = errors.ModelFileError(WrongFile.MISSING_PARTS, Path("/m/m.bin.index.json"), files=files)
    assert english in f.error_sentence(error)
    assert f.terminal_sentence(error) == f"/m/m.bin.index.json: {f.error_sentence(error)}"
    speak("zh")
    assert chinese in f.error_sentence(error)


def test_background_work_that_stopped_says_why_and_keeps_what_the_machine_said() -> None:
    why = f.code_sentence("disk_full")
    assert f.stopped_text(EngineFailed("disk_full", "errno 28")) == f"background work stopped: {why} (errno 28)"
    assert f.stopped_text(EngineFailed("disk_full", "disk_full")) == f"background work stopped: {why}"


@pytest.mark.parametrize(
    ("reason", "detail", "says"),
    [
        (ProblemReason.DAMAGED, "line 3", "a.jpg: The picture is damaged or incomplete."),
        (ProblemReason.TOO_LARGE, "20000 x 20000 pixels", "(20000 x 20000 pixels)"),
        (ProblemReason.IS_A_FOLDER, "", "a.jpg: This is a folder. Give a picture in it."),
        (ProblemReason.VANISHED, "", "a.jpg: There is no such picture."),
    ],
)
def test_the_terminal_names_the_picture(reason: ProblemReason, detail: str, says: str) -> None:
    said = f.terminal_sentence(errors.QueryImageError(reason, Path("a.jpg"), detail))
    assert says in said
    assert "line 3" not in said


def test_a_query_picture_behind_a_broken_link(tmp_path: Path) -> None:
    link = tmp_path / "link.jpg"
    link.symlink_to(tmp_path / "none.jpg")
    said = f.terminal_sentence(errors.QueryImageError(ProblemReason.VANISHED, link))
    assert said.startswith(f"{link}: This link leads nowhere.")


def test_a_photo_of_the_library_that_left_is_no_wrong_path() -> None:
    error = errors.QueryImageError(ProblemReason.VANISHED, None)
    assert f.terminal_sentence(error) == problem_text(ProblemReason.VANISHED).text


def test_a_sentence_that_was_made_for_the_person_is_said_as_it_is() -> None:
    assert f.terminal_sentence(errors.UserError("give words")) == "give words"
