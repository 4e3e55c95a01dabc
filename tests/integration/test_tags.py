"""Tags in a real library with the encoder of the app: told, corrected, counted and filtered by."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from photosearch.engine.engine import Engine
from photosearch.paths import DataFolders
from photosearch.settings import Settings, SettingsOwner, save_settings
from photosearch.types.ids import PhotoId
from photosearch.types.queries import Filters, SearchQuery
from tests.photos import PHOTOS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "照片"
    folder.mkdir()
    for name in ("cat", "coffee", "moon", "motorcycle"):
        shutil.copy(PHOTOS / f"{name}.jpg", folder)
    return folder


@pytest.fixture
def engine(tmp_path: Path, folder: Path) -> Iterator[Engine]:
    home = tmp_path / "home"
    folders = DataFolders(home / "data", home / "cache", home / "models", home / "logs")
    folders.create()
    save_settings(Settings(decode_workers=1), folders.settings)
    settings = SettingsOwner.read(folders.settings)
    engine = Engine.open(folders, settings)
    engine.library.add_root(folder)
    engine.start(is_watching=False)
    assert engine.work.wait_until_idle(60)
    yield engine
    engine.close()
    settings.close()


def photo_of(engine: Engine, path: Path) -> PhotoId:
    photo_id = engine.files.photo_at(path)
    assert photo_id is not None
    return photo_id


def counts(engine: Engine) -> dict[str, int]:
    return {facet.name.english: facet.count for facet in engine.tags.facets()}


def with_tag(engine: Engine, *tags: str, text: str = "") -> set[str]:
    result = engine.asking.search(SearchQuery(text=text, filters=Filters(tags=frozenset(map(engine.tags.named, tags)))))
    return {photo.path.stem for photo in engine.library.photos([PhotoId(i) for i in result.photo_ids.tolist()])}


def test_photos_show_what_is_on_them(engine: Engine, folder: Path) -> None:
    told = {
        stem: {tag.name.english for tag in engine.tags.of(photo_of(engine, folder / f"{stem}.jpg"))}
        for stem in ("cat", "coffee")
    }
    assert "cat" in told["cat"]
    assert "coffee" in told["coffee"]
    assert with_tag(engine, "cat") == {"cat"}
    assert with_tag(engine, "猫", text="animal") == {"cat"}


def test_the_counts_are_those_of_the_filter(engine: Engine) -> None:
    found = counts(engine)
    assert found
    assert all(len(with_tag(engine, tag)) == count for tag, count in found.items())


def test_what_a_person_says_counts_over_what_is_told(engine: Engine, folder: Path) -> None:
    cat, moon = photo_of(engine, folder / "cat.jpg"), photo_of(engine, folder / "moon.jpg")
    engine.tags.say([cat], "猫", fits=False)
    assert with_tag(engine, "cat") == set()
    assert "cat" not in counts(engine)
    engine.tags.say([cat, moon], "旺财", fits=True)
    assert with_tag(engine, "旺财") == {"cat", "moon"}
    assert counts(engine)["旺财"] == 2
    assert engine.tags.of(moon)[0].by_hand
    engine.tags.say([cat], "CAT", fits=None)
    assert with_tag(engine, "cat") == {"cat"}
    assert with_tag(engine, "cat", "旺财") == {"cat"}


def test_saying_what_is_told_changes_no_count(engine: Engine, folder: Path) -> None:
    before = counts(engine)
    engine.tags.say([photo_of(engine, folder / "cat.jpg")], "cat", fits=True)
    assert counts(engine) == before


def test_new_photos_are_told_of_and_gone_ones_not_counted(engine: Engine, folder: Path) -> None:
    before = counts(engine)
    shutil.copy(PHOTOS / "dahlia.jpg", folder)
    (folder / "cat.jpg").unlink()
    engine.library.rescan()
    assert engine.work.wait_until_idle(60)
    after = counts(engine)
    assert "cat" not in after
    assert after["flower"] == before.get("flower", 0) + 1


def test_said_tags_outlive_the_folder_in_the_library(engine: Engine, folder: Path) -> None:
    engine.tags.say([photo_of(engine, folder / "moon.jpg")], "嫦娥", fits=True)
    (root,) = engine.library.roots()
    engine.library.remove_root(root.root_id)
    assert counts(engine) == {}
    engine.library.add_root(folder)
    assert engine.work.wait_until_idle(60)
    assert with_tag(engine, "嫦娥") == {"moon"}
