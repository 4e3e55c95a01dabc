"""After one look the store, the index and the disk tell the same, whatever happened to the files."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from photosearch.errors import RootError
from photosearch.events import PhotosChanged, RootsChanged
from photosearch.ingest import root_scan
from photosearch.ingest.root_scan import RootScan
from photosearch.scan.walker import walk
from photosearch.store.records import NewProblem
from photosearch.types.files import FoundFile, FoundProblem, ProblemReason
from tests.known import known_files
from tests.library import Bench
from tests.photos import edit_photo, real_photo, write_photos


def test_new_photos_become_searchable(bench: Bench) -> None:
    write_photos(bench.photos / "a", 3)
    write_photos(bench.photos / "照片", 2, seed=1)
    bench.scan()
    assert len(bench.known()) == 5
    bench.assert_consistent()
    added = [photo_id for event in bench.events if isinstance(event, PhotosChanged) for photo_id in event.added]
    assert sorted(added) == sorted(bench.known().values())


def test_an_unchanged_folder_costs_nothing(bench: Bench) -> None:
    write_photos(bench.photos, 4)
    bench.scan()
    bench.events.clear()
    bench.scan()
    assert bench.encoder.embedded == 4
    assert bench.events == []


def test_an_unchanged_photo_keeps_its_problem_until_it_goes(bench: Bench) -> None:
    write_photos(bench.photos, 2)
    bench.scan()
    bench.store.problems.record(
        [NewProblem(bench.root.root_id, "IMG_0000.jpg", ProblemReason.ENCODER_FAILED, "", None)]
    )
    bench.scan()
    assert bench.problems() == {"IMG_0000.jpg": "encoder_failed"}
    (bench.photos / "IMG_0000.jpg").unlink()
    bench.scan()
    assert bench.problems() == {}


def test_a_moved_file_keeps_its_record(bench: Bench) -> None:
    write_photos(bench.photos, 3)
    bench.scan()
    before = bench.known()["IMG_0001.jpg"]
    (bench.photos / "sub").mkdir()
    (bench.photos / "IMG_0001.jpg").rename(bench.photos / "sub" / "new.jpg")
    bench.scan()
    assert bench.known()["sub/new.jpg"] == before
    assert len(bench.known()) == 3
    assert bench.encoder.embedded == 3
    bench.assert_consistent()


def test_a_moved_folder_keeps_its_records(bench: Bench) -> None:
    write_photos(bench.photos / "old", 4)
    bench.scan()
    before = set(bench.known().values())
    (bench.photos / "old").rename(bench.photos / "new")
    bench.scan()
    assert set(bench.known().values()) == before
    assert all(name.startswith("new/") for name in bench.known())
    assert bench.encoder.embedded == 4
    bench.assert_consistent()


def test_a_move_to_another_root_keeps_the_record(bench: Bench) -> None:
    other = bench.watch(bench.folder / "other")
    write_photos(bench.photos, 2)
    bench.scan()
    before = bench.known()["IMG_0000.jpg"]
    (bench.photos / "IMG_0000.jpg").rename(other.path / "IMG_0000.jpg")
    bench.scan(root=other)
    bench.scan()
    assert bench.known()["IMG_0000.jpg"] == before
    assert bench.encoder.embedded == 2
    bench.assert_consistent()


def test_names_that_differ_in_case_only(bench: Bench) -> None:
    write_photos(bench.photos, 1)
    bench.scan()
    before = bench.known()["IMG_0000.jpg"]
    (bench.photos / "IMG_0000.jpg").rename(bench.photos / "img_0000.JPG")
    bench.scan()
    assert bench.known() == {"img_0000.JPG": before}
    assert bench.encoder.embedded == 1
    bench.assert_consistent()


def test_a_copy_gets_a_record_of_its_own_without_embedding(bench: Bench) -> None:
    (original,) = write_photos(bench.photos, 1)
    bench.scan()
    shutil.copy(original, bench.photos / "copy.jpg")
    bench.scan()
    assert len(set(bench.known().values())) == 2
    assert bench.encoder.embedded == 1
    bench.assert_consistent()


def test_a_touched_file_is_not_embedded_again(bench: Bench) -> None:
    (photo,) = write_photos(bench.photos, 1)
    bench.scan()
    os.utime(photo, ns=(1, 1_700_000_000_000_000_000))
    bench.scan()
    bench.scan()
    assert bench.encoder.embedded == 1
    assert known_files(bench.store.photos, bench.root.root_id)["IMG_0000.jpg"][1].mtime_ns == 1_700_000_000_000_000_000


def test_an_edited_file_is_found_by_what_it_shows_now(bench: Bench) -> None:
    (photo,) = write_photos(bench.photos, 1)
    bench.scan()
    before, photo_id = bench.vector("IMG_0000.jpg"), bench.known()["IMG_0000.jpg"]
    edit_photo(photo, seed=5)
    bench.scan()
    assert bench.known()["IMG_0000.jpg"] == photo_id
    assert float(before @ bench.vector("IMG_0000.jpg")) < 0.999
    bench.assert_consistent()


@pytest.mark.logs("cannot use 'IMG_0000.jpg'")
def test_a_file_that_breaks_is_found_no_more_and_comes_back_when_mended(bench: Bench) -> None:
    first, _ = write_photos(bench.photos, 2)
    bench.scan()
    whole, photo_id = first.read_bytes(), bench.known()["IMG_0000.jpg"]
    first.write_bytes(b"no picture at all")
    bench.scan()
    assert list(bench.known()) == ["IMG_0001.jpg"]
    assert bench.problems() == {"IMG_0000.jpg": "not_an_image"}
    bench.assert_consistent()
    first.write_bytes(whole)
    bench.scan()
    assert bench.known()["IMG_0000.jpg"] == photo_id
    assert bench.problems() == {}
    assert bench.encoder.embedded == 2
    bench.assert_consistent()


@pytest.mark.logs("cannot use 'bad.jpg'")
def test_a_bad_file_is_not_tried_again_until_it_changes(bench: Bench) -> None:
    bad = bench.photos / "bad.jpg"
    bad.write_bytes(b"")
    bench.scan()
    assert bench.problems() == {"bad.jpg": "empty"}
    bench.events.clear()
    bench.scan()
    assert bench.events == []
    bad.unlink()
    bench.scan()
    assert bench.problems() == {}


def test_a_deleted_photo_that_returns_is_not_embedded_again(bench: Bench) -> None:
    photo, _ = write_photos(bench.photos, 2)
    bench.scan()
    photo_id, kept = bench.known()["IMG_0000.jpg"], photo.read_bytes()
    photo.unlink()
    bench.scan()
    assert list(bench.known()) == ["IMG_0001.jpg"]
    bench.assert_consistent()
    photo.write_bytes(kept)
    bench.scan()
    assert bench.known()["IMG_0000.jpg"] == photo_id
    assert bench.encoder.embedded == 2
    bench.assert_consistent()


@pytest.mark.parametrize("under", ["", "thumbs"])
def test_photos_of_a_folder_kept_from_galleries_leave_and_come_back(bench: Bench, under: str) -> None:
    write_photos(bench.photos, 1)
    write_photos(bench.photos / "thumbs" / "deep", 2, seed=1)
    bench.scan()
    before = bench.known()
    (bench.photos / "thumbs" / ".nomedia").touch()
    bench.scan(under)
    assert set(bench.known()) == {"IMG_0000.jpg"}
    bench.assert_consistent()
    (bench.photos / "thumbs" / ".nomedia").unlink()
    bench.scan(under)
    assert bench.known() == before
    assert bench.encoder.embedded == 3
    bench.assert_consistent()


def test_a_new_file_under_the_name_of_a_deleted_one_is_another_photo(bench: Bench) -> None:
    (photo,) = write_photos(bench.photos, 1)
    bench.scan()
    before = bench.known()["IMG_0000.jpg"]
    photo.unlink()
    bench.scan()
    edit_photo(photo, seed=3)
    bench.scan()
    assert bench.known()["IMG_0000.jpg"] != before
    assert bench.encoder.embedded == 2
    bench.assert_consistent()


@pytest.mark.parametrize("kind", ["folder", "pipe", "broken link"])
def test_a_photo_replaced_by_something_else_of_its_name_is_gone(bench: Bench, kind: str) -> None:
    photo, _ = write_photos(bench.photos, 2)
    bench.scan()
    photo.unlink()
    if kind == "folder":
        photo.mkdir()
    elif kind == "pipe":
        if not hasattr(os, "mkfifo"):
            return
        os.mkfifo(photo)
    else:
        photo.symlink_to(bench.folder / "nowhere.jpg")
    bench.scan()
    assert list(bench.known()) == ["IMG_0001.jpg"]
    assert bench.problems()["IMG_0000.jpg"] == ("is_a_folder" if kind == "folder" else "not_a_file")
    bench.assert_consistent()


def test_a_photo_that_comes_back_during_the_scan_is_kept(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    photo, _ = write_photos(bench.photos, 2)
    bench.scan()
    kept = photo.read_bytes()
    photo.unlink()

    def slow_walk(root: Path, **options: object) -> list[FoundFile | FoundProblem]:
        found = list(walk(root, **options))  # type: ignore[arg-type]
        photo.write_bytes(kept)
        return found

    monkeypatch.setattr(root_scan, "walk", slow_walk)
    bench.scan()
    assert len(bench.known()) == 2


def test_one_folder_or_one_file_is_looked_at_alone(bench: Bench) -> None:
    write_photos(bench.photos / "a", 2)
    write_photos(bench.photos / "b", 2, seed=1)
    bench.scan("a")
    assert sorted(bench.known()) == ["a/IMG_0000.jpg", "a/IMG_0001.jpg"]
    RootScan(bench.tools, bench.shelf, bench.root).files(["b/IMG_0001.jpg", "b/none.jpg"])
    assert sorted(bench.known()) == ["a/IMG_0000.jpg", "a/IMG_0001.jpg", "b/IMG_0001.jpg"]
    (bench.photos / "b" / "IMG_0001.jpg").unlink()
    RootScan(bench.tools, bench.shelf, bench.root).files(["b/IMG_0001.jpg"])
    assert sorted(bench.known()) == ["a/IMG_0000.jpg", "a/IMG_0001.jpg"]
    shutil.rmtree(bench.photos / "a")
    bench.scan("a")
    assert bench.known() == {}
    bench.assert_consistent()


@pytest.mark.parametrize("order", [["new.jpg", "IMG_0000.jpg"], ["IMG_0000.jpg", "new.jpg"]])
def test_hints_of_a_rename_may_come_in_any_order(bench: Bench, order: list[str]) -> None:
    (photo,) = write_photos(bench.photos, 1)
    bench.scan()
    before = bench.known()["IMG_0000.jpg"]
    photo.rename(bench.photos / "new.jpg")
    for name in order:
        RootScan(bench.tools, bench.shelf, bench.root).files([name])
    assert bench.known() == {"new.jpg": before}
    assert bench.encoder.embedded == 1
    bench.assert_consistent()


def test_a_root_that_is_gone_is_offline_and_keeps_its_photos(bench: Bench) -> None:
    write_photos(bench.photos, 3)
    bench.scan()
    bench.photos.rename(bench.folder / "away")
    bench.scan()
    assert len(bench.known()) == 3
    assert not bench.store.libraries.all()[0].is_online
    assert RootsChanged() in bench.events
    bench.assert_consistent()
    (bench.folder / "away").rename(bench.photos)
    bench.scan()
    assert bench.store.libraries.all()[0].is_online
    assert bench.encoder.embedded == 3


def test_a_root_that_became_a_file_keeps_its_photos(bench: Bench) -> None:
    write_photos(bench.photos, 2)
    bench.scan()
    bench.photos.rename(bench.folder / "away")
    bench.photos.write_bytes(b"")
    bench.scan()
    assert len(bench.known()) == 2


def test_a_root_that_goes_away_during_the_listing_keeps_its_photos(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_photos(bench.photos, 3)
    bench.scan()

    def interrupted(root: Path, **options: object) -> object:
        yield from list(walk(root, **options))[:1]  # type: ignore[arg-type]
        raise RootError("not_found", root)

    monkeypatch.setattr(root_scan, "walk", interrupted)
    bench.scan()
    assert len(bench.known()) == 3
    assert not bench.store.libraries.all()[0].is_online


def test_a_root_that_goes_away_after_the_listing_keeps_its_photos(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo, _, _ = write_photos(bench.photos, 3)
    bench.scan()
    photo.unlink()

    def then_gone(root: Path, **options: object) -> list[FoundFile | FoundProblem]:
        found = list(walk(root, **options))  # type: ignore[arg-type]
        root.rename(bench.folder / "away")
        return found

    monkeypatch.setattr(root_scan, "walk", then_gone)
    bench.scan()
    assert len(bench.known()) == 3


def test_a_stopped_scan_sweeps_nothing(bench: Bench) -> None:
    photo, _ = write_photos(bench.photos, 2)
    bench.scan()
    photo.unlink()
    bench.is_stopping = True
    bench.scan()
    assert len(bench.known()) == 2


def test_the_apps_own_files_are_not_photos(bench: Bench) -> None:
    own = bench.photos / "app"
    write_photos(own, 2)
    write_photos(bench.photos, 1, seed=4)
    tools = root_scan.ScanTools(bench.store, bench.pool, bench.bus, bench.meter, (own,), lambda: True, lambda: False)
    RootScan(tools, bench.shelf, bench.root).folder()
    assert list(bench.known()) == ["IMG_0000.jpg"]


def test_a_root_removed_while_its_photos_are_added_leaves_nothing(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(root_scan, "_CHECK_S", 0.0)
    write_photos(bench.photos, 40)
    seen = 0

    def remove_after_the_first(pixels: object) -> bool:
        nonlocal seen
        seen += 1
        if seen == 1:
            bench.store.libraries.remove(bench.root.root_id)
        return False

    bench.encoder.fails_on = remove_after_the_first
    bench.scan()
    assert bench.known() == {}
    assert bench.store.embeddings.count(bench.shelf.encoder_id) == 0
    assert bench.encoder.embedded < 40


def test_a_photo_reached_by_a_link_is_a_photo(bench: Bench) -> None:
    (bench.photos / "link.jpg").symlink_to(real_photo("cat"))
    bench.scan()
    bench.scan()
    assert list(bench.known()) == ["link.jpg"]
    assert bench.encoder.embedded == 1
