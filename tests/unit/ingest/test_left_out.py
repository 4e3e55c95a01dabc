"""What is left out is not looked at, leaves every answer, and comes back without being read or embedded again."""

from __future__ import annotations

import dataclasses

import pytest

from photosearch.events import RootsChanged
from photosearch.ingest import root_scan
from photosearch.ingest.root_scan import RootScan
from photosearch.shelves.catch_up import make_equal
from photosearch.types.files import FileStamp, NotShownKind
from photosearch.types.marks import MarkKind
from tests.library import Bench
from tests.photos import write_photos


def leave_out(bench: Bench, *patterns: str) -> None:
    """As the engine does."""
    bench.store.left_out.change_patterns(bench.root.root_id, lambda _: patterns)
    make_equal(bench.shelf.index, bench.shelf.encoder_id, bench.store)


def test_the_scan_does_not_look_below_what_is_left_out(bench: Bench) -> None:
    write_photos(bench.photos / "a", 2)
    write_photos(bench.photos / "b", 2, seed=1)
    (bench.photos / "a" / "bad.jpg").write_bytes(b"")
    leave_out(bench, "/a/")
    bench.scan()
    for under in ("a", "a/IMG_0000.jpg"):
        bench.scan(under)
    assert sorted(bench.known()) == ["b/IMG_0000.jpg", "b/IMG_0001.jpg"]
    assert bench.problems() == {}
    leave_out(bench, "IMG_0001.jpg")
    bench.scan("b")
    assert sorted(bench.known()) == ["b/IMG_0000.jpg"]


def test_a_photo_that_slipped_in_is_left_out_by_the_next_look_and_not_forgotten(bench: Bench) -> None:
    write_photos(bench.photos / "a", 2)
    bench.scan()
    before = bench.known()
    ids = list(before.values())
    content_hash = bench.store.photos.get(ids)[ids[0]].content_hash
    bench.store.marks.set([content_hash], MarkKind.FAVOURITE, True, now_ms=1)
    leave_out(bench, "/a/")
    for name, photo_id in before.items():
        status = (bench.photos / name).stat()
        stamp = FileStamp(status.st_size, status.st_mtime_ns)
        bench.store.photos.move(photo_id, bench.root.root_id, name, stamp, status.st_ctime_ns)
    assert bench.known() == before
    bench.scan()
    assert bench.known() == {}
    assert bench.store.photos.purge_missing(1e12, 10).count == 0
    leave_out(bench)
    bench.scan()
    assert sorted(bench.known().values()) == sorted(ids)
    assert [mark.kind for mark in bench.store.marks.of_photo(ids[0])] == [MarkKind.FAVOURITE]
    assert bench.encoder.embedded == 2
    bench.assert_consistent()


def test_a_gallery_mark_is_heeded_until_a_person_wants_to_see_what_it_hides(bench: Bench) -> None:
    write_photos(bench.photos / "thumbs", 2)
    bench.scan()
    before = bench.known()
    (bench.photos / "thumbs" / ".nomedia").touch()
    bench.scan()
    assert bench.known() == {}
    assert bench.store.photos.purge_missing(1e12, 10).count == 0
    bench.tools = dataclasses.replace(bench.tools, shows_no_media=lambda: True)
    bench.scan()
    assert bench.known() == before
    assert bench.encoder.embedded == 2
    bench.assert_consistent()


def test_a_copy_of_what_is_left_out_is_not_embedded_again(bench: Bench) -> None:
    (photo,) = write_photos(bench.photos / "a", 1)
    bench.scan()
    leave_out(bench, "/a/")
    (bench.photos / "copy.jpg").write_bytes(photo.read_bytes())
    bench.scan()
    assert list(bench.known()) == ["copy.jpg"]
    leave_out(bench)
    bench.scan()
    assert sorted(bench.known()) == ["a/IMG_0000.jpg", "copy.jpg"]
    assert bench.encoder.embedded == 1
    bench.assert_consistent()


def test_a_scan_ends_when_other_parts_are_left_out_meanwhile(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(root_scan, "_CHECK_S", 0.0)
    write_photos(bench.photos / "a", 40)
    root = bench.root

    def leave_out_after_the_first(pixels: object) -> bool:
        if bench.encoder.embedded == 0:
            leave_out(bench, "/a/")
        return False

    bench.encoder.fails_on = leave_out_after_the_first
    RootScan(bench.tools, bench.shelf, root).folder()
    assert bench.encoder.embedded < 40
    bench.scan()
    assert bench.known() == {}
    bench.assert_consistent()


def test_files_that_cannot_be_shown_are_counted_by_a_look_at_all(bench: Bench) -> None:
    write_photos(bench.photos, 1)
    for name in ("a.mp4", "b/C.MOV", "b/d.pdf", "b/e.svg", "._a.mp4", "out/f.mkv", "notes.txt"):
        path = bench.photos / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
    leave_out(bench, "/out/")
    bench.scan("b")
    assert bench.store.libraries.all()[0].not_shown == ()
    bench.scan()
    assert bench.store.libraries.all()[0].not_shown == (
        (NotShownKind.VIDEO, 2),
        (NotShownKind.DOCUMENT, 1),
        (NotShownKind.DRAWING, 1),
    )
    assert RootsChanged() in bench.events
    bench.events.clear()
    bench.scan()
    assert bench.events == []
