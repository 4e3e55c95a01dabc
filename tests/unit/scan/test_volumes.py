"""Where a root is now, while its volume is unplugged, mounted elsewhere, or lost its folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from photosearch.errors import RootError
from photosearch.scan import volumes
from photosearch.types.ids import RootId
from photosearch.types.roots import LibraryRoot, VolumeIdentity


class Computer:
    """A system whose disks are plain folders: ``system`` is always there, others can be mounted and unmounted."""

    def __init__(self, system: Path) -> None:
        self.mounts: dict[Path, str] = {system: "system"}

    def volume_of(self, path: Path) -> VolumeIdentity:
        mount_point = next(place for place in (path, *path.parents) if place in self.mounts)
        return VolumeIdentity(self.mounts[mount_point], "", mount_point)

    def mounted_volumes(self) -> tuple[VolumeIdentity, ...]:
        return tuple(VolumeIdentity(identity, "", place) for place, identity in self.mounts.items())


@pytest.fixture
def computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Computer:
    computer = Computer(tmp_path.resolve())
    monkeypatch.setattr(volumes, "_system", computer)
    return computer


@pytest.fixture
def card(tmp_path: Path, computer: Computer) -> Path:
    card = tmp_path.resolve() / "media" / "card"
    (card / "DCIM" / "100").mkdir(parents=True)
    computer.mounts[card] = "card"
    return card


def root_at(path: Path) -> LibraryRoot:
    volume = volumes.identify(path)
    return LibraryRoot(RootId(1), path, volume.identity, volumes.path_in_volume(path, volume), is_online=True)


def test_a_root_on_a_mounted_volume_is_online(card: Path) -> None:
    root = root_at(card / "DCIM")
    assert (root.volume_identity, root.path_in_volume) == ("card", "DCIM")
    assert volumes.current_path(root) == root.path
    assert volumes.is_root_online(root)


def test_an_empty_mount_point_left_behind_is_offline(card: Path, computer: Computer) -> None:
    root = root_at(card)
    assert root.path_in_volume == ""
    del computer.mounts[card]
    assert card.is_dir()
    assert not volumes.is_root_online(root)


def test_a_folder_of_the_same_name_on_another_volume_is_not_the_root(card: Path, computer: Computer) -> None:
    root = root_at(card / "DCIM")
    computer.mounts[card] = "another card"
    assert volumes.current_path(root) is None


def test_a_volume_mounted_elsewhere_is_found_there(card: Path, computer: Computer, tmp_path: Path) -> None:
    root = root_at(card / "DCIM" / "100")
    elsewhere = tmp_path.resolve() / "media" / "card1"
    del computer.mounts[card]
    (elsewhere / "DCIM" / "100").mkdir(parents=True)
    computer.mounts[elsewhere] = "card"
    assert volumes.current_path(root) == elsewhere / "DCIM" / "100"


def test_a_folder_deleted_from_a_mounted_volume_is_nowhere(card: Path) -> None:
    root = root_at(card / "DCIM" / "100")
    root.path.rmdir()
    assert volumes.current_path(root) is None


def test_a_file_in_the_folders_place_is_not_the_root(card: Path) -> None:
    root = root_at(card / "DCIM" / "100")
    root.path.rmdir()
    root.path.write_bytes(b"")
    assert not volumes.is_root_online(root)


def test_a_place_that_is_not_there_has_no_volume(tmp_path: Path) -> None:
    with pytest.raises(RootError) as caught:
        volumes.identify(tmp_path / "gone")
    assert caught.value.code == "root_not_found"


def test_this_computers_own_disk_is_known_and_online(tmp_path: Path) -> None:
    volume = volumes.identify(tmp_path)
    assert volume == volumes.identify(tmp_path)
    assert volume.identity
    assert volumes.current_path(root_at(tmp_path)) == tmp_path
    assert volume.mount_point / volumes.path_in_volume(tmp_path, volume) == tmp_path.resolve()
