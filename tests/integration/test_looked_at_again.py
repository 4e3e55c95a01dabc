"""What is looked at again, and what no more: with every part real, watched, and told by another process."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from photosearch.engine.engine import Engine
from photosearch.errors import ExclusionError
from photosearch.paths import DataFolders
from tests.library import counts, open_engine, paths, scan, settle, start, wait_for
from tests.photos import write_photos


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    write_photos(tmp_path / "photos" / "keep", 2)
    write_photos(tmp_path / "photos" / "Screenshots", 3, seed=1)
    return tmp_path / "photos"


@pytest.fixture
def watching(folders: DataFolders, photos: Path) -> Iterator[Engine]:
    """An engine that has added the photos and watches them."""
    made = open_engine(folders)
    made.start(is_watching=True, is_scanning=False)
    made.library.add_root(photos)
    settle(made)
    yield made
    made.close()


def folders_of(engine: Engine) -> set[str]:
    return {path.partition("/")[0] for path in paths(engine)}


def test_another_process_follows_at_once_both_ways(watching: Engine, folders: DataFolders, photos: Path) -> None:
    other = open_engine(folders)
    try:
        (root,) = other.library.roots()
        assert other.library.exclude(root.root_id, "/Screenshots/") == 3
        wait_for(lambda: counts(watching)[:3] == (2, 2, 2))
        assert folders_of(watching) == {"keep"}
        write_photos(photos / "Screenshots", 1, seed=9, prefix="NEW")
        write_photos(photos / "keep", 1, seed=10, prefix="NEW")
        wait_for(lambda: counts(watching)[0] == 3)
        settle(watching)
        assert folders_of(watching) == {"keep"}
        assert other.library.take_back(root.root_id, "/Screenshots/") == 3
        wait_for(lambda: counts(watching)[:3] == (7, 7, 7))
        assert folders_of(watching) == {"keep", "Screenshots"}
    finally:
        other.close()


def test_nothing_is_lost_over_a_restart_nor_by_removing_the_rule_later(folders: DataFolders, photos: Path) -> None:
    engine = start(open_engine(folders))
    root = engine.library.add_root(photos)
    settle(engine)
    engine.library.exclude(root.root_id, "/Screenshots/")
    with pytest.raises(ExclusionError, match="no_pattern"):
        engine.library.exclude(root.root_id, "#")
    with pytest.raises(ExclusionError, match="unknown"):
        engine.library.take_back(root.root_id, "/keep/")
    engine.close()
    engine = start(open_engine(folders))
    scan(engine)
    assert counts(engine)[:3] == (2, 2, 2)
    made = engine.store.embeddings.latest_seq(engine.shelves.answering.encoder_id)
    assert engine.library.take_back(root.root_id, "/Screenshots/") == 3
    assert counts(engine)[:3] == (5, 5, 5)
    settle(engine)
    assert engine.store.embeddings.latest_seq(engine.shelves.answering.encoder_id) == made + 3
    engine.close()


def test_the_switch_for_gallery_marks_holds_at_once(watching: Engine, photos: Path) -> None:
    (photos / "Screenshots" / ".nomedia").touch()
    wait_for(lambda: counts(watching)[0] == 2)
    watching.settings.change(no_media="show")
    wait_for(lambda: counts(watching)[:3] == (5, 5, 5))
    watching.settings.change(no_media="skip")
    wait_for(lambda: counts(watching)[:3] == (2, 2, 2))


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no change time that a program can ask for")
def test_the_watcher_notices_a_change_that_keeps_size_and_time(watching: Engine, photos: Path) -> None:
    photo, other = photos / "keep" / "IMG_0000.jpg", photos / "keep" / "IMG_0001.jpg"
    size = max(photo.stat().st_size, other.stat().st_size)
    for path in (photo, other):
        path.write_bytes(path.read_bytes().ljust(size, b"\0"))
    settle_with(watching, photo)
    before = hash_of(watching, "keep/IMG_0000.jpg")
    status = photo.stat()
    new = photo.with_suffix(".part")
    new.write_bytes(other.read_bytes())
    os.utime(new, ns=(status.st_atime_ns, status.st_mtime_ns))
    new.replace(photo)
    wait_for(lambda: hash_of(watching, "keep/IMG_0000.jpg") != before)


def settle_with(engine: Engine, photo: Path) -> None:
    """Until the record tells of the file as it is."""
    status = photo.stat()
    root = engine.library.roots()[0].root_id
    name = photo.relative_to(engine.library.roots()[0].path).as_posix()
    wait_for(lambda: engine.store.photos.at(root, [name])[name].stamp.mtime_ns == status.st_mtime_ns)
    settle(engine)


def hash_of(engine: Engine, name: str) -> bytes:
    root = engine.library.roots()[0].root_id
    photo_id = engine.store.photos.at(root, [name])[name].photo_id
    return engine.store.photos.get([photo_id])[photo_id].content_hash


SIDECAR = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="{stars}"/></rdf:RDF></x:xmpmeta>"""


def test_the_watcher_notices_a_sidecar_that_comes_changes_and_goes(watching: Engine, photos: Path) -> None:
    root = watching.library.roots()[0].root_id
    name = "keep/IMG_0000.jpg"
    photo_id = watching.store.photos.at(root, [name])[name].photo_id

    def stars() -> float | None:
        rating = watching.store.photos.get([photo_id])[photo_id].metadata.told.rating
        return None if rating is None else rating.value

    made = watching.store.embeddings.latest_seq(watching.shelves.answering.encoder_id)
    sidecar = photos / f"{name}.xmp"
    sidecar.write_text(SIDECAR.format(stars=3))
    wait_for(lambda: stars() == 3)
    sidecar.write_text(SIDECAR.format(stars=5))
    wait_for(lambda: stars() == 5)
    sidecar.unlink()
    wait_for(lambda: stars() is None)
    assert watching.store.embeddings.latest_seq(watching.shelves.answering.encoder_id) == made
    assert counts(watching)[3] == 0
