"""What is said of marks: how many were carried out or in, and what is wrong with a line."""

from __future__ import annotations

from pathlib import Path

from photosearch.types.marks import BadLine, MarkFlaw, MergedMarks
from photosearch.words.sentence import joined
from photosearch.words.spoken import counted, marked, number, translate

_FLAWS: dict[MarkFlaw, str] = {
    MarkFlaw.HEADER: marked("Terminal", "this is not the first line of a file of marks"),
    MarkFlaw.NOT_JSON: marked("Terminal", "this is no JSON"),
    MarkFlaw.TOO_LONG: marked("Terminal", "this is far too long for a mark"),
    MarkFlaw.FIELDS: marked("Terminal", "a field is missing, or this is no mark at all"),
    MarkFlaw.HASH: marked("Terminal", "the hash is not 32 hexadecimal digits"),
    MarkFlaw.KIND: marked("Terminal", "there is no such kind of mark"),
    MarkFlaw.NAME: marked("Terminal", "this kind of mark needs a name, or has none, or the name is too long"),
    MarkFlaw.VALUE: marked("Terminal", "the value does not fit the kind of mark"),
    MarkFlaw.TIME: marked("Terminal", "changed_at_ms is no time"),
}


def bad_line_text(line: BadLine) -> str:
    """Which line is no mark, and why."""
    text = translate("Terminal", "line {number}: {flaw}")
    return text.format(number=number(line.number), flaw=translate("Terminal", _FLAWS[line.flaw]))


def more_bad_lines_text(count: int) -> str:
    """That so many lines more are no marks."""
    return counted("%Ln more line(s) could not be used.", "", count)


def exported_text(count: int, file: Path) -> str:
    """That marks were written to a file."""
    marks = counted("%Ln mark(s)", "", count)
    return translate("Terminal", "{marks} written to {file}.").format(marks=marks, file=file)


def imported_text(merged: MergedMarks) -> str:
    """How many marks were read, and how many of them said something new."""
    marks = counted("%Ln mark(s)", "", merged.read)
    read = translate("Terminal", "{marks} read, {changed} of them new or changed.")
    bad = counted("%Ln line(s) could not be used.", "", merged.bad) if merged.bad else ""
    return joined(read.format(marks=marks, changed=number(merged.changed)), bad)


def no_marks_file(file: Path) -> str:
    """That there is no such file."""
    return translate(
        "Terminal", "There is no file {file}. Check where it is, or whether its drive is connected."
    ).format(file=file)


def no_folder_for_marks(folder: Path) -> str:
    """That there is no folder to write marks into."""
    return translate("Terminal", "There is no folder {folder}. Make it first, or choose another place.").format(
        folder=folder
    )
