"""What is wrong with a pairs file, in both languages."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

import pytest

from photosearch.errors import EvaluationInputError
from photosearch.search import evaluation
from photosearch.words.pairs import pairs_sentence
from photosearch.words.spoken import speak

FACTS = {"error": "line 1", "query": "sea", "field": "relevant", "name": "gone.jpg"}


def reasons() -> set[str]:
    """Every reason that the reader of such files gives."""
    calls = [node for node in ast.walk(ast.parse(inspect.getsource(evaluation))) if isinstance(node, ast.Call)]
    named = [call for call in calls if ast.unparse(call.func) in ("EvaluationInputError", "self._wrong")]
    first = [call.args[0] for call in named]
    return {str(reason.value) for reason in first if isinstance(reason, ast.Constant)}


def test_the_reader_gives_reasons() -> None:
    assert {"absent", "not_json", "no_photo"} <= reasons()


@pytest.mark.parametrize("reason", sorted(reasons()))
def test_every_reason_names_the_line_in_both_languages(reason: str) -> None:
    error = EvaluationInputError(reason, Path("/pairs.jsonl"), 3, **FACTS)
    said = pairs_sentence(error)
    assert said.startswith("/pairs.jsonl, line 3: ")
    speak("zh")
    assert pairs_sentence(error).startswith("/pairs.jsonl，第 3 行：")
    assert "{" not in said + pairs_sentence(error)


def test_what_concerns_the_whole_file_names_no_line() -> None:
    assert pairs_sentence(EvaluationInputError("absent", Path("/pairs.jsonl"))) == "/pairs.jsonl: there is no such file"
