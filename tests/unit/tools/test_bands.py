"""Sets of photos and wishes: which photos answer a wish, and how the sets are put together."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from tools.bands.assemble import assemble, folder_name
from tools.bands.notes import Photo, Wish, answer, read_photos, read_wishes


def photo(number: int, *seen: str, doubtful: tuple[str, ...] = (), package: str = "pets") -> Photo:
    return Photo("tune", number, f"{number}.jpg", package, f"img/{number}.png", frozenset(seen), frozenset(doubtful))


def wish(right: str, may: str = "") -> Wish:
    return Wish("tune", "present", "猫", "cat", right, may)


PHOTOS = [
    photo(1, "cat", "snow"),
    photo(2, "cat", "pet"),
    photo(3, "dog", "pet"),
    photo(4, "sofa", doubtful=("cat",)),
]


@pytest.mark.parametrize(
    ("right", "may", "is_right", "is_doubtful"),
    [
        ("cat", "", {1, 2}, {4}),
        ("cat+snow", "", {1}, set()),
        ("cat!pet", "", {1}, {4}),
        ("dog,snow", "pet", {1, 3}, {2}),
        ("3", "4", {3}, {4}),
        ("", "cat", set(), {1, 2, 4}),
        ("", "", set(), set()),
    ],
)
def test_notes_tell_which_photos_answer(right: str, may: str, is_right: set[int], is_doubtful: set[int]) -> None:
    found = answer(wish(right, may), PHOTOS)
    assert set(found.right) == is_right
    assert set(found.may) == is_doubtful


@pytest.mark.parametrize("condition", ["cta", "cat+cta", "cat!cta", "99"])
def test_a_note_that_no_photo_has_is_told(condition: str) -> None:
    with pytest.raises(ValueError, match=r"cta|99"):
        answer(wish(condition), PHOTOS)


def test_a_set_is_its_photos_and_their_answers(tmp_path: Path) -> None:
    inside = tmp_path / "unpacked" / folder_name("@home/pets") / "img"
    inside.mkdir(parents=True)
    Image.new("RGBA", (1280, 320), (0, 0, 0, 0)).save(inside / "1.png")
    of_set = [photo(1, "cat", package="@home/pets")]
    assemble(of_set, [wish("cat")], tmp_path / "unpacked", tmp_path / "sets" / "tune")
    with Image.open(tmp_path / "sets" / "tune" / "photos" / "1.jpg") as kept:
        assert kept.size == (640, 160)
        assert kept.convert("RGB").getpixel((0, 0)) == (255, 255, 255)
    described = json.loads((tmp_path / "sets" / "tune.json").read_text(encoding="utf-8"))
    assert described["photos"] == {"1.jpg": {"package": "@home/pets", "path": "img/1.png", "shows": ["cat"]}}
    assert described["wishes"] == [{"zh": "猫", "en": "cat", "right": ["1.jpg"], "may": [], "kind": "present"}]


def test_a_photo_that_its_package_lacks_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"1\.png"):
        assemble([photo(1, "cat")], [], tmp_path, tmp_path / "tune")


def test_the_sets_share_no_package_and_no_photo() -> None:
    photos = read_photos()
    assert len({each.number for each in photos}) == len({each.name for each in photos}) == len(photos)
    tune, validate = ({each.package for each in photos if each.set_name == name} for name in ("tune", "validate"))
    assert tune.isdisjoint(validate)


@pytest.mark.parametrize("name", ["tune", "validate"])
def test_a_set_is_large_enough_and_each_wish_is_what_it_is_called(name: str) -> None:
    photos = [each for each in read_photos() if each.set_name == name]
    wishes = [each for each in read_wishes() if each.set_name == name]
    kinds = [each.kind for each in wishes]
    assert len(photos) >= 350
    assert kinds.count("present") >= 100
    assert kinds.count("absent") + kinds.count("hard-absent") >= 70
    assert kinds.count("hard-absent") >= 25
    assert all((each.kind == "present") == bool(answer(each, photos).right) for each in wishes)
    assert len({each.zh for each in wishes}) == len({each.en for each in wishes}) == len(wishes)
    assert not any(each.zh.isascii() for each in wishes)
    assert all(each.en.isascii() for each in wishes)
