"""Bars lie where the encoder and the library put them, not at a number."""

from __future__ import annotations

import numpy as np
import pytest

from photosearch.search import bands, query
from photosearch.search.yardstick import Yardstick, measure
from photosearch.types.arrays import Float32Array
from photosearch.types.queries import Bars

DIM = 64


def unit(*vectors: Float32Array) -> Float32Array:
    stacked = np.stack(vectors).astype(np.float32)
    rows: Float32Array = stacked / np.linalg.norm(stacked, axis=1, keepdims=True)
    return rows


@pytest.fixture
def things() -> Float32Array:
    """Forty things, ten in each of four families: a cat is a little like a dog, and not at all like a bridge."""
    own = np.linalg.qr(np.random.default_rng(3).normal(size=(DIM, DIM)))[0]
    return unit(*(0.6 * own[row] + 0.8 * own[40 + row // 10] for row in range(40)))


def photos_of(things: Float32Array, rows: list[int], *, noise: float = 0.1) -> Float32Array:
    generator = np.random.default_rng(5)
    return unit(*(things[row] + noise * generator.normal(size=DIM) for row in rows))


def bars_for(yardstick: Yardstick, photos: Float32Array, wish: Float32Array) -> Bars:
    scores = photos @ wish
    order = np.argsort(-scores)[:32]
    above_noise = yardstick.best_above_noise(scores[order], photos[order])
    return bands.text_bars(yardstick, wish, float(scores.max()), above_noise, 0.0)


def test_a_wish_that_no_photo_fits_finds_nothing(things: Float32Array) -> None:
    photos = photos_of(things, [row for row in range(20) for _ in range(5)])
    yardstick = measure(photos, things, strangers=0.2, is_sure=True)
    assert bars_for(yardstick, photos, things[35]) == bands.NOTHING
    there = bars_for(yardstick, photos, things[0])
    assert (photos[:5] @ things[0]).min() > there.possible


def test_bars_grow_with_the_scale_of_the_encoder(things: Float32Array) -> None:
    """Another encoder whose vectors lie in a narrow cone, as those of most do, ranks alike and has higher bars."""
    photos = photos_of(things, [row for row in range(20) for _ in range(5)])
    cone = np.zeros(DIM)
    cone[-1] = 3.0
    narrow_photos, narrow_things = unit(*(photos + cone)), unit(*(things + cone))
    wide = bars_for(measure(photos, things, strangers=0.2, is_sure=True), photos, things[0])
    narrow = bars_for(
        measure(narrow_photos, narrow_things, strangers=0.2, is_sure=True), narrow_photos, narrow_things[0]
    )
    assert narrow.possible > wide.possible + 0.3
    shown = [
        np.flatnonzero(some_photos @ wish >= bars.possible).tolist()
        for some_photos, wish, bars in ((photos, things[0], wide), (narrow_photos, narrow_things[0], narrow))
    ]
    assert shown[0] == shown[1]
    assert set(shown[0]) >= {0, 1, 2, 3, 4}


def test_what_is_far_behind_the_best_is_not_possible(things: Float32Array) -> None:
    photos = photos_of(things, [0, 1, 35])
    yardstick = measure(photos, things, strangers=0.2, is_sure=True)
    bars = bars_for(yardstick, photos, things[0])
    assert bars.possible >= float((photos @ things[0]).max()) - bands.BEHIND_BEST * yardstick.spread - 1e-6
    assert float(photos[2] @ things[0]) < bars.possible


def test_a_photo_that_is_near_to_everything_does_not_make_a_wish_found(things: Float32Array) -> None:
    quiet = photos_of(things, [row for row in range(20) for _ in range(5)])
    noisy = unit(things.sum(axis=0))
    yardstick = measure(quiet, things, strangers=0.2, is_sure=True)
    score = np.asarray([0.5], dtype=np.float32)
    assert yardstick.best_above_noise(score, noisy) < yardstick.best_above_noise(score, quiet[:1]) + 0.5
    all_round = unit(things[0] + things[12] + things[24] + things[36])
    single = unit(things[0])
    assert yardstick.best_above_noise(score, single) < 0.5 < yardstick.best_above_noise(score, all_round * 0.2 + 0.0)


def test_a_wish_that_lies_alone_needs_a_better_photo(things: Float32Array) -> None:
    photos = photos_of(things, [row for row in range(20) for _ in range(5)])
    yardstick = measure(photos, things, strangers=0.2, is_sure=True)
    at_the_bar = yardstick.at(bands.FOUND) + 1e-6
    answers = [bands.text_bars(yardstick, things[0], at_the_bar, at_the_bar, z) for z in (0.0, -1.0, 1.0)]
    assert [bars == bands.NOTHING for bars in answers] == [False, True, False]


def test_the_strong_bar_sinks_where_a_thing_is_everywhere(things: Float32Array) -> None:
    mixed_photos, only_photos = photos_of(things, list(range(30)) * 10), photos_of(things, [0] * 300, noise=0.2)
    mixed = bars_for(measure(mixed_photos, things, strangers=0.2, is_sure=True), mixed_photos, things[0])
    yardstick = measure(only_photos, things, strangers=0.2, is_sure=True)
    only = bars_for(yardstick, only_photos, things[0])
    assert only.strong == max(only.possible, yardstick.at(bands.STRONG - bands.SINKS)) < yardstick.at(bands.STRONG)
    assert (only_photos @ things[0] >= only.strong).all()
    assert mixed.strong > mixed.possible


def test_pictures_are_alike_between_a_stranger_and_the_same(things: Float32Array) -> None:
    yardstick = measure(photos_of(things, list(range(40))), things, strangers=0.2, is_sure=True)
    bars = bands.picture_bars(yardstick)
    assert yardstick.likeness < bars.possible < bars.strong < 1


@pytest.mark.parametrize(("count", "noise"), [(2, 0.0), (2, 0.01), (20, 0.02)])
def test_moments_of_one_scene_are_alike_in_a_library_of_nothing_else(
    things: Float32Array, count: int, noise: float
) -> None:
    photos = photos_of(things, [0] * count, noise=noise)
    bars = bands.picture_bars(measure(photos, things, strangers=0.2, is_sure=True))
    assert float((photos @ photos.T).min()) > bars.strong


def test_one_photo_is_no_measure_of_how_alike_strangers_are(things: Float32Array) -> None:
    """To most encoders any two pictures have a cosine well above 0."""
    bars = bands.picture_bars(measure(photos_of(things, [0]), things, strangers=0.6, is_sure=True))
    assert bars.possible > 0.7


def test_an_encoder_to_which_all_pictures_are_the_same_breaks_nothing(things: Float32Array) -> None:
    same = np.full(2, 1.0 + 1e-5) @ np.full((2, 2), 0.5)
    yardstick = measure(unit(same, same), things[:, :2], strangers=1.0 + 1e-5, is_sure=False)
    bars = bands.picture_bars(yardstick)
    assert bars.possible <= bars.strong <= 1


def test_a_library_of_one_photo_has_bars(things: Float32Array) -> None:
    photo = photos_of(things, [0])
    yardstick = measure(photo, things[:30], strangers=0.2, is_sure=True)
    assert bars_for(yardstick, photo, things[0]).possible < float(photo[0] @ things[0])
    assert bars_for(yardstick, photo, things[35]) == bands.NOTHING
    assert bands.picture_bars(yardstick).strong < 1


def test_a_photo_at_the_bars_of_each_term_is_at_the_bar_of_them_together() -> None:
    words, picture = unit(np.array([1.0, 0.2, 0.0]), np.array([0.1, 1.0, 0.3]))
    photo = unit(np.array([0.7, 0.8, 0.1]))[0]
    each = [Bars(strong=float(photo @ term), possible=float(photo @ term) - 0.1) for term in (words, picture)]
    weights = [1.0, 0.5]
    length = float(np.linalg.norm(words + 0.5 * picture))
    joined = bands.joined_bars(each, weights, length)
    assert joined.strong == pytest.approx(float(photo @ query.combine([words, picture], weights)), abs=1e-6)
    assert joined.possible < joined.strong


def test_the_level_is_that_of_the_ten_best() -> None:
    things = np.eye(DIM, dtype=np.float32)[:30]
    yardstick = measure(things[:1], things, strangers=0.2, is_sure=True)
    assert yardstick.level == pytest.approx(0.1, abs=1e-5)  # one concept fits with 1, nine with 0
    assert yardstick.at(1) == pytest.approx(yardstick.level + yardstick.spread)


@pytest.mark.parametrize("floor", [None, 0.3])
def test_an_encoder_that_nobody_knows_anything_about_is_never_sure(floor: float | None) -> None:
    bars = bands.floor_bars(floor)
    assert bars.strong == np.inf
    assert bars.possible == (-np.inf if floor is None else floor)
