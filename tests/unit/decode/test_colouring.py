"""Pixels are named as people name their colours."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from PIL import ImageColor

from photosearch.decode.colouring import colouring_of
from photosearch.types.arrays import UInt8Array
from photosearch.types.colours import Colour

NAMED = {
    Colour.RED: "red crimson firebrick darkred indianred",
    Colour.ORANGE: "orange darkorange",
    Colour.YELLOW: "yellow gold khaki",
    Colour.GREEN: "green lime forestgreen seagreen limegreen darkgreen springgreen lawngreen olivedrab",
    Colour.CYAN: "cyan darkcyan teal turquoise lightseagreen darkturquoise mediumturquoise",
    Colour.BLUE: "blue navy royalblue steelblue dodgerblue cornflowerblue skyblue deepskyblue midnightblue",
    Colour.PURPLE: "purple darkviolet indigo rebeccapurple mediumpurple darkorchid blueviolet orchid plum magenta",
    Colour.PINK: "pink hotpink deeppink lightpink palevioletred",
    Colour.BROWN: "saddlebrown sienna chocolate peru",
    Colour.GREY: "grey dimgrey darkgrey silver lightgrey slategrey",
    Colour.WHITE: "white snow whitesmoke ivory",
    Colour.BLACK: "black #111111",
}


@pytest.mark.parametrize(
    ("colour", "name"), [(colour, name) for colour, names in NAMED.items() for name in names.split()]
)
def test_named_colours_are_what_they_are_called(colour: Colour, name: str) -> None:
    pixels = np.full((2, 2, 3), ImageColor.getrgb(name)[:3], np.uint8)
    shares = dict(zip(Colour, colouring_of(pixels).shares, strict=True))
    assert {one for one, share in shares.items() if share} == {colour}


def test_areas_are_measured() -> None:
    pixels = np.zeros((4, 4, 3), np.uint8)
    pixels[0] = ImageColor.getrgb("red")
    found = colouring_of(pixels)
    shares = dict(zip(Colour, found.shares, strict=True))
    assert (shares[Colour.RED], shares[Colour.BLACK]) == (64, 191)
    assert found.high_chroma > 90
    assert found.mean_chroma == pytest.approx(104.5 / 4, abs=1)


@given(arrays.arrays(np.uint8, st.tuples(st.integers(1, 8), st.integers(1, 8), st.just(3))))
def test_every_pixel_has_one_name(pixels: UInt8Array) -> None:
    found = colouring_of(pixels)
    assert sum(found.shares) == pytest.approx(255, abs=len(Colour) / 2)
    assert 0 <= found.mean_chroma <= 134
    assert 0 <= found.high_chroma <= 134


@given(st.integers(0, 255))
def test_greys_have_no_hue(value: int) -> None:
    found = colouring_of(np.full((1, 1, 3), value, np.uint8))
    assert found.high_chroma == 0
    assert sum(found.shares[:3]) == 255
