"""Which folders may be watched, and what is said of the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from photosearch.errors import RootError
from photosearch.ingest.new_root import checked_root, roots_inside
from photosearch.types.ids import RootId
from photosearch.types.roots import LibraryRoot


def root(path: Path, volume: str = "disk") -> LibraryRoot:
    return LibraryRoot(RootId(1), path, volume, path.name, is_online=True)


def code_of(path: Path, *watched: LibraryRoot, own: tuple[Path, ...] = ()) -> str:
    with pytest.raises(RootError) as caught:
        checked_root(path, watched, own)
    assert caught.value.facts["path"] == path
    return caught.value.code


def test_a_folder_is_kept_absolute_with_links_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "photos")
    monkeypatch.chdir(tmp_path)
    for given in (Path("photos"), Path("link"), tmp_path / "photos" / "..", tmp_path / "link"):
        assert checked_root(given, (), ()) == given.resolve()


def test_the_home_folder_may_be_written_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "photos").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert checked_root(Path("~/photos"), (), ()) == (tmp_path / "photos").resolve()


@pytest.mark.parametrize("name", ["none", "a.jpg/below", "x" * 5000, "nul\0l", "loop/below", "loop"])
def test_what_is_no_folder_at_all(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.jpg").write_bytes(b"")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert code_of(tmp_path / name) == "root_not_found"


def test_the_home_of_nobody() -> None:
    assert code_of(Path("~no-such-person-here/photos")) == "root_not_found"


def test_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"")
    assert code_of(tmp_path / "a.jpg") == "root_not_a_folder"


def test_a_folder_that_may_not_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("photosearch.ingest.new_root.os.scandir", refuse)
    assert code_of(tmp_path) == "root_no_permission"


def test_the_apps_own_folders_also_behind_links(tmp_path: Path) -> None:
    own = tmp_path / "data"
    (own / "index").mkdir(parents=True)
    (tmp_path / "link").symlink_to(own)
    for path in (own, own / "index", tmp_path / "link" / "index"):
        assert code_of(path, own=(own,)) == "root_own_data"
    assert checked_root(tmp_path, (), (own,)) == tmp_path.resolve()


def test_a_folder_in_a_watched_one_also_behind_links(tmp_path: Path) -> None:
    (tmp_path / "photos" / "2024").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "photos")
    watched = root(tmp_path / "photos")
    for path, code in (("photos", "watched"), ("photos/2024", "part"), ("link", "watched"), ("link/2024", "part")):
        with pytest.raises(RootError) as caught:
            checked_root(tmp_path / path, [watched], ())
        assert caught.value.code == f"root_{code}"
        assert caught.value.facts["other"] == watched.path
    assert checked_root(tmp_path, [watched], ()) == tmp_path.resolve()


def test_a_watched_folder_kept_under_another_spelling(tmp_path: Path) -> None:
    """As on a disk that ignores case: the name differs, the folder is the same."""
    (tmp_path / "photos" / "2024").mkdir(parents=True)
    (tmp_path / "Photos").symlink_to(tmp_path / "photos")
    assert code_of(tmp_path / "photos" / "2024", root(tmp_path / "Photos")) == "root_part"
    assert code_of(tmp_path / "photos", root(tmp_path / "Photos")) == "root_watched"


def test_neighbours_with_similar_names_do_not_overlap(tmp_path: Path) -> None:
    (tmp_path / "photos2").mkdir()
    watched = root(tmp_path / "photos")
    assert checked_root(tmp_path / "photos2", [watched], ()) == (tmp_path / "photos2").resolve()


def test_watched_folders_inside_become_part_of_the_new_one(tmp_path: Path) -> None:
    inner, other = root(tmp_path / "a" / "b"), root(tmp_path / "c")
    assert roots_inside(tmp_path / "a", "disk", [inner, other]) == (inner,)


def test_a_card_inside_stays_a_root_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(RootError) as caught:
        roots_inside(tmp_path, "disk", [root(tmp_path / "card", "card")])
    assert caught.value.code == "root_nested"
