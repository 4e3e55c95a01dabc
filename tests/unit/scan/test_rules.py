"""Which names are photos and which are litter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.scan.rules import PHOTO_SUFFIXES, is_ignored_name, is_ignored_path, is_photo_name, not_shown_kind
from photosearch.types.files import NotShownKind

names = st.text(st.characters(exclude_characters="/\0", exclude_categories=()), min_size=1)


@pytest.mark.parametrize(
    "name",
    [
        "a.jpg",
        "A.JPG",
        "猫.HeIc",
        "x.y.png",
        "DSC_0001.NEF",
        "🐈.webp",
        "\udcff\udcfe.tif",
        " .avif",
        "a.jpe",
        "a.jxl",
        "a.psd",
        "a.MPO",
        "a.pjpeg",
        "a.jp2",
        "a.jpg(1)",
        "a.jpg (12)",
        "a.JPG_large",
        "a.jpg:large",
        "a.jpg-1024",
    ],
)
def test_photo_names(name: str) -> None:
    assert is_photo_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "jpg",
        ".jpg",
        "a.jpg.part",
        "a.jpg ",
        "a.mp4",
        "a.xmp",
        "a.",
        "",
        "a.jpg.crdownload",
        "a.mp4(1)",
        "a.txt_large",
        "a.jpg~",
    ],
)
def test_other_names(name: str) -> None:
    assert not is_photo_name(name)


@pytest.mark.parametrize("name", ["._IMG.jpg", ".hidden.jpg", "Thumbs.db", "THUMBS.DB", "desktop.ini", ".DS_Store"])
def test_litter_files(name: str) -> None:
    assert is_ignored_name(name, is_folder=False)


@pytest.mark.parametrize(
    "name",
    [
        "@eaDir",
        "#recycle",
        "$RECYCLE.BIN",
        "System Volume Information",
        ".Trash-1000",
        ".Trashes",
        "lost+found",
        "__MACOSX",
        "Catalog Previews.lrdata",
        ".thumbnails",
    ],
)
def test_litter_folders(name: str) -> None:
    assert is_ignored_name(name, is_folder=True)


@pytest.mark.parametrize("name", ["Trash", "recycle", "eaDir", "2024.05", "照片", "Thumbs", "DCIM", "resources"])
def test_ordinary_folders(name: str) -> None:
    assert not is_ignored_name(name, is_folder=True)


def test_only_the_originals_of_another_programs_library() -> None:
    assert not is_ignored_name("Fotos.photoslibrary", is_folder=True)
    assert not is_ignored_name("originals", is_folder=True, parent="Fotos.photoslibrary")
    assert not is_ignored_name("Masters", is_folder=True, parent="Old.aplibrary")
    assert is_ignored_name("resources", is_folder=True, parent="Fotos.photoslibrary")
    assert is_ignored_path("me/Fotos.photoslibrary/resources/derivatives/x.jpg", is_folder=False)
    assert not is_ignored_path("me/Fotos.photoslibrary/originals/A/x.jpg", is_folder=False)


def test_the_root_is_never_ignored() -> None:
    assert not is_ignored_path("", is_folder=True)


@pytest.mark.parametrize("path", ["a/.git/x.jpg", "@eaDir/x.jpg", "a/b/._x.jpg", ".a"])
def test_ignored_paths(path: str) -> None:
    assert is_ignored_path(path, is_folder=False)


@given(names, st.sampled_from(sorted(PHOTO_SUFFIXES)), st.booleans())
def test_any_name_with_a_suffix_is_a_photo_in_any_case(stem: str, suffix: str, is_upper: bool) -> None:
    assert is_photo_name(stem + (suffix.upper() if is_upper else suffix))


@given(st.lists(names, min_size=1, max_size=5))
def test_a_file_below_an_ignored_folder_is_ignored(parts: list[str]) -> None:
    path = "/".join(parts)
    assert is_ignored_path(f"{path}/x.jpg", is_folder=False) == is_ignored_path(path, is_folder=True)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.mp4", NotShownKind.VIDEO),
        ("A.MOV", NotShownKind.VIDEO),
        ("scan.pdf", NotShownKind.DOCUMENT),
        ("logo.svg", NotShownKind.DRAWING),
        ("logo.ai", NotShownKind.DRAWING),
        ("work.xcf", NotShownKind.PROJECT),
        ("a.eip", NotShownKind.RAW),
        ("a.exr", NotShownKind.PICTURE),
        ("a.jpg", None),
        ("notes.txt", None),
        ("mp4", None),
    ],
)
def test_what_holds_something_to_see_but_no_photo(name: str, kind: NotShownKind | None) -> None:
    assert not_shown_kind(name) is kind


def test_no_photo_is_among_what_cannot_be_shown() -> None:
    assert not any(not_shown_kind(f"x{suffix}") for suffix in PHOTO_SUFFIXES)
