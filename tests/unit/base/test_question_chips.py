"""What a sentence is understood to mean is a part of the question, and agrees with the filters beside it."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, replace
from pathlib import Path

from photosearch.types.ids import RootId
from photosearch.types.photos import Orientation
from photosearch.types.queries import Filters, Sort
from photosearch.types.question import _FIELDS, Place, Question, Terms
from photosearch.types.understood import (
    Chip,
    ChipKind,
    DayRange,
    Days,
    InFolder,
    InFormat,
    Understood,
    Upright,
    Without,
)

YEAR = DayRange(dt.date(2025, 1, 1), dt.date(2025, 12, 31))
LAST_YEAR = Chip(ChipKind.DATE, "去年", Days((YEAR,)), 0, 2)
UPRIGHT = Chip(ChipKind.ORIENTATION, "vertical", Upright(Orientation.PORTRAIT))
FOLDER = Chip(ChipKind.FOLDER, "旅行", InFolder((Path("/a/旅行"),)))
NO_PEOPLE = Chip(ChipKind.NOT, "人", Without("人"))
TYPED = Terms("去年没有人的海边", read=Understood((LAST_YEAR, NO_PEOPLE), "海边"))


def test_what_is_typed_narrows_before_it_is_settled() -> None:
    query = Question(TYPED).to_query()
    assert (query.text, query.not_texts, query.filters) == ("海边", ("人",), Filters(days=(YEAR,)))


def test_settled_parts_leave_the_words_and_mean_the_same() -> None:
    settled = TYPED.settled()
    assert (settled.typed, settled.chips, settled.not_texts) == ("海边", (LAST_YEAR,), ("人",))
    assert Question(settled).to_query() == Question(TYPED).to_query()
    assert settled.settled() == settled


def test_words_that_are_left_are_read_as_words() -> None:
    assert TYPED.settled().read == Understood(words="海边")
    assert TYPED.settled().with_typed("海边的猫").read is None


def test_a_sentence_of_chips_alone_browses_the_newest_first() -> None:
    question = Question(Terms("去年", read=Understood((LAST_YEAR,), ""))).at(Place.ALL)
    query = question.to_query()
    assert (query.has_terms, query.limit, query.sort, query.filters.days) == (False, 0, Sort.NEWEST, (YEAR,))


def test_it_is_searched_for_in_the_whole_library() -> None:
    recent = Question().at(Place.RECENT)
    assert recent.with_terms(Terms(chips=(LAST_YEAR,))).place is Place.ALL


def test_a_chip_becomes_words_again_and_stays_words() -> None:
    still_typed = TYPED.with_words_of(LAST_YEAR)
    assert (still_typed.typed, still_typed.plain, still_typed.read) == (TYPED.typed, ("去年",), None)
    settled = replace(TYPED.settled(), chips=(LAST_YEAR, UPRIGHT))
    assert settled.with_words_of(LAST_YEAR).typed == "去年 海边"
    assert settled.with_words_of(UPRIGHT).typed == "海边 vertical"
    assert settled.with_words_of(UPRIGHT).chips == (LAST_YEAR,)
    assert settled.with_words_of(LAST_YEAR).with_typed(" ").plain == ()


def test_a_chip_is_changed_in_its_place_and_taken_away() -> None:
    other = replace(LAST_YEAR, text="2024")
    assert TYPED.with_changed(LAST_YEAR, other).chips == (other,)
    assert Terms(chips=(LAST_YEAR, UPRIGHT)).with_changed(LAST_YEAR, other).chips == (other, UPRIGHT)
    assert TYPED.without_chip(LAST_YEAR) == Terms("海边", not_texts=("人",))


def test_a_date_that_is_chosen_takes_the_place_of_the_one_that_was_said() -> None:
    question = Question(TYPED, Filters(formats=frozenset({"JPEG"})))
    day = dt.date(2024, 5, 1)
    chosen = question.narrowed_to(replace(question.in_force, taken_from=day, days=()))
    assert (chosen.terms.typed, chosen.terms.meant) == ("海边", ())
    assert chosen.in_force == Filters(taken_from=day, formats=frozenset({"JPEG"}))


def test_what_is_chosen_beside_it_leaves_a_chip_where_it_is() -> None:
    question = Question(TYPED)
    chosen = question.narrowed_to(replace(question.in_force, formats=frozenset({"PNG"})))
    assert chosen.terms == TYPED
    assert chosen.filters == Filters(formats=frozenset({"PNG"}))
    assert chosen.in_force == Filters(formats=frozenset({"PNG"}), days=(YEAR,))


def test_any_time_takes_the_date_away() -> None:
    question = Question(TYPED)
    assert question.narrowed_to(replace(question.in_force, days=())).in_force == Filters()
    assert question.narrowed_to(Filters()).terms.meant == ()


def test_another_folder_takes_the_place_of_the_one_that_was_said() -> None:
    question = Question(Terms("cat", chips=(FOLDER, UPRIGHT)))
    elsewhere = question.in_folder(Filters(root_ids=frozenset({RootId(1)})))
    assert elsewhere.terms.chips == (UPRIGHT,)
    assert question.at(Place.ALL).terms.chips == (UPRIGHT,)


def test_formats_that_are_said_and_chosen_hold_together() -> None:
    png = Chip(ChipKind.FORMAT, "png", InFormat(frozenset({"PNG"})))
    chosen = Filters(formats=frozenset({"PNG", "JPEG"}))
    assert Question(Terms(chips=(png,)), chosen).in_force.formats == {"PNG"}


def test_cleared_it_is_gone() -> None:
    assert Question(replace(TYPED, chips=(UPRIGHT,), plain=("x",))).cleared() == Question()


def test_each_kind_that_is_said_can_be_chosen_otherwise() -> None:
    """Where no field of the filters is named for a kind, a chip would stay although something else was chosen."""
    said = {name for names in _FIELDS.values() for name in names}
    assert set(_FIELDS) == set(ChipKind)
    unsaid = {"tags"}
    """Never said in a sentence: what is chosen in the sidebar, and what a search asks itself beside the places."""
    assert said | unsaid == {field.name for field in fields(Filters)}
