"""Every code has a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from photosearch.cli.sentences import error_sentence, problem_sentence
from photosearch.errors import (
    DiskFullError,
    DownloadError,
    ModelNotInstalledError,
    ModelPackageError,
    NewerDatabaseError,
    QueryImageError,
    RootError,
)
from photosearch.types import ProblemReason


@pytest.mark.parametrize("reason", list(ProblemReason))
def test_every_reason_has_words(reason: ProblemReason) -> None:
    assert len(problem_sentence(reason).split()) >= 4
    assert problem_sentence(reason, "line 3").endswith("(line 3)")


@pytest.mark.parametrize("code", ["not_found", "not_a_folder", "no_permission", "own_data", "not_watched"])
def test_root_errors_name_the_folder_and_what_to_do(code: str) -> None:
    sentence = error_sentence(RootError(code, Path("/照片")))
    assert "/照片" in sentence
    assert sentence.endswith((".", "them."))


def test_an_overlap_names_both_folders() -> None:
    sentence = error_sentence(RootError("nested", Path("/a/b"), other=Path("/a")))
    assert "/a/b" in sentence
    assert "with /a," in sentence


@pytest.mark.parametrize(
    "error",
    [
        DiskFullError(),
        NewerDatabaseError(),
        ModelNotInstalledError("x"),
        ModelPackageError("image.onnx has the wrong digest"),
        DownloadError("no source answered"),
        QueryImageError(ProblemReason.DAMAGED, Path("a.jpg")),
    ],
)
def test_errors_become_sentences(error: Exception) -> None:
    from photosearch.errors import PhotosearchError

    assert isinstance(error, PhotosearchError)
    assert len(error_sentence(error).split()) >= 3
