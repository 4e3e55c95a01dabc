"""What is no picture to search with, in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from photosearch.errors import QueryImageError
from photosearch.types.files import ProblemReason
from photosearch.words.refused import refused_text


def refused(name: str, reason: ProblemReason, detail: str = "") -> tuple[str, QueryImageError]:
    return name, QueryImageError(reason, Path("/x") / name, detail)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (refused("a.txt", ProblemReason.NOT_AN_IMAGE), '"a.txt" is not a picture.'),
        (refused("a.pdf", ProblemReason.UNSUPPORTED, "PDF"), '"a.pdf" is not a picture.'),
        (
            refused("a.jpg", ProblemReason.DAMAGED),
            '"a.jpg" cannot be searched with. The picture is damaged or incomplete.',
        ),
        (refused("", ProblemReason.DAMAGED), "There is no picture in what was dropped or pasted."),
    ],
)
def test_one_is_named_with_its_reason(given: tuple[str, QueryImageError], said: str) -> None:
    assert refused_text([given]) == said


def test_a_few_are_named_and_many_counted() -> None:
    many = [refused(f"{number}.pdf", ProblemReason.NOT_AN_IMAGE) for number in range(5)]
    assert refused_text(many[:2]) == "These are no pictures that can be searched with: 0.pdf, 1.pdf."
    assert refused_text(many).startswith("5 of these files")
    assert "\n" not in refused_text(many)
