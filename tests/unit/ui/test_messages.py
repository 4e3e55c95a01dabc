"""Sentences: one for each code, that say what to do, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from photosearch import errors
from photosearch.types import ProblemReason
from photosearch.ui import messages as m

UNEXPECTED = "Something went wrong that photosearch did not expect."


def error_classes(base: type[errors.PhotosearchError]) -> Iterator[type[errors.PhotosearchError]]:
    for child in base.__subclasses__():
        yield child
        yield from error_classes(child)


CODES = sorted(
    {child.code for child in error_classes(errors.PhotosearchError)} - {"usage", "evaluation_input"}
    | {f"root_{code}" for code in ("not_found", "not_a_folder", "no_permission", "nested", "own_data")}
)


@pytest.mark.parametrize("reason", list(ProblemReason))
def test_every_reason_says_what_happened_and_what_to_do(reason: ProblemReason) -> None:
    said = m.problem_text(reason)
    assert said.what.endswith(".")
    assert said.advice.endswith(".")
    assert m.problem_sentence(reason) == f"{said.what} {said.advice}"


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize("reason", list(ProblemReason))
def test_every_reason_is_said_in_chinese(reason: ProblemReason) -> None:
    said = m.problem_sentence(reason)
    assert said.endswith("。")
    assert " " not in said.replace(".pt", "").replace(" JPEG、PNG 或 HEIC", "")


@pytest.mark.parametrize("code", CODES)
def test_every_error_code_has_words_of_its_own(code: str) -> None:
    said = m.code_text(code)
    assert said.what != UNEXPECTED
    assert said.advice


def test_an_error_is_told_by_its_code() -> None:
    assert m.error_sentence(errors.RootError("nested", Path("/a"))) == m.code_sentence("root_nested")
    assert m.error_sentence(errors.DiskFullError("errno 28")) == m.code_sentence("disk_full")


def test_a_query_picture_is_told_by_its_reason() -> None:
    error = errors.QueryImageError(ProblemReason.DAMAGED, None)
    assert m.error_sentence(error) == m.problem_sentence(ProblemReason.DAMAGED)


def test_an_error_nobody_foresaw_keeps_its_facts() -> None:
    said = m.error_sentence(ZeroDivisionError("division by zero"))
    assert said.startswith(UNEXPECTED)
    assert "division by zero" in said


def test_unknown_words_are_named() -> None:
    assert '"wombat, 饕餮"' in m.unknown_words_text(["wombat", "饕餮"])


def test_a_download_shows_how_much_there_is_to_come() -> None:
    assert m.download_text(120_000_000, 753_000_000) == "120 MB / 753 MB"
    assert m.download_text(120_000_000, None) == "120 MB"


@pytest.mark.parametrize("name", ["starter", "RN50", "ViT-B-16", "ViT-L-14", "ViT-L-14-336", "ViT-H-14"])
def test_known_models_have_a_title_and_a_note(name: str) -> None:
    assert m.encoder_title(name) != name
    assert m.encoder_note(name)


def test_an_unknown_model_goes_by_its_name() -> None:
    assert m.encoder_title("my-model") == "my-model"
    assert m.encoder_note("my-model") == ""


def test_a_polled_folder_is_named() -> None:
    assert '"照片"' in m.watch_mode_text(Path("/home/ming/照片"))
    assert "/" in m.watch_mode_text(Path("/"))
