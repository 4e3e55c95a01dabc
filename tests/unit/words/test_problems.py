"""Problems: a sentence for each reason, that says what to do, in both languages."""

from __future__ import annotations

import pytest

from photosearch.types.files import LINK_TO_NOTHING, ProblemReason
from photosearch.words.problems import problem_line, problem_text


@pytest.mark.parametrize("reason", list(ProblemReason))
def test_every_reason_says_what_happened_and_what_to_do(reason: ProblemReason) -> None:
    said = problem_text(reason)
    assert said.what.endswith(".")
    assert said.advice.endswith(".")
    assert said.text == f"{said.what} {said.advice}"


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize("reason", list(ProblemReason))
def test_every_reason_is_said_in_chinese(reason: ProblemReason) -> None:
    said = problem_text(reason).text
    assert said.endswith("。")
    assert " " not in said.replace(".pt", "").replace(" JPEG、PNG 或 HEIC", "")


def test_a_list_says_what_the_machine_found() -> None:
    assert problem_line(ProblemReason.DAMAGED) == problem_text(ProblemReason.DAMAGED).what
    assert problem_line(ProblemReason.DAMAGED, "line 3") == f"{problem_text(ProblemReason.DAMAGED).what} (line 3)"


@pytest.mark.parametrize(
    ("reason", "detail", "says"),
    [
        (ProblemReason.UNSUPPORTED, "VIDEO", "This is a video with a picture's name."),
        (ProblemReason.NOT_A_FILE, LINK_TO_NOTHING, "This link leads nowhere."),
    ],
)
def test_a_detail_that_is_a_code_has_words_of_its_own(reason: ProblemReason, detail: str, says: str) -> None:
    assert problem_line(reason, detail) == says
    assert problem_text(reason, detail).advice != problem_text(reason).advice or reason is ProblemReason.NOT_A_FILE
