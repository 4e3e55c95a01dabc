"""Marks: each flaw of a line has a sentence, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from photosearch.types.marks import BadLine, MarkFlaw, MergedMarks
from photosearch.words import marks as m
from photosearch.words.spoken import speak


@pytest.mark.parametrize("flaw", MarkFlaw)
def test_every_flaw_is_said_in_both_languages(flaw: MarkFlaw) -> None:
    said = m.bad_line_text(BadLine(1234, flaw))
    assert said.startswith("line 1,234: ")
    speak("zh")
    assert m.bad_line_text(BadLine(1234, flaw)).startswith("第 1,234 行：")


def test_counts_are_said_with_their_plural() -> None:
    assert m.exported_text(1, Path("a")) == "1 mark written to a."
    assert m.imported_text(MergedMarks(2, 1, 0)) == "2 marks read, 1 of them new or changed."
    assert m.more_bad_lines_text(1) == "1 more line could not be used."
    assert m.no_marks_file(Path("a")).startswith("There is no file a.")
    speak("zh")
    assert m.imported_text(MergedMarks(2, 1, 3)) == "读取了 2 条标记，其中 1 条是新的或有改动。有 3 行无法使用。"
