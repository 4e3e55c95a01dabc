"""Colours told by numbers are those that the numbers mean, to within a Delta E that nobody sees."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable

import numpy as np
import pillow_heif
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from photosearch.decode import colour, colour_code, tone_mapping
from photosearch.decode.colour_code import ColourCode
from photosearch.decode.pillow_image import DecodeLimits
from photosearch.decode.reader import open_image
from photosearch.types.arrays import UInt8Array
from tests import pictures
from tests.delta_e import delta_e, delta_e_of_lab, lab_of, srgb_light, srgb_share

Floats = NDArray[np.float64]

# The matrices that CSS Color 4 and BT.2087 print, to be compared with what is computed from chromaticities.
P3_TO_SRGB = np.array([[1.2249402, -0.2249402, 0.0], [-0.0420569, 1.0420569, 0.0], [-0.0196376, -0.0786361, 1.0982735]])
BT2020_TO_SRGB = np.array(
    [[1.660491, -0.587641, -0.0728499], [-0.1245505, 1.1328999, -0.0083494], [-0.0181508, -0.1005789, 1.1187297]]
)
PHOTO = pictures.photo(192, 128)
LEVELS = np.asarray(PHOTO)


def in_primaries(matrix: Floats) -> UInt8Array:
    """The photo's colours as levels of other primaries by sRGB's curve."""
    light = srgb_light(LEVELS / 255.0) @ np.linalg.inv(matrix).T
    return np.rint(srgb_share(light) * 255).astype(np.uint8)


def pq(light: Floats) -> Floats:
    """ST 2084 of light in cd/m2."""
    y = (light / 10_000.0) ** 0.1593017578125
    return ((0.8359375 + 18.8515625 * y) / (1 + 18.6875 * y)) ** 78.84375


def in_pq(white_cd_m2: float) -> UInt8Array:
    """The photo in BT.2020 and PQ, its white being this bright."""
    light = srgb_light(LEVELS / 255.0) @ np.linalg.inv(BT2020_TO_SRGB).T
    return np.rint(pq(light.clip(0) * white_cd_m2) * 255).astype(np.uint8)


def with_cicp(levels: UInt8Array, *numbers: int) -> bytes:
    data = pictures.encoded(Image.fromarray(levels), "PNG")
    return data[:33] + pictures.png_chunk(b"cICP", bytes((*numbers, 0, 1))) + data[33:]


def heif(levels: UInt8Array, primaries: int, transfer: int) -> bytes:
    buffer = io.BytesIO()
    numbers = {"color_primaries": primaries, "transfer_characteristics": transfer, "matrix_coefficients": 0}
    pillow_heif.from_pillow(Image.fromarray(levels)).save(buffer, quality=-1, chroma=444, full_range_flag=1, **numbers)
    return buffer.getvalue()


def shown(data: bytes) -> UInt8Array:
    return np.asarray(open_image(io.BytesIO(data), DecodeLimits()).load(short_px=None, long_px=None))


def test_the_measure_is_right() -> None:
    # From the table of Sharma, Wu and Dalal (2005), pairs 1, 7, 17 and 34.
    one = np.array([[50, 2.6772, -79.7751], [50, 0, 0], [50, 2.5, 0], [2.0776, 0.0795, -1.1350]])
    other = np.array([[50, 0, -82.7485], [50, -1, 2], [73, 25, -18], [0.9033, -0.0636, -0.5514]])
    assert delta_e_of_lab(one, other) == pytest.approx([2.0425, 2.3669, 27.1492, 0.9082], abs=1e-4)
    assert lab_of(np.array([255, 0, 0], dtype=np.uint8)) == pytest.approx([53.24, 80.09, 67.20], abs=0.05)


@pytest.mark.parametrize("encode", [with_cicp, heif], ids=["PNG", "HEIF"])
@pytest.mark.parametrize(("primaries", "matrix"), [(12, P3_TO_SRGB), (9, BT2020_TO_SRGB)], ids=["P3", "BT.2020"])
def test_wide_primaries_show_the_same_picture(encode: Callable[..., bytes], primaries: int, matrix: Floats) -> None:
    levels = in_primaries(matrix)
    assert np.quantile(delta_e(levels, LEVELS), 0.95) > 3, "it would look wrong if taken as it is"
    difference = delta_e(shown(encode(levels, primaries, 13)), LEVELS)
    assert difference.mean() < 0.7
    assert np.quantile(difference, 0.99) < 2.5


@pytest.mark.parametrize("encode", [with_cicp, heif], ids=["PNG", "HEIF"])
def test_dim_hdr_shows_its_light_as_it_is(encode: Callable[..., bytes]) -> None:
    # White at 60 cd/m2 lies below the knee of the curve: nothing is rolled off.
    expected = np.rint(srgb_share(srgb_light(LEVELS / 255.0) * 60 / 203) * 255).astype(np.uint8)
    difference = delta_e(shown(encode(in_pq(60.0), 9, 16)), expected)
    assert difference.mean() < 1.5
    assert np.quantile(difference, 0.99) < 5


def eetf_by_steps(light_cd_m2: float) -> float:
    """BT.2390-10, 5.4.1, as it is printed, for one value: from 1000 to 203 cd/m2, both black levels 0."""
    source_white, target_white = float(pq(np.array(1000.0))), float(pq(np.array(203.0)))
    e_1 = float(pq(np.array(light_cd_m2))) / source_white
    max_lum = target_white / source_white
    knee_start = 1.5 * max_lum - 0.5
    if e_1 >= knee_start:
        t = (e_1 - knee_start) / (1 - knee_start)
        e_2 = (2 * t**3 - 3 * t**2 + 1) * knee_start + (t**3 - 2 * t**2 + t) * (1 - knee_start)
        e_2 += (-2 * t**3 + 3 * t**2) * max_lum
    else:
        e_2 = e_1
    value = (e_2 * source_white) ** (1 / 78.84375)
    return float(10_000 * (max(value - 0.8359375, 0) / (18.8515625 - 18.6875 * value)) ** (1 / 0.1593017578125))


@pytest.mark.parametrize("light_cd_m2", [1.0, 20.0, 80.0, 100.0, 203.0, 400.0, 700.0, 1000.0])
def test_greys_come_down_as_the_recommendation_says(light_cd_m2: float) -> None:
    level = round(float(pq(np.array(light_cd_m2))) * 255)
    exact_cd_m2 = 10_000 * tone_mapping.pq_light(np.array(level / 255)) * 203 / 10_000
    expected = round(255 * float(srgb_share(np.array(eetf_by_steps(min(float(exact_cd_m2), 1000.0)) / 203))))
    grey = Image.new("RGB", (1, 1), (level, level, level))
    assert np.asarray(colour_code.to_srgb(grey, ColourCode(9, 16)))[0, 0].tolist() == pytest.approx(
        [expected] * 3, abs=1
    )


def test_brighter_is_never_darker_and_hues_stay() -> None:
    ramp = np.repeat(np.arange(256, dtype=np.uint8)[np.newaxis, :, np.newaxis], 3, axis=2)
    for transfer in (colour_code.PQ, colour_code.HLG):
        steps = np.asarray(colour_code.to_srgb(Image.fromarray(ramp), ColourCode(9, transfer)))[0].astype(int)
        assert (np.diff(steps, axis=0) >= 0).all()
        assert steps[0].tolist() == [0, 0, 0]
        assert steps[-1].min() >= 254
    light = np.array([[[3.0, 1.5, 0.3]]], dtype=np.float32)
    brought_down = tone_mapping.to_sdr(light)
    assert brought_down.max() <= 1.0
    assert brought_down / brought_down.max() == pytest.approx(light / light.max(), abs=1e-4)


def test_hlg_follows_its_own_curve() -> None:
    # BT.2100: 75 % is the scene's 26.5 %; its screen of 1000 cd/m2 shows 203 cd/m2 there (BT.2408).
    assert tone_mapping.hlg_scene_light(np.array([0.5, 0.75, 1.0])) == pytest.approx([1 / 12, 0.2650, 1.0], abs=1e-3)
    scene = np.full((1, 1, 3), 0.2650, dtype=np.float32)
    assert tone_mapping.hlg_display_light(scene) == pytest.approx(np.ones((1, 1, 3)), abs=0.01)
    grey = np.asarray(colour_code.to_srgb(Image.new("RGB", (1, 1), (191, 191, 191)), ColourCode(9, 18)))
    expected = round(255 * float(srgb_share(np.array(eetf_by_steps(203.0) / 203))))
    assert grey[0, 0].tolist() == pytest.approx([expected] * 3, abs=2)


@pytest.mark.parametrize("transfer", [1, 2, 6, 13, 14, 15])
@pytest.mark.parametrize("primaries", [1, 2, 6])
def test_what_writers_say_of_ordinary_pictures_changes_nothing(primaries: int, transfer: int) -> None:
    assert np.array_equal(np.asarray(colour_code.to_srgb(PHOTO, ColourCode(primaries, transfer))), LEVELS)


def test_linear_light_is_as_bright_as_it_was() -> None:
    linear = np.rint(srgb_light(LEVELS / 255.0) * 255).astype(np.uint8)
    difference = delta_e(shown(with_cicp(linear, 1, 8)), LEVELS)
    assert difference.mean() < 2.5  # 8 bits are few in the dark


def test_in_a_png_the_numbers_count_before_the_profile() -> None:
    data = with_cicp(in_primaries(P3_TO_SRGB), 12, 13)
    profile = zlib.compress(pictures.exchanged_profile())
    both = data[:33] + pictures.png_chunk(b"iCCP", b"x\0\0" + profile) + data[33:]
    assert delta_e(shown(both), LEVELS).mean() < 1


def test_a_profile_with_numbers_in_it_is_judged_by_them() -> None:
    tag = b"cicp" + bytes(4) + bytes((9, 16, 0, 1))
    profile = bytes(128) + struct.pack(">I4sII", 1, b"cicp", 144, 12) + tag
    assert colour_code.in_profile(profile) == (9, 16)
    grey = Image.new("RGB", (1, 1), (148, 148, 148))
    assert np.asarray(colour.to_srgb(grey, profile)).tolist() != [[[148, 148, 148]]]


def test_a_heif_with_a_profile_is_shown_by_its_profile() -> None:
    buffer = io.BytesIO()
    image = Image.new("RGB", (64, 64), (230, 20, 20))
    image.info["icc_profile"] = pictures.exchanged_profile()
    pillow_heif.from_pillow(image).save(buffer, quality=-1, chroma=444)
    red, green, _ = shown(buffer.getvalue())[32, 32].tolist()
    assert green > 200 > 60 > red


@given(st.binary(max_size=200))
def test_no_bytes_upset_it(rest: bytes) -> None:
    for start in (b"", heif(LEVELS[:64, :64], 12, 13)[:300], with_cicp(LEVELS[:8, :8], 12, 13)[:40]):
        for found in (colour_code.in_boxes(start + rest), colour_code.in_png(start + rest)):
            assert found is None or len(found) == 2
        colour_code.in_profile(start + rest)
