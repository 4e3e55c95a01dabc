"""Every mode of pixels becomes the RGB that a person would see."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageCms, ImageDraw

from photosearch.decode import colour, flatten
from photosearch.types.arrays import UInt8Array
from tests import pictures
from tests.delta_e import delta_e


def rgb_of(image: Image.Image) -> Image.Image:
    return colour.to_srgb(colour.flatten(image), None)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "RGBX", "CMYK", "YCbCr", "HSV", "LA", "PA"])
def test_a_photo_in_any_mode_looks_the_same(mode: str) -> None:
    photo = pictures.photo()
    image = photo.convert("LA").convert("PA") if mode == "PA" else photo.convert(mode)
    expected = np.asarray(image.convert("RGB")).astype(int)
    result = rgb_of(image)
    assert result.mode == "RGB"
    assert np.abs(np.asarray(result).astype(int) - expected).max() <= 1


def test_lab_is_converted_by_its_meaning() -> None:
    photo = pictures.photo()
    lab = ImageCms.profileToProfile(
        photo, ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), outputMode="LAB"
    )
    assert lab is not None
    assert np.abs(np.asarray(rgb_of(lab)).astype(int) - np.asarray(photo)).mean() < 3


def test_transparent_is_white_and_half_transparent_half_white() -> None:
    image = Image.new("RGBA", (3, 1), (200, 0, 0, 255))
    image.putpixel((1, 0), (200, 0, 0, 0))
    image.putpixel((2, 0), (200, 0, 0, 128))
    shown = rgb_of(image)
    assert shown.getpixel((0, 0)) == (200, 0, 0)
    assert shown.getpixel((1, 0)) == (255, 255, 255)
    assert shown.getpixel((2, 0)) == (227, 127, 127)


def test_the_transparent_colour_of_a_palette_or_of_a_grey_is_white() -> None:
    palette = Image.new("P", (2, 1))
    palette.putpalette([0, 0, 0, 200, 10, 10])
    palette.putpixel((1, 0), 1)
    palette.info["transparency"] = 0
    assert [rgb_of(palette).getpixel((x, 0)) for x in (0, 1)] == [(255, 255, 255), (200, 10, 10)]
    grey = Image.new("L", (1, 1), 7)
    grey.info["transparency"] = 7
    assert rgb_of(grey).getpixel((0, 0)) == (255, 255, 255)


@pytest.mark.parametrize(
    "image",
    [
        pictures.grey_16_bits(),
        Image.fromarray(np.linspace(0, 65535, 64 * 16).astype(np.int32).reshape(16, 64)),
        Image.fromarray(np.linspace(0, 2**31 - 1, 64 * 16).astype(np.int32).reshape(16, 64)),
        Image.fromarray(np.linspace(0, 1, 64 * 16, dtype=np.float32).reshape(16, 64)),
        Image.fromarray(np.linspace(0, 255, 64 * 16, dtype=np.float32).reshape(16, 64)),
        Image.fromarray(np.linspace(-5, 5000, 64 * 16, dtype=np.float32).reshape(16, 64)),
    ],
    ids=["16 bits", "32 bits that are 16", "32 bits", "0 to 1", "0 to 255", "any range"],
)
def test_deep_greys_keep_their_range(image: Image.Image) -> None:
    shown = np.asarray(rgb_of(image))
    assert shown.min() <= 1
    assert shown.max() >= 254
    assert 120 < shown.mean() < 135


def test_small_numbers_in_32_bits_are_taken_as_they_are() -> None:
    image = Image.fromarray(np.full((2, 2), 200, dtype=np.int32))
    assert rgb_of(image).getpixel((0, 0)) == (200, 200, 200)


def test_infinite_and_undefined_floats_are_black() -> None:
    image = Image.fromarray(np.array([[np.nan, np.inf], [-np.inf, 1.0]], dtype=np.float32))
    assert [rgb_of(image).getpixel(at)[0] for at in ((0, 0), (1, 0), (0, 1), (1, 1))] == [0, 0, 0, 255]  # type: ignore[index]


def logo(colour_of_it: int, *, width_px: int = 120) -> Image.Image:
    """A disk and a bar of one grey on a transparent ground."""
    image = Image.new("RGBA", (width_px, 80), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.ellipse((10, 10, 70, 70), fill=(colour_of_it,) * 3 + (255,))
    draw.rectangle((80, 20, 110, 60), fill=(colour_of_it,) * 3 + (255,))
    return image


@pytest.mark.parametrize("grey", [0, 40, 118, 180, 230, 255])
def test_a_logo_stands_out_from_its_ground(grey: int) -> None:
    shown = np.asarray(rgb_of(logo(grey))).astype(int)
    assert shown[40, 40].tolist() == [grey] * 3
    assert abs(shown[0, 0] - grey).min() >= 48
    if grey < 200:
        assert shown[0, 0].tolist() == [255] * 3


def test_a_ground_shows_both_black_and_white() -> None:
    both = logo(255)
    both.paste((0, 0, 0, 255), (80, 20, 110, 60))
    ground = int(np.asarray(rgb_of(both))[0, 0, 0])
    assert 60 < ground < 200


def test_a_photo_with_soft_edges_stays_on_white() -> None:
    photo = pictures.photo(160, 120).convert("RGBA")
    photo.putalpha(Image.radial_gradient("L").resize((160, 120)).point(lambda level: 255 - level))
    assert np.asarray(rgb_of(photo))[0, 0].min() > 200


def test_large_pictures_are_reduced_as_the_whole_would_be(monkeypatch: pytest.MonkeyPatch) -> None:
    for image in (pictures.photo(300, 200), pictures.photo(300, 200).quantize(64), logo(200), pictures.grey_16_bits()):
        at_once = np.asarray(colour.flatten(image, 4)).astype(int)
        monkeypatch.setattr(flatten, "_BAND_BYTES", 10_000)
        in_bands = np.asarray(colour.flatten(image, 4)).astype(int)
        monkeypatch.undo()
        assert np.array_equal(at_once, in_bands)


# The CMYK swatches that Adobe's programs come with, and the sRGB colours that they show for them.
SWATCHES = {
    (0, 0, 0, 25): "c7c8ca",
    (0, 0, 0, 50): "939598",
    (0, 0, 0, 75): "636466",
    (15, 100, 90, 10): "be1e2d",
    (0, 90, 85, 0): "ef4136",
    (0, 50, 100, 0): "f7941d",
    (0, 35, 85, 0): "fbb040",
    (5, 0, 90, 0): "f9ed32",
    (20, 0, 100, 0): "d7df23",
    (50, 0, 100, 0): "8dc63f",
    (75, 0, 100, 0): "39b54a",
    (85, 10, 100, 10): "009444",
    (90, 30, 95, 30): "006838",
    (80, 10, 45, 0): "00a79d",
    (70, 15, 0, 0): "27aae1",
    (85, 50, 0, 0): "1c75bc",
    (100, 95, 5, 0): "2b3990",
    (75, 100, 0, 0): "662d91",
    (50, 100, 0, 0): "92278f",
    (35, 100, 35, 10): "9e1f63",
    (10, 100, 50, 0): "da1c5c",
    (0, 95, 20, 0): "ee2a7b",
    (25, 25, 40, 0): "c2b59b",
    (40, 45, 50, 5): "9b8579",
    (50, 50, 60, 25): "726658",
    (55, 60, 65, 40): "594a42",
    (25, 40, 65, 0): "c49a6c",
    (40, 65, 90, 35): "754c29",
    (40, 70, 100, 50): "603913",
    (50, 70, 80, 70): "3c2415",
}


def test_inks_without_a_profile_look_as_they_do_on_paper() -> None:
    inks = np.array([list(SWATCHES)], dtype=np.float64)
    image = Image.fromarray(np.rint(inks * 2.55).astype(np.uint8), mode="CMYK")
    expected = np.array([[list(bytes.fromhex(code)) for code in SWATCHES.values()]], dtype=np.uint8)
    difference = delta_e(np.asarray(rgb_of(image)), expected)
    naive = delta_e(np.asarray(image.convert("RGB")), expected)
    assert difference.mean() < 3
    assert difference.max() < 5.5
    assert difference.mean() < naive.mean() / 3


def test_a_profile_is_obeyed() -> None:
    image = Image.new("RGB", (4, 4), (230, 20, 20))
    red, green, _ = colour.to_srgb(image, pictures.exchanged_profile()).getpixel((0, 0))  # type: ignore[misc]
    assert green > 200
    assert red < 60


def light_of(values: UInt8Array) -> NDArray[np.float64]:
    """sRGB's light, 0 to 1, of values of 8 bits."""
    share = values / 255
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)


def test_a_linear_picture_is_no_darker_whatever_its_profile_is_called() -> None:
    photo = pictures.photo()
    linear = Image.fromarray((light_of(np.asarray(photo)) * 255).round().astype(np.uint8))
    shown = np.asarray(colour.to_srgb(linear, pictures.linear_profile())).astype(int)
    assert np.abs(shown - np.asarray(photo)).mean() < 3
    assert abs(shown.std() - np.asarray(photo).std()) < 2


@pytest.mark.parametrize("name", ["sRGB", "mine"])
def test_a_picture_in_srgb_is_not_touched_whatever_its_profile_is_called(name: str) -> None:
    photo = pictures.photo()
    assert colour.to_srgb(photo, pictures.srgb_profile(name)) is photo


def test_greys_are_judged_by_their_curve() -> None:
    ramp = Image.fromarray(np.arange(256, dtype=np.uint8)[np.newaxis])
    as_srgb = pictures.grey_profile([round(light * 65535) for light in light_of(np.arange(256, dtype=np.uint8))])
    assert np.array_equal(np.asarray(colour.to_srgb(ramp, as_srgb)), np.asarray(ramp.convert("RGB")))
    linear = np.asarray(colour.to_srgb(ramp, pictures.grey_profile([0, 65535])))[0, :, 0].astype(int)
    assert abs(linear[55] - 128) <= 2
    assert (linear[0], linear[255]) == (0, 255)


@pytest.mark.parametrize("profile", [b"", b"rubbish" * 50, pictures.exchanged_profile()[:200], None, "text", 5])
def test_a_broken_profile_is_ignored(profile: object) -> None:
    image = pictures.photo()
    assert np.array_equal(np.asarray(colour.to_srgb(image, profile)), np.asarray(image))


def test_a_profile_of_another_colour_space_is_ignored() -> None:
    grey = pictures.photo().convert("L")
    assert np.array_equal(
        np.asarray(colour.to_srgb(grey, pictures.exchanged_profile())), np.asarray(grey.convert("RGB"))
    )
