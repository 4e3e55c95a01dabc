"""Folders that other machines write too are told by their names, by what lies in them, and by the mount table."""

from __future__ import annotations

from pathlib import Path

import pytest

from photosearch.scan import volumes
from photosearch.scan.shared_place import shared_place
from photosearch.types.roots import SharedPlace, SharedPlaceKind, VolumeIdentity


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    for name in ("OneDrive", "OneDriveConsumer", "OneDriveCommercial"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def library_below(folder: Path) -> Path:
    library = folder / "apps" / "photosearch"
    library.mkdir(parents=True)
    return library


@pytest.mark.parametrize(
    ("name", "service"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - Contoso GmbH", "OneDrive"),
        ("OneDrive-Personal", "OneDrive"),
        ("Dropbox", "Dropbox"),
        ("Dropbox (Privat)", "Dropbox"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("iCloudDrive", "iCloud"),
        ("Google Drive", "Google Drive"),
        ("Library/CloudStorage/GoogleDrive-me@example.org", "Google Drive"),
        ("我的云端硬盘", "Google Drive"),
        ("Nextcloud", "Nextcloud"),
        ("我的坚果云", "坚果云"),
        ("Nutstore Files", "坚果云"),
        ("BaiduSyncdisk", "百度网盘"),
        ("BaiduNetdiskWorkspace", "百度网盘"),
    ],
)
def test_a_service_is_known_by_the_name_of_its_folder(home: Path, name: str, service: str) -> None:
    library = library_below(home / name)
    assert shared_place(library) == SharedPlace(SharedPlaceKind.SYNCED, service, library)


@pytest.mark.parametrize(
    ("mark", "service"),
    [
        (".stfolder", "Syncthing"),
        (".dropbox.cache", "Dropbox"),
        ("._sync_4a0b1c.db", "Nextcloud"),
        (".sync_4a0b1c.db", "Nextcloud"),
        (".owncloudsync.log", "ownCloud"),
        (".tmp.drivedownload", "Google Drive"),
    ],
)
def test_a_service_is_known_by_what_it_leaves_in_its_folder(home: Path, mark: str, service: str) -> None:
    library = library_below(home / "mine")
    assert shared_place(library) is None
    (home / "mine" / mark).mkdir()
    assert shared_place(library) == SharedPlace(SharedPlaceKind.SYNCED, service, library)


def test_the_programs_own_folder_in_the_home_is_no_sign(home: Path) -> None:
    (home / ".dropbox").mkdir()
    assert shared_place(library_below(home / "mine")) is None


@pytest.mark.parametrize("name", ["onedriver", "Dropbox backup", "坚果", "Boxes", "nextcloud-photos"])
def test_a_name_that_merely_resembles_is_no_sign(home: Path, name: str) -> None:
    assert shared_place(library_below(home / name)) is None


def test_the_folder_that_the_system_calls_onedrive_counts_whatever_its_name(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(home / "Firma"))
    library = library_below(home / "Firma")
    assert shared_place(library) == SharedPlace(SharedPlaceKind.SYNCED, "OneDrive", library)


def test_a_link_into_a_synchronised_folder_is_followed(home: Path) -> None:
    library_below(home / "Dropbox")
    (home / "library").symlink_to(home / "Dropbox" / "apps" / "photosearch")
    place = shared_place(home / "library")
    assert place is not None
    assert place.name == "Dropbox"


def test_a_network_drive_is_named(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    share = VolumeIdentity("cifs://nas/me", "nas", home, is_network=True)
    monkeypatch.setattr(volumes, "identify", lambda _path: share)
    assert shared_place(home) == SharedPlace(SharedPlaceKind.NETWORK, "nas", home)


def test_of_a_folder_that_is_gone_nothing_is_said(home: Path) -> None:
    assert shared_place(home / "gone") is None
