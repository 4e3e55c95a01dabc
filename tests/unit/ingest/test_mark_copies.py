"""Marks are copied on the days on which they changed; seven copies stay, and a copy is whole or not there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from photosearch.ingest import mark_copies
from photosearch.ingest.mark_copies import MarkCopies
from photosearch.store.database import Database
from photosearch.store.mark_lines import read_lines
from photosearch.store.marks import Marks
from photosearch.types.marks import Mark, MarkKind
from tests.marks import HASH

FIRST = dt.date(2026, 11, 29)


def noon_of(day: int) -> float:
    return dt.datetime.combine(FIRST + dt.timedelta(days=day), dt.time(12)).timestamp()


class Days:
    """Marks, and a calendar that a test turns over."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = Database.open(folder / "photosearch.db")
        self.marks = Marks(self.database)
        self.copies = MarkCopies(self.marks, folder)

    def on(self, day: int, *, rating: int | None = None) -> list[str]:
        """What is there after the copying of that day, on which stars may have been given."""
        if rating is not None:
            self.marks.set([HASH], MarkKind.RATING, rating, now_ms=day)
        self.copies.make(noon_of(day))
        return sorted(file.name for file in self.folder.glob("marks*"))

    def read(self, name: str) -> list[Mark]:
        with (self.folder / name).open("rb") as stream:
            found = list(read_lines(stream))
        assert all(isinstance(one, Mark) for one in found)
        return [one for one in found if isinstance(one, Mark)]


@pytest.fixture
def days(tmp_path: Path) -> Iterator[Days]:
    made = Days(tmp_path)
    yield made
    made.database.close()


def test_without_marks_nothing_is_copied_and_older_copies_stay(days: Days) -> None:
    """As after the database was lost: the copies are all there is."""
    (days.folder / "marks-2026-01-01.jsonl").write_text("precious")
    assert days.on(0) == ["marks-2026-01-01.jsonl"]


def test_a_copy_is_made_on_days_with_changes_only(days: Days) -> None:
    assert days.on(0, rating=1) == ["marks-2026-11-29.jsonl"]
    assert days.read("marks-2026-11-29.jsonl") == list(days.marks.all())
    assert days.on(1) == ["marks-2026-11-29.jsonl"]
    assert days.on(3, rating=2) == ["marks-2026-11-29.jsonl", "marks-2026-12-02.jsonl"]
    assert [mark.value for mark in days.read("marks-2026-12-02.jsonl")] == [2]


def test_what_was_taken_back_is_a_change_and_in_the_copy(days: Days) -> None:
    days.on(0, rating=1)
    days.marks.take_back([HASH], MarkKind.RATING, now_ms=5)
    assert len(days.on(1)) == 2
    assert [mark.is_removed for mark in days.read("marks-2026-11-30.jsonl")] == [True]


def test_one_copy_a_day_is_made_by_whichever_process(days: Days) -> None:
    days.on(0, rating=1)
    days.on(0, rating=2)
    MarkCopies(days.marks, days.folder).make(noon_of(0))
    assert [mark.value for mark in days.read("marks-2026-11-29.jsonl")] == [1]
    assert [mark.value for mark in days.read(days.on(1)[-1])] == [2]


def test_the_last_seven_stay(days: Days) -> None:
    for day in range(10):
        names = days.on(day, rating=day % 2)
    assert names == [f"marks-{FIRST + dt.timedelta(days=day)}.jsonl" for day in range(3, 10)]


def test_what_a_kill_left_goes_with_the_next_copy(days: Days) -> None:
    (days.folder / "marks-2026-11-01.jsonl.new").write_text("half")
    assert days.on(0, rating=1) == ["marks-2026-11-29.jsonl"]


@pytest.mark.logs("the marks are not copied today: no room")
def test_a_disk_that_refuses_is_told_and_tried_again(days: Days, monkeypatch: pytest.MonkeyPatch) -> None:
    days.on(0, rating=1)

    def refuse(*_arguments: object) -> int:
        raise OSError("no room")

    with monkeypatch.context() as broken:
        broken.setattr(mark_copies, "write_file", refuse)
        assert days.on(1, rating=2) == ["marks-2026-11-29.jsonl"]
    assert len(days.on(1)) == 2
