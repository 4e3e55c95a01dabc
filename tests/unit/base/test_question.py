"""The question: what it becomes for the engine, and that its parts never contradict each other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from photosearch.types.ids import PhotoId, RootId
from photosearch.types.queries import Filters, ImageTerm, Sort
from photosearch.types.question import PictureTerm, Place, Question, Terms
from photosearch.types.roots import LibraryRoot

A, B = RootId(1), RootId(2)
IN_A = Filters(root_ids=frozenset({A}))
IN_B = Filters(root_ids=frozenset({B}))
BELOW_A = Filters(folder=Path("/a/2024"))
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


def test_a_folder_takes_the_place_of_another_and_leaves_the_rest() -> None:
    question = Question(Terms("cat"), replace(IN_A, formats=frozenset({"JPEG"}))).in_order(Sort.OLDEST)
    assert question.in_folder(BELOW_A).filters == Filters(folder=Path("/a/2024"), formats=frozenset({"JPEG"}))
    assert question.in_folder(BELOW_A).in_folder(IN_B).filters == Filters(
        root_ids=frozenset({B}), formats=frozenset({"JPEG"})
    )
    assert (question.in_folder(IN_B).terms, question.in_folder(IN_B).order) == (Terms("cat"), Sort.OLDEST)
    assert question.at(Place.ALL).filters == Filters(formats=frozenset({"JPEG"}))


def test_a_folder_is_looked_at_in_whole_after_what_came_last() -> None:
    recent = Question(sort=Sort.OLDEST).at(Place.RECENT)
    assert recent.in_folder(IN_B) == Question(filters=IN_B)
    assert recent.narrowed_to(IN_B).is_recent


def test_the_newest_additions_can_be_narrowed_but_not_searched() -> None:
    recent = Question(Terms("cat"), replace(IN_A, formats=frozenset({"JPEG"}))).at(Place.RECENT)
    assert recent == Question(filters=Filters(formats=frozenset({"JPEG"})), place=Place.RECENT)
    assert recent.narrowed_to(BELOW_A).is_recent
    assert recent.with_terms(Terms("dog")).place is Place.ALL
    assert recent.with_terms(Terms(" ")).is_recent


def test_the_newest_additions_come_as_they_were_added_and_can_be_put_in_another_order() -> None:
    recent = Question(sort=Sort.OLDEST).at(Place.RECENT)
    assert recent.order is recent.to_query().sort is Sort.ADDED
    assert recent.in_order(Sort.OLDEST).is_recent
    assert recent.in_order(Sort.OLDEST).order is Sort.OLDEST
    assert recent.in_order(Sort.OLDEST).at(Place.ALL).order is Sort.NEWEST
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
    browsed = Question().in_order(Sort.OLDEST)
    for narrower in (asked.narrowed_to(IN_A), asked.in_folder(IN_B), asked.at(Place.ALL), browsed.in_folder(IN_B)):
        assert narrower.order is Sort.OLDEST


@given(terms=st.sampled_from([Terms(), Terms("cat"), Terms(not_texts=("dog",))]), at=st.sampled_from(Place))
def test_another_order_changes_nothing_else_of_what_is_asked(terms: Terms, at: Place) -> None:
    asked = Question(terms, IN_A).at(at)
    for sort in Sort:
        ordered = asked.in_order(sort)
        assert replace(ordered.to_query(), sort=asked.order) == asked.to_query()
        assert ordered.is_recent == asked.is_recent


def test_a_folder_that_is_watched_no_longer_is_not_looked_at() -> None:
    assert Question(filters=IN_B).among([ROOT_A]) == Question()
    assert Question(filters=IN_A).among([ROOT_B]) == Question()
    assert Question(filters=IN_A).among([ROOT_A, ROOT_B]).filters == IN_A


def test_nor_is_a_folder_below_it() -> None:
    below = Filters(folder=Path("/a/2024"), formats=frozenset({"JPEG"}))
    assert Question(filters=below).among([ROOT_B]) == Question(filters=Filters(formats=frozenset({"JPEG"})))
    assert Question(filters=below).among([ROOT_A]).filters == below


def test_cleared_first_what_is_searched_for_goes_then_the_folder() -> None:
    question = Question(Terms("cat"), replace(BELOW_A, formats=frozenset({"JPEG"})), sort=Sort.OLDEST)
    assert question.cleared() == Question(filters=BELOW_A)
    assert question.cleared().cleared() == Question()
    assert Question(place=Place.RECENT).cleared() == Question(place=Place.RECENT)


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
