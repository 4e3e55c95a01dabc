"""Roots are added once, found wherever their volume is mounted, and leave with everything that hangs on them."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from photosearch.store.records import NewProblem
from photosearch.types.files import ProblemReason
from photosearch.types.ids import RootId
from photosearch.types.roots import VolumeIdentity
from tests.known import known_files

if TYPE_CHECKING:
    from tests.unit.store.conftest import Shelf


def test_roots_come_in_the_order_of_adding_with_their_photos_counted(shelf: Shelf) -> None:
    second = shelf.add_root("/more")
    one, two = shelf.save("a.jpg", "b.jpg")
    shelf.photos.mark_missing([two], 0)
    roots = shelf.libraries.counted()
    assert [root.root_id for root in roots] == [shelf.root, second.root_id]
    assert [root.photo_count for root in roots] == [1, 0]
    assert shelf.libraries.all() == tuple(replace(root, photo_count=0) for root in roots)
    assert one in shelf.photos.get([one])


def test_a_root_says_where_it_is(shelf: Shelf) -> None:
    (root,) = shelf.libraries.all()
    assert (root.path, root.volume_identity, root.path_in_volume) == (Path("/photos"), "uuid-1", "photos")
    assert root.is_online


def test_adding_the_same_folder_again_keeps_its_photos(shelf: Shelf) -> None:
    shelf.save("a.jpg")
    moved = VolumeIdentity("uuid-1", "disk", Path("/mnt/x"))
    again = shelf.libraries.add(Path("/mnt/x/photos"), moved, "photos")
    assert (again.root_id, again.path, again.photo_count) == (shelf.root, Path("/mnt/x/photos"), 1)
    assert shelf.libraries.counted() == (again,)


def test_the_same_place_on_another_volume_is_another_root(shelf: Shelf) -> None:
    other = shelf.libraries.add(Path("/photos"), VolumeIdentity("uuid-2", "card", Path("/")), "photos")
    assert other.root_id != shelf.root


def test_a_volume_mounted_elsewhere_takes_its_photos_along(shelf: Shelf) -> None:
    (photo_id,) = shelf.save("a/b.jpg")
    shelf.libraries.set_location(shelf.root, Path("/mnt/usb/photos"), Path("/mnt/usb"), False)
    photo = shelf.photos.get([photo_id])[photo_id]
    assert photo.path == Path("/mnt/usb/photos/a/b.jpg")
    assert not photo.is_online
    assert not shelf.libraries.all()[0].is_online


def test_removing_a_root_takes_its_photos_embeddings_and_problems_and_no_others(shelf: Shelf) -> None:
    other = shelf.add_root("/more")
    (photo_id,) = shelf.save("a.jpg")
    (kept,) = shelf.photos.save([shelf.new("a.jpg", root_id=other.root_id)])
    shelf.embed(photo_id, kept)
    for root_id in (shelf.root, other.root_id):
        shelf.problems.record([NewProblem(root_id, "bad.jpg", ProblemReason.EMPTY)])
    shelf.libraries.remove(shelf.root)
    assert [root.root_id for root in shelf.libraries.all()] == [other.root_id]
    assert shelf.photos.ids().tolist() == [kept]
    assert shelf.embeddings.ids(shelf.encoder).tolist() == [kept]
    assert [problem.root_id for problem in shelf.problems.all()] == [other.root_id]


def test_ids_of_removed_roots_and_photos_are_never_given_again(shelf: Shelf) -> None:
    (photo_id,) = shelf.save("a.jpg")
    shelf.libraries.remove(shelf.root)
    root = shelf.add_root("/photos")
    assert root.root_id > shelf.root
    assert shelf.photos.save([shelf.new("a.jpg", root_id=root.root_id)])[0] > photo_id


def test_names_that_are_not_unicode_survive(shelf: Shelf) -> None:
    odd = "\udcff caf\udce9"
    root = shelf.libraries.add(Path("/") / odd, VolumeIdentity(f"share/{odd}", odd, Path("/")), odd)
    found = shelf.libraries.all()[-1]
    assert found == root
    assert (str(found.path), found.volume_identity, found.path_in_volume) == (f"/{odd}", f"share/{odd}", odd)


def test_removing_what_is_not_there_changes_nothing(shelf: Shelf) -> None:
    shelf.libraries.remove(RootId(99))
    assert len(shelf.libraries.all()) == 1


def test_a_root_around_another_takes_over_all_that_is_known_of_it(shelf: Shelf) -> None:
    odd = os.fsdecode(b"caf\xe9/\xf0\x9f\x90\xb1.jpg")
    one, two = shelf.save("a.jpg", odd)
    shelf.problems.record([NewProblem(shelf.root, "b.jpg", ProblemReason.EMPTY)])
    outer = shelf.add_root("/")
    shelf.libraries.absorb(shelf.root, outer.root_id, "photos/\u65c5\u884c")
    (root,) = shelf.libraries.counted()
    assert (root.root_id, root.photo_count) == (outer.root_id, 2)
    photos = shelf.photos.get([one, two])
    assert photos[one].relative_path == "photos/\u65c5\u884c/a.jpg"
    assert photos[two].relative_path == f"photos/\u65c5\u884c/{odd}"
    assert [problem.relative_path for problem in shelf.problems.all()] == ["photos/\u65c5\u884c/b.jpg"]
    assert set(known_files(shelf.photos, outer.root_id, "photos/\u65c5\u884c")) == {
        p.relative_path for p in photos.values()
    }
