"""What docs/extending.md shows is what lies here, and it shows all of it that is an example."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
PAGE = ROOT / "docs" / "extending.md"
_QUOTE = re.compile(r"^\[(tests/extending/\w+\.py)\]\(\.\./\1\):\n\n```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PATH = re.compile(r"`((?:photosearch|tests|tools|engine|ingest|search|index|store|cli|ui)/[\w/]+(?:\.py)?)/?`")
EXAMPLES = sorted(path.name for path in HERE.glob("*.py") if not path.name.startswith(("test_", "conftest")))


def quotes() -> list[tuple[str, str]]:
    return [(found[1], found[2]) for found in _QUOTE.finditer(PAGE.read_text(encoding="utf-8"))]


def test_every_block_of_code_is_what_its_file_says() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert len(quotes()) == text.count("```python")
    for path, code in quotes():
        source = (ROOT / path).read_text(encoding="utf-8")
        assert f"\n{code}" in f"\n{source}", f"docs/extending.md quotes {path} otherwise than it is"


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_is_shown_from_first_definition_to_last_line(example: str) -> None:
    source = (HERE / example).read_text(encoding="utf-8")
    shown = "".join(code for path, code in quotes() if path == f"tests/extending/{example}")
    definitions = re.findall(r"^ *(?:def|class) \w+", source, re.MULTILINE)
    assert definitions
    assert [one for one in definitions if one not in shown] == []
    assert shown.endswith(source.splitlines()[-1] + "\n")


def test_what_it_names_is_there() -> None:
    named = set(_PATH.findall(PAGE.read_text(encoding="utf-8")))
    assert len(named) > 10
    for path in named:
        assert (ROOT / path).exists() or (ROOT / "photosearch" / path).exists(), path
