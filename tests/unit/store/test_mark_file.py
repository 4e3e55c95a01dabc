"""A file of marks is the old or the new one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from photosearch.store.mark_file import write_file
from photosearch.types.marks import Mark
from tests.marks import make_mark


def test_a_file_is_replaced(tmp_path: Path) -> None:
    file = tmp_path / "marks.jsonl"
    file.write_text("before")
    assert write_file([make_mark(), make_mark(changed_at_ms=2)], file) == 2
    assert file.read_text().count("\n") == 3
    assert list(tmp_path.iterdir()) == [file]


def test_what_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "marks.jsonl"
    file.write_text("before")

    def breaking() -> Iterator[Mark]:
        yield make_mark()
        raise OSError("the disk went away")

    with pytest.raises(OSError, match="went away"):
        write_file(breaking(), file)
    assert file.read_text() == "before"
    assert list(tmp_path.iterdir()) == [file]
