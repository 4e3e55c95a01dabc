"""No command says or explains anything in words of its own: what is printed went through the catalogue."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import photosearch.cli

SAYING = {"say", "say_aside", "print", "UserError", "ArgumentTypeError", "error", "set_description", "progress_bar"}
_WORD = re.compile(r"[A-Za-z]{3,}")
_NO_WORDS = re.compile(r"^\s*photosearch(: )?$|^\{desc\}\{bar\}$|^utf-8$")


def said_in_english(source: str) -> Iterator[tuple[int, str]]:
    """Line and text of what is said, or explained as help, without being translated."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        said = [*node.args, *(word.value for word in node.keywords if word.arg in ("unit", "file"))]
        explained = [word.value for word in node.keywords if word.arg in ("help", "epilog", "description", "title")]
        for value in [*(said if name in SAYING else []), *explained]:
            for text in _texts(value):
                if _WORD.search(text) and not _NO_WORDS.match(text):
                    yield node.lineno, text


def _texts(value: ast.expr) -> Iterator[str]:
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value.value
    elif isinstance(value, ast.JoinedStr):
        for part in value.values:
            if isinstance(part, ast.Constant):
                yield str(part.value)


def test_a_sentence_that_is_not_translated_is_found() -> None:
    assert list(said_in_english('say("nothing here")')) == [(1, "nothing here")]
    assert list(said_in_english('print(f"{why}, and so on")')) == [(1, ", and so on")]
    assert list(said_in_english('p.add_argument("x", help="what is on it")')) == [(1, "what is on it")]
    assert list(said_in_english('say(translate("Terminal", "nothing here"))')) == []
    assert list(said_in_english('say_aside(f"photosearch: {said}")')) == []


def test_no_command_has_words_of_its_own() -> None:
    found = [
        f"{path.name}:{line}: {text}"
        for path in sorted(Path(photosearch.cli.__file__).parent.glob("*.py"))
        for line, text in said_in_english(path.read_text(encoding="utf-8"))
    ]
    assert found == []
