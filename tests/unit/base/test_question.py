"""The question: what it becomes for the engine, and that its parts never contradict each other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from photosearch.types.ids import PhotoId, RootId
from photosearch.types.queries import Filters, ImageTerm, Sort
from photosearch.types.question import PictureTerm, Place, PlaceKind, Question, Terms
from photosearch.types.roots import LibraryRoot

A, B = RootId(1), RootId(2)
IN_A = Filters(root_ids=frozenset({A}))
AT_B = Place(PlaceKind.ROOT, B)
RECENT = Place(PlaceKind.RECENT)
ROOT_A = LibraryRoot(A, Path("/a"), "", "", is_online=True, photo_count=3)
ROOT_B = LibraryRoot(B, Path("/b"), "", "", is_online=True, photo_count=3)


def picture(number: int) -> PictureTerm:
    return PictureTerm(ImageTerm(photo_id=PhotoId(number)), f"IMG_{number}.jpg")


def test_terms_become_a_query() -> None:
    likes, avoids = picture(3), PictureTerm(ImageTerm(data=b"x"), "")
    filters = Filters(formats=frozenset({"JPEG"}))
    question = Question(Terms(" sea -people", (likes,), ("cars",), (avoids,)), filters, sort=Sort.OLDEST)
    query = question.to_query()
    assert (query.text, query.images, query.not_texts) == ("sea", (likes.term,), ("cars", "people"))
    assert (query.not_images, query.filters, query.sort) == ((avoids.term,), filters, Sort.OLDEST)
    assert query.limit > 0


def test_without_terms_everything_is_browsed_the_newest_first() -> None:
    question = Question(Terms("  "))
    assert not question.has_terms
    query = question.to_query()
    assert (query.limit, query.sort) == (0, Sort.NEWEST)
    assert Question(Terms("cat")).to_query().sort is Sort.RELEVANCE


def test_a_watched_folder_takes_the_place_of_a_folder_among_the_filters() -> None:
    question = Question(filters=replace(IN_A, formats=frozenset({"JPEG"}))).at(AT_B)
    assert question.filters == Filters(formats=frozenset({"JPEG"}))
    assert question.to_query().filters.root_ids == {B}
    assert Question(filters=Filters(folder=Path("/a/2024"))).at(AT_B).to_query().filters.folder is None


def test_a_folder_among_the_filters_takes_the_place_of_a_watched_folder() -> None:
    question = Question(place=AT_B)
    assert question.narrowed_to(IN_A).place == Place()
    assert question.narrowed_to(IN_A).to_query().filters == IN_A
    assert question.narrowed_to(Filters(folder=Path("/a/2024"))).place == Place()
    assert question.narrowed_to(Filters(formats=frozenset({"JPEG"}))).place == AT_B


def test_the_newest_additions_can_be_narrowed_but_not_searched() -> None:
    recent = Question(Terms("cat"), IN_A).at(RECENT)
    assert recent == Question(filters=IN_A, place=RECENT)
    assert recent.narrowed_to(Filters(folder=Path("/a/2024"))).is_recent
    assert recent.with_terms(Terms("dog")).place == Place()
    assert recent.with_terms(Terms(" ")).is_recent


def test_the_newest_additions_come_as_they_were_added_and_can_be_put_in_another_order() -> None:
    recent = Question(sort=Sort.OLDEST).at(RECENT)
    assert recent.order is recent.to_query().sort is Sort.ADDED
    assert recent.in_order(Sort.OLDEST).is_recent
    assert recent.in_order(Sort.OLDEST).order is Sort.OLDEST
    assert recent.in_order(Sort.OLDEST).at(Place()).order is Sort.NEWEST
    assert recent.in_order(Sort.OLDEST).with_terms(Terms("cat")).order is Sort.RELEVANCE


def test_an_order_belongs_to_what_is_searched_for() -> None:
    asked = Question(Terms("cat")).in_order(Sort.OLDEST)
    for other in (Terms("dog"), Terms("cat").with_pictures([picture(1)]), Terms().with_pictures([picture(1)])):
        assert asked.with_terms(other).order is Sort.RELEVANCE
    assert asked.with_terms(Terms()).order is asked.cleared().order is Sort.NEWEST
    assert Question().in_order(Sort.OLDEST).with_terms(Terms("cat")).order is Sort.RELEVANCE
    assert Question().in_order(Sort.OLDEST).with_terms(Terms(not_texts=("cat",))).order is Sort.RELEVANCE


def test_an_order_stays_while_the_same_is_narrowed_down() -> None:
    asked = Question(Terms("cat -dog")).in_order(Sort.OLDEST)
    assert asked.with_terms(asked.terms.settled()).order is Sort.OLDEST
    assert asked.with_terms(Terms(" cat", not_texts=("dog", "people"))).order is Sort.OLDEST
    for narrower in (asked.narrowed_to(IN_A), asked.at(AT_B), Question().in_order(Sort.OLDEST).at(AT_B)):
        assert narrower.order is Sort.OLDEST


@given(
    terms=st.sampled_from([Terms(), Terms("cat"), Terms(not_texts=("dog",))]),
    at=st.sampled_from([Place(), AT_B, RECENT]),
)
def test_another_order_changes_nothing_else_of_what_is_asked(terms: Terms, at: Place) -> None:
    asked = Question(terms, IN_A).at(at)
    for sort in Sort:
        ordered = asked.in_order(sort)
        assert replace(ordered.to_query(), sort=asked.order) == asked.to_query()
        assert ordered.is_recent == asked.is_recent


def test_a_folder_that_is_watched_no_longer_is_not_looked_at() -> None:
    assert Question(place=AT_B).among([ROOT_A]) == Question()
    assert Question(filters=IN_A).among([ROOT_B]) == Question()
    assert Question(filters=IN_A).among([ROOT_A, ROOT_B]).filters == IN_A


def test_nor_is_a_folder_below_it() -> None:
    below = Filters(folder=Path("/a/2024"), formats=frozenset({"JPEG"}))
    assert Question(filters=below).among([ROOT_B]) == Question(filters=Filters(formats=frozenset({"JPEG"})))
    assert Question(filters=below).among([ROOT_A]).filters == below


def test_cleared_only_the_place_stays() -> None:
    question = Question(Terms("cat"), Filters(formats=frozenset({"JPEG"})), AT_B, Sort.OLDEST)
    assert question.cleared() == Question(place=AT_B)


def test_not_words_become_terms_of_their_own() -> None:
    assert Terms("海边 -人群", not_texts=("车",)).settled() == Terms("海边", not_texts=("车", "人群"))
    assert Terms("red  car").settled() == Terms("red  car")
    assert Terms("sea", not_texts=("fish", "people")).without_not_text("fish") == Terms("sea", not_texts=("people",))


def test_a_picture_is_there_once_and_only_so_many_are() -> None:
    terms = Terms().with_pictures([picture(1)]).with_pictures([picture(1), picture(2)])
    assert terms.pictures == (picture(1), picture(2))
    assert terms.without_picture(picture(1)).pictures == (picture(2),)
    away = Terms().with_not_pictures(map(picture, range(20)))
    assert away.not_pictures[-1] == picture(19)
    assert len(away.not_pictures) == 8
    assert len(away.without_not_picture(picture(19)).not_pictures) == 7


def test_how_a_picture_looks_makes_no_other_question() -> None:
    seen = replace(picture(1), thumbnail=np.zeros((2, 2, 3), np.uint8))
    assert Question(Terms().with_pictures([seen])) == Question(Terms().with_pictures([picture(1)]))
