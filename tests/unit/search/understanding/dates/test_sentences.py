"""Some seven hundred sentences as people type them, with the days that are meant and the words that are left.

A line of ``tests/data/sentences/dates_*.tsv`` has the sentence, the day on which it is asked, the days that are meant
and the words. Days are written ``2019-08-03`` or ``2019-08-01..2019-08-31``, open where a side is empty; several stand
with a space between; ``every 2000-12-25 2027-12-25`` is one range a year from the first to the last; ``-`` says that
the sentence is no date.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from photosearch.search.understanding.dates.recogniser import recognise_dates
from photosearch.search.understanding.sentence import Known
from photosearch.search.understanding.understand import understand
from photosearch.types.understood import ChipKind, DayRange, Days

_FOLDER = Path(__file__).parents[4] / "data" / "sentences"
SENTENCES = [
    tuple(line.split("\t"))
    for name in ("dates_zh.tsv", "dates_en.tsv")
    for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines()
]


def written(days: DayRange) -> str:
    if days.first == days.last and days.first is not None:
        return str(days.first)
    return f"{days.first or ''}..{days.last or ''}"


def test_there_are_enough_of_both_sorts() -> None:
    for name in ("dates_zh.tsv", "dates_en.tsv"):
        lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
        assert len(lines) >= 300
        assert sum("\t-\t" in line for line in lines) >= 80


@pytest.mark.parametrize(("sentence", "today", "days", "words"), SENTENCES)
def test_sentence(sentence: str, today: str, days: str, words: str) -> None:
    at = dt.date.fromisoformat(today)
    found = understand(sentence, Known(at), recognisers=(recognise_dates,))
    meanings = [chip.meaning for chip in found.chips if chip.kind is ChipKind.DATE]
    ranges = [written(one) for meaning in meanings if isinstance(meaning, Days) for one in meaning.ranges]
    if days.startswith("every "):
        assert (ranges[0], ranges[-1]) == tuple(days.split()[1:])
        assert len(ranges) == at.year + 2 - 2000
    else:
        assert ranges == ([] if days == "-" else days.split())
    assert found.words == words
