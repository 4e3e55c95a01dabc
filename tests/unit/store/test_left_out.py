"""What is left out is in no answer and never forgotten, and comes back with all that was made of it."""

from __future__ import annotations

from photosearch.store.records import NewProblem
from photosearch.types.files import FileStamp, FoundFile, NotShownKind, ProblemReason
from photosearch.types.ids import item_of
from tests.unit.store.conftest import Shelf

STAMP = FileStamp(100, 10**18)


def test_photos_and_problems_below_a_pattern_leave_and_come_back(shelf: Shelf) -> None:
    ids = shelf.save("a/x.jpg", "a/b/y.jpg", "z.jpg", "a.jpg")
    shelf.embed(*ids)
    broken = [NewProblem(shelf.root, path, ProblemReason.DAMAGED, "", STAMP) for path in ("a/bad.jpg", "bad.jpg")]
    shelf.problems.record(broken)
    seq = shelf.embeddings.latest_seq(shelf.encoder)
    changed = shelf.left_out.change_patterns(shelf.root, lambda _: ("/a/",))
    assert changed.left.tolist() == ids[:2]
    assert changed.back.size == 0
    assert shelf.paths() == {"a.jpg", "z.jpg"}
    assert shelf.embeddings.count(shelf.encoder) == 2
    assert shelf.problems.paths(shelf.root) == {"bad.jpg"}
    (root,) = shelf.libraries.counted()
    assert (root.photo_count, root.left_out_count, root.exclusions) == (2, 2, ("/a/",))
    changed = shelf.left_out.change_patterns(shelf.root, lambda _: ("/a/b/",))
    assert (changed.left.tolist(), changed.back.tolist()) == ([], ids[:1])
    told = [items.tolist() for items, _, _ in shelf.embeddings.since(shelf.encoder, seq)]
    assert told == [[item_of(ids[0])]]
    assert shelf.paths() == {"a.jpg", "a/x.jpg", "z.jpg"}


def test_what_is_left_out_is_never_forgotten(shelf: Shelf) -> None:
    gone, out = shelf.save("gone.jpg", "a/x.jpg")
    shelf.left_out.change_patterns(shelf.root, lambda _: ("/a/",))
    shelf.photos.mark_missing([gone, out], 5)
    assert shelf.photos.purge_missing(1e12, 10).count == 1
    assert shelf.left_out.change_patterns(shelf.root, lambda _: ()).back.tolist() == [out]


def test_a_file_that_is_found_again_comes_back_unless_it_is_another(shelf: Shelf) -> None:
    same, other = shelf.save("a/same.jpg", "a/other.jpg")
    shelf.left_out.leave_out([same, other])
    assert shelf.paths() == set()
    found = [FoundFile("a/same.jpg", STAMP), FoundFile("a/other.jpg", FileStamp(1, 2)), FoundFile("new.jpg", STAMP)]
    assert shelf.left_out.bring_back(shelf.root, found) == {"a/same.jpg": same}
    assert shelf.paths() == {"a/same.jpg"}
    assert shelf.photos.purge_missing(1e12, 10).count == 1
    assert shelf.left_out.bring_back(shelf.root, found) == {}


def test_a_place_that_is_taken_stays_with_whom_it_is(shelf: Shelf) -> None:
    (old,) = shelf.save("a/x.jpg")
    shelf.left_out.leave_out([old])
    (new,) = shelf.photos.save([shelf.new("a/x.jpg", b"other")])
    assert new != old
    assert shelf.left_out.change_patterns(shelf.root, lambda _: ()).back.size == 0
    assert list(shelf.photos.get([old, new])) == [new]


def test_a_root_that_becomes_part_of_another_keeps_what_is_left_out(shelf: Shelf) -> None:
    (photo,) = shelf.save("a/x.jpg")
    shelf.left_out.change_patterns(shelf.root, lambda _: ("/a/", "*.png"))
    outer = shelf.add_root("/outer").root_id
    shelf.left_out.change_patterns(outer, lambda _: ("/b/",))
    shelf.libraries.absorb(shelf.root, outer, "mine")
    (root,) = shelf.libraries.counted()
    assert root.exclusions == ("/b/", "/mine/a/", "/mine/**/*.png")
    assert root.left_out_count == 1
    assert shelf.left_out.change_patterns(outer, lambda _: root.exclusions).back.size == 0
    assert shelf.left_out.change_patterns(outer, lambda _: ()).back.tolist() == [photo]


def test_what_is_not_shown_is_counted_by_kind_the_most_first(shelf: Shelf) -> None:
    counts = {NotShownKind.DOCUMENT: 2, NotShownKind.VIDEO: 7}
    assert shelf.libraries.note_not_shown(shelf.root, counts)
    assert not shelf.libraries.note_not_shown(shelf.root, counts)
    assert shelf.libraries.all()[0].not_shown == ((NotShownKind.VIDEO, 7), (NotShownKind.DOCUMENT, 2))
    assert shelf.libraries.note_not_shown(shelf.root, {})
    assert shelf.libraries.all()[0].not_shown == ()
