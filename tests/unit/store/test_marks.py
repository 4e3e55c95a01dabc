"""Marks are set, taken back, found and merged; whatever happens to photos leaves them alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photosearch.errors import StoreError
from photosearch.store import marks as marks_module
from photosearch.store.database import Database
from photosearch.store.marks import Marks
from photosearch.types.files import FileStamp
from photosearch.types.ids import PhotoId
from photosearch.types.marks import LATEST_MS, BadMarkError, Mark, MarkKind
from tests.marks import HASH, any_marks, make_mark
from tests.unit.store.conftest import Shelf

OTHER = HASH[::-1]


@pytest.fixture
def marks(db: Database) -> Marks:
    return Marks(db)


def test_what_is_said_is_found_by_bytes_by_photo_and_by_kind(shelf: Shelf, marks: Marks) -> None:
    one, other = shelf.photos.save([shelf.new("a.jpg", HASH), shelf.new("b.jpg", OTHER)])
    marks.set([HASH, OTHER], MarkKind.FAVOURITE, True, now_ms=1)
    marks.set([HASH], MarkKind.ALBUM, True, name="海边", now_ms=2)
    marks.set([HASH], MarkKind.ALBUM, True, name="2024", now_ms=3)
    marks.set([OTHER], MarkKind.PERSON, (0.25, 0.5, 0.125, 0.1), name="Ada", now_ms=4)
    album_2024 = make_mark(MarkKind.ALBUM, name="2024", changed_at_ms=3)
    seaside = make_mark(MarkKind.ALBUM, name="海边", changed_at_ms=2)
    favourite = make_mark(changed_at_ms=1)
    assert marks.of_photo(one) == (album_2024, seaside, favourite)
    assert marks.of([HASH, b"x" * 16]) == {HASH: (album_2024, seaside, favourite)}
    assert marks.all_of(MarkKind.ALBUM) == (album_2024, seaside)
    assert marks.all_of(MarkKind.ALBUM, "海边") == (seaside,)
    assert [mark.content_hash for mark in marks.all_of(MarkKind.FAVOURITE)] == [HASH, OTHER]
    assert [mark.value for mark in marks.of_photo(other) if mark.name] == [(0.25, 0.5, 0.125, 0.1)]
    assert marks.of_photo(PhotoId(99)) == ()


def test_saying_it_again_replaces_and_saying_the_same_changes_nothing(marks: Marks) -> None:
    marks.set([HASH], MarkKind.RATING, 3, now_ms=10)
    marks.set([HASH], MarkKind.RATING, 3, now_ms=20)
    assert list(marks.all()) == [make_mark(MarkKind.RATING, 3, changed_at_ms=10)]
    marks.set([HASH], MarkKind.RATING, 5, now_ms=30)
    assert list(marks.all()) == [make_mark(MarkKind.RATING, 5, changed_at_ms=30)]


def test_what_is_taken_back_is_in_no_answer_and_can_be_said_again(marks: Marks) -> None:
    marks.set([HASH, OTHER], MarkKind.TAG, True, name="dog", now_ms=10)
    marks.take_back([HASH], MarkKind.TAG, name="dog", now_ms=20)
    marks.take_back([HASH], MarkKind.TAG, name="dog", now_ms=30)
    marks.take_back([HASH], MarkKind.TAG, name="never said", now_ms=30)
    assert marks.of([HASH, OTHER]).keys() == {OTHER}
    assert [mark.content_hash for mark in marks.all_of(MarkKind.TAG)] == [OTHER]
    assert next(iter(marks.all())) == make_mark(MarkKind.TAG, name="dog", changed_at_ms=20, is_removed=True)
    marks.set([HASH], MarkKind.TAG, True, name="dog", now_ms=40)
    assert marks.of([HASH]) == {HASH: (make_mark(MarkKind.TAG, name="dog", changed_at_ms=40),)}


def test_a_clock_that_was_put_back_makes_nothing_older(marks: Marks) -> None:
    marks.set([HASH], MarkKind.RATING, 3, now_ms=1000)
    marks.set([HASH], MarkKind.RATING, 4, now_ms=10)
    assert next(iter(marks.all())).changed_at_ms == 1001
    marks.take_back([HASH], MarkKind.RATING, now_ms=10)
    assert next(iter(marks.all())).changed_at_ms == 1002
    marks.merge([make_mark(MarkKind.RATING, 1, changed_at_ms=LATEST_MS)])
    marks.take_back([HASH], MarkKind.RATING, now_ms=10)
    assert next(iter(marks.all())).changed_at_ms == LATEST_MS


def test_nothing_is_kept_of_what_is_no_mark(marks: Marks) -> None:
    with pytest.raises(BadMarkError):
        marks.set([HASH, OTHER], MarkKind.RATING, 6, now_ms=1)
    marks.set([], MarkKind.RATING, 5, now_ms=1)
    marks.take_back([], MarkKind.RATING, now_ms=1)
    assert marks.merge([]) == 0
    assert list(marks.all()) == []


def test_of_a_copy_the_newer_counts_and_what_was_taken_back_stays_so(marks: Marks) -> None:
    marks.set([HASH], MarkKind.RATING, 3, now_ms=100)
    assert marks.merge([make_mark(MarkKind.RATING, 1, changed_at_ms=50)]) == 0
    assert marks.merge([make_mark(MarkKind.RATING, 5, changed_at_ms=150), make_mark(changed_at_ms=7)]) == 2
    assert marks.of([HASH])[HASH][1] == make_mark(MarkKind.RATING, 5, changed_at_ms=150)
    marks.take_back([HASH], MarkKind.RATING, now_ms=200)
    assert marks.merge([make_mark(MarkKind.RATING, 5, changed_at_ms=150)]) == 0
    assert marks.all_of(MarkKind.RATING) == ()


def test_many_are_read_in_pieces(marks: Marks, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marks_module, "_READ_AT_ONCE", 2)
    hashes = [bytes([number]) * 16 for number in range(5)]
    marks.set(hashes, MarkKind.HIDDEN, True, now_ms=1)
    assert [mark.content_hash for mark in marks.all()] == hashes


_few = any_marks(st.sampled_from([HASH, OTHER]), st.sampled_from(["a", "b"]), st.integers(0, 3))


@settings(max_examples=40)
@given(st.lists(_few, max_size=8), st.lists(_few, max_size=8))
def test_in_whichever_order_copies_are_merged_the_same_comes_out(
    tmp_path_factory: pytest.TempPathFactory, one: list[Mark], other: list[Mark]
) -> None:
    def merged(*copies: list[Mark]) -> set[Mark]:
        database = Database.open(tmp_path_factory.mktemp("merged") / "photosearch.db")
        try:
            marks = Marks(database)
            for copy in copies:
                marks.merge(copy)
            return set(marks.all())
        finally:
            database.close()

    both = merged(one, other)
    assert both == merged(other, one) == merged(one, other, one)
    for mark in (*one, *other):
        (kept,) = (k for k in both if (k.content_hash, k.kind, k.name) == (mark.content_hash, mark.kind, mark.name))
        assert kept.changed_at_ms >= mark.changed_at_ms


def edited(shelf: Shelf) -> None:
    shelf.photos.save([shelf.new("a.jpg", OTHER)])


def missing_and_purged(shelf: Shelf) -> None:
    shelf.photos.mark_missing(list(map(PhotoId, shelf.photos.ids().tolist())), 0)
    assert shelf.photos.purge_missing(10, 10).count == 1


def removed_with_its_folder(shelf: Shelf) -> None:
    shelf.libraries.remove(shelf.root)


def moved(shelf: Shelf) -> None:
    (photo_id,) = map(PhotoId, shelf.photos.ids().tolist())
    shelf.photos.move(photo_id, shelf.root, "b.jpg", shelf.new("b.jpg").stamp)


@pytest.mark.parametrize("happens", [edited, missing_and_purged, removed_with_its_folder, moved])
def test_whatever_happens_to_the_photo_its_marks_stay(
    shelf: Shelf, marks: Marks, happens: Callable[[Shelf], None]
) -> None:
    shelf.photos.save([shelf.new("a.jpg", HASH)])
    marks.set([HASH], MarkKind.FAVOURITE, True, now_ms=1)
    happens(shelf)
    assert marks.of([HASH]) == {HASH: (make_mark(changed_at_ms=1),)}


def test_an_edited_photo_has_the_marks_it_had(shelf: Shelf, marks: Marks) -> None:
    (photo_id,) = shelf.photos.save([shelf.new("a.jpg", HASH)])
    marks.set([HASH], MarkKind.RATING, 4, now_ms=1)
    marks.set([HASH], MarkKind.ALBUM, True, name="trip", now_ms=2)
    marks.take_back([HASH], MarkKind.ALBUM, name="trip", now_ms=3)
    edited(shelf)
    assert marks.of_photo(photo_id) == (make_mark(MarkKind.RATING, 4, content_hash=OTHER, changed_at_ms=1),)
    assert [mark.content_hash for mark in marks.all()].count(OTHER) == 1


def test_bytes_with_marks_of_their_own_keep_these(shelf: Shelf, marks: Marks) -> None:
    (photo_id,) = shelf.photos.save([shelf.new("a.jpg", HASH)])
    marks.set([HASH], MarkKind.RATING, 4, now_ms=100)
    marks.set([HASH], MarkKind.FAVOURITE, True, now_ms=100)
    marks.set([HASH], MarkKind.HIDDEN, True, now_ms=100)
    marks.set([OTHER], MarkKind.RATING, 2, now_ms=1)
    marks.set([OTHER], MarkKind.HIDDEN, True, now_ms=1)
    marks.take_back([OTHER], MarkKind.HIDDEN, now_ms=2)
    edited(shelf)
    assert {mark.kind: mark.value for mark in marks.of_photo(photo_id)} == {
        MarkKind.RATING: 2,
        MarkKind.FAVOURITE: True,
    }


@pytest.mark.parametrize(("year", "takes_along"), [(2020, True), (2019, False)])
def test_what_is_older_and_of_another_date_took_the_place_of_the_photo(
    shelf: Shelf, marks: Marks, year: int, takes_along: bool
) -> None:
    first = shelf.new("a.jpg", HASH, stamp=FileStamp(10, 2000), taken_at=dt.datetime(2020, 5, 17))
    shelf.photos.save([first])
    marks.set([HASH], MarkKind.FAVOURITE, True, now_ms=1)
    shelf.photos.save([shelf.new("a.jpg", OTHER, stamp=FileStamp(10, 1000), taken_at=dt.datetime(year, 5, 17))])
    assert bool(marks.of([OTHER])) is takes_along


def test_an_edit_that_is_not_kept_copies_nothing(shelf: Shelf, marks: Marks) -> None:
    """Marks and the photo's record are one transaction."""
    shelf.photos.save([shelf.new("a.jpg", HASH)])
    marks.set([HASH], MarkKind.FAVOURITE, True, now_ms=1)
    gone = shelf.add_root("/gone").root_id
    shelf.libraries.remove(gone)
    with pytest.raises(StoreError):
        shelf.photos.save([shelf.new("a.jpg", OTHER), shelf.new("b.jpg", root_id=gone)])
    assert marks.of([OTHER]) == {}
