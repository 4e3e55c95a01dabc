"""The pages of a contact sheet."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.exporting.caption_font import caption_font, font_file
from photosearch.exporting.sheet_page import PAGE_PX, Cell, PageLayout, fitted
from photosearch.types.arrays import UInt8Array
from photosearch.types.exporting import Sheet

SHEET = Sheet(Path("sheet.pdf"))


def plain(width: int, height: int, colour: tuple[int, int, int]) -> UInt8Array:
    return np.full((height, width, 3), colour, np.uint8)


@pytest.mark.parametrize("grid", [(1, 1), (4, 5), (10, 14)])
def test_pictures_stand_apart_whole_and_on_the_page(grid: tuple[int, int]) -> None:
    layout = PageLayout(Sheet(Path("s.pdf"), *grid))
    width, height = layout.picture_px
    assert width > 50
    assert height > 50
    cells = [Cell(plain(width, height, (255, 0, 0)), ("n", "d"))] * layout.per_page
    page = np.asarray(layout.draw(cells, 1, 2))
    assert page.shape == (PAGE_PX[1], PAGE_PX[0], 3)
    red = (page[:, :, 0] > 200) & (page[:, :, 1] < 50)
    assert red.sum() == layout.per_page * width * height
    assert not red[:20].any()
    assert not red[-60:].any()


def test_a_wide_picture_keeps_its_shape_and_a_small_one_its_size() -> None:
    layout = PageLayout(SHEET)
    width, _ = layout.picture_px
    page = np.asarray(layout.draw([Cell(plain(2000, 500, (0, 0, 255)), ())], 1, 1))
    blue = (page[:, :, 2] > 200) & (page[:, :, 0] < 50)
    rows, columns = np.flatnonzero(blue.any(axis=1)), np.flatnonzero(blue.any(axis=0))
    assert len(columns) == width
    assert len(rows) == round(width / 4)
    small = np.asarray(layout.draw([Cell(plain(20, 10, (0, 0, 255)), ())], 1, 1))
    assert ((small[:, :, 2] > 200) & (small[:, :, 0] < 50)).sum() == 200


def test_a_photo_that_cannot_be_shown_leaves_a_grey_room() -> None:
    layout = PageLayout(SHEET)
    page = np.asarray(layout.draw([Cell(None, ())], 1, 1))
    assert (page == 230).all(axis=2).sum() == layout.picture_px[0] * layout.picture_px[1]


def test_chinese_is_drawn_and_not_as_boxes() -> None:
    if font_file() is None:
        pytest.skip("no font with Chinese on this machine")
    layout = PageLayout(SHEET)
    pages = [np.asarray(layout.draw([Cell(None, (name,))], 1, 1)) for name in ("猫", "海", "\U0010fffd")]
    assert all((page < 100).any() for page in pages[:2])
    assert not np.array_equal(pages[0], pages[1])


@given(st.text(max_size=300))
def test_a_caption_is_never_wider_than_its_picture(text: str) -> None:
    font = caption_font(20)
    assert font.getlength(fitted(text, font, 200)) <= 200


def test_a_long_name_is_cut_in_its_middle() -> None:
    cut = fitted("IMG_20190803_191200_and_much_more_than_fits_here.jpg", caption_font(20), 200)
    assert cut.startswith("IMG")
    assert cut.endswith(".jpg")
    assert "…" in cut
