"""What is done stays done until the file or the version changes."""

from __future__ import annotations

from pathlib import Path

from photosearch.store.analyses import CANNOT_TAKE, Analyses, Done
from photosearch.types.ids import PhotoId
from tests.unit.store.conftest import Shelf

OCR = ("ocr", "1")


def done(shelf: Shelf, photo_id: PhotoId, found: int = 1) -> Done:
    return Done(photo_id, shelf.photos.get([photo_id])[photo_id].content_hash, found)


def test_found_nothing_and_cannot_be_taken_are_done_too(shelf: Shelf) -> None:
    one, two, three, four = shelf.save("a.jpg", "b.jpg", "c.jpg", "d.jpg")
    analyses = Analyses(shelf.db)
    assert analyses.missing_ids(*OCR, 10).tolist() == [one, two, three, four]
    analyses.note_done(*OCR, [done(shelf, one), done(shelf, two, 0), done(shelf, three, CANNOT_TAKE)])
    assert analyses.missing_ids(*OCR, 10).tolist() == [four]
    assert analyses.count(*OCR) == 3


def test_missing_ones_come_in_order_and_in_pieces(shelf: Shelf) -> None:
    photos = shelf.save(*(f"{number}.jpg" for number in range(5)))
    analyses = Analyses(shelf.db)
    assert analyses.missing_ids(*OCR, 2).tolist() == photos[:2]
    assert analyses.missing_ids(*OCR, 2, after_id=photos[2]).tolist() == photos[3:]


def test_photos_that_cannot_be_read_now_are_not_asked_for(shelf: Shelf) -> None:
    gone, here = shelf.save("gone.jpg", "here.jpg")
    shelf.photos.mark_missing([gone], 5)
    analyses = Analyses(shelf.db)
    assert analyses.missing_ids(*OCR, 10).tolist() == [here]
    shelf.libraries.set_location(shelf.root, Path("/photos"), Path("/"), is_online=False)
    assert analyses.missing_ids(*OCR, 10).tolist() == []


def test_two_analyses_do_not_see_each_others_list(shelf: Shelf) -> None:
    (one,) = shelf.save("a.jpg")
    analyses = Analyses(shelf.db)
    analyses.note_done("faces", "1", [done(shelf, one)])
    assert analyses.missing_ids(*OCR, 10).tolist() == [one]
    assert analyses.missing_ids("faces", "1", 10).tolist() == []


def test_another_version_does_all_of_it_again_and_forgets_the_one_before(shelf: Shelf) -> None:
    (one,) = shelf.save("a.jpg")
    analyses = Analyses(shelf.db)
    analyses.note_done(*OCR, [done(shelf, one)])
    assert analyses.missing_ids("ocr", "2", 10).tolist() == [one]
    analyses.note_done("ocr", "2", [done(shelf, one)])
    assert (analyses.count("ocr", "2"), analyses.count(*OCR)) == (1, 0)


def test_an_edit_is_due_again_and_what_was_read_before_it_does_not_count(shelf: Shelf) -> None:
    (one,) = shelf.save("a.jpg")
    analyses = Analyses(shelf.db)
    before = done(shelf, one)
    analyses.note_done(*OCR, [before])
    shelf.photos.save([shelf.new("a.jpg", b"edited")])
    assert analyses.missing_ids(*OCR, 10).tolist() == [one]
    analyses.note_done(*OCR, [before])
    assert analyses.missing_ids(*OCR, 10).tolist() == [one]


def test_a_move_changes_nothing_and_a_purge_forgets(shelf: Shelf) -> None:
    (one,) = shelf.save("a.jpg")
    analyses = Analyses(shelf.db)
    before = done(shelf, one)
    analyses.note_done(*OCR, [before])
    shelf.photos.move(one, shelf.root, "b.jpg", shelf.photos.get([one])[one].stamp)
    assert analyses.count(*OCR) == 1
    shelf.photos.mark_missing([one], 5)
    shelf.photos.purge_missing(10, limit=100)
    assert analyses.count(*OCR) == 0
    analyses.note_done(*OCR, [before])
    assert analyses.count(*OCR) == 0
