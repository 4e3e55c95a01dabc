"""Every text that the code marks is in the catalogue: Qt's extraction leaves out a call that it does not understand."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import photosearch
from photosearch.resources import resource
from photosearch.words.catalogue import Key, read_catalogue


def calls(name: str) -> Iterator[tuple[ast.Call, str]]:
    """Every call of a plain function of this name in the program, and where it is."""
    for path in sorted(Path(photosearch.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
                yield node, f"{path}:{node.lineno}"


def counted_texts() -> Iterator[Key]:
    for call, place in calls("counted"):
        text, comment = (_text(argument) for argument in call.args[:2])
        assert text is not None, place
        assert comment is not None, place
        yield ("", text, comment)


def other_texts() -> Iterator[Key]:
    """A text that comes from a variable was marked where it was written."""
    for name in ("marked", "translate"):
        for call, place in calls(name):
            context, text, comment = ([_text(argument) for argument in call.args] + [""])[:3]
            assert context is not None, place
            assert text is not None or name == "translate", place
            if text is not None:
                yield (context, text, comment or "")


def _text(argument: ast.expr) -> str | None:
    return argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else None


def test_every_text_has_a_translation() -> None:
    catalogue = read_catalogue(resource("translations", "photosearch_zh.qm"))
    texts = {*counted_texts(), *other_texts()}
    assert len(texts) > 150
    assert [key for key in texts if key not in catalogue and (*key[:2], "") not in catalogue] == []


def test_every_counted_text_has_its_english_forms() -> None:
    english = read_catalogue(resource("translations", "photosearch_en.qm"))
    assert set(counted_texts()) <= english.keys()
    assert all(len(english[key]) == 2 for key in counted_texts())
